"""Parties: who contracts, by which term, and who is customer and who provider."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from clausecheck.errors import OptionError
from clausecheck.structure.contract import Party, Role, Segment

_PREAMBLE = 9000
_CUSTOMER_TERMS = frozenset(
    (
        *(
            "customer",
            "client",
            "buyer",
            "purchaser",
            "licensee",
            "subscriber",
            "recipient",
            "service recipient",
            "principal",
        ),
        *(
            "bank",
            "authority",
            "council",
            "controller",
            "data controller",
            "lessee",
            "owner",
            "sponsor",
            "franchisee",
        ),
        *("client company", "customer company", "enterprise", "covered entity", "state", "department", "agency client"),
    )
)
_PROVIDER_TERMS = frozenset(
    (
        *("supplier", "vendor", "provider", "service provider", "contractor", "consultant", "licensor", "seller"),
        *("outsourcer", "processor", "data processor", "agency", "servicer", "manufacturer", "developer"),
        *(
            "lessor",
            "franchisor",
            "host",
            "business associate",
            "managed service provider",
            "partner",
            "staffing agency",
        ),
        *("operator", "subcontractor", "administrator"),
    )
)
_AMBIGUOUS_TERMS = frozenset(
    (
        *(
            "state",
            "authority",
            "enterprise",
            "agency",
            "recipient",
            "bank",
            "department",
            "principal",
            "partner",
            "owner",
        ),
        *("operator", "developer", "host", "administrator", "council", "subcontractor", "processor", "controller"),
        *("manufacturer", "seller", "purchaser", "sponsor", "consultant"),
    )
)
# Terms for a party that say nothing of who serves whom.
_NEUTRAL_TERMS = frozenset(
    (
        *("company", "corporation", "firm", "employer", "executive", "employee", "participant", "member", "manager"),
        *("reseller", "distributor", "dealer", "agent", "affiliate", "business affiliate", "marketing affiliate"),
        *("publisher", "advertiser", "merchant", "talent", "artist", "athlete", "endorser", "celebrity", "promoter"),
        *("shipper", "carrier", "transporter", "issuer", "adviser", "advisor", "university", "college", "hospital"),
    )
)
_PRONOUNS = frozenset(("you", "your", "we", "us", "our"))
_NO_PARTY = re.compile(
    r"(?:^|\b)(?:agreement|amendment|contract|date|part(?:y(?!\s+[A-F]\b)|ies)|services?|products?|terms?|schedule|exhibit|order|work|territory|software|"
    r"plan|act|sow|msa|dpa|addendum|effective|term|program|project|business|affiliates?|fees?|group|premises|facility|confidential"
    r"|materials?|system|site|website|board|esop|closing|prospectus|appraisal|holders?|application|payment|data|laws?|period|commission|shares?|stock|offering|securities|reorganization)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"(?P<term>[^\"]{2,40}?),?\"")
_BRACKET = re.compile(r"\((?P<inside>[^()]{0,120}?\"[^\"]{2,40}\"[^()]{0,120})\)")
_BARE_TERM = re.compile(
    r"(?:hereinafter|hereafter|herein)\s*,?\s*(?:(?:referred\s+to|called|known)(?:\s+as)?\s*)?,?\s*(?:the\s+)?\"(?P<inside>[^\"]{2,40})\""
)
_PLAIN_BRACKET = re.compile(r"\((?:(?:the|as|each\s+an?)\s+)?(?P<inside>[A-Z][A-Za-z]+(?:\s[A-Z][A-Za-z]+)?)\)")
# A line break after a name that stands on a line of its own.
_NAME_LINE = re.compile(r"\n(?=[(\"]|with\s|having\s|whose\s|an?\s|of\s)")
_NAME_START = re.compile(
    r"(?:\bon\s+the\s+(?:one|other)\s+hand,?|\bbetween\b|\bamong\b|\bby\s+and\b|[,;)]\s*and\b|\band\s+(?=(?-i:[A-Z]))|\bparties:|\(\d\)|^\W*and\b|\bto:|\bfrom:)\s*:?\s*",
    re.IGNORECASE,
)
_NAME_END = re.compile(
    r",\s+(?=(?:an?|the|with|whose|having|located|incorporated|organi[sz]ed|acting|being|company|registered|of|on|as|and|for|together|its)\b|\d)"
    r"|\s+(?:whose|having|located|incorporated|organi[sz]ed|with\s+(?:its|offices?|an?)|acting|registered|on\s+behalf)\b|\s*\(|\s+of\s+(?=\d)"
)
_COMPANY = re.compile(
    r"\b(?:Inc|Incorporated|Ltd|Limited|LLC|L\.L\.C|LLP|LP|L\.P|Corp|Corporation|Company|Co|plc|PLC|GmbH|AG|S\.A|SA|N\.A|B\.V|BV|N\.V|Pty|"
    r"Bank|Trust|University|Authority|Council|Partners|Group|Holdings|SARL|S\.p\.A|KG|Oy|AB)\b"
)
_FULL_NAME = re.compile(
    r"(?:[(]?[A-Za-z]?[A-Z0-9][\w.&'()-]*,?\s+(?:(?:of|and|the|&|de|for)\s+)?){1,8}?"
    r"(?i:Inc|Incorporated|Ltd|Limited|LLC|L\.L\.C|LLP|LP|L\.P|Corp|Corporation|plc|GmbH|AG|S\.A|N\.A|B\.V|BV|N\.V|SARL|KG|Oy)\b\.?"
)
_IN_LEGAL_FORM = re.compile(
    r",?\s+an?\s[^,();]{0,60}?\b(?:corporation|company|partnership|association|limited\s+liability)\b", re.IGNORECASE
)
_NARRATIVE = re.compile(
    r"\b(?:shall|will|may|is|are|was|desires?|wish(?:es)?|entered|pursuant|under|dated|which|agreement|means)\b",
    re.IGNORECASE,
)
_USUAL_TERM = re.compile(
    r"\b(?:" + "|".join(sorted(term.title() for term in _CUSTOMER_TERMS | _PROVIDER_TERMS)) + r")\b"
)
_SEAT = re.compile(r"(?<=Ltd|LLP|LLC|Inc|plc|PLC)\.?\s+(?:of|at)\s.*|(?<=Limited)\s+(?:of|at)\s.*")
_ACTOR = re.compile(
    r"\b(?!(?:The|This|That|These|Those|Such|Each|Either|Neither|Any|All|Every|No|Both|It|They|He|She|Which|There|"
    r"Nothing|Section|Article|Party|Parties|Agreement)\b)([A-Z][A-Za-z0-9&.-]+)\s+(?:shall|will|may|agrees|hereby)\b"
)
_LETTERED = re.compile(r"\bparty\s([A-F])\b", re.IGNORECASE)
_MIN_ACTS = 4
_UNDERTAKES = r"\b{term}\b[^.;]{{0,60}}?\b(?:shall|will|agrees?\s+to|undertakes?\s+to)\s+(?:\w+\s+){{0,3}}?"
_PERFORMS = _UNDERTAKES + r"(?:provide|perform|deliver|supply|render|furnish|host|manufacture|staff)\b"
_PAYS = _UNDERTAKES + r"(?:pay|reimburse|compensate)\b"
_WISHES = r"\b{term}\b[^.;]{{0,40}}?\b(?:wish|desire|intend)(?:es|s)?\s+to\s+"
_OFFERS = _WISHES + r"(?:provide|perform|supply|sell|grant|render|furnish|license\s+to)\b"
_SEEKS = _WISHES + (
    r"(?:engage|retain|appoint|obtain|receive|purchase|procure|acquire|buy|hire|use|outsource|license\s+from|have)\b"
)
_ACTS = (
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


def find_parties(segments: Sequence[Segment], customer: str | None = None) -> tuple[Party, ...]:
    """Find the parties and their roles; `customer` names the one that receives the services.

    Raises OptionError when no party goes by that name.
    """
    text = "\n".join(segment.text for segment in segments if segment.zone in ("body", "definition"))
    parties = _acting(_lettered(_from_preamble(text[:_PREAMBLE]), text), text)
    if len(parties) < 2:
        parties = _with_usual_terms(parties, text)
    if customer is not None:
        return tuple(_overruled(parties, customer, text))
    return tuple(_with_roles(parties, text))


def _from_preamble(text: str) -> list[Party]:
    found: dict[str, Party] = {}
    for line in _NAME_LINE.sub(" ", text).split("\n"):
        for pattern in (_BRACKET, _BARE_TERM, _PLAIN_BRACKET):
            start = 0
            for match in pattern.finditer(line):
                party = _read_party(line[start : match.start()], match.group("inside"))
                start = match.end()
                if party and party.term not in found and all(party.name != other.name for other in found.values()):
                    found[party.term] = party
    return list(found.values())[:6]


def _acting(found: list[Party], text: str) -> list[Party]:
    """Leave out those who are only spoken of (a regulator, a document), as long as two parties act."""
    acting = [party for party in found if _times((_ACTS,), party, text) >= _MIN_ACTS]
    return acting if len(acting) > 1 else found


def _lettered(found: list[Party], text: str) -> list[Party]:
    """Prefer "Party A" and "Party B" to every other term where a contract speaks of its parties so."""
    letters = Counter(letter.upper() for letter in _LETTERED.findall(text))
    terms = [f"Party {letter}" for letter in sorted(letters) if letters[letter] >= _MIN_ACTS]
    known = {party.term: party for party in found}
    return [known.get(term) or Party(term, term, "unknown") for term in terms] if len(terms) > 1 else found


def _read_party(before: str, inside: str) -> Party | None:
    terms = [term.strip() for term in (_QUOTED.findall(inside) if '"' in inside else [inside])]
    terms = [re.sub(r"^the\s+", "", term, flags=re.IGNORECASE) for term in terms]
    name = _name_before(before)
    neutral = [term for term in terms if _bare(term) in _NEUTRAL_TERMS]
    own = [term for term in terms if _is_usual(term) or term in neutral or name.casefold().startswith(term.casefold())]
    terms = [term for term in terms if term in own or not _NO_PARTY.search(term)]
    if not terms:
        return None
    if any(map(_is_usual, terms)) or (neutral and before.strip()):
        return Party(name if _is_name(name) else terms[0], terms[0], "unknown", tuple(terms[1:]))
    if not _is_company(name) and not _has_legal_form(name, before):
        return None
    return Party(name, terms[0], "unknown", tuple(terms[1:]))


def _is_usual(term: str) -> bool:
    return _bare(term) in _CUSTOMER_TERMS | _PROVIDER_TERMS | _PRONOUNS


def _name_before(text: str) -> str:
    """Find the name that a text ends with: the shortest that reads as a company's, else the shortest."""
    starts = [0, *(match.end() for match in _NAME_START.finditer(text))]
    names = [_trim_name(text[start:]) for start in reversed(starts)]
    named = (name for start, name in zip(reversed(starts), names, strict=True) if _has_legal_form(name, text[start:]))
    company = next((name for name in names if _is_company(name)), None)
    return company or next(named, None) or _full_name(text) or names[0]


def _has_legal_form(name: str, text: str) -> bool:
    """Tell whether a name is said to be that of a company: "Meridian, a Nevada corporation"."""
    return _is_name(name) and bool(_IN_LEGAL_FORM.match(text.partition(name)[2]))


def _full_name(text: str) -> str | None:
    """Give the last name with a company's suffix, where only an address or the like stands between it and the end."""
    last = max(_FULL_NAME.finditer(text[-400:]), key=re.Match.end, default=None)
    return None if last is None or _NARRATIVE.search(text[-400:], last.end()) else last.group()


def _is_company(name: str) -> bool:
    return _is_name(name) and bool(_COMPANY.search(name) or _COMPANY.search(name.title()))


def _trim_name(text: str) -> str:
    name = _NAME_END.split(text.strip(" ,;"))[0].strip(' ,;:"')
    return _SEAT.sub("", re.sub(r"^(?:the\s+)?(?:undersigned\s+)?", "", name))


def _is_name(text: str) -> bool:
    """Tell whether a text reads as a name: short and capitalised throughout but for small words."""
    words = [word for word in text.split() if word not in ("of", "and", "the", "for", "&", "de", "a", "an", "plc")]
    return 0 < len(words) <= 12 and all(any(map(str.isupper, word)) or not word[0].isalpha() for word in words)


def _with_usual_terms(parties: list[Party], text: str) -> list[Party]:
    """Fall back on the usual party terms, as the text writes them, then on whoever the text has act most often."""
    result = list(parties)
    taken = {_bare(term) for party in parties for term in party.terms}
    usual = Counter(match.group() for match in _USUAL_TERM.finditer(text))
    for vocabulary in (_CUSTOMER_TERMS, _PROVIDER_TERMS):
        known = [term for term in usual if term.casefold() in vocabulary and _is_used_as_party(term, text)]
        if known and not taken & vocabulary:
            term = max(known, key=lambda term: usual[term])
            result.append(Party(term, term, "unknown"))
            taken.add(term.casefold())
    actors = Counter(match.group(1) for match in _ACTOR.finditer(text) if not _NO_PARTY.search(match.group(1)))
    for term, count in actors.most_common():
        if len(result) >= 2 or count < _MIN_ACTS:
            break
        if term.casefold() not in taken:
            result.append(Party(term, term, "unknown"))
    return result


def _is_used_as_party(term: str, text: str) -> bool:
    """Tell whether a word that may mean something else ("State", "Partner") acts like a party."""
    if term.casefold() not in _AMBIGUOUS_TERMS:
        return True
    return len(re.findall(rf"\b{term}\s+(?:shall|will|may|agrees|hereby)\b", text)) >= _MIN_ACTS


def _with_roles(parties: list[Party], text: str) -> Iterator[Party]:
    roles = [_role_by_term(party) for party in parties]
    if len(set(roles)) == 1 and len(parties) > 1:
        # A "Developer" beside a "Franchisor" is no second provider: its conduct tells.
        roles = ["unknown" if _bare(p.term) in _AMBIGUOUS_TERMS else r for p, r in zip(parties, roles, strict=True)]
    if "unknown" in roles:
        roles = _roles_by_conduct(parties, roles, text)
    for party, role in zip(parties, roles, strict=True):
        yield replace(party, role=role)


def _role_by_term(party: Party) -> Role:
    """Read a role off a party's terms; "we" and "you" say nothing of themselves."""
    for term in (party.term, *party.aliases):
        word = _bare(term)
        if word in _CUSTOMER_TERMS:
            return "customer"
        if word in _PROVIDER_TERMS:
            return "provider"
    return "unknown"


def _bare(term: str) -> str:
    return term.casefold().removeprefix("the ")


def _roles_by_conduct(parties: list[Party], roles: list[Role], text: str) -> list[Role]:
    """Settle the open roles: who performs is the provider, who pays is the customer, and one of each is enough."""
    leaning = [_leaning(party, text) for party in parties]
    acts = [_times((_ACTS,), party, text) for party in parties]
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


def _leaning(party: Party, text: str) -> int:
    """Count what speaks for a provider less what speaks for a customer."""
    return _times((_PERFORMS, _IS_PAID, _OFFERS), party, text) - _times((_PAYS, _IS_SERVED, _SEEKS), party, text)


def _times(patterns: Iterable[str], party: Party, text: str) -> int:
    term = "(?:" + "|".join(re.escape(term) for term in (party.term, *party.aliases)) + ")"
    case = re.IGNORECASE if party.term.casefold() in _PRONOUNS else 0
    return sum(len(re.findall(pattern.format(term=term), text, case)) for pattern in patterns)


def _overruled(parties: Iterable[Party], customer: str, text: str) -> Iterator[Party]:
    wanted = re.sub(r"^the\s+", "", customer.strip(), flags=re.IGNORECASE).casefold()
    known = list(parties)
    chosen = next((party for party in known if wanted in (term.casefold() for term in party.terms)), None)
    if chosen is None and len(re.findall(rf"\b{re.escape(wanted)}\b", text.casefold())) >= 3:
        chosen = Party(customer.strip(), customer.strip(), "customer")
        known.append(chosen)
    if chosen is None:
        names = ", ".join(f'"{party.term}"' for party in known) or "none"
        raise OptionError(f'no party called "{customer}" in this contract; parties found: {names}')
    others = [party for party in known if party is not chosen]
    provider = next((party for party in others if _role_by_term(party) == "provider"), None) or (
        others[0] if len(others) == 1 else max(others, key=lambda party: _leaning(party, text), default=None)
    )
    for party in known:
        yield replace(party, role="customer" if party is chosen else "provider" if party is provider else "other")
