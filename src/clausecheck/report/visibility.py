"""What of a report is shown, and what of it is open."""

from __future__ import annotations

from clausecheck.playbook.finding import SETTLED
from clausecheck.playbook.severity import Severity
from clausecheck.report.model import FindingRecord, Report

TO_ASK_FOR = frozenset({"missing", "adverse", "weak"})  # statuses for which there is language to ask for


def visible(report: Report, minimum: Severity) -> Report:
    """Leave out the findings below a severity; the summary still speaks of all of them."""
    shown = [finding for finding in report.findings if Severity[finding.severity.upper()] >= minimum]
    return report.model_copy(update={"findings": shown})


def open_findings(report: Report) -> list[FindingRecord]:
    """List the findings that need somebody's attention, gravest first."""
    found = [finding for finding in report.findings if finding.status not in SETTLED]
    return sorted(found, key=lambda finding: -Severity[finding.severity.upper()])
