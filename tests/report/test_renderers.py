from __future__ import annotations

import pytest

from clausecheck.errors import OptionError
from clausecheck.report.renderers import RENDERERS, render
from tests.support.reports import file_error, report_of


@pytest.mark.parametrize("format", RENDERERS)
@pytest.mark.parametrize("result", [report_of(), file_error()])
def test_every_renderer_writes_reports_and_errors_ending_in_one_line_break(format, result):
    text = render(result, format)
    assert text == RENDERERS[format](result)
    assert result.document.name in text
    assert text.endswith("\n") and not text.endswith("\n\n")


def test_an_unknown_format_names_the_known_ones():
    with pytest.raises(OptionError, match="no format 'jsno'; did you mean 'json'\\?; one of text, json, jsonl"):
        render(report_of(), "jsno")
