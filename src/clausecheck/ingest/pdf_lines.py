"""Lines of a PDF page, in the order a reader takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausecheck.ingest.clean import squeeze
from clausecheck.ingest.pdf_glyphs import Glyphs

_LINE = re.compile(r"[^\r\n]+")
_SPACE = "\u00a0 \t\u2002\u2003\u2009\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on its page: cleaned text, place in points from the top left, PDFium characters.

    `stretches` are the [start, end) ranges of PDFium characters, from left to right, that make up the line.
    """

    text: str
    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    stretches: tuple[tuple[int, int], ...]

    @property
    def height(self) -> float:
        """Give the height of the line's characters in points."""
        return self.y1 - self.y0

    @property
    def char_width(self) -> float:
        """Give the average width of a character in points."""
        return (self.x1 - self.x0) / max(len(self.text), 1)


def page_lines(glyphs: Glyphs, number: int) -> list[Line]:
    """Give the lines of a page in PDFium's order, as wide as PDFium saw them."""
    ranges = [found for found in map(_inked, _LINE.finditer(glyphs.text)) if found]
    ends = glyphs.boxes([index for start, end in ranges for index in (start, end - 1)])
    lines = []
    for (start, end), first, last in zip(ranges, ends[::2], ends[1::2], strict=True):
        text = squeeze(glyphs.text[start:end])
        x1 = max(first[2], last[2])
        y0, y1 = min(first[1], last[1]), max(first[3], last[3])
        lines.append(Line(text, number, min(first[0], last[0]), y0, x1, y1, ((start, end),)))
    return lines


def rows(lines: Iterable[Line]) -> list[Line]:
    """Put lines in order from top to bottom, and join what stands on one baseline."""
    ordered: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.y1, line.x0)):
        if ordered and _same_row(ordered[-1], line):
            ordered[-1] = _joined(ordered[-1], line)
        else:
            ordered.append(line)
    return ordered


def _inked(match: re.Match[str]) -> tuple[int, int] | None:
    raw = match.group()
    start = match.start() + len(raw) - len(raw.lstrip(_SPACE))
    end = match.end() - len(raw) + len(raw.rstrip(_SPACE))
    return (start, end) if start < end else None


def _same_row(left: Line, right: Line) -> bool:
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > 0.6 * min(left.height, right.height) and (right.x0 >= left.x1 - 1 or right.x1 <= left.x0 + 1)


def _joined(one: Line, other: Line) -> Line:
    left, right = (one, other) if one.x0 <= other.x0 else (other, one)
    return Line(
        f"{left.text} {right.text}",
        left.page,
        left.x0,
        min(left.y0, right.y0),
        max(left.x1, right.x1),
        max(left.y1, right.y1),
        left.stretches + right.stretches,
    )


def stretches(lines: Iterable[Line]) -> Iterator[tuple[int, int]]:
    """Give the PDFium character ranges of several lines, in order."""
    for line in lines:
        yield from line.stretches
