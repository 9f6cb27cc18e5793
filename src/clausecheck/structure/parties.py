"""Parties: who contracts, by which term, and who is customer and who provider."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from clausecheck.errors import OptionError
from clausecheck.structure.contract import Party, Role, Segment
from clausecheck.structure.party_conduct import (
    MIN_ACTS,
    count_acts,
    leanings,
    role_by_term,
    roles_by_conduct,
    whole_word,
)
from clausecheck.structure.party_names import in_every_case, introductions, pronoun_parties
from clausecheck.structure.party_terms import (
    AMBIGUOUS_TERMS,
    CUSTOMER_TERMS,
    PRONOUNS,
    PROVIDER_TERMS,
    bare_term,
    is_no_party,
)

_PREAMBLE = 9000
_MOST = 6
_MENTIONS = 3
_USUAL_TERM = re.compile(r"\b(?:" + "|".join(sorted(term.title() for term in CUSTOMER_TERMS | PROVIDER_TERMS)) + r")\b")
_ACTOR = re.compile(
    r"\b(?!(?:The|This|That|These|Those|Such|Each|Either|Neither|Any|All|Every|No|Both|It|They|He|She|Which|There|"
    r"Nothing|Section|Article|Party|Parties|Agreement)\b)([A-Z][A-Za-z0-9&.-]+)\s+(?:shall|will|may|agrees|hereby)\b"
)
_FURTHER_NAME = r'(?:(?:the|as|in\s+this\s+\w+,?)\s+){0,2}"([A-Z][A-Za-z -]{2,40})"'
_ROLE_BESIDE = r'"{term}"[^()]{{0,20}},\s+(?:the|our|your)\s+(\w+)\)|\((?:the|our|your)\s+(\w+),?\s+(?:or\s+)?"{term}"'
# "the customer named in the order form ("you")"
_PRONOUN_NAMED = r'([^.;()"]{{1,80}}?)\(\s*"{term}"'
_PRONOUN_MEANS = (
    r'"((?i:we|us|our|you|your))"(?:(?:,|\s+and|\s+or)+\s+"\w+")*\s+(?:always\s+)?(?:means?|refers?\s+to|is|are|stands?\s+for)'
    r"\s+(?:the\s+)?{term}\b"
)
_LETTERED = re.compile(r"[Pp](?<!\w.)(?i:arty\s([A-F])\b)")


def find_parties(segments: Sequence[Segment], customer: str | None = None) -> tuple[Party, ...]:
    """Find the parties and their roles; `customer` names the one that receives the services.

    Raises OptionError when no party goes by that name.
    """
    text = "\n".join(segment.text for segment in segments if segment.zone in ("body", "definition"))
    introduced = introductions(text[:_PREAMBLE])
    firm = [introduction.party for introduction in introduced if introduction.is_firm][:_MOST]
    parties = _acting(_lettered(firm, text), text)
    if len(parties) < 2:
        parties = _with_pronouns(parties, text)
    if len(parties) < 2:
        parties = _with_usual_terms(parties, text)
        hinted = [introduction.party for introduction in introduced if not introduction.is_firm]
        parties += [party for party in hinted if _is_spoken_of(party, text)][: 2 - len(parties)]
        parties = _with_actors(parties, text)
    parties = _with_further_names(_with_counterpart(_with_defined_pronouns(parties, text), text), text)
    parties = [in_every_case(party) for party in parties]
    if customer is not None:
        return tuple(_overruled(parties, customer, text))
    return tuple(_with_roles(parties, text))


def _acting(found: list[Party], text: str) -> list[Party]:
    """Leave out those who are only spoken of (a regulator, a document), as long as two parties act."""
    acting = [party for party in found if count_acts(party, text) >= MIN_ACTS]
    return acting if len(acting) > 1 else found


def _with_further_names(parties: list[Party], text: str) -> list[Party]:
    """Add the names that an attachment gives the parties: 'Supplier (the "Business Associate")'."""
    taken = {bare_term(term) for party in parties for term in party.terms} | PRONOUNS
    result = []
    for party in parties:
        further = re.findall(rf"{whole_word(re.escape(party.term))}\s\({_FURTHER_NAME}\)", text)
        names = [name for name in further if bare_term(name) not in taken and not is_no_party(name)]
        result.append(replace(party, aliases=tuple(dict.fromkeys((*party.aliases, *names)))))
    return result


def _is_spoken_of(party: Party, text: str) -> bool:
    """Tell whether a text has a party act, or names it again and again."""
    return count_acts(party, text) > 0 or len(re.findall(rf"{whole_word(re.escape(party.term))}\b", text)) >= _MENTIONS


def _lettered(found: list[Party], text: str) -> list[Party]:
    """Prefer "Party A" and "Party B" to every other term where a contract speaks of its parties so."""
    letters = Counter(letter.upper() for letter in _LETTERED.findall(text))
    terms = [f"Party {letter}" for letter in sorted(letters) if letters[letter] >= MIN_ACTS]
    known = {party.term: party for party in found}
    return [known.get(term) or Party(term, term, "unknown") for term in terms] if len(terms) > 1 else found


def _with_pronouns(parties: list[Party], text: str) -> list[Party]:
    """Read "we" and "you" as parties; a single one that is named is "we", unless its term is a customer's."""
    pronouns = pronoun_parties(text)
    named_actor = max(_actors(text).values(), default=0)
    if sum(count_acts(party, text) for party in pronouns) < named_actor:
        return parties
    if not pronouns or not parties:
        return pronouns or parties
    named = parties[0]
    mine = [party for party in pronouns if set(party.terms) & set(map(str.casefold, named.terms))]
    own = mine[0] if mine else pronouns[1 if role_by_term(named) == "customer" else 0]
    aliases = dict.fromkeys(term for term in (*named.aliases, *own.terms) if term != named.term)
    return [replace(named, aliases=tuple(aliases)), *(party for party in pronouns if party is not own)]


def _with_defined_pronouns(parties: list[Party], text: str) -> list[Party]:
    """Add the pronoun that a definition gives a party: '"you" means the Customer'."""
    result = []
    for party in parties:
        defined = re.search(_PRONOUN_MEANS.format(term=re.escape(party.term)), text[:_PREAMBLE])
        known = {term.casefold() for term in party.terms}
        pronoun = [] if defined is None or defined.group(1).lower() in known else [defined.group(1).lower()]
        result.append(replace(party, aliases=(*party.aliases, *pronoun)))
    return result


def _with_counterpart(parties: list[Party], text: str) -> list[Party]:
    """Where one of two parties is "you" (or "we"), the pronoun left over is the other's."""
    spoken = [bool({"we", "you"} & set(map(str.casefold, party.terms))) for party in parties]
    pronouns = pronoun_parties(text) if len(parties) == 2 and sum(spoken) == 1 else []
    if not pronouns:
        return parties
    taken = set(map(str.casefold, parties[spoken.index(True)].terms))
    left = next((pronoun.terms for pronoun in pronouns if not taken & set(pronoun.terms)), ())
    return [
        party if is_spoken else replace(party, aliases=tuple(dict.fromkeys((*party.aliases, *left))))
        for party, is_spoken in zip(parties, spoken, strict=True)
    ]


def _with_usual_terms(parties: list[Party], text: str) -> list[Party]:
    """Fall back on the usual party terms, as the text writes them."""
    result = list(parties)
    taken = {bare_term(term) for party in parties for term in party.terms}
    usual = Counter(match.group() for match in _USUAL_TERM.finditer(text))
    for vocabulary in (CUSTOMER_TERMS, PROVIDER_TERMS):
        known = [term for term in usual if term.casefold() in vocabulary and _is_used_as_party(term, text)]
        if known and not taken & vocabulary:
            term = max(known, key=lambda term: usual[term])
            result.append(Party(term, term, "unknown"))
            taken.add(term.casefold())
    return result


def _with_actors(parties: list[Party], text: str) -> list[Party]:
    """Fall back on whoever the text has act most often."""
    result = list(parties)
    taken = {bare_term(term) for party in parties for term in party.terms}
    for term, count in _actors(text).most_common():
        if len(result) >= 2 or count < MIN_ACTS:
            break
        if term.casefold() not in taken:
            result.append(Party(term, term, "unknown"))
    return result


def _actors(text: str) -> Counter[str]:
    """Count how often each name acts."""
    return Counter(match.group(1) for match in _ACTOR.finditer(text) if not is_no_party(match.group(1)))


def _is_used_as_party(term: str, text: str) -> bool:
    """Tell whether a word that may mean something else ("State", "Partner") acts like a party."""
    if term.casefold() not in AMBIGUOUS_TERMS:
        return True
    return len(re.findall(rf"\b{term}\s+(?:shall|will|may|agrees|hereby)\b", text)) >= MIN_ACTS


def _with_roles(parties: list[Party], text: str) -> Iterator[Party]:
    termed = [role_by_term(party) for party in parties]
    roles = [_stated_role(party, text) or role for party, role in zip(parties, termed, strict=True)]
    if len(parties) == 2 and len(set(roles)) == 1:
        # "Held by Acme as controller" says what Acme is now and then; what the other party is called says more.
        roles = termed
    if len(set(roles) & {"customer", "provider"}) == 1 and len(parties) > 1:
        # A "Developer" beside a "Franchisor" is no second provider, nor is each "Partner" one: its conduct tells.
        roles = ["unknown" if bare_term(p.term) in AMBIGUOUS_TERMS else r for p, r in zip(parties, roles, strict=True)]
    if "unknown" in roles:
        roles = roles_by_conduct(parties, roles, text)
    for party, role in zip(parties, roles, strict=True):
        yield replace(party, role=role)


def _stated_role(party: Party, text: str) -> Role | None:
    """Read a role that the preamble gives beside the term: '("Kyowara"), as licensee', '("you", the Customer)'."""
    opening = text[:_PREAMBLE]
    stated = re.search(rf'\b{re.escape(party.term)}"?\)?,?\s+as\s+(?:an?\s+|the\s+)?(\w+)', opening) or re.search(
        _ROLE_BESIDE.format(term=re.escape(party.term)), opening
    )
    words = list(filter(None, stated.groups())) if stated else _words_before(party, opening)
    roles = (role_by_term(Party("", word, "unknown")) for word in words)
    return next((role for role in roles if role != "unknown"), None)


def _words_before(party: Party, opening: str) -> list[str]:
    """List the words by which a preamble tells who is meant by a pronoun, head of the phrase first."""
    named = party.term.casefold() in PRONOUNS and re.search(_PRONOUN_NAMED.format(term=re.escape(party.term)), opening)
    last = re.split(r"\b(?:and|between)\b", named.group(1))[-1] if named else ""
    return re.findall(r"\b(?:the|an?|our)\s+(\w+)", last)


def _likeliest_provider(parties: Sequence[Party], text: str) -> Party | None:
    leaning = leanings(parties, text)
    return max(zip(leaning, parties, strict=True), key=lambda pair: pair[0], default=(0.0, None))[1]


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
    provider = next((party for party in others if role_by_term(party) == "provider"), None) or (
        others[0] if len(others) == 1 else _likeliest_provider(others, text)
    )
    for party in known:
        yield replace(party, role="customer" if party is chosen else "provider" if party is provider else "other")
