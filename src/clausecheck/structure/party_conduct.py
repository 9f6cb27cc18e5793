"""Party conduct: who performs is the provider, who pays is the customer, where the terms do not say it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausecheck.structure.contract import Party, Role
from clausecheck.structure.party_terms import CUSTOMER_TERMS, PRONOUNS, PROVIDER_TERMS, bare_term

MIN_ACTS = 4
_UNDERTAKES = r"\b{term}\b[^.;]{{0,60}}?\b(?:shall|will|agrees?\s+to|undertakes?\s+to)\s+(?:\w+\s+){{0,3}}?"
_PERFORMS = _UNDERTAKES + r"(?:provide|perform|deliver|supply|render|furnish|host|manufacture|staff)\b"
_PAYS = _UNDERTAKES + r"(?:pay|reimburse|compensate)\b"
_WISHES = r"\b{term}\b[^.;]{{0,40}}?\b(?:wish|desire|intend)(?:es|s)?\s+to\s+"
_OFFERS = _WISHES + r"(?:provide|perform|supply|sell|grant|render|furnish|license\s+to)\b"
_SEEKS = _WISHES + (
    r"(?:engage|retain|appoint|obtain|receive|purchase|procure|acquire|buy|hire|use|outsource|license\s+from|have)\b"
)
ACTS = (
    r"\b{term}\s+"
    r"(?:shall|will|may|must|agrees?|hereby|is|are|has|have|desires?|wish(?:es)?|represents?|warrants)\b"
)
_IS_SERVED = (
    r"\b(?:provided?|performed?|delivered?|supplied?|rendered?|furnished?)\b[^.;]{{0,40}}?"
    r"\b(?:to|for)\s+(?:the\s+)?{term}\b"
)
_IS_PAID = (
    r"\b(?:pay|paid|payable|payments?|reimburse)\b[^.;]{{0,30}}?\s(?:to\s+)?(?:the\s+)?{term}\b"
    r"|\b{term}\b[^.;]{{0,30}}?\binvoices?\b"
)


def role_by_term(party: Party) -> Role:
    """Read a role off a party's terms; "we" and "you" say nothing of themselves."""
    for term in (party.term, *party.aliases):
        word = bare_term(term)
        if word in CUSTOMER_TERMS:
            return "customer"
        if word in PROVIDER_TERMS:
            return "provider"
    return "unknown"


def roles_by_conduct(parties: list[Party], roles: list[Role], text: str) -> list[Role]:
    """Settle the open roles: who performs is the provider, who pays is the customer, and one of each is enough."""
    leaning = [lean(party, text) for party in parties]
    acts = [count_acts((ACTS,), party, text) for party in parties]
    result = list(roles)
    open_parties = [index for index, role in enumerate(roles) if role == "unknown"]
    turns: tuple[tuple[Role, Role, int], ...] = (
        ("provider", "customer", 1),
        ("customer", "provider", -1),
        ("provider", "customer", 1),
    )
    for wanted, opposite, sign in turns:
        if wanted in result or not open_parties:
            continue
        best = max(open_parties, key=lambda index: (sign * leaning[index], acts[index]))
        known_opposite = opposite in result and (len(parties) == 2 or sign * leaning[best] == 0)
        if sign * leaning[best] > 0 or known_opposite:
            result[best] = wanted
            open_parties.remove(best)
    return ["other" if role == "unknown" and len(parties) > 2 else role for role in result]


def lean(party: Party, text: str) -> int:
    """Count what speaks for a provider less what speaks for a customer."""
    return count_acts((_PERFORMS, _IS_PAID, _OFFERS), party, text) - count_acts(
        (_PAYS, _IS_SERVED, _SEEKS), party, text
    )


def count_acts(patterns: Iterable[str], party: Party, text: str) -> int:
    """Count how often a party does what the patterns say; each has `{term}` where the party stands."""
    term = "(?:" + "|".join(re.escape(term) for term in (party.term, *party.aliases)) + ")"
    case = re.IGNORECASE if party.term.casefold() in PRONOUNS else 0
    return sum(len(re.findall(pattern.format(term=term), text, case)) for pattern in patterns)
