"""The figures of each clause type, taken from the tables of docs/accuracy.md, so that there is one place for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TABLE = re.compile(r"^\| clause \|.*\n\|[-:| ]+\|\n((?:\|.*\n)+)", re.MULTILINE)
_COLUMNS = ("contracts", "positives", "F1", "precision", "recall")

# What a row is called, and the headings that lead to its table.
_TABLES = {
    "public contracts (CUAD), held back": ("### Held-back part",),
    "mini contracts, held back": ("### Mini contracts", "**Held-back part**"),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """How well one clause type is found, on contracts that were not read while tuning."""

    measured_on: str
    row: dict[str, str]

    @property
    def cells(self) -> list[str]:
        """Give the cells of the row: what it was measured on, and the columns that both tables have."""
        return [self.measured_on, *(self.row[column] for column in _COLUMNS)]


def header() -> list[str]:
    """Name the columns of Figures.cells."""
    return ["Measured on", *_COLUMNS]


def figures(accuracy: str) -> dict[str, list[Figures]]:
    """Map each clause type to its figures; raise ValueError where the page has not the tables that it had."""
    found: dict[str, list[Figures]] = {}
    for name, headings in _TABLES.items():
        for clause_type, row in _rows(accuracy, headings):
            found.setdefault(clause_type, []).append(Figures(name, row))
    return found


def _rows(page: str, headings: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    below = page
    for heading in headings:
        below = below.partition(heading)[2]
    table = _TABLE.search(below)
    if table is None:
        raise ValueError(f"docs/accuracy.md has no table below {' / '.join(headings)}")
    columns, *rows = (_cells(line) for line in (table[0].splitlines()[0], *table[1].splitlines()))
    for row in rows:
        named = dict(zip(columns, row, strict=True))
        yield named["clause"], named


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
