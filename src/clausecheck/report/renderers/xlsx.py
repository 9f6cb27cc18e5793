"""A workbook with three sheets: one row a contract, one row a finding, and one row a clause."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from clausecheck.report.model import FileError, Report
from clausecheck.report.tables import CLAUSES, CONTRACTS, FINDINGS, NOT_ANALYSED, Cell, Row, Table

CELL = 32_767  # characters that a cell can hold
ROWS = 1_048_576  # rows that a sheet can hold, the header among them
_ALWAYS = datetime(2000, 1, 1, tzinfo=timezone.utc)  # the same results give the same bytes
_WIDE = {
    "document": 32,
    "title": 32,
    "message": 48,
    "wanted": 40,
    "section": 28,
    "words": 60,
    "terms": 36,
    "recommended_language": 60,
    "lacking": 28,
    "customer": 28,
    "provider": 28,
    "unread": 28,
    "rules": 28,
    "error": 40,
}
_NARROW = 14
# Text of a contract is text, whatever it begins with.
_OPTIONS = {
    "constant_memory": True,
    "use_zip64": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_COLOURS = {
    "adverse": "#f6c7c3",
    "missing": "#f6c7c3",
    NOT_ANALYSED: "#f6c7c3",
    "unverified": "#e3d3f2",
    "weak": "#fbe6b2",
    "met": "#cfe8d2",
}


def render(results: Iterable[Report | FileError], file: BinaryIO) -> None:
    """Write the workbook; a table that is longer than a sheet goes on in a further one.

    Rows wait in a temporary folder that nobody else can read, for a workbook is packed when its last row is known. The
    folder is removed whatever happens, and nothing is written to the file before the workbook is whole.
    """
    with TemporaryDirectory(prefix="clausecheck-", ignore_cleanup_errors=True) as folder:
        packed = Path(folder, "workbook.xlsx")
        with Workbook(packed, _OPTIONS | {"tmpdir": folder}) as workbook:
            workbook.set_properties({"created": _ALWAYS, "author": "clausecheck"})
            tables = {"Contracts": CONTRACTS, "Findings": FINDINGS, "Clauses": CLAUSES}
            sheets = [_Sheet(workbook, name, table) for name, table in tables.items()]
            for result in results:
                for sheet in sheets:
                    sheet.add(result)
            for sheet in sheets:
                sheet.finish()
        with packed.open("rb") as content:
            shutil.copyfileobj(content, file)


class _Sheet:
    """A table that is filled row by row, with its header frozen and filters on it."""

    def __init__(self, workbook: Workbook, name: str, table: Table) -> None:
        self._workbook = workbook
        self._name = name
        self._table = table
        self._count = 0
        self._bold = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._plain = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._by_status: dict[Cell, Format] = {
            status: workbook.add_format({"bg_color": colour, "valign": "top"}) for status, colour in _COLOURS.items()
        }
        self._begin()

    def _begin(self) -> None:
        self._count += 1
        self._last = 0
        self._sheet = self._workbook.add_worksheet(f"{self._name} {self._count}" if self._count > 1 else self._name)
        for place, column in enumerate(self._table.columns):
            self._sheet.set_column(place, place, _WIDE.get(column, _NARROW))
            self._sheet.write_string(0, place, column.replace("_", " "), self._bold)
        self._sheet.freeze_panes(1, 1)

    def add(self, result: Report | FileError) -> None:
        for row in self._table.rows(result):
            if self._last + 1 == ROWS:
                self.finish()
                self._begin()
            self._write(row)

    def _write(self, row: Row) -> None:
        self._last += 1
        for place, column in enumerate(self._table.columns):
            value = row.get(column)
            look = self._by_status.get(value, self._plain) if column == "status" else self._plain
            if isinstance(value, bool):
                self._sheet.write_boolean(self._last, place, value, look)
            elif isinstance(value, str):
                self._sheet.write_string(self._last, place, value[:CELL], look)
            elif value is not None:
                self._sheet.write_number(self._last, place, value, look)

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._last, len(self._table.columns) - 1)
