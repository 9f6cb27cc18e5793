"""Running headers, footers and page numbers: found by repetition across pages at one place, never by wording alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from clausecheck.ingest.pdf_lines import Line
from clausecheck.ingest.pdf_page import PageLayout

_EDGE_LINES = 4
_MARGIN = 0.15
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s\-\u2013\u2014\[(|]*(?:page\s+)?(?:[a-z]{1,2}-)?(\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\s\-\u2013\u2014\])|.]*",
    re.I,
)
_SHARE = 0.4


def running_lines(pages: Sequence[PageLayout]) -> frozenset[Line]:
    """Find the lines that repeat at the top or bottom of pages, and the page numbers."""
    places: dict[tuple[str, bool, int], list[Line]] = defaultdict(list)
    for page in pages:
        for line, is_top in _edge_lines(page):
            from_edge = line.y0 if is_top else page.height - line.y1
            places[_NUMBER.sub("#", line.text.lower()), is_top, round(from_edge / 6)].append(line)
    readable = sum(1 for page in pages if page.lines)
    found: set[Line] = set()
    for (_, is_top, _), lines in places.items():
        found.update(_running(lines, is_top, readable))
    return frozenset(found)


def _edge_lines(page: PageLayout) -> Iterable[tuple[Line, bool]]:
    top = [line for line in page.lines if line.y1 < _MARGIN * page.height]
    bottom = [line for line in page.lines if line.y0 > (1 - _MARGIN) * page.height]
    yield from ((line, True) for line in sorted(top, key=lambda line: line.y0)[:_EDGE_LINES])
    yield from ((line, False) for line in sorted(bottom, key=lambda line: -line.y0)[:_EDGE_LINES])


def _running(lines: list[Line], is_top: bool, pages: int) -> list[Line]:
    """Give those of the alike lines that do run, keeping a section's name where it first appears."""
    if len({line.text for line in lines}) > 1 or _PAGE_NUMBER.fullmatch(lines[0].text):
        return _counting(lines, pages)
    if len(lines) < max(2, min(3, pages)) and len(lines) < _SHARE * pages:
        return []
    begins_late = is_top and lines[0].page > 2
    return lines[1:] if begins_late else lines


def _counting(lines: list[Line], pages: int) -> list[Line]:
    """Give the lines whose numbers go up with the pages, so that "Schedule 2" over "Schedule 3" is kept."""
    steps: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        for number in {int(found) for found in _NUMBER.findall(line.text)[-3:] if len(found) < 6}:
            steps[number - line.page].append(line)
    best = max(steps.values(), key=len, default=[])
    if len(best) >= 2 or (best and pages == 1):
        return best
    return []
