"""Titles by their look: bold or larger lines whose wording alone might as well begin a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_lines import Line

_LONGEST = 80
# Whatever is numbered or ends as a sentence or list does is left to the structure that its numbers give.
_TITLE = re.compile(r"[A-Z][a-z]*\b[^.:;!|_$\d\[]*[a-z?)]$")
_SENTENCE = re.compile(r"(?!(?:How|What|When|Where|Who|Why)\b).*\b(?:shall|will|must|may|agrees?|hereby|means)\b")
_LARGER = 1.2


def titles(glyphs: Glyphs, lines: Sequence[Line]) -> frozenset[Line]:
    """Give the lines of a page that are worded as a title may be, and set in bold or larger than most."""
    heights = sorted(line.height for line in lines)
    large = _LARGER * heights[len(heights) // 2] if heights else 0
    return frozenset(
        line
        for line in lines
        if len(line.text) <= _LONGEST
        and _TITLE.match(line.text)
        and not _SENTENCE.match(line.text)
        and (line.height > large or _is_bold(glyphs, line))
    )


def _is_bold(glyphs: Glyphs, line: Line) -> bool:
    return all(map(glyphs.is_bold, (line.stretches[0][0], line.stretches[-1][1] - 1)))
