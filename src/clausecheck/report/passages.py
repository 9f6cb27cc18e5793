"""Passages: the text of a contract as a reader meets it, cut into what findings rest on and what they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from clausecheck.ingest.source import Block, Page, Source
from clausecheck.playbook.finding import Status
from clausecheck.report.records import WORST_FIRST
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract

# Dots that lead to a page number, lines to sign on: one long word, which a narrow page could not hold.
_FILLER = re.compile(r"(?:[.…_·-] ?){8,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the contract that a finding speaks of.

    `finding` is the number of the finding; `anchor` names the mark on the page. `evidence` are the words inside that
    decide. `status` is that of the finding, or "nearest" for a passage that was considered and is not the clause.
    """

    span: Span
    finding: int
    status: Status | Literal["nearest"]
    anchor: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row; `evidence` where a finding rests on these very words, `filler` where it is dots or a line."""

    text: str
    evidence: bool
    filler: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a paragraph under the same marks, or the place where a page begins inside the paragraph.

    `anchors` are those of the marks that begin here.
    """

    runs: tuple[Run, ...] = ()
    marks: tuple[Mark, ...] = ()
    anchors: tuple[str, ...] = ()
    page: Page | None = None

    @property
    def status(self) -> str:
        """Give the worst status of the marks."""
        return min((mark.status for mark in self.marks), key=_GRAVITY.index)

    @property
    def findings(self) -> list[int]:
        """List the findings that speak of this stretch, each once."""
        return list(dict.fromkeys(mark.finding for mark in sorted(self.marks, key=lambda m: _GRAVITY.index(m.status))))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell in parts; a `header` names the columns of other rows."""

    cells: tuple[tuple[Part, ...], ...]
    header: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, a table or the beginning of a page; which fields it fills hangs on `kind`."""

    kind: Literal["heading", "paragraph", "table", "page"]
    parts: tuple[Part, ...] = ()
    level: int = 0
    rows: tuple[Row, ...] = ()
    page: Page | None = None


_GRAVITY: tuple[str, ...] = (*WORST_FIRST, "nearest")


def passages(source: Source, marks: Sequence[Mark]) -> Iterator[Passage]:
    """Lay the text out in reading order, with the marks on it and with every page, the unreadable ones as well."""
    cutter = _Cutter(source, marks)
    headers = {block.header for block in source.blocks}
    pages = list(source.pages)
    table: list[Row] = []
    for index, block in enumerate(source.blocks):
        is_row = block.kind == "table_row" and bool(block.cells)
        begun = [page for page in pages if page.span.start <= block.span.start]
        # A page that begins inside a paragraph is shown inside it; one inside a row of a table, after the row.
        inside = [page for page in pages if block.span.start < page.span.start < block.span.end and not is_row]
        pages = pages[len(begun) + len(inside) :]
        if table and (begun or not is_row):
            yield Passage("table", rows=tuple(table))
            table = []
        yield from (Passage("page", page=page) for page in begun)
        if is_row:
            cells = tuple(tuple(cutter.parts(cell, ())) for cell in block.cells)
            table.append(Row(cells, header=index in headers))
        else:
            yield _prose(block, tuple(cutter.parts(block.span, inside)))
    if table:
        yield Passage("table", rows=tuple(table))
    yield from (Passage("page", page=page) for page in pages)


def with_headings(contract: Contract) -> Source:
    """Call the headings by their name that the format does not mark, with the level they have in the contract."""
    ends = {each.own.end for each in contract.segments if each.kind == "heading" and each.zone == "body"}
    levels = {}
    for segment in contract.segments:
        section = contract.section_at(segment.own.start)
        if segment.own.end in ends and section is not None:
            levels[segment.own.end] = section.level
    blocks = [
        replace(block, kind="heading", level=levels[block.span.end])
        if block.kind == "paragraph" and block.span.end in levels
        else block
        for block in contract.source.blocks
    ]
    return replace(contract.source, blocks=tuple(blocks))


def _prose(block: Block, parts: tuple[Part, ...]) -> Passage:
    kind: Literal["heading", "paragraph"] = "heading" if block.kind == "heading" else "paragraph"
    return Passage(kind, parts, level=block.level or 0)


class _Cutter:
    """Cuts stretches of a text where a mark or a page begins or ends."""

    def __init__(self, source: Source, marks: Sequence[Mark]) -> None:
        self._text = source.text
        self._marks = marks
        self._anchored: set[str] = set()

    def parts(self, span: Span, pages: Iterable[Page]) -> Iterator[Part]:
        pending = list(pages)
        marks = [mark for mark in self._marks if mark.span.overlaps(span)]
        evidence = [words for mark in marks for words in mark.evidence]
        cuts = {page.span.start for page in pending}
        for cut in (*(mark.span for mark in marks), *evidence):
            cuts |= {cut.start, cut.end}
        edges = sorted({span.start, span.end} | {cut for cut in cuts if span.start < cut < span.end})
        stretches = [Span(start, end) for start, end in pairwise(edges)]

        def over(stretch: Span) -> tuple[tuple[Mark, ...], tuple[Page, ...]]:
            begun = tuple(page for page in pending if page.span.start <= stretch.start)
            return tuple(mark for mark in marks if mark.span.contains(stretch)), begun

        shown = 0
        for (above, begun), group in groupby(stretches, key=over):
            yield from (Part(page=page) for page in begun[shown:])
            shown = len(begun)
            runs = [
                run
                for each in group
                for run in _runs(self._text[each.start : each.end], any(words.contains(each) for words in evidence))
            ]
            yield Part(tuple(runs), above, tuple(self._new(above)))

    def _new(self, marks: Iterable[Mark]) -> Iterator[str]:
        for mark in marks:
            if mark.anchor not in self._anchored:
                self._anchored.add(mark.anchor)
                yield mark.anchor


def _runs(text: str, evidence: bool) -> Iterator[Run]:
    shown = 0
    for filler in _FILLER.finditer(text):
        if filler.start() > shown:
            yield Run(text[shown : filler.start()], evidence)
        yield Run(filler.group(), evidence, filler=True)
        shown = filler.end()
    if shown < len(text):
        yield Run(text[shown:], evidence)
