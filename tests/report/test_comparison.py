"""The whole way: drafts and vendors' papers as lawyers write them, read, judged and compared."""

from __future__ import annotations

import pytest

from clausecheck import Analyzer, compare
from clausecheck.playbook.severity import Severity
from clausecheck.report.comparison.versions import gained
from tests.support.comparisons import BREACH_VAGUE, EXIT_DELAYED, SAMPLES, customer_paper, marked
from tests.support.playbooks import core

AUDIT = ("10.1 The Supplier shall keep full", "10.6 In addition, the Supplier shall provide")
AUDIT_IN_SCHEDULE = ("make available all information necessary to show compliance", "keep all information needed for")


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer(core())


@pytest.fixture(scope="module")
def drafts(analyzer):
    sent = customer_paper()
    returned = customer_paper(EXIT_DELAYED, BREACH_VAGUE, AUDIT_IN_SCHEDULE, without=AUDIT)
    return [
        analyzer.analyze(text.encode(), name=name) for name, text in (("sent.txt", sent), ("returned.txt", returned))
    ]


@pytest.fixture(scope="module")
def changes(drafts):
    (step,) = compare(drafts).steps
    return {change.rule: change for change in step.changes}


def test_two_drafts_between_the_same_parties_are_versions(drafts):
    comparison = compare(drafts)
    assert comparison.way == "versions"
    assert comparison.reason.startswith("the parties are the same and the clauses found have ")
    assert [document.label for document in comparison.documents] == ["sent.txt", "returned.txt"]


def test_a_longer_notice_is_gained_and_its_term_is_named(changes):
    exit = changes["exit-for-convenience"]
    assert (exit.change, exit.before.status, exit.after.status) == ("gained", "met", "weak")
    assert [(term.before, term.after) for term in exit.terms] == [("notice 30 days", "notice 120 days")]
    assert "[-thirty (30) days' written-] {+one hundred and twenty (120) days'+} notice;" in marked(exit)[0]


def test_a_vague_deadline_is_gained_and_shown_where_the_deadline_stood(changes):
    breach = changes["breach-notice"]
    assert (breach.change, breach.after.severity) == ("gained", "high")
    assert "deadline 24 hours" in [term.before for term in breach.terms]
    assert any(
        "[-without undue delay and in any event within twenty-four (24) hours;-] {+promptly;+}" in words
        for words in marked(breach)
    )


def test_a_deleted_audit_clause_is_gained_and_quoted(changes):
    audit = changes["audit"]
    assert (audit.change, audit.after.status) == ("gained", "missing")
    assert any(words.startswith("before: The Customer, its internal and external auditors") for words in marked(audit))
    assert audit.after.text == ""


def test_what_was_left_alone_is_unchanged(changes):
    assert changes["ownership"].change == changes["service-levels"].change == "unchanged"


def test_the_gains_are_told_by_their_severity(drafts):
    comparison = compare(drafts)
    assert {change.rule for change in gained(comparison, Severity.MEDIUM)} == {
        "exit-for-convenience",
        "breach-notice",
        "audit",
    }
    assert {change.rule for change in gained(comparison, Severity.HIGH)} == {"breach-notice", "audit"}
    assert gained(comparison, Severity.CRITICAL) == []


def test_the_way_back_resolves_what_was_gained(drafts):
    (step,) = compare(drafts[::-1]).steps
    assert {change.rule for change in step.changes if change.change == "resolved"} == {
        "exit-for-convenience",
        "breach-notice",
        "audit",
    }
    assert gained(compare(drafts[::-1]), Severity.INFO) == []


def test_a_word_file_and_a_pdf_of_one_contract_do_not_differ(analyzer):
    papers = [analyzer.analyze(SAMPLES / f"staffing_services_agreement.{suffix}") for suffix in ("docx", "pdf")]
    (step,) = compare(papers).steps
    assert {change.change for change in step.changes} == {"unchanged"}


@pytest.fixture(scope="module")
def vendors(analyzer):
    names = ("bpo_msa_customer_paper", "call_centre_msa_vendor_paper", "cloud_contact_centre_terms")
    return compare([analyzer.analyze(SAMPLES / f"{name}.docx") for name in names])


def test_papers_of_several_vendors_are_set_side_by_side(vendors):
    assert (vendors.way, vendors.reason) == ("vendors", "the parties differ")
    assert [document.vendor for document in vendors.documents] == [
        "Teralith Business Services Limited",
        "BrightLine Voice Solutions, Inc.",
        "Tessaline Communications DAC",
    ]
    assert [document.best_score for document in vendors.documents] == [True, False, False]


@pytest.mark.parametrize(
    ("rule", "statuses", "best"),
    [
        ("exit-for-convenience", ["met", "adverse", "adverse"], [True, False, False]),
        ("audit", ["met", "adverse", "met"], [True, False, False]),  # ten days' notice against thirty
        ("ownership", ["met", "adverse", "met"], [True, False, True]),
        ("auto-renewal", ["met", "adverse", "weak"], [True, False, False]),
    ],
)
def test_the_best_terms_of_a_row_are_marked(vendors, rule, statuses, best):
    (row,) = (row for row in vendors.matrix if row.rule == rule)
    assert [cell.verdict.status for cell in row.cells] == statuses
    assert [cell.best for cell in row.cells] == best


def test_the_deciding_terms_stand_in_the_matrix(vendors):
    values = {row.rule: [cell.verdict.value for cell in row.cells] for row in vendors.matrix}
    assert values["exit-for-convenience"][0] == "held by the customer, notice 30 days, no exit fee, not limited in time"
    assert values["service-credits"][2].startswith("credit, 5 %, cap 30 %")
    assert values["breach-notice"][1].startswith("deadline “promptly”")


def test_the_same_reports_give_the_same_bytes(drafts):
    assert compare(drafts).model_dump_json() == compare(drafts).model_dump_json()
