from __future__ import annotations

import pytest

from clausecheck.errors import OptionError
from clausecheck.report.renderers import FILE_FORMATS, FORMATS, TEXT_FORMATS, render, render_all
from tests.support.exports import exported
from tests.support.reports import file_error, report_of


@pytest.mark.parametrize("format", TEXT_FORMATS)
@pytest.mark.parametrize("result", [report_of(), file_error()])
def test_every_text_names_the_document_and_ends_with_its_last_line(format, result):
    text = render(result, format)
    assert result.document.name in text
    assert text.endswith("\n") and not text.endswith("\n\n")


@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_every_text_of_several_results_names_each_of_them(format):
    text = "".join(render_all([report_of(), file_error()], format)).replace("\r\n ", "")  # a calendar folds its lines
    assert "northwind-brightcall.pdf" in text and "scan.pdf" in text


@pytest.mark.parametrize("format", FILE_FORMATS)
def test_every_file_is_the_same_for_the_same_results(format):
    results = [report_of(), file_error()]
    assert exported(results, format) == exported(results, format)


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(OptionError, match="no format 'jsno'; did you mean 'json'\\?; one of text, json, jsonl"):
        render(report_of(), "jsno")


def test_no_format_is_listed_twice():
    assert len(FORMATS) == len(set(FORMATS))
