"""Findings as Parquet, one row a finding."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from clausecheck.report.columnar import write
from clausecheck.report.model import FileError, Report
from clausecheck.report.tables import FINDINGS


def render(results: Iterable[Report | FileError], file: BinaryIO) -> None:
    """Write one row a finding."""
    write(FINDINGS, results, file)
