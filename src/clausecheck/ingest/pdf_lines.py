"""Lines of a PDF page: what PDFium read on one baseline, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clausecheck.ingest.clean import BLANK, squeeze
from clausecheck.ingest.numbering_labels import glued_label_length
from clausecheck.ingest.pdf_glyphs import Glyphs

# PDFium joins a word that is hyphenated over two lines, with U+FFFE in place of hyphen and line break.
_LINE = re.compile("[^\r\n\ufffe]+\ufffe?")
_SPACES = re.compile(r"[\s\u00a0]+")
_WIDE_GAP = 1.1


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


@dataclass(frozen=True, slots=True)
class Gap:
    """A wide space inside a line: from x0 to x1 on the page, over the PDFium characters [start, end)."""

    x0: float
    x1: float
    start: int
    end: int

    @property
    def middle(self) -> float:
        """Give the x of the middle of the gap."""
        return (self.x0 + self.x1) / 2


def page_lines(glyphs: Glyphs, number: int) -> list[Line]:
    """Give the lines of a page in PDFium's order, as wide as PDFium saw them."""
    ranges = [found for found in map(_inked, _LINE.finditer(glyphs.text)) if found]
    marks = glyphs.boxes([index for start, end in ranges for index in _first_middle_last(glyphs.text, start, end)])
    lines = []
    for (start, end), first, middle, last in zip(ranges, marks[::3], marks[1::3], marks[2::3], strict=True):
        text = squeeze(glyphs.text[start:end])
        x0, x1 = min(first[0], last[0]), max(first[2], last[2])
        # A bold word or a raised number at one end is taller or higher than the line as a whole.
        _, y0, _ = sorted((first[1], middle[1], last[1]))
        _, y1, _ = sorted((first[3], middle[3], last[3]))
        stretches: tuple[tuple[int, int], ...] = ((start, end),)
        glued = glued_label_length(text)
        if glued:
            # Where a tab was narrow, PDFium saw no space after the number.
            text = f"{text[:glued]} {text[glued:]}"
            stretches = ((start, start + glued), (start + glued, end))
        if text:
            lines.append(Line(text, number, x0, y0, x1, y1, stretches))
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


def word_gaps(glyphs: Glyphs, line: Line) -> Iterator[Gap]:
    """Give the spaces of a line that are wider than justified text needs."""
    start, end = line.stretches[-1]
    raw = glyphs.text[start:end]
    spaces = [(start + match.start(), start + match.end()) for match in _SPACES.finditer(raw)]
    boxes = glyphs.boxes([index for low, high in spaces for index in (low - 1, high)])
    for (low, high), before, after in zip(spaces, boxes[::2], boxes[1::2], strict=True):
        if after[0] - before[2] > _WIDE_GAP * line.height:
            yield Gap(before[2], after[0], low, high)


def split_line(glyphs: Glyphs, line: Line, gap: Gap) -> Iterator[Line]:
    """Split a line in two at a gap in its last stretch."""
    *before, (start, end) = line.stretches
    left = (*before, (start, gap.start))
    yield Line(_text(glyphs, left), line.page, line.x0, line.y0, gap.x0, line.y1, left)
    right = ((gap.end, end),)
    yield Line(_text(glyphs, right), line.page, gap.x1, line.y0, line.x1, line.y1, right)


def _text(glyphs: Glyphs, stretches: Iterable[tuple[int, int]]) -> str:
    return " ".join(squeeze(glyphs.text[start:end]) for start, end in stretches)


def _inked(match: re.Match[str]) -> tuple[int, int] | None:
    raw = match.group()
    start = match.start() + len(raw) - len(raw.lstrip(BLANK))
    end = match.end() - len(raw) + len(raw.rstrip(BLANK))
    return (start, end) if start < end else None


def _first_middle_last(text: str, start: int, end: int) -> tuple[int, int, int]:
    last = _visible_end(text, end)
    middle = next((index for index in range((start + last) // 2, last) if text[index] not in BLANK), last)
    return start, middle, last


def _visible_end(text: str, end: int) -> int:
    # The hyphen of a broken word has no box of its own.
    return end - 2 if text[end - 1] == "\ufffe" and end > 1 else end - 1


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
