"""Comma-separated values that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from clausecheck.report.model import FileError, Report
from clausecheck.report.tables import Cell, Table

# A spreadsheet runs what begins like this (OWASP, CSV Injection); an apostrophe before it makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def lines(table: Table, results: Iterable[Report | FileError]) -> Iterator[str]:
    """Write a header and the rows of the results as they come, values of True and False in lower case."""
    yield _line(list(table.columns))
    for result in results:
        for row in table.rows(result):
            yield _line([_cell(row.get(column)) for column in table.columns])


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return str(value)


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
