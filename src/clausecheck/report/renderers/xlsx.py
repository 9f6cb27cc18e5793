"""A workbook with two sheets: one row a contract, and one row a finding."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, timezone

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from clausecheck.report.model import FileError, Report
from clausecheck.report.tables import (
    CONTRACT_COLUMNS,
    FINDING_COLUMNS,
    NOT_ANALYSED,
    Cell,
    Row,
    contract_row,
    finding_rows,
)

CELL = 32_767  # characters that a cell can hold
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
    "error": 40,
}
_NARROW = 14
_COLOURS = {
    "adverse": "#f6c7c3",
    "missing": "#f6c7c3",
    NOT_ANALYSED: "#f6c7c3",
    "unverified": "#e3d3f2",
    "weak": "#fbe6b2",
    "met": "#cfe8d2",
}


def render(results: Iterable[Report | FileError]) -> bytes:
    """Write the workbook."""
    content = io.BytesIO()
    # Text of a contract is text, whatever it begins with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as workbook:
        workbook.set_properties({"created": _ALWAYS, "author": "clausecheck"})
        contracts, findings = workbook.add_worksheet("Contracts"), workbook.add_worksheet("Findings")
        sheets = _Sheet(workbook, contracts, CONTRACT_COLUMNS), _Sheet(workbook, findings, FINDING_COLUMNS)
        for result in results:
            sheets[0].add(contract_row(result))
            for row in finding_rows(result):
                sheets[1].add(row)
        for sheet in sheets:
            sheet.finish()
    return content.getvalue()


class _Sheet:
    """A worksheet that is filled row by row, with its header frozen and filters on it."""

    def __init__(self, workbook: Workbook, sheet: Worksheet, columns: Sequence[str]) -> None:
        self._sheet = sheet
        self._columns = columns
        self._last = 0
        bold = workbook.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self._plain = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._by_status: dict[Cell, Format] = {
            status: workbook.add_format({"bg_color": colour, "valign": "top"}) for status, colour in _COLOURS.items()
        }
        for place, column in enumerate(columns):
            sheet.write_string(0, place, column.replace("_", " "), bold)
            sheet.set_column(place, place, _WIDE.get(column, _NARROW))
        sheet.freeze_panes(1, 1)

    def add(self, row: Row) -> None:
        self._last += 1
        for place, column in enumerate(self._columns):
            value = row.get(column)
            look = self._by_status.get(value, self._plain) if column == "status" else self._plain
            if isinstance(value, bool):
                self._sheet.write_boolean(self._last, place, value, look)
            elif isinstance(value, str):
                self._sheet.write_string(self._last, place, value[:CELL], look)
            elif value is not None:
                self._sheet.write_number(self._last, place, value, look)

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._last, len(self._columns) - 1)
