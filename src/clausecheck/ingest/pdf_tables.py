"""Ruled tables of a PDF page: pdfplumber finds the cells among the edges, PDFium's characters fill them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from clausecheck.ingest.clean import squeeze
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_lines import Line, rows
from clausecheck.ingest.pdf_shapes import Edge

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_WORD = re.compile(r"[^\s\u00a0\ufffe]+\ufffe?")
_SETTINGS = {"vertical_strategy": "explicit", "horizontal_strategy": "explicit"}
_FEWEST_LINES = 3  # each way: two rows of two cells; a frame or underlined words are no table
_MOST_CROSSINGS = 5_000  # graph paper or a drawing; the finder's time grows with the square of them
Cell = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: the lines in each of its cells, empty where a merged cell goes on.

    `columns` are the left edges of the table's columns, by which a table is known again on the next page; `right` is
    where its last column ends.
    """

    page: int
    y0: float
    y1: float
    cells: tuple[tuple[Line, ...], ...]
    columns: tuple[int, ...]
    right: float

    @property
    def texts(self) -> list[str]:
        """Give the text of each cell."""
        return [" ".join(line.text for line in cell) for cell in self.cells]


def find_tables(glyphs: Glyphs, lines: Sequence[Line], edges: Sequence[Edge]) -> tuple[list[TableRow], list[Line]]:
    """Give the rows of the ruled tables of a page, and the lines that stand outside them."""
    found: list[TableRow] = []
    outside = list(lines)
    for table in _ruled(edges):
        grid = [row.cells for row in table.rows]
        if len(grid) < 2 or len(grid[0]) < 2:
            continue
        left, top, right, bottom = table.bbox
        inside = [x for x in outside if top - 2 < (x.y0 + x.y1) / 2 < bottom + 2 and x.x0 < right and x.x1 > left]
        table_rows = list(_fill(grid, [part for line in inside for part in _parts(glyphs, line, table.cells)]))
        if _is_table(table_rows):
            found.extend(table_rows)
            outside = [line for line in outside if line not in inside]
    return found, outside


def _ruled(edges: Sequence[Edge]) -> list[Table]:
    """Let pdfplumber put edges together to tables."""
    horizontal = [edge for edge in edges if edge[3] - edge[1] < edge[2] - edge[0]]
    vertical = [edge for edge in edges if edge[3] - edge[1] > edge[2] - edge[0]]
    down, across = {round(edge[0]) for edge in vertical}, {round(edge[1]) for edge in horizontal}
    if min(len(down), len(across)) < _FEWEST_LINES or len(down) * len(across) > _MOST_CROSSINGS:
        return []
    lines = {
        "explicit_vertical_lines": [_edge("v", edge) for edge in vertical],
        "explicit_horizontal_lines": [_edge("h", edge) for edge in horizontal],
    }
    from pdfplumber.table import TableFinder  # noqa: PLC0415 - slow to import, and few pages need it

    # With explicit lines alone the finder never looks at a page, so none need be parsed a second time.
    return TableFinder(cast("Page", None), {**_SETTINGS, **lines}).tables


def _edge(orientation: str, edge: Edge) -> dict[str, Any]:
    x0, top, x1, bottom = edge
    sizes = {"width": x1 - x0, "height": bottom - top}
    return {
        "object_type": "line",
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        **sizes,
    }


def _parts(glyphs: Glyphs, line: Line, cells: Sequence[Cell]) -> Iterator[Line]:
    """Give a line that stands in one cell as it is, and the words of one that PDFium read across cells."""
    middle = (line.y0 + line.y1) / 2
    fits = any(x0 - 1 <= line.x0 and line.x1 <= x1 + 1 and top <= middle < bottom for x0, top, x1, bottom in cells)
    yield from [line] if fits else _words(glyphs, line)


def _words(glyphs: Glyphs, line: Line) -> Iterator[Line]:
    """Take a line apart into words."""
    for start, end in line.stretches:
        spans = [match.span() for match in _WORD.finditer(glyphs.text, start, end)]
        boxes = glyphs.boxes([index for low, high in spans for index in (low, high - 1)])
        for (low, high), first, last in zip(spans, boxes[::2], boxes[1::2], strict=True):
            text = squeeze(glyphs.text[low:high])
            yield Line(text, line.page, first[0], line.y0, max(last[2], first[2]), line.y1, ((low, high),))


def _fill(grid: Sequence[Sequence[Cell | None]], words: Sequence[Line]) -> Iterator[TableRow]:
    columns = tuple(sorted({round(cell[0]) for row in grid for cell in row if cell}))
    right = max((cell[2] for row in grid for cell in row if cell), default=0.0)
    for row in grid:
        filled = tuple(() if cell is None else tuple(_cell_lines(cell, words)) for cell in row)
        if any(filled):
            boxes = [cell for cell in row if cell]
            page = next(cell for cell in filled if cell)[0].page
            yield TableRow(page, min(b[1] for b in boxes), max(b[3] for b in boxes), filled, columns, right)


def _cell_lines(cell: Cell, words: Sequence[Line]) -> Iterator[Line]:
    x0, top, x1, bottom = cell
    inside = [w for w in words if x0 <= (w.x0 + w.x1) / 2 < x1 and top <= (w.y0 + w.y1) / 2 < bottom]
    for line in rows(inside):
        merged: list[tuple[int, int]] = []
        for low, high in line.stretches:
            # Words that follow each other in the page's text become one stretch again.
            if merged and 0 < low - merged[-1][1] <= 2:
                merged[-1] = (merged[-1][0], high)
            else:
                merged.append((low, high))
        yield Line(line.text, line.page, line.x0, line.y0, line.x1, line.y1, tuple(merged))


def _is_table(found: Sequence[TableRow]) -> bool:
    """Tell a table from a frame around text: two rows, and two columns with words."""
    if len(found) < 2:
        return False
    filled = [sum(map(bool, column)) for column in zip(*(row.cells for row in found), strict=True)]
    return sum(count > 0 for count in filled) >= 2 and any(sum(map(bool, row.cells)) >= 2 for row in found)
