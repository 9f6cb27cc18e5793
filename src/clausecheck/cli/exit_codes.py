"""What the exit code says. Nothing else decides it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from clausecheck.playbook.severity import Severity

if TYPE_CHECKING:
    from clausecheck.report.model import FileError, FindingRecord, Report

SETTLED = frozenset({"met", "not_applicable"})
INTERRUPTED = 130
BROKEN_PIPE = 141


class ExitCode(IntEnum):
    """The outcome, in ascending order of weight: a document not analysed outweighs any finding."""

    CLEAN = 0
    FINDINGS = 1
    NOT_ANALYSED = 2


def open_findings(report: Report) -> list[FindingRecord]:
    """List the findings that need somebody's attention, gravest first."""
    found = [finding for finding in report.findings if finding.status not in SETTLED]
    return sorted(found, key=lambda finding: -Severity[finding.severity.upper()])


def exit_code(result: Report | FileError, fail_on: Severity | None) -> ExitCode:
    """Judge one document; a run ends with the highest code of its documents. With `fail_on` None no finding counts."""
    if result.kind == "error":
        return ExitCode.NOT_ANALYSED
    if fail_on is not None and any(Severity[finding.severity.upper()] >= fail_on for finding in open_findings(result)):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN
