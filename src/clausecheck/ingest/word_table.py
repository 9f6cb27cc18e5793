"""The rows and cells of a Word table, through whatever Word wraps around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from clausecheck.ingest.word_styles import is_on, whole

# What stands around blocks, rows, cells or runs and says nothing itself.
WRAPPERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:smartTag", "w:customXml", "w:ins", "w:del", "w:moveFrom", "w:moveTo"))
)
_MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `columns` is how many it takes, `is_continued` that it goes on from the row above."""

    element: Any
    columns: int = 1
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `skipped` counts the columns that it leaves out at its start."""

    cells: tuple[Cell, ...]
    skipped: int = 0
    is_header: bool = False


def rows_of(table: Any) -> list[Row]:
    """List the rows of a table that are shown."""
    return [_row(row) for row in inside(table, qn("w:tr")) if not is_on(row.find(f"{qn('w:trPr')}/{qn('w:hidden')}"))]


def inside(parent: Any, *tags: str) -> Iterator[Any]:
    """Give the children with certain tags, those inside of wrappers among them."""
    for child in parent.iterchildren():
        if child.tag in tags:
            yield child
        elif child.tag in WRAPPERS:
            yield from inside(child, *tags)


def _row(row: Any) -> Row:
    return Row(
        cells=tuple(_cell(cell) for cell in inside(row, qn("w:tc"))),
        skipped=_count(row, "w:trPr", "w:gridBefore"),
        is_header=is_on(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")),
    )


def _cell(cell: Any) -> Cell:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    is_continued = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
    return Cell(cell, _count(cell, "w:tcPr", "w:gridSpan") or 1, is_continued)


def _count(element: Any, properties: str, tag: str) -> int:
    found = element.find(f"{qn(properties)}/{qn(tag)}")
    return 0 if found is None else min(whole(found.get(qn("w:val"))) or 0, _MOST_COLUMNS)
