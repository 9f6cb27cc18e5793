"""The overview of a run: one line for each document, set in columns."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.report.columns import columns
from clausecheck.report.model import FileError, Report
from clausecheck.report.printable import printable
from clausecheck.report.visibility import open_findings

_HEAD = ("document", "risk", "score", "worst finding")


def overview(results: Sequence[Report | FileError]) -> str:
    """Set one line for each document, what could not be read first and the others in their order."""
    rows = [_HEAD, *map(_row, sorted(results, key=lambda result: result.kind != "error"))]
    widths = [max(columns(row[place]) for row in rows) for place in range(3)]
    return "".join(f"{'  '.join((*map(_padded, row, widths), row[3]))}\n" for row in rows)


def _row(result: Report | FileError) -> tuple[str, str, str, str]:
    name = printable(result.document.name)
    if isinstance(result, FileError):
        return (name, "-", "-", f"not analysed: {result.error.code}")
    worst = next((f"{each.severity}: {each.title} ({each.status})" for each in open_findings(result)), "none")
    return (name, result.summary.risk, str(result.summary.score), worst)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - columns(cell))
