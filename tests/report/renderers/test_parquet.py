from __future__ import annotations

import io

import pyarrow.parquet

from tests.support.exports import exported
from tests.support.reports import file_error, report_of


def test_one_row_a_finding_with_typed_columns():
    rows = pyarrow.parquet.read_table(io.BytesIO(exported([report_of(), file_error()], "parquet"))).to_pylist()
    assert [row["status"] for row in rows] == ["adverse", "missing", "weak", "met", "not_analysed"]
    assert (rows[0]["page"], rows[0]["confidence"], rows[0]["needs_review"]) == (9, 0.9, False)
    assert (rows[4]["page"], rows[4]["needs_review"]) == (None, None)
