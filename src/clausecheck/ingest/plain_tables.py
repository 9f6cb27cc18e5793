"""Tables in plain text: lines that follow each other with the same number of cells, between bars or tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from clausecheck.ingest.numbering_labels import label_of
from clausecheck.ingest.source import Block
from clausecheck.ingest.table_header import names_columns
from clausecheck.spans import Span

# Blanks are gone through from the first of them only, or a thousand of them would be a thousand times.
_SEPARATOR = re.compile(r"(?:(?<![ \t])[ \t]+)?(?:\|[ \t]*|\t[ \t]*)")
_RULE = re.compile(r"[|:+=\- \t]+")
_MOST_COLUMNS = 20


def cells_of(text: str, line: Span) -> tuple[Span, ...]:
    """Cut a line at its bars or tabs; one cell where it has none."""
    if text.find("|", line.start, line.end) < 0 and text.find("\t", line.start, line.end) < 0:
        return (line,)
    cells = []
    start = line.start
    for match in _SEPARATOR.finditer(text, line.start, line.end):
        cells.append(Span(start, match.start()))
        start = match.end()
    cells.append(Span(start, line.end))
    # A bar before the first cell or behind the last is the frame of the table.
    framed = text[line.start] == "|", text[line.end - 1] == "|" and len(cells) > 1
    return tuple(cells[framed[0] : len(cells) - framed[1]])


def stretches(text: str, lines: Sequence[Span]) -> Iterator[tuple[bool, list[Span]]]:
    """Part the lines of tables from the others, in order; each stretch of a table is a table of its own."""
    counts = [_columns(text, line) for line in lines]
    inside = [False] * len(lines)
    for index, (above, line) in enumerate(pairwise(lines)):
        is_row = 1 < counts[index] <= _MOST_COLUMNS and counts[index] == counts[index + 1]
        if is_row and text.count("\n", above.end, line.start) == 1:
            inside[index] = inside[index + 1] = True
    keys = ((is_row, count if is_row else 0) for is_row, count in zip(inside, counts, strict=True))
    for (is_row, _), group in groupby(zip(keys, lines, strict=True), key=lambda pair: pair[0]):
        yield is_row, [line for _, line in group]


def _columns(text: str, line: Span) -> int:
    """Count the cells of a line; a tab behind the number of a provision parts none."""
    cells = cells_of(text, line)
    first = text[cells[0].start : cells[0].end] if cells else ""
    return 1 if len(cells) == 2 and "|" not in text[line.start : line.end] and label_of(f"{first} ") else len(cells)


def table_rows(text: str, lines: Sequence[Span], first: int) -> Iterator[Block]:
    """Make the rows of a table; `first` is the index that its first row has among the blocks of the document."""
    rows = [line for line in lines if not _RULE.fullmatch(text, line.start, line.end)]
    names = bool(rows) and names_columns([text[cell.start : cell.end] for cell in cells_of(text, rows[0])])
    for index, line in enumerate(rows):
        yield Block(line, "table_row", None, cells_of(text, line), first if names and index else None)
