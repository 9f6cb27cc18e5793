"""Contracts as Parquet, one row a contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from clausecheck.report.columnar import write
from clausecheck.report.model import FileError, Report
from clausecheck.report.tables import CONTRACTS


def render(results: Iterable[Report | FileError], file: BinaryIO) -> None:
    """Write one row a contract."""
    write(CONTRACTS, results, file)
