"""Letter-spaced headings: "T E R M" becomes "TERM", told word from word by the wider gap on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from clausecheck.ingest.pdf_glyphs import Glyphs

# A narrow letter may stand close to its neighbour ("WI T N E S S E T H").
_SPACED = re.compile(
    r"(?<!\S)(?:[A-Z]{1,2}(?:[ \u00a0]+[A-Z]{1,2}){4,}|[^\W\d_](?:[ \u00a0]+[^\W\d_]){4,})(?=[\s:;.,]|$)"
)
_MOST_PAIRS = 0.25
_MAY_BE_SPACED = re.compile(r" \w[ \u00a0]+\w[ \u00a0]+\w ")  # quick, as it begins with a space
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WORD_GAP = 1.5
_JOINER = "\u2060"  # cleaned away later, so that every character keeps its place


def without_letterspacing(glyphs: Glyphs) -> str:
    """Give the text of a page with the spaces inside letter-spaced words made invisible."""
    text = glyphs.text
    if not _MAY_BE_SPACED.search(text):
        return text
    for match in _SPACED.finditer(text):
        if _is_spaced(match.group().split()):
            text = text[: match.start()] + _words(glyphs, match.start(), match.end()) + text[match.end() :]
    return text


def _is_spaced(parts: Sequence[str]) -> bool:
    """Tell letters from short words in capitals and from the letters over columns."""
    return (
        sum(len(part) > 1 for part in parts) <= _MOST_PAIRS * len(parts) and "".join(parts).upper()[:5] not in _ALPHABET
    )


def _words(glyphs: Glyphs, start: int, end: int) -> str:
    letters = [index for index in range(start, end) if not glyphs.text[index].isspace()]
    boxes = glyphs.boxes(letters)
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    usual = sorted(gaps)[len(gaps) // 2]
    written = list(glyphs.text[start:end])
    for (before, after), gap in zip(pairwise(letters), gaps, strict=True):
        if gap < _WORD_GAP * usual:
            written[before + 1 - start : after - start] = _JOINER * (after - before - 1)
    return "".join(written)
