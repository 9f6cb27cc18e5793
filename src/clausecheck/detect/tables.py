"""Tables: what the columns of a contract's tables hold, found by their titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from clausecheck.detect.quantities import percentages
from clausecheck.structure.contract import Contract
from clausecheck.structure.mending import read_mended
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
    """One row of a table: the titles of its columns, its cells, and where it stands in the document."""

    titles: tuple[str, ...]
    cells: tuple[str, ...]
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


class Tables:
    """The tables of a contract that name their columns, asked a question once and not once for each clause."""

    def __init__(self, contract: Contract) -> None:
        """Collect the rows of all tables."""
        self._rows = _rows_of(contract)
        self._alike: dict[tuple[str, ...], list[Row]] = {}
        for row in self._rows:
            self._alike.setdefault(row.titles, []).append(row)
        self._rates: dict[object, float | None] = {}
        self._levels: dict[object, list[tuple[str, str]]] = {}

    def titles_at(self, place: int) -> tuple[str, ...] | None:
        """Give the titles of the table that holds a place of the document, None outside tables."""
        index = bisect_right(self._rows, place, key=lambda row: row.start) - 1
        return self._rows[index].titles if index >= 0 and place < self._rows[index].end else None

    def rate(self, names: tuple[str, ...], titles: tuple[str, ...] | None = None) -> float | None:
        """Give the first percentage in a column by its names, in all tables or in those with these titles."""
        if (names, titles) not in self._rates:
            rows = self._rows if titles is None else self._alike[titles]
            self._rates[names, titles] = next((rate for row in rows if (rate := row.rate(names)) is not None), None)
        return self._rates[names, titles]

    def levels(self, columns: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
        """List the different names and targets of service levels in the columns known by these words."""
        wanted = tuple((column, *words) for column, words in columns.items())
        if wanted not in self._levels:
            found = (level for row in self._rows for level in _levels(row, columns))
            self._levels[wanted] = list(dict.fromkeys(found))
        return self._levels[wanted]


def _rows_of(contract: Contract) -> tuple[Row, ...]:
    text = contract.source.text
    repairs = {piece.span: each.repairs for each in contract.segments if each.repairs for piece in each.pieces}
    found = []
    for block in contract.source.blocks:
        if block.kind != "table_row" or block.header is None or not block.cells:
            continue
        titles = tuple(normalise(text[cell.start : cell.end]) for cell in contract.source.blocks[block.header].cells)
        cells = tuple(normalise(read_mended(text, cell, repairs.get(cell, ()))[0]) for cell in block.cells)
        found.append(Row(titles, cells, block.span.start, block.span.end))
    return tuple(found)


def _levels(row: Row, columns: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
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
