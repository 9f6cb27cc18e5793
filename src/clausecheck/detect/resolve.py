"""Resolve: one clause for one provision, in one total order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausecheck.detect.clause import AttributeValue, Clause

_PARTY_ATTRIBUTES = ("holder", "owner", "denied", "scope", "trigger")


def resolve(found: Iterable[Clause]) -> tuple[Clause, ...]:
    """Join clauses of one type, section and holder into the surest of them; sort by place in the document.

    The one that stays takes from the others the terms that its own words leave open.
    """
    kept: dict[tuple[object, ...], Clause] = {}
    for clause in sorted(found, key=lambda clause: (-clause.confidence, clause.span, clause.type)):
        key = (clause.type, clause.section or clause.span, *(clause.attributes.get(name) for name in _PARTY_ATTRIBUTES))
        known = kept.get(key)
        kept[key] = clause if known is None else replace(known, attributes=_filled(known, clause))
    return tuple(sorted(kept.values(), key=lambda clause: (clause.span.start, -clause.span.end, clause.type)))


def _filled(clause: Clause, other: Clause) -> dict[str, AttributeValue]:
    return {
        name: other.attributes.get(name) if value is None or value == [] else value
        for name, value in clause.attributes.items()
    }
