"""Boxes: what is ticked in a form ("☐ 12 months ☒ 24 months") and how it answers ("☐ Yes ☒ No")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BOX = re.compile(r"(?P<ticked>[☒☑■]|\[\s?[xX✓✔]\s?\])|[☐□]|\[\s?\]")
_FIGURE = re.compile(r"\s*\d+(?:[.,]\d+)?\s*")
_FEWEST = 2  # one pair of brackets may be a blank to be filled in
_ANSWER_BEFORE_BOX = re.compile(r"\b(?P<word>yes|no)\W*$", re.IGNORECASE)
_ANSWER = re.compile(r"\W*(?P<word>yes|no)\b(?!\s+(?:later|more|less)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """What stands beside a box, from `start` to `end`."""

    start: int
    end: int
    ticked: bool


def options(text: str) -> Iterator[Option]:
    """List what stands beside the boxes of a form; a box stands before its words unless one ends the line."""
    boxes = list(_BOX.finditer(text))
    if len(boxes) < _FEWEST:
        return
    follow = boxes[-1].end() == len(text.rstrip(" .;"))
    starts = [box.end() for box in boxes]
    ends = [box.start() for box in boxes]
    for place, box in enumerate(boxes):
        if follow:
            start, end = starts[place - 1] if place else 0, box.start()
        else:
            start, end = box.end(), ends[place + 1] if place + 1 < len(boxes) else len(text)
        yield Option(start, end, bool(box["ticked"]))


def unticked(text: str) -> list[tuple[int, int]]:
    """List what stands beside boxes that nobody has ticked; what follows "Yes" and "No" is no option."""
    return [] if answer(text) is not None else [(each.start, each.end) for each in options(text) if not each.ticked]


def chosen(text: str) -> str:
    """Write a form without its boxes and what stands beside an empty one; all else keeps its place.

    A unit that stands once, behind the last of several figures, is that of the one that is ticked: "☒ 30 ☐ 60 days".
    """
    out = unticked(text)
    if not out:
        return text
    listed = list(options(text))
    last = max(each.end for each in listed)
    bare = all(_FIGURE.fullmatch(text, each.start, each.end) for each in listed if each.end != last)
    written = _BOX.sub(lambda box: " " * len(box.group()), text)
    for start, end in out:
        figure = _FIGURE.match(text, start, end) if bare and end == last else None
        end = figure.end() if figure else end
        written = written[:start] + " " * (end - start) + written[end:]
    return written


def answer(text: str) -> bool | None:
    """Read which of "Yes" and "No" is ticked; None where they are no options, or both or neither are."""
    ticked = {}
    for option in options(text):
        said = _ANSWER.match(text, option.start, option.end) or _ANSWER_BEFORE_BOX.search(
            text[option.start : option.end]
        )
        if said:
            ticked[said["word"].lower()] = option.ticked
    return ticked["yes"] if len(ticked) > 1 and ticked["yes"] != ticked["no"] else None
