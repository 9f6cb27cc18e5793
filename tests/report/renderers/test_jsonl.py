from __future__ import annotations

import json

import pytest

from clausecheck.report.renderers import render, render_all
from tests.support.reports import file_error, report_of


@pytest.mark.parametrize("result", [report_of(), file_error("a\u2028b\u0085c\u2029d\ne\x1cf.pdf")])
def test_one_line_that_can_be_read_back(result):
    text = render(result, "jsonl")
    assert len(text.splitlines()) == 1 and text.endswith("}\n")
    assert type(result).model_validate_json(text) == result


def test_results_are_written_as_they_come():
    def results():
        yield report_of()
        raise AssertionError("the second document was asked for too early")

    assert json.loads(next(render_all(results(), "jsonl")))["kind"] == "report"
