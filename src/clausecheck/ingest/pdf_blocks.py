"""Paragraphs of a PDF: lines grouped by gaps, indents, labels and how far each line runs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from clausecheck.ingest.clean import ends_sentence
from clausecheck.ingest.numbering_labels import ends_in_reference, label_of, labels_before
from clausecheck.ingest.pdf_lines import Line
from clausecheck.ingest.pdf_page import PageLayout
from clausecheck.ingest.pdf_tables import TableRow

_OPEN_END = re.compile(
    r"(?:,|\b(?:and|or|of|the|to|in|a|an|by|for|with|any|such|shall|that|this|section|under))$", re.IGNORECASE
)
_LONGEST_END = 8  # characters, the longest of those words
_LIST_END = re.compile(r"\b(?:and|or)$|[,\u2014]$")
_LEADER_END = re.compile(r"(?:\.(?:\.{3,}| (?:\. ){3,})|\u2026\u2026+|__{3,})\s*[\divxl]*$")
_OTHER_SIZE = 0.25
_USUAL_PITCH = 1.25
_SLACK = 4  # characters
_SLACK_IN_SENTENCE = 14
_CAPITAL = 1.4  # average characters that a capital letter is wide


@dataclass(frozen=True, slots=True)
class Measure:
    """The usual look of a page: distance of baselines, and where its lines begin and end, in order of their ends."""

    pitch: float
    spans: tuple[tuple[float, float], ...] = ()

    def right_of(self, line: Line) -> float:
        """Give the right edge that full lines reach in the column of a line."""
        ends = [x1 for x0, x1 in self.spans if x0 < line.x1 and line.x0 < x1]
        return ends[int(0.9 * (len(ends) - 1))] if ends else 0


def measure(lines: Sequence[Line]) -> Measure:
    """Take the usual pitch and the extent of the lines of a page."""
    pitches = Counter(
        round(below.y1 - above.y1, 0) for above, below in pairwise(lines) if 0 < below.y1 - above.y1 < 4 * above.height
    )
    spans = tuple(sorted(((line.x0, line.x1) for line in lines), key=itemgetter(1)))
    height = sorted(line.height for line in lines)[len(lines) // 2] if lines else 10
    common = [pitch for pitch, count in pitches.items() if count >= 0.15 * sum(pitches.values())]
    pitch = min(common, default=_USUAL_PITCH * height)
    return Measure(max(pitch, height), spans)


def paragraphs(pages: Iterable[PageLayout]) -> Iterator[list[Line] | TableRow]:
    """Group the lines of all pages into paragraphs, which may run over the end of a page; table rows stay alone."""
    block: list[Line] = []
    usual = Measure(0)
    for page in pages:
        before, usual = usual, measure(page.lines)
        for line in page.items:
            if isinstance(line, TableRow):
                if block:
                    yield block
                block = []
                yield line
                continue
            if not block:
                begins = False
            elif block[-1].page != line.page:
                begins = not _runs_over(block, line, before)
            elif line.y1 < block[-1].y0:
                begins = not _runs_over(block, line, usual)  # the top of the next column
            else:
                begins = _begins(block, line, usual)
            if begins:
                yield block
                block = []
            block.append(line)
    if block:
        yield block


def _begins(block: Sequence[Line], line: Line, usual: Measure) -> bool:
    """Tell whether a line begins a paragraph after those of the block above it on the same page."""
    last = block[-1]
    pitch = line.y1 - last.y1
    if pitch > 1.4 * usual.pitch and pitch > 1.3 * line.height:
        return True
    if _LEADER_END.search(last.text):
        return True  # an entry of a table of contents
    ended = ends_sentence(last.text)
    if label_of(line.text) and not ends_in_reference(last.text):
        moved = line.x0 < block[0].x0 - 2 if len(block) == 1 else abs(line.x0 - last.x0) > 2
        if ended or moved or _has_room(last, line, usual):
            return True
        return bool(_LIST_END.search(last.text)) and not _goes_on_a_list(block, line)
    if line.text[:1].islower() or (not ended and _is_unfinished(last.text, line.text)):
        return False
    # Bold words make a line seem taller; in mid-sentence, at the usual distance, it is none of another size.
    may_differ = ended or pitch > 1.15 * usual.pitch
    other_size = may_differ and abs(line.height - last.height) > _OTHER_SIZE * last.height
    after_capitals = last.text.isupper() and not line.text.isupper() and pitch > 1.15 * usual.pitch
    if other_size or after_capitals or _has_room(last, line, usual):
        return True
    return ended and line.x0 > _left(block) + 0.8 * line.height


def _goes_on_a_list(block: Sequence[Line], line: Line) -> bool:
    """Tell whether the label that begins a line stands in a list set as running text, which only broke before it."""
    running = " ".join(each.text for each in block)
    return any(f" {before} " in running for before in labels_before(label_of(line.text)))


def _is_unfinished(last: str, line: str) -> bool:
    """Tell whether a line without a full stop cannot be a heading, or the next one cannot begin a paragraph."""
    return line[:1].isdigit() or _is_open(last) or ends_in_reference(last)


def _is_open(line: str) -> bool:
    return bool(_OPEN_END.search(line, max(len(line) - _LONGEST_END, 0)))


def _runs_over(block: Sequence[Line], line: Line, usual: Measure) -> bool:
    """Tell whether a paragraph goes on with the first line of the next page."""
    last = block[-1]
    if abs(line.height - last.height) > _OTHER_SIZE * last.height or label_of(line.text):
        return False
    if ends_sentence(last.text):
        return line.text[:1].islower() and not last.text.endswith(":")
    return line.text[:1].islower() or _is_open(last.text) or not _has_room(last, line, usual)


def _has_room(last: Line, line: Line, usual: Measure) -> bool:
    """Tell whether the first word of a line would have fitted on the line above it, with ease in mid-sentence."""
    slack = _SLACK if ends_sentence(last.text) else _SLACK_IN_SENTENCE
    word = sum(_CAPITAL if letter.isupper() else 1 for letter in line.text.split(" ", 1)[0])
    return last.x1 + (word + slack) * last.char_width < usual.right_of(last)


def _left(block: Sequence[Line]) -> float:
    return block[-1].x0 if len(block) > 1 else block[0].x0
