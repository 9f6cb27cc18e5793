"""Party conduct: who performs is the provider, who pays is the customer, where the terms do not say it.

The rule holds for every kind of contract: the provider hands over what the contract is about (services, goods, rights,
exposure, work) and is paid for it. So a licensor, a franchisor, a manufacturer, a carrier, an endorser and a supplier
to a distributor or reseller are providers; a licensee, a franchisee, a shipper, a sponsor, a distributor and a reseller
are customers. A contract in which the parties do the same to each other has neither.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from clausecheck.structure.contract import Party, Role
from clausecheck.structure.party_terms import (
    AMBIGUOUS_TERMS,
    CUSTOMER_TERMS,
    LIKELY_CUSTOMERS,
    LIKELY_PROVIDERS,
    PRONOUNS,
    PROVIDER_TERMS,
    bare_term,
)

MIN_ACTS = 4
_ACTS = (
    r"{term}\s+"
    r"(?:shall|will|may|must|agrees?|hereby|is|are|has|have|desires?|wish(?:es)?|represents?|warrants)\b"
)
_PRIOR = 1.5
_PRIOR_OF_A_PRONOUN = 0.3
_MARGIN = 0.2
_OWN_SIDE = 0.3
_LINES = 600
# What every party provides, delivers or sends, whoever serves whom.
_FORMALITY = (
    r"(?!\s+(?:[\w'-]+\s+){{0,4}}?(?:notices?|notif\w+|cop(?:y|ies)|evidence|certificates?|insurance|reports?|reporting|"
    r"forecasts?|indemni\w+|consent|payments?|funds|statements?|information|instructions?|assistance|cooperation)\b)"
    r"(?!\s+(?:[^\s.;]+\s+){{0,2}}?with\s+(?:[\w'-]+\s+){{0,3}}?(?:data|details|content|materials)\b)"
)
# What is paid for a party, by it or from it is not paid to it.
_TO = "".join(rf"(?<!\b{word})(?<!\b{word}\sthe)" for word in ("for", "by", "from", "of", "between"))
# Money that makes up for something tells who has failed, not who serves.
_NO_AMENDS = (
    r"(?!\s+(?:[^\s.;]+\s+){{0,6}}?"
    r"(?:credits?|refunds?|rebates?|back|compensation|damages|penalt\w+|less)\b)"
)
_THE_MOST = re.compile(r"\bthe\s+most\b|(?:\b(?:no|not|never|without)|n't)\b[^.;]{0,60}?\bmore\s+than\b", re.IGNORECASE)
_MUST = r"(?:shall|will|must|agrees?\s+to|undertakes?\s+to|(?:has|have)\s+agreed\s+to|desires?\s+to|wish(?:es)?\s+to)"
# "We'll bill you": plain words contract what a cue looks for.
_CONTRACTED = re.compile(r"['\u2019](?:(?<=[Ww]e.)|(?<=[Yy]ou.))ll\b")
# Stands for the party itself, so that one expression serves every contract.
_SELF = "Þ"
# Stand for every other party, the second where its own deed comes after its name.
_OTHER, _DOER = "¤", "※"
_DOES = r"¤(?=(?:\W+(?:who|which|that))?\s+(?:shall|will|must|may|agrees?|undertakes?|pays?|is|has)\b)"
_GAP = r"[^.;※]{{0,100}}?"


def whole_word(words: str) -> str:
    """Write an expression for words that begin as a word does, literal first, so that a search leaps to them."""
    return rf"{words}(?<=\b{words})"


def _any_of(*words: str) -> str:
    """Write an expression for any of some words, put together by their first letters: a search leaps to these."""
    by_letter = itertools.groupby(sorted(words), key=itemgetter(0))
    tails = ((letter, "|".join(word[1:] for word in alike)) for letter, alike in by_letter)
    return "(?:" + "|".join(f"{whole_word(letter)}(?:{tail})" for letter, tail in tails) + ")"


def _after(*openings: str, the: str = r"the\s") -> str:
    """Write the name with what may stand before it, with or without an article; white space is single in segments."""
    before = (opening + article for opening in openings for article in ("", the))
    return "{term}(?:" + "|".join(f"(?<={words}{{term}})" for words in before) + ")"


_NAME = whole_word("{term}")
_AT_HEAD = _after(
    *("^", r"[,:;.)\"]", r"[,:;.)\"]\s", r"\band\s", r"\bthat\s", r"\bor\s", r"\bbut\s", r"\bWHEREAS\s"),
    the=r"[Tt]he\s",
)
_ACTS_TO = (
    "(?:"
    + _NAME
    + r"[^\w¤※]{{1,3}}(?:\w+,?\s+){{0,2}}?|"
    + _AT_HEAD
    + r"\b"
    + _GAP
    + r"\b)"
    + _MUST
    + r"\s+(?:\w+,?\s+){{0,3}}?"
)
_NOW = (
    _NAME + r"[^\w¤※]{{0,6}}(?:means?\s+[^.;¤※]{{1,80}}?(?=\b(?:who|which|that)\b))?"
    r"(?:(?:who|which|that|also|hereby|currently)\s+|\w+\s+and\s+){{0,2}}"
)
_PERFORMING = (
    r"(?:provide|perform|deliver|supply|render|furnish|host|manufacture|staff|maintain|operate|develop|design|install|"
    r"act\s+as|advise|represent|process|handle|answer|transport|conduct|carry\s+out|run|clean|build|write)"
)
_THING = r"(?:licen[cs]es?|rights?|privileges?|franchise|sub-?licen[cs]e)"
_ENGAGING = (
    *("engage", "engages", "engaged", "retain", "retains", "retained", "hire", "hires", "hired", "appoint", "appoints"),
    *("commission", "commissions", "employ", "employs", "outsource", "outsources"),
)
_ENGAGE = rf"\b(?:{'|'.join(_ENGAGING)})\b"
_APPOINTING = ("appoint", "appoints", "authorise", "authorises", "authorize", "authorizes")
_RESALE = r"(?=[^.;]{{0,80}}\b(?:distributor|reseller|dealer|licensee|franchisee)\b)"
_NO_RESALE = r"(?![^.;]{{0,80}}\b(?:distributors?|resellers?|dealers?|licensees?|franchisees?)\b)"


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that speak for one side, with `{term}` where the party stands, and how much they say.

    Those `of_money` say nothing in a sentence about the most that anybody pays; those `of_writer` say nothing of "you",
    for "your price" is what the reader pays.
    """

    weight: float
    pattern: str
    of_money: bool = False
    of_writer: bool = False

    def count(self, party: Party, text: str, case: re.RegexFlag) -> int:
        """Count the places where the party, masked, does what the cue says."""
        if self.of_writer and "you" in map(str.casefold, party.terms):
            return 0
        found = _compiled(self.pattern, case).finditer(text)
        return sum(not (self.of_money and _THE_MOST.search(_line_around(match))) for match in found)


def _line_around(match: re.Match[str]) -> str:
    text = match.string
    return text[text.rfind("\n", 0, match.start()) + 1 : (text.find("\n", match.end()) + 1 or len(text) + 1) - 1]


@cache
def _compiled(pattern: str, case: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(pattern.format(term=_SELF), case | re.MULTILINE)


# Payment tells more than work: every party performs something, but as a rule only one of them is paid.
_PROVIDES = (
    _Cue(1.0, _ACTS_TO + _PERFORMING + r"\b" + _FORMALITY),
    _Cue(
        1.0,
        _NOW + r"(?:provides?|performs?|hosts?|answers?|handles?|supplies|runs?|designs?|offers?|makes)\b" + _FORMALITY,
    ),
    _Cue(
        2.0,
        _any_of("pay", "pays", "paid", "payable", "payments?", "reimburse", "remit", "remits", "compensate")
        + r"\b(?:(?!{term}|\bback\b)[^.;]){{0,30}}?"
        + _TO
        + r"\s(?:to\s+)?(?:the\s+)?{term}\b(?!'|\s+behalf\b)"
        + _NO_AMENDS,
        of_money=True,
    ),
    _Cue(
        1.0,
        _NAME + r"(?:'s|')?\s+(?:[\w-]+\s+){{0,3}}?"
        r"(?:fees?|charges|invoices?|rates|prices?|price\s+list|royalt(?:y|ies)|remuneration|compensation)\b",
        of_writer=True,
    ),
    _Cue(
        1.0,
        _after(r"\binvoice\sby\s", r"\binvoiced\sby\s")
        + r"\b|"
        + _NAME
        + r"\s+(?:shall|will|may)\s+(?:\w+\s+){{0,3}}?(?:invoice|bill)\b",
    ),
    _Cue(
        0.5,
        _NAME + r"\s+(?:shall|will)\s+(?:be\s+(?:paid|entitled\s+to)|receive|earn)\s+(?:\w+\s+){{0,3}}?"
        r"(?:fees?|commissions?|compensation|remuneration|salary)\b|"
        + _NAME
        + r"\b[^.;¤※]{{0,60}}?\b(?:shall|will)\s+be\s+paid\b",
    ),
    _Cue(0.7, _NOW + r"(?:grants?|licenses)\b(?:\W+\w+){{0,12}}?\W+" + _THING + r"\b"),
    _Cue(
        0.5, _any_of("purchase[sd]?", "buys?", "orders?", "licensed") + r"\b[^.;]{{0,60}}?\bfrom\s+(?:the\s+)?{term}\b"
    ),
    _Cue(0.7, _after(*(rf"\b{verb}\s" for verb in _ENGAGING)) + r"\b" + _NO_RESALE),
    _Cue(1.5, _NOW + r"(?:appoints?|authori[sz]es?)\b" + _RESALE),
    _Cue(
        0.5,
        _NAME + r"\b[^.;¤※]{{0,30}}?\b(?:is|are)\s+(?:[\w-]+\s+){{0,4}}?(?:in\s+the\s+business\s+of\s+"
        r"(?:provid|suppl|manufactur|develop)ing|(?:provider|supplier|manufacturer|developer)s?\s+of)\b",
    ),
)
_RECEIVES = (
    _Cue(1.5, _after(*(rf"\b{verb}\s" for verb in _APPOINTING)) + r"\b" + _RESALE),
    _Cue(
        2.5,
        _after(r"\bpaid\sby\s", r"\bpayable\sby\s")
        + r"\b|"
        + _ACTS_TO
        + r"(?:pay|reimburse|compensate|remit)\b"
        + _NO_AMENDS
        + "|"
        + _NOW
        + r"pays?\b"
        + _NO_AMENDS,
        of_money=True,
    ),
    _Cue(
        1.2,
        _any_of(
            *("provided?", "performed?", "delivered?", "supplied?", "rendered?", "furnished?"),
            *("perform(?:ing|s)", "provid(?:ing|es)"),
        )
        + r"\b[^.;]{{0,40}}?\b(?:to|for|on\s+behalf\s+of)\s+(?:the\s+)?{term}\b(?!')",
    ),
    _Cue(
        0.5,
        r"\bgrants?\s+(?:to\s+)?(?:the\s+)?{term}\b(?:\W+\w+){{0,12}}?\W+" + _THING + r"\b|"
        r"\b" + _THING + r"\s+granted\s+to\s+(?:the\s+)?{term}\b",
    ),
    _Cue(1.0, _ACTS_TO + r"(?:render|furnish|submit|deliver|provide|send)\s+(?:[\w-]+\s+){{0,4}}?royalt(?:y|ies)\b"),
    _Cue(0.5, _ACTS_TO + r"(?:purchase|buy|order|procure|obtain|acquire)\b|" + _NOW + r"(?:purchases|buys|orders)\b"),
    _Cue(0.5, _ACTS_TO + r"(?:engage|retain|hire|outsource)\b|" + _NOW + _ENGAGE + _NO_RESALE),
    _Cue(
        0.7,
        r"\bsells?\s+(?:[\w-]+\s+){{0,4}}?to\s+(?:the\s+)?{term}\b|\b(?:invoices?|bills?)\s+(?:to\s+)?(?:the\s+)?{term}\b(?!')",
    ),
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
    """Settle the open roles: who performs is the provider, who pays is the customer, and one of each is enough.

    Of three or more, whoever clearly does the same as one of the two, or bears its name, is on its side.
    """
    if len(parties) == 2 and roles.count("unknown") == 1:  # settled without a look at what they do
        left: Role = "provider" if "customer" in roles else "customer"
        return [left if role == "unknown" else role for role in roles]
    leaning = leanings(parties, text)
    result = list(roles)
    open_parties = [index for index, role in enumerate(roles) if role == "unknown"]
    if not {"customer", "provider"} & set(roles) and len(open_parties) > 1:
        low, high = min(open_parties, key=leaning.__getitem__), max(open_parties, key=leaning.__getitem__)
        if leaning[high] - leaning[low] >= _MARGIN:
            result[low], result[high] = "customer", "provider"
    elif len(parties) == 1 and abs(leaning[0]) >= _MARGIN:
        result = ["provider" if leaning[0] > 0 else "customer"] if open_parties else result
    elif open_parties and "provider" in result and "customer" not in result:
        result[min(open_parties, key=leaning.__getitem__)] = "customer"
    elif open_parties and "customer" in result and "provider" not in result:
        result[max(open_parties, key=leaning.__getitem__)] = "provider"
    return [
        _third_role(party, leaning[index], list(zip(parties, result, strict=True)))
        if result[index] == "unknown" and len(parties) > 2
        else result[index]
        for index, party in enumerate(parties)
    ]


def _third_role(party: Party, leaning: float, known: Iterable[tuple[Party, Role]]) -> Role:
    for other, role in known:
        if leaning and role != "unknown" and other.name.split()[:1] == party.name.split()[:1]:
            return role
    return "provider" if leaning >= _OWN_SIDE else "customer" if leaning <= -_OWN_SIDE else "other"


def leanings(parties: Sequence[Party], text: str) -> list[float]:
    """Weigh for each party what speaks for a provider less what speaks for a customer.

    Each cue has one vote, shared out by how often each party gives it: who performs more is meant, not who talks more.
    """
    lines = _CONTRACTED.sub(" will", text).split("\n")
    result = [_prior(party) for party in parties]
    cases = [re.IGNORECASE if party.term.casefold() in PRONOUNS else re.RegexFlag(0) for party in parties]
    spoken_of = [
        _lines_about(party, [other for other in parties if other is not party], lines, case)
        for party, case in zip(parties, cases, strict=True)
    ]
    for cues, sign in ((_PROVIDES, 1), (_RECEIVES, -1)):
        for cue in cues:
            counts = [cue.count(*each) for each in zip(parties, spoken_of, cases, strict=True)]
            result = [sum_ + sign * cue.weight * n / (1 + sum(counts)) for sum_, n in zip(result, counts, strict=True)]
    return result


def _lines_about(party: Party, others: Iterable[Party], lines: Iterable[str], case: re.RegexFlag) -> str:
    """Keep the sentences that name a party, all names masked; a long contract has said by then who serves whom."""
    terms = {party.term, *party.aliases}
    mine = {term.casefold() for term in terms}
    own = re.compile(rf"{_any_term(mine)}\b", re.IGNORECASE)
    kept = "\n".join(itertools.islice((line for line in lines if own.search(line)), _LINES))
    theirs = {term for other in others for term in (other.term, *other.aliases)}
    # Longest first, so that "Acme" is not struck out of "Acme Europe".
    named = re.compile(rf"{_any_term(terms | theirs)}\b")
    kept = named.sub(lambda match: match.group() if match.group().casefold() in mine else _OTHER, kept)
    kept = re.sub(rf"{_any_term(terms)}\b", _SELF, kept, flags=case)
    return re.sub(_DOES, _DOER, kept, flags=case)


def _any_term(terms: Iterable[str]) -> str:
    return "(?:" + "|".join(whole_word(re.escape(term)) for term in sorted(terms, key=len, reverse=True)) + ")"


def _prior(party: Party) -> float:
    """Say what a term lets one expect where it does not settle the role; whoever writes for "you" mostly serves."""
    spoken = PRONOUNS.intersection(map(str.casefold, party.terms))
    if spoken:
        return _PRIOR_OF_A_PRONOUN if "we" in spoken else -_PRIOR_OF_A_PRONOUN
    return _prior_by_term(party)


def _prior_by_term(party: Party) -> float:
    for term in (party.term, *party.aliases):
        words = bare_term(term).split()
        for word in (" ".join(words), words[-1] if words else ""):
            if word in LIKELY_PROVIDERS or word in PROVIDER_TERMS & AMBIGUOUS_TERMS:
                return _PRIOR
            if word in LIKELY_CUSTOMERS or word in CUSTOMER_TERMS & AMBIGUOUS_TERMS:
                return -_PRIOR
    return 0.0


def count_acts(party: Party, text: str) -> int:
    """Count how often a party acts, whatever it does."""
    term = _any_term((party.term, *party.aliases))
    case = re.IGNORECASE if party.term.casefold() in PRONOUNS else 0
    return len(re.findall(_ACTS.format(term=term), text, case | re.MULTILINE))
