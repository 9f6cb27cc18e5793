"""Tables: what the columns of a contract's tables hold, found by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from clausecheck.detect.quantities import percentages
from clausecheck.structure.contract import Contract
from clausecheck.structure.segments import normalise

_REMEMBERED = 4096  # tables and ways to ask for a column


@lru_cache(maxsize=_REMEMBERED)
def _column(titles: tuple[str, ...], names: tuple[str, ...], other_than: int | None) -> int | None:
    """Find a column by its title; every row of a table asks the same."""
    for pattern in (r"\W*{}\W*$", r".*\b{}"):
        for name in names:
            wanted = _titled(pattern, name)
            for index, title in enumerate(titles):
                if index != other_than and wanted.match(title):
                    return index
    return None


@lru_cache(maxsize=_REMEMBERED)
def _names(names: tuple[str, ...], title: str) -> bool:
    return any(_titled(r".*\b{}", name).match(title) for name in names)


@cache
def _titled(pattern: str, name: str) -> re.Pattern[str]:
    return re.compile(pattern.format(re.escape(name)), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the titles of its columns, its cells, and the headings above it."""

    titles: tuple[str, ...]
    cells: tuple[str, ...]
    path: tuple[str, ...]
    start: int
    end: int

    def column(self, names: Sequence[str], *, other_than: int | None = None) -> int | None:
        """Find the column with one of the names, in order of preference: as its whole title first, then within it."""
        return _column(self.titles, tuple(names), other_than)

    def cell(self, index: int | None) -> str:
        """Give a cell, empty when there is none."""
        return self.cells[index] if index is not None and index < len(self.cells) else ""

    def rate(self, names: Sequence[str]) -> float | None:
        """Give the percentage in the column with one of the names; its title may be what says percent."""
        index = self.column(names)
        if index is None:
            return None
        cell = self.cell(index)
        unit = "%" if re.search(r"%|percent|per cent", self.titles[index], re.IGNORECASE) else ""
        found = [*percentages(cell), *percentages(f"{cell.strip()}{unit}")]
        return found[0].value if found else None


def rows_of(contract: Contract) -> tuple[Row, ...]:
    """List the rows of all tables that name their columns."""
    text = contract.source.text
    found = []
    paths = {segment.own.start: segment.path for segment in contract.segments if segment.kind == "table_row"}
    for block in contract.source.blocks:
        if block.kind != "table_row" or block.header is None or not block.cells:
            continue
        titles = tuple(normalise(text[cell.start : cell.end]) for cell in contract.source.blocks[block.header].cells)
        cells = tuple(normalise(text[cell.start : cell.end]) for cell in block.cells)
        path = next((paths[cell.start] for cell in reversed(block.cells) if cell.start in paths), ())
        found.append(Row(titles, cells, path, block.span.start, block.span.end))
    return tuple(found)


def levels(row: Row, columns: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Give the names and targets in a row: of the columns `name` and `target`, or one for each `time` of a `grade`."""
    name = row.column(columns["name"])
    target = row.column(columns["target"], other_than=name)
    if name is not None and target is not None:
        found = [(row.cell(name), row.cell(target))]
    else:
        grade = row.column(columns["grade"])
        times = [
            index for index, title in enumerate(row.titles) if index != grade and _names(tuple(columns["time"]), title)
        ]
        found = [(f"{row.cell(grade)} {row.titles[index]}", row.cell(index)) for index in times if grade is not None]
    return ((_plain(words), level) for words, level in found if words.strip() and re.search(r"\d", level))


def _plain(name: str) -> str:
    """Leave out the number of a level and what is added to its name ("C3. First contact resolution, by survey")."""
    return re.split(r":\s|,\s", _NUMBER.sub("", name.strip()), maxsplit=1)[0]


_NUMBER = re.compile(r"(?:[A-Z]{1,3}[-.]?)?\d{1,2}[.:)]\s+|[A-Z]{1,3}-?\d{1,2}\s+(?=[A-Z])")
