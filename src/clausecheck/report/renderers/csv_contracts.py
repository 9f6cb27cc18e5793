"""Contracts as comma-separated values, one row a contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausecheck.report.model import FileError, Report
from clausecheck.report.separated import lines
from clausecheck.report.tables import CONTRACTS


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Lay out a header and one row a contract."""
    return lines(CONTRACTS, results)
