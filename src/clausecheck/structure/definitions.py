"""Defined terms: "Term" means ..., and (the "Term") after the words it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from clausecheck.ingest.source import Source
from clausecheck.spans import Span
from clausecheck.structure.contract import Definition

_MEANS = re.compile(
    r"[\"“](?P<term>[^\"“”\n]{2,60})[\"”][^.\"“\n]{0,60}?\b(?:means?|shall\s+mean|has\s+the\s+meaning|refers?\s+to)\b"
)
_IN_BRACKETS = re.compile(
    r"\(\s*(?:(?:each|collectively|together|jointly|individually|hereinafter|hereafter|herein|as|the|an?|its|"
    r"referred\s+to|called|known|defined|this)[\s,]+)*[\"“](?P<term>[^\"“”\n]{2,60})[\"”]"
)


def find_definitions(source: Source) -> tuple[Definition, ...]:
    """Find every term that the contract defines, first definition first; a term is listed once."""
    found = [
        Definition(match.group("term").strip(" ,."), Span(match.start(), match.end()))
        for pattern in (_MEANS, _IN_BRACKETS)
        for match in pattern.finditer(source.text)
    ]
    return tuple(_first_of_each(sorted(found, key=lambda definition: definition.span)))


def _first_of_each(definitions: Iterable[Definition]) -> Iterable[Definition]:
    seen: set[str] = set()
    for definition in definitions:
        if definition.term not in seen:
            seen.add(definition.term)
            yield definition
