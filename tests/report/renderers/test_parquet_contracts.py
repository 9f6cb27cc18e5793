from __future__ import annotations

import io

import pyarrow.parquet

from tests.support.exports import exported
from tests.support.reports import file_error, report_of


def test_one_row_a_contract_with_typed_columns():
    rows = pyarrow.parquet.read_table(
        io.BytesIO(exported([report_of(), file_error()], "parquet-contracts"))
    ).to_pylist()
    assert [(row["document"], row["score"], row["passed"]) for row in rows] == [
        ("northwind-brightcall.pdf", 31, False),
        ("scan.pdf", None, None),
    ]
    assert rows[1]["error"].startswith("no-text: ")
