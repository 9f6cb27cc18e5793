"""The overview of a run: what came of all documents, and an entry for each, set in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck._counted import counted
from clausecheck.playbook.severity import Severity
from clausecheck.report.columns import columns, wrapped
from clausecheck.report.model import FileError, Report
from clausecheck.report.phrases import extent_read, worst_finding
from clausecheck.report.printable import printable

WIDTH = 80
"""The columns that an overview takes at most: fewer than a report, for it is read on any terminal."""

_HEAD = ("risk", "score", "read", "unverified", "document, with its worst finding")
_GAP = "  "


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is kept of one result; `rank` puts those first that need somebody most."""

    name: str
    path: str | None
    rank: tuple[int, int]
    figures: tuple[str, str, str, str]
    words: str


class Overview:
    """The entries of a run, which keep nothing else of its results."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._risks: Counter[Severity] = Counter()
        self._passed = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def reports(self) -> int:
        """Count the documents that were analysed."""
        return self._risks.total()

    def add(self, result: Report | FileError) -> None:
        """Note one document."""
        name, path = result.document.name, result.document.path
        if isinstance(result, FileError):
            words = f"not analysed: {result.error.code}"
            self._entries.append(_Entry(name, path, (-len(Severity), 0), ("-", "-", "-", "-"), words))
            return
        summary = result.summary
        risk = Severity[summary.risk.upper()]
        figures = (summary.risk, str(summary.score), extent_read(result), str(summary.coverage.rules_unverified))
        self._entries.append(_Entry(name, path, (-risk, summary.score), figures, worst_finding(result)))
        self._risks[risk] += 1
        self._passed += summary.passed

    def lines(self) -> str:
        """Count what came of all, then set an entry for each document, in lines of at most WIDTH columns.

        What could not be read comes first, then the gravest risk and within it the lowest score. Documents that share a
        name are called by their paths.
        """
        names = Counter(entry.name for entry in self._entries)
        rows = [
            (entry.figures, (_called(entry, is_alone=names[entry.name] == 1), entry.words))
            for entry in sorted(self._entries, key=_rank)
        ]
        widths = [max(columns(cells[place]) for cells in (_HEAD, *(row for row, _ in rows))) for place in range(4)]
        laid = [*self._totals(), "", *_laid(_HEAD[:4], _HEAD[4:], widths)]
        laid += [line for figures, passages in rows for line in _laid(figures, passages, widths)]
        return "".join(f"{line}\n" for line in laid)

    def _totals(self) -> Iterator[str]:
        failed = len(self) - self.reports
        words = f"{counted(len(self), 'document')}: {self._passed} passed, {self.reports - self._passed} did not pass"
        yield f"{words}, {failed} could not be analysed"
        if self._risks:
            risks = sorted(self._risks.items(), reverse=True)
            yield f"Risk: {', '.join(f'{number} {risk.name.lower()}' for risk, number in risks)}"


def _called(entry: _Entry, *, is_alone: bool) -> str:
    return printable(entry.name if is_alone or entry.path is None else entry.path)


def _rank(entry: _Entry) -> tuple[int, int]:
    return entry.rank


def _laid(figures: tuple[str, ...], passages: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    """Set the figures in columns, and the passages under one another beside them."""
    risk, *others = figures
    cells = [risk.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))]
    lead = _GAP.join(cells) + _GAP
    room = WIDTH - len(lead)
    for line in [line for passage in passages for line in wrapped(passage, room)]:
        yield f"{lead}{line}".rstrip()
        lead = " " * len(lead)
