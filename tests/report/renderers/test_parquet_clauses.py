from __future__ import annotations

import io

import pyarrow.parquet

from tests.support.exports import exported
from tests.support.reports import file_error, report_of


def test_one_row_a_clause_with_typed_columns():
    rows = pyarrow.parquet.read_table(io.BytesIO(exported([report_of(), file_error()], "parquet-clauses"))).to_pylist()
    assert [(row["clause_type"], row["page"], row["denied"]) for row in rows] == [
        ("termination_for_convenience", 9, False),
        ("breach_notification", 10, False),
        (None, None, None),
    ]
    assert rows[2]["error"].startswith("no-text: ")
