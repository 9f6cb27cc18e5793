"""PageLayout: what was read from one PDF page, once the page itself is closed again."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pypdfium2 as pdfium

from clausecheck.ingest.pdf_columns import reading_order
from clausecheck.ingest.pdf_forms import NOTHING, Additions, without_run_together
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_letterspacing import without_letterspacing
from clausecheck.ingest.pdf_line_numbers import without_line_numbers
from clausecheck.ingest.pdf_lines import Line, page_lines
from clausecheck.ingest.pdf_quality import LEAST_QUALITY, text_quality
from clausecheck.ingest.pdf_shapes import Edge, Shape, is_drawn_on, is_outlined, picture_share, ruled_edges, shapes
from clausecheck.ingest.pdf_tables import TableRow, find_tables
from clausecheck.ingest.pdf_titles import titles

_FEW_CHARACTERS = 100
_SCAN_SHARE = 0.5
Unread = Literal["damaged", "picture", "curves", "garbled"]
"""Why a page could not be read: it does not open, shows a picture or curves in place of text, or wrong letters."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The lines and table rows of one page in reading order, and what else there is to know about it.

    `text` is PDFium's text, which the lines' character ranges point into; `titles` are the lines that look like titles,
    `line_numbers` counts what was taken out of the margin. Where the page was read by OCR, `recognized` are the
    characters in place of PDFium's.
    """

    number: int
    width: float
    height: float
    text: str
    items: tuple[Line | TableRow, ...]
    unread: Unread | None = None
    titles: frozenset[Line] = frozenset()
    line_numbers: int = 0
    additions: Additions = NOTHING
    recognized: Glyphs | None = None

    @property
    def readable(self) -> bool:
        """Tell whether the page's text could be read, if it has any."""
        return self.unread is None

    @property
    def lines(self) -> list[Line]:
        """Give the lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    def without(self, dropped: Container[Line]) -> PageLayout:
        """Give the same page without some of its lines."""
        return replace(self, items=tuple(item for item in self.items if item not in dropped))


def read_page(page: pdfium.PdfPage, number: int, additions: Additions) -> PageLayout:
    """Read one open page, into which additions were drawn; raises pypdfium2.PdfiumError."""
    glyphs = Glyphs(page)
    try:
        frame = glyphs.frame
        drawn = list(shapes(page, frame))
        unread = _why_unread(glyphs, drawn)
        if unread:
            return PageLayout(number, frame.width, frame.height, "", (), unread, additions=additions)
        if additions.drawn:
            glyphs.text = without_run_together(glyphs)
        glyphs.text = without_letterspacing(glyphs)
        layout = lay_out(glyphs, number, ruled_edges(drawn, frame))
        return replace(layout, titles=titles(glyphs, layout.lines), additions=additions)
    finally:
        glyphs.close()


def lay_out(glyphs: Glyphs, number: int, edges: Sequence[Edge] = ()) -> PageLayout:
    """Put the characters of a page in lines and table rows, in reading order."""
    lines, line_numbers = without_line_numbers(glyphs, page_lines(glyphs, number))
    table_rows, lines = find_tables(glyphs, lines, edges)
    items = tuple(_in_place(table_rows, reading_order(glyphs, lines)))
    frame = glyphs.frame
    return PageLayout(number, frame.width, frame.height, glyphs.text, items, line_numbers=line_numbers)


def unreadable(number: int) -> PageLayout:
    """Stand in for a page that could not be opened at all."""
    return PageLayout(number, 0, 0, "", (), "damaged")


def _in_place(table_rows: Sequence[TableRow], lines: Sequence[Line]) -> list[Line | TableRow]:
    """Put each table row before the first line that stands below it."""
    items: list[Line | TableRow] = list(lines)
    for row in table_rows:
        index = next((i for i, item in enumerate(items) if item.y0 > (row.y0 + row.y1) / 2), len(items))
        items.insert(index, row)
    return items


def _why_unread(glyphs: Glyphs, drawn: Sequence[Shape]) -> Unread | None:
    text = glyphs.text
    inked = len(text) - sum(map(text.count, " \r\n\u00a0"))
    # A scan may carry a stamp in real text, such as an envelope number of a signing service.
    if inked <= _FEW_CHARACTERS:
        share = picture_share(drawn, glyphs.frame)
        if share >= _SCAN_SHARE or (not inked and is_drawn_on(drawn, glyphs.frame)):
            return "picture"
        if is_outlined(drawn):
            return "curves"
    return "garbled" if text_quality(text) < LEAST_QUALITY else None
