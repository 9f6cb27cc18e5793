"""Running headers, footers, page numbers, Bates stamps: found by repetition at one place, never by wording alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from clausecheck.ingest.pdf_lines import Line
from clausecheck.ingest.pdf_page import PageLayout

_EDGE_LINES = 4
_FULL_PAGE = 12  # lines, without which the edges of a page are also its body
_MARGIN = 0.15
_SAME_PLACE = 6  # points
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[\s\-\u2013\u2014\[(|]*(?:page\s+)?(?:[a-z]{1,2}-)?(\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\s\-\u2013\u2014\])|.]*",
    re.I,
)
_BATES = re.compile(r"(?=.*\d{4})(?:[A-Z][A-Z0-9&]{1,14}(?:[-_. ][A-Z0-9]{1,10}){0,2}[-_. ]?)?\d{4,10}")
_FEWEST = 3
_FIRST_PAGES = 2
_LONGEST_NUMBER = 10  # figures of a Bates stamp
Running = Literal["running header and footer line", "page number", "Bates stamp"]


def running_lines(pages: Sequence[PageLayout]) -> dict[Line, Running]:
    """Find the lines that repeat at the top or bottom of pages, the page numbers and the stamps that count pages."""
    in_place: dict[tuple[str, bool, int], list[Line]] = defaultdict(list)
    anywhere: dict[tuple[str, bool], list[Line]] = defaultdict(list)
    for page in pages:
        for line, is_top in _edge_lines(page):
            wording = _NUMBER.sub("#", line.text.lower())
            if len(page.items) >= _FULL_PAGE:
                anywhere[wording, is_top].append(line)
            from_edge = line.y0 if is_top else page.height - line.y1
            if from_edge < _MARGIN * page.height:
                in_place[wording, is_top, round(from_edge / _SAME_PLACE)].append(line)
    readable = sum(1 for page in pages if page.lines)
    found: set[Line] = set()
    for (_, is_top, _), lines in in_place.items():
        found.update(_running(lines, is_top, readable))
    for (_, is_top), lines in anywhere.items():
        # Where pages end early, as in prints of web pages, what stands on most of them still runs.
        if len({line.page for line in lines}) > max(_FEWEST, readable // 2):
            found.update(_running(lines, is_top, readable))
    # Pages that hold nothing else are a document of their own, such as a form printed twice.
    has_more = any(item not in found for page in pages for item in page.items)
    return {line: _kind(line) for line in found} if has_more else {}


def _kind(line: Line) -> Running:
    if _PAGE_NUMBER.fullmatch(line.text):
        return "page number"
    return "Bates stamp" if _BATES.fullmatch(line.text) else "running header and footer line"


def _edge_lines(page: PageLayout) -> Iterator[tuple[Line, bool]]:
    lines = sorted(page.lines, key=lambda line: line.y0)
    yield from ((line, True) for line in lines[:_EDGE_LINES])
    yield from ((line, False) for line in lines[-_EDGE_LINES:])


def _running(lines: list[Line], is_top: bool, pages: int) -> list[Line]:
    """Give those of the alike lines that do run, keeping a section's name where it first appears."""
    page_number = _PAGE_NUMBER.fullmatch(lines[0].text)
    if pages == 1:
        return [line for line in lines if page_number and page_number.group(1) == "1" and not is_top]
    if page_number or len({line.text for line in lines}) > 1:
        return _counting(lines)
    if len(lines) < min(_FEWEST, pages):
        return []
    begins_late = is_top and lines[0].page > _FIRST_PAGES
    return lines[1:] if begins_late else lines


def _counting(lines: list[Line]) -> list[Line]:
    """Give the lines whose numbers go up with the pages, so that "Schedule 2" over "Schedule 3" is kept."""
    steps: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        for number in {int(found) for found in _NUMBER.findall(line.text)[-3:] if len(found) <= _LONGEST_NUMBER}:
            steps[number - line.page].append(line)
    best = max(steps.values(), key=len, default=[])
    return best if len(best) >= 2 else []
