"""Readers by name: without which keys each reads nothing, and what an attribute read by it can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from clausecheck.patterns.model import AttributeReader

Days: TypeAlias = Literal["business_days", "calendar_days"]
"""Which days count for a deadline."""

_PARTIES = ("customer", "provider")
_UNCLEAR = "unclear"  # a party that the clause does not tell


@dataclass(frozen=True, slots=True)
class Values:
    """What an attribute can be: a figure, true or false, one or several of `names`, or words of any kind."""

    kind: Literal["figure", "flag", "name", "words"]
    names: tuple[str, ...] = ()


FLAG = Values("flag")
_FIGURE = Values("figure")
_WORDS = Values("words")


@dataclass(frozen=True, slots=True)
class Reader:
    """A way to read an attribute: what it gives, or how to tell that of an attribute by its name; the keys it needs."""

    gives: Values | Callable[[str, AttributeReader], Values]
    needs: tuple[str, ...] = ()


def values_of(name: str, reader: AttributeReader) -> Values:
    """Tell what an attribute can be, by its reader, or by what context makes of a `scope`."""
    gives = READERS[reader.read].gives
    return gives if isinstance(gives, Values) else gives(name, reader)


def _holders(_name: str, reader: AttributeReader) -> Values:
    return Values("name", tuple(dict.fromkeys((*_PARTIES, "either", *reader.options, _UNCLEAR))))


def _choices(name: str, reader: AttributeReader) -> Values:
    by_context = ("partial",) if name == "scope" else ()
    return Values("name", tuple(filter(None, dict.fromkeys((*reader.options, reader.otherwise, *by_context)))))


READERS: Mapping[str, Reader] = {
    "holder": Reader(_holders),
    "duration": Reader(_FIGURE, needs=("unit",)),
    "duration_words": Reader(_WORDS, needs=("of",)),
    "deadline": Reader(_FIGURE, needs=("unit",)),
    "deadline_words": Reader(_WORDS, needs=("of",)),
    "deadline_days": Reader(Values("name", get_args(Days)), needs=("of",)),
    "date": Reader(_WORDS, needs=("near",)),
    "percent": Reader(_FIGURE),
    "count": Reader(_FIGURE),
    "number": Reader(_FIGURE, needs=("near",)),
    "flag": Reader(FLAG, needs=("lines",)),
    "choice": Reader(_choices),
    "metrics": Reader(_WORDS, needs=("lines",)),
    "favours": Reader(Values("name", (*_PARTIES, "mutual", _UNCLEAR)), needs=("of",)),
    "money": Reader(_WORDS),
}
"""All readers; detection has a function for each."""
