from __future__ import annotations

import csv

from clausecheck.report.renderers import render_all
from tests.support.reports import file_error, report_of


def test_one_row_a_finding_and_one_for_what_was_not_read():
    rows = list(csv.DictReader("".join(render_all([report_of(), file_error()], "csv")).splitlines()))
    assert [(row["document"], row["status"], row["page"]) for row in rows] == [
        ("northwind-brightcall.pdf", "adverse", "9"),
        ("northwind-brightcall.pdf", "missing", ""),
        ("northwind-brightcall.pdf", "weak", "10"),
        ("northwind-brightcall.pdf", "met", ""),
        ("scan.pdf", "not_analysed", ""),
    ]
    assert rows[0]["words"].startswith("Vendor may terminate this Agreement at any time")
    assert rows[2]["needs_review"] == "true"
