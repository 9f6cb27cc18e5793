"""Contract text made fit to be shown: on one line, harmless to a terminal, trimmed to the words that decide."""

from __future__ import annotations

import re
import unicodedata

from clausecheck.report.model import ClauseRecord
from clausecheck.spans import Span

ELLIPSIS = "…"
_LEAD = 40  # characters of a sentence's beginning that are worth keeping

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # control sequences: colour, cursor movement
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]{0,300}(?:\x07|\x1b\\|\x9c)"  # titles, links
)
# Cf are the marks that are not seen, and those that turn the direction of writing round.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs"})


def harmless(text: str) -> str:
    """Drop terminal escape sequences and invisible characters; white space becomes a space or stays a line break."""
    if text.isprintable():  # holds neither
        return text
    shown = (_space(char) for char in _ESCAPES.sub("", text) if char.isspace() or _is_shown(char))
    return "".join(shown)


def one_line(text: str) -> str:
    """Put text on one line, without terminal escape sequences and invisible characters."""
    return " ".join(harmless(text).split())


def deciding_words(clause: ClauseRecord, length: int) -> str:
    """Quote a clause on one line, cut to about `length` characters around the words that its evidence rests on."""
    start, end = _focus(clause)
    text, focus = one_line(clause.text), one_line(clause.text[start:end])
    place = max(text.find(focus, len(one_line(clause.text[:start]))), 0)
    spare = max(length - len(focus), 0)
    left = max(min(place - spare // 2, len(text) - length), 0)
    left = 0 if left < _LEAD and place + len(focus) <= length else left
    return _cut(text, left, left + length)


def shortened(text: str, length: int) -> str:
    """Put text on one line and cut it to about `length` characters, between words."""
    return _cut(one_line(text), 0, length)


def _is_shown(char: str) -> bool:
    return unicodedata.category(char) not in _UNSHOWN


def _space(char: str) -> str:
    return " " if char.isspace() and char != "\n" else char


def deciding_span(clause: ClauseRecord) -> Span | None:
    """Find the weightiest evidence in the last piece of a clause, as offsets into the extracted text."""
    inside = [item for item in clause.evidence if clause.start <= item.start < item.end <= clause.end]
    if not inside:
        return None
    best = max(inside, key=lambda item: (item.weight, -item.start))
    # Words that turn the evidence round ("in no event") must never be cut from it.
    decisive = [best, *(item for item in inside if item.kind == "context")]
    return Span(min(item.start for item in decisive), max(item.end for item in decisive))


def _focus(clause: ClauseRecord) -> tuple[int, int]:
    """Find the deciding words in the clause's text; only the last piece of it has known offsets."""
    span, offset = deciding_span(clause), len(clause.text) - clause.end
    if span is None or offset + clause.start < 0:
        return 0, 0
    return span.start + offset, span.end + offset


def _cut(text: str, start: int, end: int) -> str:
    """Take a stretch of a text without halving its first and last word, where there are spaces to cut at."""
    stretch, before, after = text[start:end], start > 0, end < len(text)
    if before and text[start - 1] != " ":
        stretch = stretch.partition(" ")[2] or stretch
    if after and text[end] != " ":
        stretch = stretch.rpartition(" ")[0] or stretch
    marks = (ELLIPSIS if before else "", stretch.strip(), ELLIPSIS if after else "")
    return " ".join(filter(None, marks))
