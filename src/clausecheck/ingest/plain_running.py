"""Running headers, footers and page numbers of plain text: lines that stand in the middle of a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from clausecheck.ingest.clean import ends_sentence
from clausecheck.ingest.numbering_labels import label_of
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
_OPEN_END = re.compile(
    r"(?:[,\-\u00ad]|(?<!;)\s(?:a|an|and|any|at|by|for|in|its|may|must|of|on|or|shall|such|than|that|the|this|to|under|upon"
    r"|which|will|with))$"
)
_PROSE = re.compile(r"[a-z]|\(?[a-z]{1,4}\)\s|\(?\d{1,3}(?:\.\d+)*[.)]\s")


def without_running_lines(text: str, lines: Sequence[Span]) -> list[Span]:
    """Leave out the lines that a page break put between two halves of a sentence; all others stay."""
    words = [text[line.start : line.end] for line in lines]
    wordings = list(map(_wording, words))
    counts = Counter(wordings)
    repeats = {line: counts[wording] for line, wording in zip(words, wordings, strict=True)}
    running: set[int] = set()
    for place, line in enumerate(words):
        if place not in running and _is_mark(line, repeats):
            running.update(_interruption(words, place, repeats))
    return [line for place, line in enumerate(lines) if place not in running]


def _interruption(words: Sequence[str], mark: int, repeats: Mapping[str, int]) -> range:
    """Give the fewest lines around a page number or running line that part two halves of a sentence, or none."""
    groups = [
        (start, start + length)
        for length in range(1, _MOST_LINES + 1)
        for start in range(max(mark - length + 1, 1), mark + 1)
        if start + length < len(words) and all(_may_run(line, repeats) for line in words[start : start + length])
    ]
    for goes_on in (_goes_on_small, _goes_on):
        for start, end in groups:
            if goes_on(words[start - 1], words[end]):
                return range(start, end)
    return range(0)


def _is_mark(line: str, repeats: Mapping[str, int]) -> bool:
    if len(line) > _LONGEST:
        return False
    return (repeats[line] >= _FEWEST_REPEATS and not label_of(line)) or bool(_PAGE.fullmatch(line))


def _may_run(line: str, repeats: Mapping[str, int]) -> bool:
    """Tell whether a line has the look of a header or footer: short, and no prose of the contract."""
    if _is_mark(line, repeats):
        return True
    return not _PROSE.match(line) and not ends_sentence(line) and len(line.split()) <= 10


def _goes_on_small(above: str, below: str) -> bool:
    """Tell whether a sentence that has not ended goes on with a small letter."""
    return below[:1].islower() and len(above.split()) > 2 and not ends_sentence(above)


def _goes_on(above: str, below: str) -> bool:
    """Tell whether a sentence that cannot end where it does goes on with a capital, as with the name of a party."""
    return below[:1].isupper() and len(above.split()) > 2 and bool(_OPEN_END.search(above))


def _wording(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split()).casefold())
