"""What a careful reader asks about the names of the parties: left open, strange, cut, or that of a part to play."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from clausecheck.structure.contract import Party, Role
from clausecheck.structure.party_conduct import role_by_term
from clausecheck.structure.party_terms import is_only_a_term

_WHO: dict[Role, str] = {
    "customer": "the customer",
    "provider": "the provider",
    "other": "a party",
    "unknown": "a party",
}
_OPEN = re.compile(
    r"[\W_]*|.*[\[<]\s*(?:[\u25cf\u2022*_.…]|insert|name|company|customer|client|supplier|vendor).*", re.IGNORECASE
)
_STRANGE = re.compile(r"[<>{}\[\]|\\=`~^]|^[\W\d_]+$|https?:")
# A name is cut where the words before it are no beginning of an introduction but more of a name.
_CUT = r"(?:[>\])}}]\s?|\b(?!(?i:Between|Among|And|By|To|From|The|This|Party|Parties|Of|With)\b)[A-Z][\w&'-]*\s){}\s*\("
# "Larkfield Home and Garden, Inc." may be one name, or two parties of which one has no bracket.
_AFTER_AND = r"\b(?P<before>(?!(?i:and|the|by)\b)[A-Z][\w&'-]*)\s(?i:and)\s{}\s*[(,]"
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")


def name_doubts(parties: Sequence[Party], text: str) -> Iterator[str]:
    """Say of each party whose name may not be what it seems why not, without the name, in a sentence."""
    for party in parties:
        others = [name for other in parties if other is not party for name in other.terms]
        doubt = _doubt(party, text) or _cut_at_and(party, others, text)
        if doubt:
            yield f"The name of {_WHO[party.role]} {doubt}; see who is meant."


def _doubt(party: Party, text: str) -> str | None:
    name = party.name
    if name == party.term:
        return _doubt_of_none(name, text)
    if _OPEN.fullmatch(name):
        return "is left open"
    if _STRANGE.search(name):
        return "holds signs that names do not have"
    if any(len(_alphabets(word)) > 1 for word in name.split()):
        return "mixes letters of several alphabets, which look alike"
    if is_only_a_term(name):
        other = role_by_term(Party(name, name, "unknown")) not in ("unknown", party.role)
        return "is a word for the other side" if other else "is no more than a word for its part"
    return "may begin before what is shown of it" if re.search(_CUT.format(re.escape(name)), text) else None


def _cut_at_and(party: Party, others: Iterable[str], text: str) -> str | None:
    """Tell a name after an "and" before which no other party is known to end."""
    known = {name.split()[-1].casefold() for name in others if name.split()}
    for match in re.finditer(_AFTER_AND.format(re.escape(party.name)), text) if party.name != party.term else ():
        if match["before"].casefold() not in known and not is_only_a_term(match["before"]):
            return "may begin before what is shown of it"
    return None


def _doubt_of_none(term: str, text: str) -> str | None:
    """Tell a name that should stand before its term from one that a contract does without, as many do."""
    introduced = rf'\s*\((?:the\s+)?"{re.escape(term)}"\)'
    if re.search(rf"(?:[\]_…]|\b(?:between|among|and|by)){introduced}", text):
        return "is left open"
    given = is_only_a_term(term) and re.search(f"{re.escape(term)}{introduced}", text)
    return "is given as no more than its term" if given else None


def _alphabets(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha())
    return {name for name in names if name in _ALPHABETS}
