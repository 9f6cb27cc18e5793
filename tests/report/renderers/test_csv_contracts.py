from __future__ import annotations

import csv

from clausecheck.report.renderers import render_all
from tests.support.reports import file_error, report_of


def test_one_row_a_contract():
    rows = list(csv.DictReader("".join(render_all([report_of(), file_error()], "csv-contracts")).splitlines()))
    assert [(row["document"], row["score"], row["passed"], row["error"]) for row in rows] == [
        ("northwind-brightcall.pdf", "31", "false", ""),
        ("scan.pdf", "", "", "no-text: The file holds no text that could be read."),
    ]
