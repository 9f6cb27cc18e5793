"""PageLayout: what was read from one PDF page, once the page itself is closed again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from clausecheck.ingest.pdf_columns import reading_order
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_lines import Line, page_lines
from clausecheck.ingest.pdf_shapes import Edge, Shape, is_drawn_on, picture_share, ruled_edges, shapes
from clausecheck.ingest.pdf_tables import TableRow, find_tables

_FEW_CHARACTERS = 100
_GARBAGE = re.compile("[\ue000-\uf8ff\ufffd]")
_GARBAGE_SHARE = 0.3
_SCAN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The lines and table rows of one page in reading order, and what else there is to know about it.

    `text` is PDFium's text, which the lines' character ranges point into. Where the page was read by OCR, `recognized`
    are the characters in place of PDFium's.
    """

    number: int
    width: float
    height: float
    text: str
    items: tuple[Line | TableRow, ...]
    readable: bool = True
    recognized: Glyphs | None = None

    @property
    def lines(self) -> list[Line]:
        """Give the lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    def without(self, dropped: frozenset[Line]) -> PageLayout:
        """Give the same page without some of its lines."""
        return replace(self, items=tuple(item for item in self.items if item not in dropped)) if dropped else self


def read_page(page: pdfium.PdfPage, number: int) -> PageLayout:
    """Read one open page; raises pypdfium2.PdfiumError."""
    glyphs = Glyphs(page)
    try:
        frame = glyphs.frame
        drawn = list(shapes(page, frame))
        if not _is_readable(glyphs, drawn):
            return PageLayout(number, frame.width, frame.height, "", (), readable=False)
        return lay_out(glyphs, number, ruled_edges(drawn, frame))
    finally:
        glyphs.close()


def lay_out(glyphs: Glyphs, number: int, edges: Sequence[Edge] = (), *, recognized: Glyphs | None = None) -> PageLayout:
    """Put the characters of a page in lines and table rows, in reading order."""
    table_rows, lines = find_tables(glyphs, page_lines(glyphs, number), edges)
    items = tuple(_in_place(table_rows, reading_order(glyphs, lines)))
    return PageLayout(number, glyphs.frame.width, glyphs.frame.height, glyphs.text, items, recognized=recognized)


def unreadable(number: int) -> PageLayout:
    """Stand in for a page that could not be opened at all."""
    return PageLayout(number, 0, 0, "", (), readable=False)


def _in_place(table_rows: Sequence[TableRow], lines: Sequence[Line]) -> list[Line | TableRow]:
    """Put each table row before the first line that stands below it."""
    items: list[Line | TableRow] = list(lines)
    for row in table_rows:
        index = next((i for i, item in enumerate(items) if item.y0 > (row.y0 + row.y1) / 2), len(items))
        items.insert(index, row)
    return items


def _is_readable(glyphs: Glyphs, drawn: Sequence[Shape]) -> bool:
    text = glyphs.text
    inked = len(text) - sum(map(text.count, " \r\n\u00a0"))
    if inked == 0:
        return not is_drawn_on(drawn, glyphs.frame)
    garbage = len(_GARBAGE.findall(text)) + 7 * text.count("(cid:")
    if garbage > _GARBAGE_SHARE * inked:
        return False
    # A scan may carry a stamp in real text, such as an envelope number of a signing service.
    return inked > _FEW_CHARACTERS or picture_share(drawn, glyphs.frame) < _SCAN_SHARE
