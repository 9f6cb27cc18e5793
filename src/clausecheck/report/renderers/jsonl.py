"""Reports as lines of JSON, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausecheck.report.model import FileError, Report

# JSON may hold these inside a string, but many readers of lines take them for the end of one.
_LINE_ENDS = {mark: f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"}


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Lay out one object a line."""
    for result in results:
        line = result.model_dump_json()
        for mark, escaped in _LINE_ENDS.items():
            line = line.replace(mark, escaped)
        yield f"{line}\n"
