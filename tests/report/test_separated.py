from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.report.separated import lines
from clausecheck.report.tables import Table
from tests.support.reports import file_error, report_of


def laid(*rows):
    return "".join(lines(Table({"words": str, "page": int}, lambda result: iter(rows)), [report_of()]))


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(keepends=True), strict=True))


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029"), max_size=40))
def test_text_is_read_back_as_it_was_but_for_the_guard(words):
    _, (read, page) = read_back(laid({"words": words, "page": 3}))
    assert read.removeprefix("'") == words.removeprefix("'")
    assert page == "3"


@pytest.mark.parametrize(
    "words",
    ["=HYPERLINK(A1)", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "＝1+1"],
)
def test_what_a_spreadsheet_would_run_is_made_text(words):
    _, (read, _) = read_back(laid({"words": words, "page": None}))
    assert read == f"'{words}"


def test_rows_come_one_by_one_and_what_is_not_there_is_empty():
    def results():
        yield report_of()
        raise AssertionError("asked for too early")

    table = Table({"words": str, "page": int}, lambda _: iter([{"words": "Client may terminate, at any time."}]))
    written = lines(table, results())
    assert next(written) == "words,page\n"
    assert next(written) == '"Client may terminate, at any time.",\n'


def test_results_without_rows_leave_the_header():
    assert "".join(lines(Table({"words": str}, lambda _: iter(())), [report_of(), file_error()])) == "words\n"
