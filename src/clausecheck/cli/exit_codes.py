"""What the exit code says. Nothing else decides it."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from clausecheck.playbook.severity import Severity

if TYPE_CHECKING:
    from clausecheck.report.comparison.model import Comparison
    from clausecheck.report.model import FileError, Report

INTERRUPTED = 130
BROKEN_PIPE = 141
TERMINATED = 143


class ExitCode(IntEnum):
    """The outcome, in ascending order of weight: a document not analysed outweighs any finding."""

    CLEAN = 0
    FINDINGS = 1
    NOT_ANALYSED = 2


def exit_code(result: Report | FileError, fail_on: Severity | None) -> ExitCode:
    """Judge one document; a run ends with the highest code of its documents. With `fail_on` None no finding counts."""
    if result.kind == "error":
        return ExitCode.NOT_ANALYSED
    if result.deal is not None and any(document.error for document in result.deal.documents):
        return ExitCode.NOT_ANALYSED
    from clausecheck.report.visibility import open_findings  # noqa: PLC0415 - needs pydantic, --help does not

    if fail_on is not None and any(Severity[finding.severity.upper()] >= fail_on for finding in open_findings(result)):
        return ExitCode.FINDINGS
    return ExitCode.CLEAN


def exit_code_of_comparison(comparison: Comparison, fail_on_gain: Severity | None) -> ExitCode:
    """Judge a comparison by what its versions gain; with `fail_on_gain` None no gain counts."""
    if comparison.errors:
        return ExitCode.NOT_ANALYSED
    from clausecheck.report.comparison.versions import gained  # noqa: PLC0415 - needs pydantic, --help does not

    return ExitCode.FINDINGS if fail_on_gain is not None and gained(comparison, fail_on_gain) else ExitCode.CLEAN
