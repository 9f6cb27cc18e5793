from __future__ import annotations

import io
import os
import subprocess
import sys

import pyarrow.parquet
import pytest

from clausecheck.report import columnar
from clausecheck.report.tables import CLAUSES, CONTRACTS, FINDINGS
from tests.support.reports import file_error, report_of

WITHOUT_PYARROW = """
import io, sys
sys.modules["pyarrow"] = None
import clausecheck

def results():
    raise AssertionError("a contract was read in vain")
    yield

try:
    clausecheck.export(results(), "parquet", io.BytesIO())
except clausecheck.OptionError as error:
    print(error)
"""


def written(table, results):
    file = io.BytesIO()
    columnar.write(table, results, file)
    return pyarrow.parquet.ParquetFile(file)


@pytest.mark.parametrize("table", [CONTRACTS, FINDINGS, CLAUSES])
def test_the_columns_and_their_types_are_the_same_whatever_there_is_to_write(table):
    empty, errors, full = (written(table, results) for results in ([], [file_error()], [report_of(), file_error()]))
    assert empty.schema_arrow == errors.schema_arrow == full.schema_arrow
    assert empty.schema_arrow.names == list(table.columns)
    assert (empty.metadata.num_rows, errors.metadata.num_rows) == (0, 1)


def test_figures_truth_values_and_words_have_types_of_their_own():
    schema = written(FINDINGS, [report_of()]).schema_arrow
    types = {name: str(schema.field(name).type) for name in ("page", "confidence", "needs_review", "words")}
    assert types == {"page": "int64", "confidence": "double", "needs_review": "bool", "words": "string"}


def test_rows_are_written_in_groups_and_keep_their_order(monkeypatch):
    monkeypatch.setattr(columnar, "GROUP", 3)
    file = written(FINDINGS, [report_of(), report_of(document={"name": "nda.pdf"})])
    assert [file.metadata.row_group(place).num_rows for place in range(file.num_row_groups)] == [3, 3, 2]
    assert file.read(["document"]).column(0).to_pylist() == ["northwind-brightcall.pdf"] * 4 + ["nda.pdf"] * 4


def test_the_file_may_be_a_pipe_and_stays_open():
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as source, os.fdopen(writing, "wb") as sink:
        columnar.write(CONTRACTS, [report_of()], sink)
        assert not sink.closed
        sink.close()
        assert pyarrow.parquet.read_table(io.BytesIO(source.read())).num_rows == 1


def test_without_pyarrow_the_extra_is_named_before_anything_is_read():
    ran = subprocess.run([sys.executable, "-c", WITHOUT_PYARROW], capture_output=True, text=True, check=True)
    assert ran.stdout == 'Parquet needs pyarrow: pip install ".[parquet]" in a checkout of clausecheck\n'
