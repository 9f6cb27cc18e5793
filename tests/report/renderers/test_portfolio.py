from __future__ import annotations

import lxml.etree
import lxml.html
import pytest

from clausecheck.playbook.severity import Severity
from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers import render as render_one
from clausecheck.report.renderers.portfolio import MANY, page, render
from clausecheck.report.visibility import visible
from tests.support.pages import parsed, select, words_of
from tests.support.reports import file_error, finding_record, report_of
from tests.support.reviews import ATTACK, PAYLOADS, hostile, hostile_review, sample_review

VENDOR_PAPER, CUSTOMER_PAPER = "call_centre_msa_vendor_paper.pdf", "bpo_msa_customer_paper.pdf"
FOREIGN = ["iframe", "link", "img", "object", "embed", "base", "form", "textarea", "template"]


def page_of(*results: Report | FileError) -> lxml.html.HtmlElement:
    return parsed("".join(render(results)))


def heads_of(document: lxml.html.HtmlElement) -> list[str]:
    return [words_of(button) for button in select(document, "thead .sort")]


def links_of(document: lxml.html.HtmlElement) -> list[str]:
    """List where links lead beside places on the page itself."""
    return [link.get("href") for link in document.iter("a") if not link.get("href").startswith("#")]


def shown(cell: lxml.html.HtmlElement) -> str:
    (letter,) = select(cell, ".letter") or [cell]
    return f"{words_of(cell)} {letter.get('aria-label', '')}".strip()


def linked(result: Report | FileError, file: str) -> lxml.html.HtmlElement:
    return parsed("".join(page([(result, file)])))


def test_a_row_for_each_contract_and_a_cell_for_each_rule():
    first = report_of()
    second = report_of(document={"name": "nda.pdf"}, findings=first.findings[1:3])
    table = select(page_of(first, second), "table")[0]
    in_order = sorted(first.findings, key=lambda finding: finding.rule)  # none has an area
    assert heads_of(table) == ["Contract", "Score, grade", "Risk", *(finding.title for finding in in_order)]
    rows = [[shown(cell) for cell in row][1:] for row in select(table, "tr.row")]
    assert rows == [
        ["31 F", "High", "W Weak, low, needs review", "M Missing, medium", "A Adverse, high", "✓ Met, info"],
        ["31 F", "High", "W Weak, low, needs review", "M Missing, medium", "Not shown", "Not shown"],
    ]


def test_columns_stand_by_area_whatever_the_first_contract_lacks():
    reports = [sample_review(name).report for name in (CUSTOMER_PAPER, VENDOR_PAPER)]
    orders = [heads_of(page_of(*given))[3:10] for given in (reports, reports[::-1])]
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
    assert links_of(page_of(report_of())) == []


@pytest.mark.parametrize("file", ["javascript:alert(1)", "//example.org/x", "..\\..\\x"])
def test_no_name_of_a_file_leads_elsewhere(file):
    hrefs = {href.partition("#")[0] for href in links_of(linked(report_of(), file))}
    assert hrefs and all(href.startswith("./") and not set(href[2:]) & set(":/\\") for href in hrefs)


def test_one_result_is_a_portfolio_of_one():
    assert render_one(report_of(), "html") == "".join(render([report_of()]))
    assert "no-text" in render_one(file_error(), "html")


def test_findings_left_out_have_no_cell():
    assert heads_of(page_of(visible(report_of(), Severity.HIGH)))[3:] == ["Exit without cause"]


def test_the_head_of_a_rule_shows_how_many_contracts_have_which_verdict():
    first = report_of()
    second = report_of(document={"name": "nda.pdf"}, findings=[finding_record("met"), *first.findings[1:3]])
    heads = {head.get("abbr"): head for head in select(page_of(first, second), "thead .rule")}
    (shares,) = select(heads["Exit without cause"], ".shares")
    assert shares.get("title") == "1 adverse, 1 met of 2" and words_of(shares) == "50 % met"
    bars = [(bar.get("class"), bar.get("x"), bar.get("width")) for bar in select(shares, "rect")]
    assert bars == [("adverse", "0", "1"), ("met", "1", "1")]
    (alone,) = select(heads["No lock-in"], ".shares")
    assert alone.get("title") == "1 met of 1"


def test_bars_count_the_contracts_and_rows_say_which_bar_they_stand_behind():
    reports = [sample_review(name).report for name in (VENDOR_PAPER, CUSTOMER_PAPER)]
    document = page_of(*reports)
    bins = {
        (each.get("data-filter"), each.get("data-value")): int(words_of(select(each, ".figure")[0]))
        for each in select(document, ".bin")
    }
    assert {place for place, count in bins.items() if count} == {
        ("leaving", "none"),
        ("leaving", "30"),
        ("renewal", "180"),
        ("renewal", "none"),
        ("breach", "unstated"),
        ("breach", "24"),
    }
    rows = [
        (row.get("data-leaving"), row.get("data-renewal"), row.get("data-breach")) for row in select(document, "tbody")
    ]
    assert rows == [("none", "180", "unstated"), ("30", "none", "24")]
    assert all(each.get("disabled") is not None for each in select(document, ".bin"))  # until there is a script


def test_what_is_due_stands_in_order_with_the_contract_and_the_words():
    reports = [sample_review(name).report for name in (VENDOR_PAPER, CUSTOMER_PAPER)]
    lines = [line for line in select(page_of(*reports), "ol li") if line.get("data-contract")]
    days = [select(line, "time")[0].get("datetime") for line in lines]
    assert days == sorted(days) == ["2027-06-02", "2028-04-03", "2028-09-30"]
    assert words_of(lines[0]).startswith("2027-06-02 Term ends bpo_msa_customer_paper.pdf 13.1 Term, page 8:")
    assert "Last day for notice against renewal call_centre_msa_vendor_paper.pdf" in words_of(lines[1])
    assert "First term and renewals: 2028-04-03, 2031-04-03, 2034-04-03" in words_of(lines[1])
    assert [link.get("href") for link in select(lines[0], "a")] == ["#row-2"]


def test_contracts_without_a_date_are_counted_and_never_passed_over():
    assert "Of 1 contract no date can be told." in words_of(page_of(report_of()))
    assert "no date can be told" not in words_of(page_of(sample_review(CUSTOMER_PAPER).report))


def test_a_contract_that_was_read_in_part_says_so():
    document = page_of(report_of(document={"unread": ["an embedded document"]}), report_of())
    assert [body.get("data-reading") for body in select(document, "tbody")] == ["partly", "whole"]
    assert "Partly read1" in words_of(select(document, "header")[0])


def test_many_contracts_are_a_heat_map_at_first():
    few, many = (page_of(*[report_of()] * count) for count in (MANY, MANY + 1))
    assert not select(few, ".dense") and select(many, ".dense")


def test_the_page_does_not_depend_on_the_day_it_is_made():
    document = page_of(sample_review(VENDOR_PAPER).report)
    assert not select(document, "ol .past") and all(not words_of(each) for each in select(document, ".left"))


def test_results_are_taken_once_and_give_the_same_bytes():
    results = [report_of(), file_error()]
    assert "".join(render(iter(results))) == "".join(render(results))


def test_attacks_are_words_wherever_they_stand():
    report = hostile(hostile_review().report)
    document = page_of(report, file_error(name=ATTACK, message=ATTACK))
    assert (len(select(document, "script")), len(select(document, "style"))) == (1, 1)
    assert not select(document, *FOREIGN)
    assert links_of(document) == []
    for element in document.iter(lxml.etree.Element):
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
    body = words_of(document.body)
    for payload in PAYLOADS:
        assert payload in body
