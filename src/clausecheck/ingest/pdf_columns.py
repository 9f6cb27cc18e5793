"""Reading order of a page: one column, several with full-width lines between, or a column with a sidebar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from clausecheck.ingest.numbering_labels import label_of
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_lines import Gap, Line, rows, split_line, word_gaps

_FEWEST_LINES = 6
_SAMPLES = 5
_SHARE = 0.6  # of the sampled lines that have a gap where two columns part
_WIDE_LINE = 40
_FEWEST_NEIGHBOURS = 5
_ASIDE = 1.8  # times as wide is the text that a sidebar stands beside
_CLOSE = 1.7  # heights of a line from one baseline to the next


def reading_order(glyphs: Glyphs, lines: Sequence[Line]) -> list[Line]:
    """Put the lines of a page in the order a reader takes them."""
    return _ordered(list(_split_at_gutter(glyphs, lines)))


def _ordered(lines: Sequence[Line]) -> list[Line]:
    gutter = find_gutter(lines)
    if gutter is None:
        return rows(lines)
    ordered: list[Line] = []
    by_height = sorted(lines, key=lambda line: line.y1)
    for crosses, band in groupby(by_height, key=lambda line: _crosses(line, gutter)):
        part = list(band)
        if crosses:
            ordered.extend(rows(part))
            continue
        sides = [[x for x in part if x.x1 <= gutter], [x for x in part if x.x0 >= gutter]]
        # What stands aside must not part the text from where it goes on, on the page before or after.
        if all(sides) and _width(sides[1]) > _ASIDE * _width(sides[0]) and find_gutter(sides[1]) is None:
            sides.reverse()
        for side in sides:
            ordered.extend(_ordered(side))
    return ordered


def find_gutter(lines: Sequence[Line]) -> float | None:
    """Find the x of the empty strip between two columns of running text, or None."""
    if len(lines) < 2 * _FEWEST_LINES:
        return None
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    width = right - left
    if sum(line.x1 - line.x0 < 0.55 * width for line in lines) >= 0.6 * len(lines):
        gutter = _clearest(lines, [left + width * step / 100 for step in range(35, 66)])
        if gutter is not None and all(map(_is_column, _sides(lines, gutter))):
            return gutter
    if _neighbours(lines) < _FEWEST_NEIGHBOURS:
        return None
    for steps in (range(12, 36), range(65, 89)):
        gutter = _clearest(lines, [left + width * step / 100 for step in steps])
        if gutter is not None and all(map(_is_prose, _sides(lines, gutter))):
            return gutter
    return None


def _clearest(lines: Sequence[Line], places: Sequence[float]) -> float | None:
    """Give the x among some places that the fewest lines cross, if hardly any do and text stands on both sides."""
    changes = [0] * (len(places) + 1)
    for line in lines:
        first = bisect_right(places, line.x0)
        changes[first] += 1
        changes[max(bisect_left(places, line.x1), first)] -= 1
    crossings = list(accumulate(changes[:-1]))
    fewest = min(crossings)
    if fewest > 0.15 * len(lines):
        return None
    best = [x for x, count in zip(places, crossings, strict=True) if count == fewest]
    gutter = best[len(best) // 2]
    one, other = _sides(lines, gutter)
    return gutter if min(len(one), len(other)) >= _FEWEST_LINES and _side_by_side(one, other) else None


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    return [line for line in lines if line.x1 <= gutter], [line for line in lines if line.x0 >= gutter]


def _width(lines: Sequence[Line]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)


def _neighbours(lines: Sequence[Line]) -> int:
    """Count the lines that stand beside another one."""
    ordered = sorted(lines, key=lambda line: line.y1)
    return sum(
        below.y0 < above.y1 - 1 and (below.x0 >= above.x1 or above.x0 >= below.x1) for above, below in pairwise(ordered)
    )


def _is_prose(lines: Sequence[Line]) -> bool:
    """Tell a narrow column of sentences from terms beside their definitions, labels and cells: its lines run on."""
    ordered = sorted(lines, key=lambda line: line.y1)
    close = sum(below.y1 - above.y1 < _CLOSE * above.height for above, below in pairwise(ordered))
    runs_on = sum(line.text[:1].islower() for line in ordered)
    if close < 0.75 * (len(ordered) - 1) or runs_on < 0.4 * len(ordered):
        return False
    return _neighbours(lines) < 2 or find_gutter(lines) is not None


def _crosses(line: Line, x: float) -> bool:
    return line.x0 < x < line.x1


def _is_column(lines: Sequence[Line]) -> bool:
    """Tell running text, whose lines mostly fill the column, from labels, amounts and signature blanks."""
    widths = sorted(line.x1 - line.x0 for line in lines)
    letters = sorted(len(line.text) for line in lines)
    middle = len(lines) // 2
    return widths[middle] > 0.7 * widths[-1] and letters[middle] >= 18


def _side_by_side(one: Sequence[Line], other: Sequence[Line]) -> bool:
    top, bottom = max(one[0].y0, other[0].y0), min(one[-1].y1, other[-1].y1)
    height = min(one[-1].y1 - one[0].y0, other[-1].y1 - other[0].y0)
    return bottom - top > 0.3 * height


def _split_at_gutter(glyphs: Glyphs, lines: Sequence[Line]) -> Iterator[Line]:
    """Split lines that PDFium read straight across two columns.

    Only a sample is looked at closely: a page of one column has no gap at one place in most of its lines.
    """
    wide = [line for line in lines if len(line.text) >= _WIDE_LINE and not label_of(line.text)]
    if len(wide) < _FEWEST_LINES:
        yield from lines
        return
    gutter = _shared_gap(glyphs, wide[:: max(len(wide) // _SAMPLES, 1)])
    if gutter is None:
        yield from lines
        return
    for line in lines:
        at = next((gap for gap in word_gaps(glyphs, line) if gap.x0 <= gutter <= gap.x1), None)
        yield from split_line(glyphs, line, at) if at else [line]


def _shared_gap(glyphs: Glyphs, sample: Sequence[Line]) -> float | None:
    """Find the x at which most of some lines have a gap; given up as soon as too many have none at all."""
    gaps: list[Gap] = []
    without = 0
    for line in sample:
        found = list(word_gaps(glyphs, line))
        gaps += found
        without += not found
        if len(sample) - without < _SHARE * len(sample):
            return None
    gutter = max((gap.middle for gap in gaps), key=lambda x: sum(gap.x0 <= x <= gap.x1 for gap in gaps))
    return gutter if sum(gap.x0 <= gutter <= gap.x1 for gap in gaps) >= _SHARE * len(sample) else None
