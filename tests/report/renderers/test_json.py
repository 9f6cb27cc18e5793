from __future__ import annotations

import json

import pytest

from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers import render, render_all
from tests.support.reports import file_error, report_of


@pytest.mark.parametrize("result", [report_of(), file_error("Verträge.pdf")])
def test_one_result_is_one_object_that_can_be_read_back(result):
    text = render(result, "json")
    assert type(result).model_validate_json(text) == result
    assert text.endswith("}\n") and text.count("\n") > 5


@pytest.mark.parametrize("count", [2, 3, 5])
def test_several_results_are_an_array_in_their_order(count):
    results = [file_error("broken.pdf"), *(report_of(document={"name": f"{n}.pdf"}) for n in range(count - 1))]
    records = json.loads("".join(render_all(results, "json")))
    assert [record["document"]["name"] for record in records] == [result.document.name for result in results]
    assert [record["kind"] for record in records] == ["error"] + ["report"] * (count - 1)


def test_keys_keep_the_order_of_the_wire_format():
    assert list(json.loads(render(report_of(), "json"))) == list(Report.model_fields)
    assert list(json.loads(render(file_error(), "json"))) == list(FileError.model_fields)


def test_letters_are_written_as_they_are_and_control_characters_escaped():
    text = render(file_error("Verträge\x1b[31m.pdf"), "json")
    assert "Verträge\\u001b[31m.pdf" in text
