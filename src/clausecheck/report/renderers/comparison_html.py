"""A comparison as one HTML page that loads nothing and runs nothing: it can be mailed, archived and printed."""

from __future__ import annotations

from clausecheck.report.comparison import phrases
from clausecheck.report.comparison.model import Comparison
from clausecheck.report.comparison.terms import contrast
from clausecheck.report.comparison.vendors import area_scores
from clausecheck.report.comparison.words import with_context
from clausecheck.report.page import page
from clausecheck.report.phrases import place
from clausecheck.report.visibility import TO_ASK_FOR


def render(comparison: Comparison) -> str:
    """Lay out a page for the browser, light or dark as its reader likes it."""
    parts = page(
        "comparison",
        comparison=comparison,
        phrases=phrases,
        place=place,
        contrast=contrast,
        with_context=with_context,
        to_ask_for=TO_ASK_FOR,
        areas=area_scores(comparison.documents),
    )
    return "".join(parts)
