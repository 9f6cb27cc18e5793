"""Automatic numbering of Word: the "12.3" and "(b)" that Word computes and does not store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip


def roman(number: int) -> str:
    """Write a number in lower-case Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def letters(number: int) -> str:
    """Write a number as Word's letters: a to z, then aa, bb, ..."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _word(words: tuple[str, ...]) -> Callable[[int], str]:
    return lambda number: words[number].capitalize() if number < len(words) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": _word(_WORDS),
    "ordinalText": _word(_ORDINALS),
    "none": lambda _: "",
}


# What legal style (Article I, but Section 1.01) leaves as it is.
_LEGAL_FORMATS = frozenset(("decimal", "decimalZero", "none"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition; `restart` is the level (from 1) that restarts it, 0 for never."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A w:num: which definition it uses, with its own levels and start values."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]
    restarted: set[int] = field(default_factory=set)


class Numbering:
    """Counts the numbered paragraphs of one document, in order, and writes their labels."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Give the level of a list that a paragraph style is tied to, 0 when none is."""
        numbered = self._lists.get(list_id)
        levels = numbered.levels if numbered else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def label(self, list_id: str, depth: int) -> str:
        """Count one more paragraph at a level and give its label, empty where the list shows none."""
        numbered = self._lists.get(list_id)
        if numbered is None or depth not in numbered.levels:
            return ""
        counters = self._count(numbered, depth)
        level = numbered.levels[depth]
        if level.format == "bullet":
            return "\u2022"

        def written(match: re.Match[str]) -> str:
            above = int(match.group(1)) - 1
            shown = numbered.levels.get(above, Level())
            is_spelled = level.legal and shown.format not in _LEGAL_FORMATS
            style = "decimal" if is_spelled else shown.format
            value = counters[above]
            return _FORMATS.get(style, str)(shown.start if value is None else value)

        return re.sub(r"%([1-9])", written, level.text).strip()

    def _count(self, numbered: _List, depth: int) -> list[int | None]:
        counters = self._counters.setdefault(numbered.definition, [None] * _LEVELS)
        value = counters[depth]
        counters[depth] = numbered.levels[depth].start if value is None else value + 1
        if depth in numbered.starts and depth not in numbered.restarted:
            # A list with a start value of its own begins there once; afterwards it counts on.
            numbered.restarted.add(depth)
            counters[depth] = numbered.starts[depth]
        for above in range(depth):
            if counters[above] is None and above in numbered.levels:
                counters[above] = numbered.starts.get(above, numbered.levels[above].start)
        for below in range(depth + 1, _LEVELS):
            restart = numbered.levels[below].restart if below in numbered.levels else None
            if restart is None or 0 < depth + 1 <= restart:
                counters[below] = None
        return counters

    def _read(self, root: Any) -> None:
        definitions = {item.get(qn("w:abstractNumId")): item for item in root.iterchildren(qn("w:abstractNum"))}
        by_style = {
            link.get(qn("w:val")): identifier
            for identifier, item in definitions.items()
            for link in item.iterchildren(qn("w:styleLink"))
        }
        for item in root.iterchildren(qn("w:num")):
            definition = _value(item, "w:abstractNumId") or ""
            if definition not in definitions:
                continue
            linked = by_style.get(_value(definitions[definition], "w:numStyleLink"))
            definition = linked or definition
            levels = dict(_levels(definitions[definition]))
            starts: dict[int, int] = {}
            for override in item.iterchildren(qn("w:lvlOverride")):
                depth = int(override.get(qn("w:ilvl"), "0"))
                levels.update(_levels(override))
                start = _value(override, "w:startOverride")
                if start is not None:
                    starts[depth] = int(start)
            self._lists[item.get(qn("w:numId"))] = _List(definition, levels, starts)


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for item in parent.iterchildren(qn("w:lvl")):
        restart = _value(item, "w:lvlRestart")
        legal = item.find(qn("w:isLgl"))
        yield (
            int(item.get(qn("w:ilvl"), "0")),
            Level(
                format=_value(item, "w:numFmt") or "decimal",
                text=_value(item, "w:lvlText") or "",
                start=int(_value(item, "w:start") or 0),
                restart=None if restart is None else int(restart),
                legal=legal is not None and legal.get(qn("w:val"), "1") not in {"0", "false", "off"},
                style=_value(item, "w:pStyle"),
            ),
        )


def _value(parent: Any, tag: str) -> str | None:
    child = parent.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))
