from __future__ import annotations

import lxml.etree
import lxml.html
import pytest

from clausecheck.playbook.severity import Severity
from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers import render as render_one
from clausecheck.report.renderers.portfolio import page, render
from clausecheck.report.visibility import visible
from tests.support.pages import parsed, select, words_of
from tests.support.reports import file_error, report_of
from tests.support.reviews import ATTACK, PAYLOADS, hostile, hostile_review, sample_review

FOREIGN = ["iframe", "link", "img", "object", "embed", "base", "form", "textarea", "template", "a"]


def page_of(*results: Report | FileError) -> lxml.html.HtmlElement:
    return parsed("".join(render(results)))


def linked(result: Report | FileError, file: str) -> lxml.html.HtmlElement:
    return parsed("".join(page([(result, file)])))


def test_a_row_for_each_contract_and_a_cell_for_each_rule():
    first = report_of()
    second = report_of(document={"name": "nda.pdf"}, findings=first.findings[1:3])
    table = select(page_of(first, second), "table")[0]
    heads = [words_of(head) for head in select(table, "thead th")]
    in_order = sorted(first.findings, key=lambda finding: finding.rule)  # none has an area
    assert heads == ["Contract", "Score, grade", "Risk", *(finding.title for finding in in_order)]
    rows = [[words_of(cell) for cell in row][1:] for row in select(table, "tr.row")]
    assert rows == [
        ["31 F", "High", "WWeak, low, needs review", "MMissing, medium", "AAdverse, high", "✓Met, info"],
        ["31 F", "High", "WWeak, low, needs review", "MMissing, medium", "Not shown", "Not shown"],
    ]


def test_columns_stand_by_area_whatever_the_first_contract_lacks():
    reports = [
        sample_review(name).report for name in ("bpo_msa_customer_paper.docx", "call_centre_msa_vendor_paper.pdf")
    ]
    orders = [[words_of(head) for head in select(page_of(*given), "thead .rule")] for given in (reports, reports[::-1])]
    assert orders[0] == orders[1] and orders[0][0] == "Exit without cause"


def test_what_could_not_be_read_stands_first_wherever_it_came():
    text = "".join(render([report_of(), file_error("scan.pdf"), report_of(document={"name": "b.pdf"})]))
    assert text.index("scan.pdf") < text.index("northwind-brightcall.pdf")
    failures = select(parsed(text), "main .warning li")
    assert [words_of(each) for each in failures] == ["scan.pdf: The file holds no text that could be read. no-text"]


def test_the_findings_of_a_contract_quote_the_words_that_decide():
    (detail,) = select(page_of(report_of()), "tr.more")
    items = [words_of(item) for item in detail.iter("li")]
    assert len(items) == 4
    assert "Vendor may terminate this Agreement at any time, for any reason" in items[0]
    assert "12.3 Termination, page 9" in items[0]
    assert "Needs review" in items[2]


def test_every_finding_of_every_contract_is_there():
    reports = [sample_review(name).report for name in ("saas_subscription.pdf", "call_centre_msa_vendor_paper.pdf")]
    shown = [words_of(item) for item in select(page_of(*reports), "tr.more li")]
    for finding, text in zip([each for report in reports for each in report.findings], shown, strict=True):
        assert finding.title in text and finding.message in text


def test_rows_tell_scripts_what_to_sort_and_filter_by():
    (body,) = select(page_of(report_of()), "tbody")
    assert body.get("data-risk") == "high"
    assert body.get("data-status").split() == ["adverse", "missing", "weak", "met"]
    keys = {cell.get("data-status"): float(cell.get("data-sort")) for cell in select(body, "tr.row .cell")}
    assert sorted(keys, key=keys.get) == ["adverse", "missing", "weak", "met"]


def test_links_lead_to_the_page_of_the_contract_and_its_findings():
    row = select(linked(report_of(), "a b#c.review.html"), "tr.row")[0]
    name, *cells = [link.get("href") for link in row.iter("a")]
    assert name == "./a%20b%23c.review.html"
    assert cells[:4] == [f"{name}#finding-{number}" for number in (3, 2, 1, 4)]
    assert select(page_of(report_of()), "main a") == []


@pytest.mark.parametrize("file", ["javascript:alert(1)", "//example.org/x", "..\\..\\x"])
def test_no_name_of_a_file_leads_elsewhere(file):
    hrefs = {link.get("href").partition("#")[0] for link in linked(report_of(), file).iter("a")}
    assert all(href.startswith("./") and not set(href[2:]) & set(":/\\") for href in hrefs)


def test_one_result_is_a_portfolio_of_one():
    assert render_one(report_of(), "html") == "".join(render([report_of()]))
    assert "no-text" in render_one(file_error(), "html")


def test_findings_left_out_have_no_cell():
    heads = select(page_of(visible(report_of(), Severity.HIGH)), "thead .rule")
    assert [words_of(head) for head in heads] == ["Exit without cause"]


def test_results_are_taken_once_and_give_the_same_bytes():
    results = [report_of(), file_error()]
    assert "".join(render(iter(results))) == "".join(render(results))


def test_attacks_are_words_wherever_they_stand():
    report = hostile(hostile_review().report)
    document = page_of(report, file_error(name=ATTACK, message=ATTACK))
    assert (len(select(document, "script")), len(select(document, "style"))) == (1, 1)
    assert not select(document, *FOREIGN)
    for element in document.iter(lxml.etree.Element):
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    body = words_of(document.body)
    for payload in PAYLOADS:
        assert payload in body
