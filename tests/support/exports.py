"""A file of several results, as the bytes of it."""

from __future__ import annotations

import io
from collections.abc import Iterable

from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers import export


def exported(results: Iterable[Report | FileError], format: str) -> bytes:
    file = io.BytesIO()
    export(results, format, file)
    return file.getvalue()
