"""Running headers, footers and page numbers of plain text: lines that stand in the middle of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from clausecheck.spans import Span

_MOST_LINES = 5
_LONGEST = 140
_FEWEST_REPEATS = 3
_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(
    r"\W*(?:page\s+)?(?:[a-z]{1,2}-)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W*"
    r"|\W*page\s+\d{1,4}\b.*|.*(?:\bPage|\s{3,}page|[-|/\u2013\u2014]\s*page)\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;:?!][\"'\u201d\u2019)\]]*$")
_OPEN_END = re.compile(
    r"(?:[,\-\u00ad]|\b(?:a|an|and|any|at|by|for|in|its|may|must|of|on|or|shall|such|than|that|the|this|to|under|upon"
    r"|which|will|with))$"
)
_PROSE = re.compile(r"[a-z]|\(?[a-z]{1,4}\)\s|\(?\d{1,3}(?:\.\d+)*[.)]\s")


def without_running_lines(text: str, lines: Sequence[Span]) -> list[Span]:
    """Leave out the lines that a page break put between two halves of a sentence; all others stay."""
    words = [text[line.start : line.end] for line in lines]
    repeats = Counter(map(_wording, words))
    running = {
        place
        for start, end in _interruptions(words, repeats)
        if _goes_on(words, start, end)
        for place in range(start, end)
    }
    return [line for place, line in enumerate(lines) if place not in running]


def _interruptions(words: Sequence[str], repeats: Counter[str]) -> Iterator[tuple[int, int]]:
    """Give the groups of lines that could belong to the edges of two pages; each has a page number or runs."""
    start = 1
    while start < len(words) - 1:
        end = start
        while end < len(words) - 1 and end - start < _MOST_LINES and _may_run(words[end], repeats):
            end += 1
        if any(_PAGE.fullmatch(line) or repeats[_wording(line)] >= _FEWEST_REPEATS for line in words[start:end]):
            yield start, end
        start = max(end, start + 1)


def _may_run(line: str, repeats: Counter[str]) -> bool:
    """Tell whether a line has the look of a header or footer: short, and no prose of the contract."""
    if len(line) > _LONGEST:
        return False
    if _PAGE.fullmatch(line) or repeats[_wording(line)] >= _FEWEST_REPEATS:
        return True
    return not _PROSE.match(line) and not _SENTENCE_END.search(line) and len(line.split()) <= 10


def _goes_on(words: Sequence[str], start: int, end: int) -> bool:
    """Tell whether the sentence before a group of lines goes on behind it."""
    above, below = words[start - 1], words[end]
    if _SENTENCE_END.search(above) or len(above.split()) < 3:
        return False
    return below[:1].islower() or bool(_OPEN_END.search(above) and below[:1].isalpha())


def _wording(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split()).casefold())
