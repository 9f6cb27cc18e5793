from __future__ import annotations

import pytest

from clausecheck.playbook.severity import Severity
from clausecheck.report.visibility import open_findings, visible
from tests.support.reports import report_of
from tests.support.results import finding
from tests.support.results import report as made_report


@pytest.mark.parametrize(
    ("minimum", "shown"),
    [
        (Severity.INFO, ["high", "medium", "low", "info"]),
        (Severity.MEDIUM, ["high", "medium"]),
        (Severity.CRITICAL, []),
    ],
)
def test_findings_below_the_minimum_are_left_out_and_the_summary_stays(minimum, shown):
    report = report_of()
    part = visible(report, minimum)
    assert [finding.severity for finding in part.findings] == shown
    assert (part.summary, part.clauses) == (report.summary, report.clauses)
    assert len(report.findings) == 4


def test_open_findings_come_gravest_first():
    found = made_report("msa.pdf", finding("weak", "low"), finding("met", "critical"), finding("missing", "high"))
    assert [each.severity for each in open_findings(found)] == ["high", "low"]
