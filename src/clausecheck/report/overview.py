"""The overview of a run: one line for each document, set in columns."""

from __future__ import annotations

from clausecheck.report.columns import columns
from clausecheck.report.model import FileError, Report
from clausecheck.report.printable import printable
from clausecheck.report.visibility import open_findings

_Row = tuple[str, str, str, str]
_HEAD: _Row = ("document", "risk", "score", "worst finding")


class Overview:
    """The lines of a run, which keep nothing else of its results."""

    def __init__(self) -> None:
        self._unread: list[_Row] = []
        self._read: list[_Row] = []

    def __len__(self) -> int:
        return len(self._unread) + len(self._read)

    @property
    def reports(self) -> int:
        """Count the documents that were analysed."""
        return len(self._read)

    def add(self, result: Report | FileError) -> None:
        """Note one document."""
        name = printable(result.document.name)
        if isinstance(result, FileError):
            self._unread.append((name, "-", "-", f"not analysed: {result.error.code}"))
            return
        worst = next((f"{each.severity}: {each.title} ({each.status})" for each in open_findings(result)), "none")
        self._read.append((name, result.summary.risk, str(result.summary.score), worst))

    def lines(self) -> str:
        """Set one line for each document, what could not be read first and the others in their order."""
        rows = [_HEAD, *self._unread, *self._read]
        widths = [max(columns(row[place]) for row in rows) for place in range(3)]
        return "".join(f"{'  '.join((*map(_padded, row, widths), row[3]))}\n" for row in rows)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - columns(cell))
