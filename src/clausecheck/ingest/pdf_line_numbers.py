"""Line numbers in the margin, as on pleading paper: told from numbered clauses and rows by their even fall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_lines import Line

_NUMBER = re.compile(r"(\d{1,4})(?:\s|$)")
_AFTER_NUMBER = re.compile(r"\d+[\s\u00a0]*")
_OPEN_END = re.compile(r"[\w,)\-]$")
_FEWEST = 8
_MARGIN = 16  # points that numbers of one to four figures differ in their left edge
_STEPS = (1, 2, 5, 10)
_UNEVEN = 0.3


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line that begins with a number, and where on the page the number ends."""

    line: Line
    number: int
    x1: float


def without_line_numbers(glyphs: Glyphs, lines: Sequence[Line]) -> tuple[list[Line], int]:
    """Take line numbers off the lines of a page, and give the lines that are left and how many numbers there were."""
    numbers = [(line, int(found.group(1))) for line in lines if (found := _NUMBER.match(line.text))]
    if len(numbers) < _FEWEST:
        return list(lines), 0
    left = min(line.x0 for line, _ in numbers)
    at_left = [(line, number) for line, number in numbers if line.x0 < left + _MARGIN]
    ends = glyphs.boxes([line.stretches[0][0] + len(str(number)) - 1 for line, number in at_left])
    margin = [_Numbered(line, number, end[2]) for (line, number), end in zip(at_left, ends, strict=True)]
    margin.sort(key=lambda item: item.line.y1)
    others = [line for line in lines if all(line is not item.line for item in margin)]
    if len(margin) < _FEWEST or not _falls_evenly(margin) or not _is_beside(margin, others):
        return list(lines), 0
    kept = {id(item.line): _without_number(glyphs, item.line) for item in margin}
    left_over = (kept.get(id(line), line) for line in lines)
    return [line for line in left_over if line is not None], len(margin)


def _falls_evenly(margin: Sequence[_Numbered]) -> bool:
    """Tell whether the numbers count on by one step, at one distance from each other."""
    steps = {below.number - above.number for above, below in pairwise(margin)}
    gaps = sorted(below.line.y1 - above.line.y1 for above, below in pairwise(margin))
    usual = gaps[len(gaps) // 2]
    uneven = sum(abs(gap - usual) > _UNEVEN * usual for gap in gaps)
    return len(steps) == 1 and steps.pop() in _STEPS and uneven <= len(gaps) // 10


def _is_beside(margin: Sequence[_Numbered], others: Sequence[Line]) -> bool:
    """Tell whether the numbers stand left of all text, and count its lines rather than its sentences."""
    top, bottom = margin[0].line.y0, margin[-1].line.y1
    edge = max(item.x1 for item in margin)
    beside = [line for line in others if top <= (line.y0 + line.y1) / 2 <= bottom]
    if any(line.x0 < edge for line in beside):
        return False
    joined = [replace(line, text=_text(line)) for item in margin if not (line := item.line).text.isdigit()]
    texts = [line.text for line in sorted((*beside, *joined), key=lambda line: (line.y1, line.x0))]
    runs_on = sum(below[:1].islower() and bool(_OPEN_END.search(above)) for above, below in pairwise(texts))
    return bool(texts) and runs_on >= max(2, 0.2 * len(texts))


def _text(line: Line) -> str:
    return line.text.split(None, 1)[1]


def _without_number(glyphs: Glyphs, line: Line) -> Line | None:
    if line.text.isdigit():
        return None
    (start, end), *more = line.stretches
    found = _AFTER_NUMBER.match(glyphs.text, start, end)
    begin = found.end() if found else start
    stretches = ((begin, end), *more) if begin < end else tuple(more)
    x0 = glyphs.boxes([stretches[0][0]])[0][0]
    return replace(line, text=_text(line), x0=x0, stretches=stretches)
