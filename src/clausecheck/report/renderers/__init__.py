"""Renderers: pure functions from a report, or from the error that stands in for one, to text. One file a format."""

from __future__ import annotations

import difflib
from collections.abc import Callable

from clausecheck.errors import OptionError
from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers import json, jsonl, text

Renderer = Callable[[Report | FileError], str]

RENDERERS: dict[str, Renderer] = {
    "text": text.render,
    "json": json.render,
    "jsonl": jsonl.render,
}


def render(result: Report | FileError, format: str) -> str:
    """Render a report, or an error, in one of the formats of RENDERERS; raise OptionError for any other."""
    if format not in RENDERERS:
        guess = difflib.get_close_matches(format, RENDERERS, n=1)
        hint = f"; did you mean '{guess[0]}'?" if guess else ""
        raise OptionError(f"no format '{format}'{hint}; one of {', '.join(RENDERERS)}")
    return RENDERERS[format](result)
