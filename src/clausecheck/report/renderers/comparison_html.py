"""A comparison as one HTML page that loads nothing and runs nothing: it can be mailed, archived and printed."""

from __future__ import annotations

import base64
import hashlib

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from clausecheck.report.comparison import phrases
from clausecheck.report.comparison.model import Comparison
from clausecheck.report.comparison.terms import contrast
from clausecheck.report.comparison.words import with_context
from clausecheck.report.excerpt import one_line
from clausecheck.report.phrases import place

_TO_ASK_FOR = frozenset({"missing", "adverse", "weak"})


def render(comparison: Comparison) -> str:
    """Lay out a page for the browser, light or dark as its reader likes it."""
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    source, _, _ = PackageLoader(__package__).get_source(environment, "comparison.css")
    digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    page: str = environment.get_template("comparison.html").render(
        comparison=comparison,
        phrases=phrases,
        place=place,
        contrast=contrast,
        with_context=with_context,
        to_ask_for=_TO_ASK_FOR,
        areas=_areas(comparison),
        style=Markup(source),
        style_hash=f"sha256-{digest}",
    )
    return page


def _shown(value: object) -> object:
    """Take out of contract text what turns the direction of writing round or is not seen."""
    return one_line(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _areas(comparison: Comparison) -> list[tuple[str, list[int | None]]]:
    """Give the score of each area in each document, None where it has none."""
    titles = dict.fromkeys(area.title for document in comparison.documents for area in document.summary.areas)
    scores = [{area.title: area.score for area in document.summary.areas} for document in comparison.documents]
    return [(title, [each.get(title) for each in scores]) for title in titles]
