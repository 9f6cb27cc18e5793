"""A contract and its findings side by side, as one HTML file that a reviewer opens in a browser."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from clausecheck.errors import Corrupt
from clausecheck.ingest.document import Document
from clausecheck.ingest.formats import PDF
from clausecheck.ingest.pdf_pictures import page_frames, page_picture
from clausecheck.report import phrases
from clausecheck.report.excerpt import deciding_words
from clausecheck.report.model import ClauseRecord, FindingRecord, Report, SeverityName
from clausecheck.report.page import page
from clausecheck.report.passages import Mark, passages, with_headings
from clausecheck.report.radar import spokes
from clausecheck.report.records import WORST_FIRST
from clausecheck.report.review import Markup, Review
from clausecheck.spans import Span

QUOTE = 220
PICTURE_WIDTH = 1000  # pixels
MOST_PICTURE_BYTES = 12_000_000  # of all pictures of a page together

_SEVERITIES: tuple[SeverityName, ...] = tuple(reversed(get_args(SeverityName)))


@dataclass(frozen=True, slots=True)
class _Place:
    """Words that a finding points to; `anchor` is empty where they were not found in the text again."""

    label: str
    quote: str
    anchor: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """A finding with its number on the page, which counts from 1."""

    number: int
    record: FindingRecord
    places: list[_Place]
    nearest: list[_Place]


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle over words on the picture of a page, in PDF points, and the finding that it belongs to."""

    finding: _Shown
    corner: tuple[float, float]
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page of a PDF with the boxes on it; without a picture where it could not be drawn, or there are too many."""

    number: int
    size: tuple[float, float]
    boxes: list[_Box]
    picture: str


def render(review: Review, markup: Markup) -> bytes:
    """Lay out the text of the contract beside the findings, each linked to the other; nothing is loaded from outside.

    With `page_images` and a PDF a second view shows the pages that findings rest on.
    """
    report = review.shown(markup)
    clauses = {clause.id: clause for clause in report.clauses}
    marks = list(_marks(report, clauses))
    anchors = {mark.anchor for mark in marks}
    findings = [_shown(number, record, clauses, anchors) for number, record in enumerate(report.findings, 1)]
    parts = page(
        "review",
        report=report,
        findings=findings,
        passages=list(passages(with_headings(review.contract), marks)),
        spokes=spokes(report.summary.areas),
        sheets=list(_sheets(review, findings, clauses)) if markup.page_images else [],
        statuses=_counted([finding.status for finding in report.findings], WORST_FIRST),
        severities=_counted([finding.severity for finding in report.findings], _SEVERITIES),
        titles={finding.rule: finding.title for finding in review.report.findings},
    )
    return "".join(parts).encode()


def _shown(number: int, record: FindingRecord, clauses: dict[str, ClauseRecord], anchors: set[str]) -> _Shown:
    def pointing(label: str, quote: str, anchor: str) -> _Place:
        return _Place(label, quote, anchor if anchor in anchors else "")

    deciding = [pointing(phrases.place_of(each), each.text, "") for each in (record.deciding,) if each]
    places = [
        pointing(
            phrases.place_of(clause),
            deciding_words(clause, QUOTE),
            _clause_anchor(number, order, 0),
        )
        for order, clause in enumerate(clauses[clause_id] for clause_id in record.clauses)
    ]
    nearest = [
        pointing(phrases.place_of(passage), passage.text, _nearest_anchor(number, order))
        for order, passage in enumerate(record.nearest)
    ]
    return _Shown(number, record, [*deciding, *places], nearest)


def _marks(report: Report, clauses: dict[str, ClauseRecord]) -> Iterator[Mark]:
    for number, finding in enumerate(report.findings, 1):
        for order, clause in enumerate(clauses[clause_id] for clause_id in finding.clauses):
            evidence = tuple(Span(item.start, item.end) for item in clause.evidence)
            pieces = clause.pieces or [(clause.start, clause.end)]
            for piece, (start, end) in enumerate(pieces):
                anchor = _clause_anchor(number, order, piece)
                span = Span(start, end)
                inside = tuple(words for words in evidence if span.contains(words))
                yield Mark(span, number, finding.status, anchor, inside)
        for order, passage in enumerate(finding.nearest):
            if passage.start is not None and passage.end is not None:
                yield Mark(Span(passage.start, passage.end), number, "nearest", _nearest_anchor(number, order))


def _clause_anchor(finding: int, order: int, piece: int) -> str:
    return f"words-{finding}-{order + 1}" + (f"-{piece + 1}" if piece else "")


def _nearest_anchor(finding: int, order: int) -> str:
    return f"nearest-{finding}-{order + 1}"


def _counted(values: Sequence[str], order: Sequence[str]) -> list[tuple[str, int]]:
    counts = Counter(values)
    return [(value, counts[value]) for value in order if counts[value]]


def _sheets(review: Review, findings: Sequence[_Shown], clauses: dict[str, ClauseRecord]) -> Iterator[_Sheet]:
    """Draw the pages that hold words of a finding, until the pictures come to MOST_PICTURE_BYTES."""
    if review.source.media_type != PDF:
        return
    boxes: dict[int, list[_Box]] = {}
    for finding in findings:
        for clause_id in finding.record.clauses:
            for number, x0, y0, x1, y1 in clauses[clause_id].boxes:
                box = _Box(finding, (x0, y0), (round(x1 - x0, 1), round(y1 - y0, 1)))
                boxes.setdefault(number, []).append(box)
    left, frames = MOST_PICTURE_BYTES, page_frames(review.document)
    for number in sorted(boxes):
        picture = _picture(review.document, number) if left > 0 else b""
        left -= len(picture)
        size = (frames[number].width, frames[number].height) if number in frames else (0, 0)
        yield _Sheet(number, size, boxes[number], b64encode(picture).decode())


def _picture(document: Document, page: int) -> bytes:
    try:
        return page_picture(document, page, width=PICTURE_WIDTH)
    except Corrupt:  # the words of a page may be there where its pictures are not
        return b""
