"""One report as JSON, indented, its keys in the order of the wire format."""

from __future__ import annotations

from clausecheck.report.model import FileError, Report


def render(result: Report | FileError) -> str:
    """Render as one JSON object over several lines."""
    return f"{result.model_dump_json(indent=2)}\n"
