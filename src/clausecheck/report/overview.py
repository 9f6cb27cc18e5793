"""The overview of a run: an entry for each document, set in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from clausecheck.report.columns import WIDTH, columns, wrapped
from clausecheck.report.model import FileError, Report
from clausecheck.report.phrases import worst_finding
from clausecheck.report.printable import printable

_Row = tuple[str, str, str, str]
_HEAD: _Row = ("document", "risk", "score", "worst finding")
_LONGEST_NAME = 40  # columns; a longer one goes on in the next line
_GAP = "  "


class Overview:
    """The entries of a run, which keep nothing else of its results."""

    def __init__(self) -> None:
        self._unread: list[tuple[str | None, _Row]] = []  # beside each row the path of its document
        self._read: list[tuple[str | None, _Row]] = []

    def __len__(self) -> int:
        return len(self._unread) + len(self._read)

    @property
    def reports(self) -> int:
        """Count the documents that were analysed."""
        return len(self._read)

    def add(self, result: Report | FileError) -> None:
        """Note one document."""
        name, path = result.document.name, result.document.path
        if isinstance(result, FileError):
            self._unread.append((path, (name, "-", "-", f"not analysed: {result.error.code}")))
            return
        self._read.append((path, (name, result.summary.risk, str(result.summary.score), worst_finding(result))))

    def lines(self) -> str:
        """Set an entry for each document, what could not be read first and the others in their order.

        Documents that share a name are called by their paths. No line takes more than WIDTH columns.
        """
        rows = [_HEAD, *self._rows()]
        widths = [max(columns(row[place]) for row in rows) for place in range(3)]
        widths[0] = min(widths[0], _LONGEST_NAME)
        last = WIDTH - sum(widths) - 3 * len(_GAP)
        return "".join(f"{line}\n" for row in rows for line in _entry(row, [*widths, last]))

    def _rows(self) -> Iterator[_Row]:
        kept = [*self._unread, *self._read]
        names = Counter(row[0] for _, row in kept)
        for path, (name, risk, score, worst) in kept:
            shown = path if path is not None and names[name] > 1 else name
            yield printable(shown), risk, score, worst


def _entry(row: _Row, widths: list[int]) -> Iterator[str]:
    cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        yield _GAP.join(map(_padded, parts, widths)).rstrip()


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - columns(cell))
