from __future__ import annotations

import csv

from clausecheck.report.renderers import render_all
from tests.support.reports import clause_record, file_error, report_of


def test_one_row_a_clause():
    exit_right = clause_record(
        "termination_for_convenience",
        "=Client may terminate on thirty days' notice.",
        attributes={"holder": "customer", "notice_days": 30, "fee": False},
    )
    results = [report_of(findings=[], clauses=[exit_right]), file_error()]
    rows = list(csv.DictReader("".join(render_all(results, "csv-clauses")).splitlines()))
    assert [(row["document"], row["holder"], row["notice_days"], row["denied"], row["error"]) for row in rows] == [
        ("northwind-brightcall.pdf", "customer", "30", "false", ""),
        ("scan.pdf", "", "", "", "no-text: The file holds no text that could be read."),
    ]
    assert rows[0]["words"].startswith("'=Client")
