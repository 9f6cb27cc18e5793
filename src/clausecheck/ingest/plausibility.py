"""Plausibility: whether a text reads as English; a garbled or foreign one must not pass for a silent contract."""

from __future__ import annotations

import re

from clausecheck.errors import NoText

SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "if", "in", "is", "it", "may", "not"),
        *("of", "on", "or", "our", "shall", "that", "the", "this", "to", "we", "will", "with", "you", "your"),
    )
)
_ENOUGH_WORDS = 100
_LEAST_SHARE = 0.08  # English contracts have 0.25 and more
_WORD = re.compile(r"[^\W\d_]+")


def refuse_unintelligible(text: str) -> None:
    """Raise NoText where a text of some length has hardly any of the small words that English cannot do without."""
    lower = text.lower()
    if sum(map(SMALL_WORDS.__contains__, lower.split())) > _LEAST_SHARE * (len(lower) + 1) / 2:
        return  # quick, for nearly all: there cannot be more words than every other character
    words = _WORD.findall(lower)
    if len(words) < _ENOUGH_WORDS and len(text) < 1000:
        return
    if sum(map(SMALL_WORDS.__contains__, words)) < _LEAST_SHARE * max(len(words), 1):
        raise NoText("The text does not read as English: it may be garbled, encoded, or in another language.")
