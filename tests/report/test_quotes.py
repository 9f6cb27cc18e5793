"""Whatever form a report takes: the words it quotes stand in the contract, on the page and at the place it names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

import clausecheck
from clausecheck import Review
from clausecheck.report.excerpt import ELLIPSIS, deciding_words, one_line
from clausecheck.report.model import ClauseRecord
from clausecheck.report.records import BETWEEN_PIECES
from clausecheck.report.renderers import markdown, text
from clausecheck.report.renderers.markdown import escaped
from tests.support.exports import exported
from tests.support.samples import FOLDER, review_of_sample

FILES = sorted(path.name for path in FOLDER.glob("*.pdf") if "_scanned" not in path.stem)

each_file = pytest.mark.parametrize("name", FILES)


def shown(review: Review, most: int) -> Iterator[ClauseRecord]:
    clauses = {clause.id: clause for clause in review.report.clauses}
    for finding in review.report.findings:
        yield from (clauses[clause_id] for clause_id in finding.clauses[:most])


def stands(quote: str, page: int | None, review: Review) -> bool:
    """Tell whether each stretch of a quote is read on the page named or, where it runs on, the pages beside it."""
    spans = [each.span for each in review.source.pages if page is None or abs(each.number - page) <= 1]
    near = one_line(" ".join(review.source.text[span.start : span.end] for span in spans))
    return all(part.strip() in near for part in re.split(f"{BETWEEN_PIECES}|{ELLIPSIS}", quote))


@each_file
def test_offsets(name):
    review = review_of_sample(name)
    for clause in review.report.clauses:
        pieces = [review.source.text[start:end] for start, end in clause.pieces]
        assert BETWEEN_PIECES.join(pieces) == clause.text
        page = next(each for each in review.source.pages if each.number == clause.page)
        assert page.span.start <= clause.start < page.span.end


@each_file
def test_text(name):
    review = review_of_sample(name)
    report = " ".join(clausecheck.render(review.report, "text").split())
    for clause in shown(review, text.CLAUSES_SHOWN):
        quote = deciding_words(clause, text.QUOTE)
        assert f"“{quote}”" in report
        assert stands(quote, clause.page, review)


@each_file
def test_markdown(name):
    review = review_of_sample(name)
    report = clausecheck.render(review.report, "markdown").splitlines()
    settled = {each for finding in review.report.findings if finding.status == "met" for each in finding.clauses}
    for clause in shown(review, markdown.CLAUSES_SHOWN):
        if clause.id not in settled:
            quote = deciding_words(clause, markdown.QUOTE)
            assert f"> {escaped(quote)}" in report
            assert stands(quote, clause.page, review)


@each_file
def test_tables(name):
    review = review_of_sample(name)
    rows = list(csv.DictReader(clausecheck.render(review.report, "csv").splitlines()))
    book = load_workbook(io.BytesIO(exported([review.report], "xlsx")))
    head, *lines = book["Findings"].iter_rows(values_only=True)
    place = {title: index for index, title in enumerate(head)}
    assert [(line[place["words"]] or "", line[place["page"]]) for line in lines] == [
        (row["words"], int(row["page"]) if row["page"] else None) for row in rows
    ]
    for row in rows:
        assert stands(row["words"], int(row["page"]) if row["page"] else None, review)


@each_file
def test_calendar(name):
    review = review_of_sample(name)
    for event in Calendar.from_ical(clausecheck.render(review.report, "ics")).walk("VEVENT"):
        quotes = re.findall(r"page (\d+): “(.*)”$", event["description"], re.MULTILINE)
        assert quotes
        assert all(stands(quote, int(page), review) for page, quote in quotes)
