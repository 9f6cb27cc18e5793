from __future__ import annotations

import json

import pytest

from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers.json import render
from tests.support.reports import file_error, report_of


@pytest.mark.parametrize("result", [report_of(), file_error("Verträge.pdf")])
def test_what_is_written_can_be_read_back(result):
    text = render(result)
    assert type(result).model_validate_json(text) == result
    assert text.endswith("}\n") and text.count("\n") > 5


def test_keys_keep_the_order_of_the_wire_format():
    assert list(json.loads(render(report_of()))) == list(Report.model_fields)
    assert list(json.loads(render(file_error()))) == list(FileError.model_fields)


def test_letters_are_written_as_they_are_and_control_characters_escaped():
    text = render(file_error("Verträge\x1b[31m.pdf"))
    assert "Verträge\\u001b[31m.pdf" in text
