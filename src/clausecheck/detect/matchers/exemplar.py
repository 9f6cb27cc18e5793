"""Exemplars: how near a passage comes to standard language, names and numbers masked (rapidfuzz)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process

_NUMBER = re.compile(r"\b(?:\d[\d.,]*|\(\d+\))")
_MIN_WORDS = 6


def mask(text: str, terms: Iterable[str] = ()) -> str:
    """Replace party terms and numbers, which differ from contract to contract, and lower the case."""
    return masking(terms)(text)


def masking(terms: Iterable[str]) -> Callable[[str], str]:
    """Make a mask() for the many texts of one contract."""
    names = "|".join(re.escape(term.lower()) for term in sorted(terms, key=len, reverse=True))
    parties = re.compile(rf"\b(?:{names})\b" if names else r"(?!)")
    return lambda text: parties.sub("party", _NUMBER.sub("0", text).lower())


def in_order(masked: str) -> str:
    """Put the words of a masked passage in alphabetical order, so that it can be compared whatever their order."""
    return " ".join(sorted(masked.split()))


def exemplar_agreement(passage: str, exemplars: Sequence[str], cutoff: float = 0.0) -> float:
    """Score a passage against exemplars from 0 to 1, all masked and in order; short passages score 0.

    So does what agrees less than `cutoff`.
    """
    if passage.count(" ") < _MIN_WORDS - 1 or not exemplars:
        return 0.0
    found = process.extractOne(passage, exemplars, scorer=fuzz.ratio, score_cutoff=100 * cutoff)
    return found[1] / 100 if found else 0.0
