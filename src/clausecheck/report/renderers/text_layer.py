"""The text that was read, as the offsets of a report count it."""

from __future__ import annotations

from clausecheck.report.review import Markup, Review


def render(review: Review, _markup: Markup) -> bytes:
    """Give the extracted text in UTF-8, byte for byte what was analysed."""
    return review.source.text.encode("utf-8", "replace")
