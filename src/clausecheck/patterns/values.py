"""Values: what an attribute can be read as, so that nobody asks it for what it never is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from clausecheck.patterns.model import AttributeReader

Days: TypeAlias = Literal["business_days", "calendar_days"]
"""Which days count for a deadline."""

_FIGURES = ("duration", "deadline", "percent", "count", "number")
_PARTIES = ("customer", "provider")
_UNCLEAR = "unclear"  # a party that the clause does not tell


@dataclass(frozen=True, slots=True)
class Values:
    """What an attribute can be: a figure, true or false, one or several of `names`, or words of any kind."""

    kind: Literal["figure", "flag", "name", "words"]
    names: tuple[str, ...] = ()


FLAG = Values("flag")


def values_of(name: str, reader: AttributeReader) -> Values:
    """Tell what an attribute can be, by its reader, or by what context makes of a `scope`."""
    if reader.read in _FIGURES:
        return Values("figure")
    if reader.read == "flag":
        return FLAG
    if reader.read == "holder":
        return Values("name", tuple(dict.fromkeys((*_PARTIES, "either", *reader.options, _UNCLEAR))))
    if reader.read == "favours":
        return Values("name", (*_PARTIES, "mutual", _UNCLEAR))
    if reader.read == "choice":
        by_context = ("partial",) if name == "scope" else ()
        return Values("name", tuple(filter(None, dict.fromkeys((*reader.options, reader.otherwise, *by_context)))))
    if reader.read == "deadline_days":
        return Values("name", get_args(Days))
    return Values("words")
