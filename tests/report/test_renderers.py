from __future__ import annotations

import io
import weakref
from collections.abc import Iterator

import pytest

from clausecheck.errors import OptionError
from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers import (
    FILE_FORMATS,
    FORMATS,
    TEXT_FORMATS,
    annotate,
    export,
    render,
    render_all,
    render_comparison,
)
from clausecheck.report.review import Markup
from tests.support.exports import exported
from tests.support.reports import file_error, report_of
from tests.support.reviews import sample_review


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


class Census:
    """Results made one by one, and how many of the records in them are alive at the same time."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.alive = self.most = self.asked = 0

    def results(self) -> Iterator[Report | FileError]:
        for number in range(self.count):
            self.asked += 1
            yield file_error(f"scan {number}.pdf") if number % 50 == 0 else self.counted(number)

    def counted(self, number: int) -> Report:
        made = report_of(document={"name": f"contract-{number}.pdf"})
        # Results that come from another process share nothing with each other.
        report = made.model_copy(update={"findings": [each.model_copy() for each in made.findings]})
        for record in (report, *report.findings, *report.clauses):
            self.alive += 1
            weakref.finalize(record, self.release).atexit = False
        self.most = max(self.most, self.alive)
        return report

    def release(self) -> None:
        self.alive -= 1


@pytest.mark.parametrize("format", [*TEXT_FORMATS, *FILE_FORMATS])
def test_no_form_keeps_the_reports_of_a_large_run(format):
    census = Census(300)
    if format in FILE_FORMATS:
        export(census.results(), format, io.BytesIO())
    else:
        for _ in render_all(census.results(), format):
            pass
    assert census.asked == 300
    records = 7  # of one report: itself, four findings, two clauses
    assert census.most <= 3 * records


@pytest.mark.parametrize("format", [format for format in TEXT_FORMATS if format not in ("ics", "html")])
def test_each_result_is_written_before_the_next_but_one_is_asked_for(format):
    census = Census(20)
    seen: dict[int, int] = {}  # how many results had been asked for when a contract was first named
    for part in render_all(census.results(), format):
        for number in range(1, 20):  # the first is no contract
            if f"contract-{number}.pdf" in part:
                seen.setdefault(number, census.asked)
    assert list(seen) == list(range(1, 20))
    assert all(asked <= number + 2 for number, asked in seen.items())


@pytest.mark.parametrize("result", [report_of(), file_error()])
def test_one_result_alone_is_no_list_of_them(result):
    with pytest.raises(OptionError, match=r"a list of results is wanted, \[report\], not one alone"):
        render_all(result, "json")
    with pytest.raises(OptionError, match="not one alone"):
        export(result, "xlsx", io.BytesIO())


@pytest.mark.parametrize(
    ("attempt", "message"),
    [
        (lambda: render(None, "text"), "a report or a FileError is wanted, not None"),
        (
            lambda: annotate(report_of(), Markup("html")),
            "a Review, as Analyzer.review() gives it, is wanted, not Report",
        ),
        (lambda: annotate(sample_review("saas_subscription.docx"), "docx"), "a Markup is wanted, not str"),
        (lambda: render_comparison(report_of(), "text"), "what compare() gives is wanted, not Report"),
        (lambda: Markup("html", show="high"), "Markup: show: a Severity is wanted, not str"),
        (lambda: Markup("html", redline=True), "Markup: redline goes with the format docx"),
    ],
)
def test_what_no_renderer_can_heed_is_refused(attempt, message):
    with pytest.raises(OptionError) as caught:
        attempt()
    assert str(caught.value).startswith(message)
