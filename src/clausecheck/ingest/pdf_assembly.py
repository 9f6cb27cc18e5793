"""Puts the pages of a PDF together: text, blocks and page spans, with words broken at line ends made whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from clausecheck.ingest.pdf_blocks import paragraphs
from clausecheck.ingest.pdf_hyphens import Hyphens, ends_in_hyphen
from clausecheck.ingest.pdf_lines import Line
from clausecheck.ingest.pdf_page import PageLayout
from clausecheck.ingest.pdf_tables import TableRow
from clausecheck.ingest.pdf_text import Origins, TextBuilder
from clausecheck.ingest.source import CELL_SEPARATOR, Block, Page
from clausecheck.ingest.table_header import names_columns
from clausecheck.spans import Span

_LETTERS_OF_PADDING = 2
_SAME_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Assembly:
    """The whole text of a PDF with its blocks, pages and the origin of each character."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    origins: Origins


def assemble(layouts: Sequence[PageLayout]) -> Assembly:
    """Write all pages into one text."""
    writer = _Writer(layouts)
    for item in paragraphs(layouts):
        if isinstance(item, TableRow):
            writer.add_row(item)
        else:
            writer.add_paragraph(item)
    return Assembly(
        writer.builder.text(), tuple(writer.blocks), tuple(_pages(layouts, writer.shown)), writer.builder.origins
    )


class _Writer:
    """Writes paragraphs and rows one after another; `shown` is what each page holds of the text."""

    def __init__(self, layouts: Sequence[PageLayout]) -> None:
        self.builder = TextBuilder()
        self.blocks: list[Block] = []
        self.shown: dict[int, tuple[int, int]] = {}
        self._page_texts = {layout.number: layout.text for layout in layouts}
        self._titles = frozenset[Line]().union(*(layout.titles for layout in layouts))
        self._hyphens = Hyphens(line.text for layout in layouts for line in layout.lines)
        self._last_row: TableRow | None = None
        self._header: int | None = None

    def add_paragraph(self, lines: Sequence[Line]) -> None:
        """Write the lines of one paragraph, which may stand on several pages."""
        begin = self._begin_block()
        self._last_row = None
        self._write(lines, begin)
        is_title = len(lines) == 1 and lines[0] in self._titles
        self.blocks.append(Block(Span(begin, self.builder.length), "heading" if is_title else "paragraph"))

    def add_row(self, row: TableRow) -> None:
        """Write one row of a table; the first row of a table may name its columns."""
        begin = self._begin_block()
        cells = []
        edges = (*row.columns[1:], row.right)
        for cell, right in zip(row.cells, edges, strict=False):
            if cell and self.builder.length > begin:
                self.builder.write(CELL_SEPARATOR)
            start = self.builder.length
            self._write(cell, start, right)
            cells.append(Span(start, self.builder.length))
        header = self._header if self._last_row and _goes_on(self._last_row, row) else None
        if header is None and not (self._last_row and _goes_on(self._last_row, row)):
            self._header = len(self.blocks) if names_columns(row.texts) else None
        self._last_row = row
        self.blocks.append(Block(Span(begin, self.builder.length), "table_row", None, tuple(cells), header))

    def _begin_block(self) -> int:
        if self.builder.length:
            self.builder.write("\n")
        return self.builder.length

    def _write(self, lines: Sequence[Line], begin: int, right: float = float("inf")) -> None:
        """Write lines one after the other; a word too long for a cell that ends at `right` goes on without a space."""
        above: Line | None = None
        for line in lines:
            if above is not None and self.builder.length > begin and not _is_cut(above, line, right):
                if not ends_in_hyphen(above.text, line.text):
                    self.builder.write(" ")
                elif self._hyphens.breaks_word(above.text, line.text):
                    self.builder.drop_last(1)
            self._show(line)
            above = line

    def _show(self, line: Line) -> None:
        begin = self.builder.length
        self.builder.show(self._page_texts[line.page], line.page, line.stretches)
        self.shown[line.page] = self.shown.get(line.page, (begin,))[0], self.builder.length


def _is_cut(above: Line, line: Line, right: float) -> bool:
    """Tell whether a word of its own line fills a cell to its edge, and the next line is the rest of it."""
    fills = above.x1 + _LETTERS_OF_PADDING * above.char_width > right
    return fills and above.text.isalpha() and line.text.split(" ", 1)[0].isalpha() and line.text[:1].islower()


def _goes_on(above: TableRow, row: TableRow) -> bool:
    """Tell whether two rows that follow each other belong to one table, which may run over a page."""
    return len(above.columns) == len(row.columns) and all(
        abs(one - other) <= _SAME_COLUMN for one, other in zip(above.columns, row.columns, strict=True)
    )


def _pages(layouts: Sequence[PageLayout], shown: Mapping[int, tuple[int, int]]) -> Iterator[Page]:
    end = 0
    for layout in layouts:
        begin, end = shown.get(layout.number, (end, end))
        yield Page(layout.number, Span(begin, end), layout.readable, layout.recognized is not None)
