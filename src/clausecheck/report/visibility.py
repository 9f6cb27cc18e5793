"""What of a report is shown."""

from __future__ import annotations

from clausecheck.playbook.severity import Severity
from clausecheck.report.model import Report


def visible(report: Report, minimum: Severity) -> Report:
    """Leave out the findings below a severity; the summary still speaks of all of them."""
    shown = [finding for finding in report.findings if Severity[finding.severity.upper()] >= minimum]
    return report.model_copy(update={"findings": shown})
