"""Where the words of a Word document stand in its file, kept while they are put on lines and put together.

A text element is known by its place among all text elements of its part as the file has it, before a reading of the
tracked changes takes any out; so whoever opens the same part finds it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from clausecheck.ingest.clean import DECOMPOSED, composed
from clausecheck.ingest.source import Anchor

_NAMES = (
    "wordprocessingml/{}main}}t",
    "wordprocessingml/{}main}}delText",
    "drawingml/{}main}}t",
    "officeDocument/{}math}}t",
)
# Transitional and strict documents differ in the names of their namespaces alone.
_TEXTS = (
    *("{http://schemas.openxmlformats.org/" + name.format("2006/") for name in _NAMES),
    *("{http://purl.oclc.org/ooxml/" + name.format("") for name in _NAMES),
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DROPPED = dict.fromkeys(map(ord, _INVISIBLE))
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_GAP = rf"[\s\u00a0\u2007\u202f{_INVISIBLE}]"
# Where text grows shorter when it is evened out: a single space within a line does not.
_UNEVEN = re.compile(rf"{_GAP}{{2,}}|[{_INVISIBLE}]|\A{_GAP}|{_GAP}\Z|{DECOMPOSED.pattern}")


class Place(NamedTuple):
    """A text element: the name of its part, and how many text elements of the part stand before it."""

    part: str
    element: int


class Words(NamedTuple):
    """What an element of a paragraph says; `place` is None for words that no text element holds, such as numbers."""

    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Anchored:
    """Words on one line, and where in the file they stand; the anchors count from the beginning of these words."""

    text: str = ""
    anchors: tuple[Anchor, ...] = ()


def text_elements(root: Any) -> Iterator[Any]:
    """Give the text elements of a part in document order, deleted text among them."""
    found: Iterator[Any] = root.iter(*_TEXTS)
    return found


def places_in(root: Any, part: str) -> dict[Any, Place]:
    """Number the text elements of a part, before anything is taken out of it."""
    return {element: Place(part, number) for number, element in enumerate(text_elements(root))}


def collapse(text: str) -> str:
    """Turn every run of white space into one space, compose accents and drop characters that show nothing."""
    return _SPACES.sub(" ", composed(text).translate(_DROPPED)).strip()


def anchored(pieces: Sequence[Words]) -> Anchored:
    """Put the pieces of a paragraph on one line as collapse() does."""
    raw = "".join([piece.text for piece in pieces])
    return Anchored(collapse(raw), tuple(_anchors(pieces, list(_kept(raw)))))


def joined(separator: str, passages: Iterable[Anchored]) -> Anchored:
    """Put passages behind one another, with a separator between them."""
    texts: list[str] = []
    anchors: list[Anchor] = []
    start = 0
    for passage in passages:
        texts.append(passage.text)
        anchors.extend(moved(passage.anchors, start))
        start += len(passage.text) + len(separator)
    return Anchored(separator.join(texts), tuple(anchors))


def moved(anchors: Sequence[Anchor], by: int) -> Sequence[Anchor]:
    """Give the anchors of words that other words were put before."""
    return (
        [Anchor(start + by, end + by, part, element, offset) for start, end, part, element, offset in anchors]
        if by
        else anchors
    )


def _kept(raw: str) -> Iterator[tuple[int, int, int]]:
    """Give the stretches that collapse() keeps: start and end in the raw text, start in the collapsed one."""
    begin = at = 0
    for gap in _UNEVEN.finditer(raw):
        yield begin, gap.start(), at
        at += gap.start() - begin
        begin = gap.end()
        if DECOMPOSED.match(gap.group()):
            yield gap.start(), gap.start() + len(composed(gap.group())), at
            at += len(composed(gap.group()))
            continue
        space = _SPACES.search(raw, gap.start(), gap.end())
        if space is not None and gap.start() > 0 and gap.end() < len(raw):
            yield space.start(), space.start() + 1, at
            at += 1
    yield begin, len(raw), at


def _anchors(pieces: Sequence[Words], kept: Sequence[tuple[int, int, int]]) -> Iterator[Anchor]:
    begin = number = 0
    for text, place in pieces:
        end = begin + len(text)
        while number < len(kept) and kept[number][0] < end:
            start, stop, at = kept[number]
            first, last = max(start, begin), min(stop, end)
            if place is not None and first < last:
                yield Anchor(at + first - start, at + last - start, *place, first - begin)
            if stop > end:
                break
            number += 1
        begin = end
