"""Resolve: one clause for one provision, in one total order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausecheck.detect.clause import UNCLEAR, AttributeValue, Clause
from clausecheck.detect.confidence import combine
from clausecheck.ingest.source import Source
from clausecheck.structure.contract import Contract

_UNKNOWN_HOLDER = 0.95
_IN_PART = 0.98
_TOLD_APART_BY = ("holder", "owner", "denied", "scope", "trigger")


def resolve(found: Iterable[Clause], contract: Contract, shared: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
    """Join clauses of one type, place and holder into the surest of them; sort by place in the document.

    The one that stays takes from the others the terms that its own words leave open. Of the `shared` clause types, a
    right that one chapter gives to the customer and to the provider in turn is a right of either.
    """
    kept: dict[tuple[object, ...], Clause] = {}
    weighed = (_doubted(clause) if clause.type in shared else clause for clause in found)
    for clause in sorted(weighed, key=lambda clause: (-clause.confidence, clause.span, clause.type)):
        key = (clause.type, _place(clause), *(clause.attributes.get(name) for name in _TOLD_APART_BY))
        known = kept.get(key)
        kept[key] = clause if known is None else replace(known, attributes=_filled(known, clause))
    joined = [_either(clause, kept.values(), contract) if clause.type in shared else clause for clause in kept.values()]
    ranked = [_behind_the_whole(clause, joined) for clause in joined]
    return tuple(sorted(ranked, key=lambda clause: (clause.span.start, -clause.span.end, clause.type)))


def without_presumed(clauses: Iterable[Clause], presuming: frozenset[str], source: Source) -> tuple[Clause, ...]:
    """Leave out the clauses that only speak of a right as agreed, where another is as sure or pages were not read.

    `presuming` names the patterns of such wording. What it presumes may stand on a page that could not be read.
    """
    found = tuple(clauses)
    presumed = [clause for clause in found if not clause.denied and _lines(clause) and _lines(clause) <= presuming]
    granted = [clause for clause in found if not clause.denied and clause not in presumed]
    return tuple(
        clause
        for clause in found
        if clause not in presumed
        or not (
            source.unreadable_pages
            or any(other.type == clause.type and other.confidence >= clause.confidence for other in granted)
        )
    )


def _lines(clause: Clause) -> set[str]:
    return {item.pattern for item in clause.evidence if item.kind == "line"}


def _behind_the_whole(clause: Clause, others: Iterable[Clause]) -> Clause:
    """Trust a right that reaches a part of the contract less than one that reaches the whole of it."""
    if clause.attributes.get("scope") != "partial" or clause.denied:
        return clause
    whole = [
        other.confidence
        for other in others
        if other.type == clause.type and not other.denied and other.attributes.get("scope") != "partial"
    ]
    return replace(clause, confidence=min(clause.confidence, round(max(whole) * _IN_PART, 4))) if whole else clause


def _doubted(clause: Clause) -> Clause:
    """Trust a right less when nobody is known to hold it, so that one whose holder is known goes before it."""
    known = clause.attributes.get("holder") != UNCLEAR
    return clause if known else replace(clause, confidence=round(clause.confidence * _UNKNOWN_HOLDER, 4))


def _place(clause: Clause) -> object:
    """Give what clauses on one provision have in common: the lead-in that says it all, else the section."""
    words = [item.span for item in clause.evidence if item.kind == "line"]
    if len(clause.pieces) > 1 and words and not any(span.overlaps(clause.span) for span in words):
        return clause.pieces[-2]
    return clause.section or clause.span


def _filled(clause: Clause, other: Clause) -> dict[str, AttributeValue]:
    return {
        name: other.attributes.get(name) if value is None or value is False or value == [] else value
        for name, value in clause.attributes.items()
    }


def _chapter(clause: Clause, contract: Contract) -> object:
    """Give the chapter of a clause; 16.1 and 16.2 are of one chapter also where no heading "16" opens it."""
    section = contract.chapter_at(clause.span.start)
    number, dot, _ = section.label.partition(".") if section else ("", "", "")
    return number if dot and number.isdigit() else section


def _either(clause: Clause, others: Iterable[Clause], contract: Contract) -> Clause:
    """Widen the customer's right to either party where the provider has the same; its terms stay the customer's.

    What the ranker alone takes for the provider's right widens nothing: as often as not it is a right for a cause.
    """
    if clause.attributes.get("holder") != "customer" or clause.denied:
        return clause
    chapter = _chapter(clause, contract)
    for other in others:
        if (
            (other.type, other.attributes.get("holder"), other.denied) == (clause.type, "provider", False)
            and _lines(other)
            and other.attributes.get("scope") == clause.attributes.get("scope")
            and _chapter(other, contract) == chapter
        ):
            return replace(
                clause,
                confidence=round(combine((clause.confidence, other.confidence)), 4),
                pieces=tuple(sorted({*clause.pieces, *other.pieces})),
                attributes={**clause.attributes, "holder": "either"},
                evidence=(*clause.evidence, *other.evidence),
            )
    return clause
