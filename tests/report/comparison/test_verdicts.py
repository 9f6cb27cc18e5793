from __future__ import annotations

import pytest

from clausecheck.playbook.severity import Severity
from clausecheck.report.comparison.verdicts import deciding_clauses, is_open, verdict_of
from tests.support.comparisons import EXIT, one_finding


def verdict(status, text=EXIT, **fields):
    report = one_finding(status, text, **fields)
    return verdict_of(report.findings[0], report)


def test_a_verdict_carries_the_clause_that_decides():
    found = verdict("met")
    assert (found.text, found.section, found.page) == (EXIT, "12.3 Termination", 9)
    assert found.value == "held by the customer, notice 60 days, no exit fee"


@pytest.mark.parametrize("fields", [{"text": ""}, {"attributes": {"denied": True}}])
def test_without_terms_the_message_says_how_it_stands(fields):
    assert verdict("adverse", message="Expressly denied.", **fields).value == "Expressly denied."


@pytest.mark.parametrize(
    ("status", "least", "expected"),
    [("met", Severity.INFO, False), ("unverified", Severity.HIGH, True), ("weak", Severity.CRITICAL, False)],
)
def test_what_is_open(status, least, expected):
    assert is_open(verdict(status, severity="high"), least) is expected
    assert not is_open(None, least)


def test_a_report_that_holds_no_clauses_can_be_compared():
    report = one_finding("met").model_copy(update={"clauses": []})
    assert deciding_clauses(report.findings[0], report) == []
