"""One report as one line of JSON."""

from __future__ import annotations

from clausecheck.report.model import FileError, Report

# JSON may hold these inside a string, but many readers of lines take them for the end of one.
_LINE_ENDS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"})


def render(result: Report | FileError) -> str:
    """Render as one JSON object on one line."""
    return f"{result.model_dump_json().translate(_LINE_ENDS)}\n"
