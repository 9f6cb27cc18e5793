"""PageLayout: what was read from one PDF page, once the page itself is closed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck.ingest.pdf_columns import reading_order
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_lines import Line, page_lines
from clausecheck.ingest.pdf_rules import ruled_edges
from clausecheck.ingest.pdf_tables import TableRow, find_tables

_FEW_CHARACTERS = 100
_GARBAGE_SHARE = 0.3
_SCAN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The lines and table rows of one page in reading order, and what else there is to know about it.

    `text` is PDFium's text, which the lines' character ranges point into.
    """

    number: int
    width: float
    height: float
    text: str
    items: tuple[Line | TableRow, ...]
    readable: bool = True

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
        inked = len(glyphs.text) - sum(map(glyphs.text.count, " \r\n\u00a0"))
        if not _is_readable(page, glyphs.text, inked):
            return PageLayout(number, frame.width, frame.height, "", (), readable=False)
        table_rows, lines = find_tables(glyphs, page_lines(glyphs, number), ruled_edges(page, frame))
        items = tuple(_in_place(table_rows, reading_order(glyphs, lines)))
        return PageLayout(number, frame.width, frame.height, glyphs.text, items)
    finally:
        glyphs.close()


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


def _is_readable(page: pdfium.PdfPage, text: str, inked: int) -> bool:
    if inked == 0:
        return int(pdfium_c.FPDFPage_CountObjects(page.raw)) == 0
    garbage = sum(1 for char in text if "\ue000" <= char <= "\uf8ff" or char == "\ufffd") + 7 * text.count("(cid:")
    if garbage > _GARBAGE_SHARE * inked:
        return False
    # A scan may carry a stamp in real text, such as an envelope number of a signing service.
    return inked > _FEW_CHARACTERS or _picture_share(page) < _SCAN_SHARE


def _picture_share(page: pdfium.PdfPage) -> float:
    """Give the share of the page that its largest picture covers."""
    width, height = page.get_size()
    shares = [0.0]
    for picture in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        shares.append((right - left) * (top - bottom) / max(width * height, 1))
    return max(shares)
