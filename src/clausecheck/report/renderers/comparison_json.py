"""A comparison as JSON, indented, its keys in the order of the wire format."""

from __future__ import annotations

from clausecheck.report.comparison.model import Comparison


def render(comparison: Comparison) -> str:
    """Lay out one object."""
    return f"{comparison.model_dump_json(indent=2)}\n"
