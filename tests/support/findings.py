"""Builders for tests of assessment and report: contracts, clauses, rules and reports in one line each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from clausecheck.detect.clause import Clause, Deferral, Detection, Evidence, Place
from clausecheck.ingest.source import Block, Box, Page, Source
from clausecheck.playbook.model import Playbook, Rule
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Party, Section

PARTIES = (
    Party("Northwind Retail, Inc.", "Client", "customer"),
    Party("BrightCall Solutions Ltd.", "Vendor", "provider"),
)


SOMEWHERE = Span(0, 10)


def source_of(pages: Sequence[str | None] | str, **fields: Any) -> Source:
    """Build a Source: a PDF of the page texts given (None for an unreadable page), or a text file of one string."""
    if isinstance(pages, str):
        text, spans = pages, []
    else:
        text, spans = "", []
        for number, page in enumerate(pages, start=1):
            start = len(text)
            text += page or ""
            spans.append(Page(number, Span(start, len(text)), readable=page is not None))
            text += "\n" if page else ""
    defaults: dict[str, Any] = {
        "name": "agreement.pdf" if spans else "agreement.txt",
        "path": None,
        "sha256": hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        "media_type": "application/pdf" if spans else "text/plain",
        "text": text,
        "blocks": (Block(Span(0, len(text))),),
        "pages": tuple(spans),
    }
    if spans:
        defaults["locate"] = lambda spans: [(Box(1, 72.04, 100.0, 300.26, 112.55),) for _ in spans]
    return Source(**(defaults | fields))


def contract_of(
    pages: Sequence[str | None] | str = "This Agreement is made between Client and Vendor.",
    *,
    parties: Sequence[Party] = PARTIES,
    sections: Sequence[Section] = (),
    **fields: Any,
) -> Contract:
    return Contract(
        source=source_of(pages, **fields),
        sections=tuple(sections),
        segments=(),
        parties=tuple(parties),
        definitions=(),
        references=(),
    )


def span_of(text: str, words: str) -> Span:
    """Find words that stand in a text exactly once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start, start + len(words))


def clause(type: str, *, at: Span | tuple[Span, ...] = SOMEWHERE, **fields: Any) -> Clause:
    """Build a Clause; what is no field of it is an attribute."""
    own = {name: fields.pop(name) for name in ("confidence", "section", "evidence", "attachments") if name in fields}
    return Clause(
        type=type,
        confidence=own.get("confidence", 0.9),
        pieces=at if isinstance(at, tuple) else (at,),
        section=own.get("section", ""),
        attributes=fields,
        evidence=own.get("evidence", ()),
        attachments=own.get("attachments", ()),
    )


def evidence(span: Span, weight: float = 0.8) -> Evidence:
    return Evidence("termination/customer_may_terminate", "tokens", span, weight)


def detection_of(
    *clauses: Clause,
    deferrals: Sequence[Deferral] = (),
    considered: Mapping[str, tuple[Place | Span, ...]] | None = None,
) -> Detection:
    nearest = {
        name: tuple(place if isinstance(place, Place) else Place(place) for place in places)
        for name, places in (considered or {}).items()
    }
    return Detection(tuple(clauses), tuple(deferrals), nearest)


def rule_of(clause_type: str = "termination_for_convenience", **fields: Any) -> Rule:
    defaults = {
        "id": clause_type.replace("_", "-"),
        "title": clause_type.replace("_", " ").capitalize(),
        "severity": "high",
        "weight": 1,
        "why": "It matters.",
        "recommended_language": "The Customer may terminate this Agreement on sixty (60) days' notice to the Provider.",
        "sources": ["Written for this test"],
    }
    return Rule.model_validate(defaults | {"clause_type": clause_type} | fields)


def playbook_of(*rules: Rule, **fields: Any) -> Playbook:
    defaults = {"id": "test", "title": "Test", "version": "1", "side": "customer", "threshold": 75}
    return Playbook.model_validate(defaults | fields | {"rules": [rule.model_dump() for rule in rules]})
