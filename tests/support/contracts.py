"""Contracts from their text in one line: contract("1. Term\n1.1 This Agreement ...")."""

from __future__ import annotations

from textwrap import dedent

from clausecheck.ingest import load
from clausecheck.structure import parse
from clausecheck.structure.contract import Contract, Segment
from clausecheck.structure.segments import locate


def contract(text: str, *, customer: str | None = None, name: str = "agreement.txt") -> Contract:
    """Read a contract written in a test; one paragraph a line, indented as the test is."""
    return parse(load(dedent(text).strip().encode(), name=name), customer=customer)


def outline(parsed: Contract) -> list[str]:
    """List the sections, each as its label and title, indented by its level."""
    return ["  " * s.level + " ".join(part for part in (s.label, s.title) if part) for s in parsed.sections]


def texts(parsed: Contract, *, zone: str = "body", kind: str | None = None) -> list[str]:
    """List the texts of the segments of a zone, headings left out unless asked for."""
    return [
        segment.text
        for segment in parsed.segments
        if segment.zone == zone and (segment.kind == kind if kind else segment.kind != "heading")
    ]


def segment_with(parsed: Contract, words: str) -> Segment:
    """Find the only segment, headings aside, whose text holds some words."""
    found = [segment for segment in parsed.segments if words in segment.text and segment.kind != "heading"]
    assert len(found) == 1, [segment.text for segment in found]
    return found[0]


def located(parsed: Contract, segment: Segment, words: str) -> list[str]:
    """Lead words of a segment back to the document, as the document writes them."""
    start = segment.text.index(words)
    spans = locate(parsed.source, segment, start, start + len(words))
    return [parsed.source.text[span.start : span.end] for span in spans]


def citation_of(parsed: Contract, words: str) -> str:
    """Cite the place where some words first stand."""
    return parsed.citation(parsed.source.text.index(words))
