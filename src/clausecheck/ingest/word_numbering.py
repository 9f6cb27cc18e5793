"""Automatic numbering of Word: the "12.3" and "(b)" that Word computes and does not store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from docx.oxml.ns import qn

from clausecheck.ingest.word_number_formats import written
from clausecheck.ingest.word_styles import is_on, value_of, whole

Context = Literal["own", "relative", "full"]

_LEVELS = 9
# What legal style (Article I, but Section 1.01) leaves as it is.
_LEGAL_FORMATS = frozenset(("decimal", "decimalZero", "none"))
_PLACE = re.compile(r"%([1-9])")


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

    def start(self, depth: int) -> int:
        return self.starts.get(depth, self.levels[depth].start if depth in self.levels else 1)


@dataclass(frozen=True, slots=True)
class Number:
    """The number of one paragraph, with those of the levels above it at its place."""

    definition: str
    depth: int
    levels: Mapping[int, Level]
    values: tuple[int, ...]

    @property
    def label(self) -> str:
        """Write the number as it stands before its paragraph, empty where the list shows none."""
        return self._written(self.depth)

    def seen_from(self, other: Number | None, context: Context) -> str:
        """Write the number as a cross-reference does: alone, or after the levels above that it does not repeat.

        In relative context, what the paragraph of the reference shares is left out.
        """
        depths = [self.depth]
        while context != "own" and (above := self._first_shown(depths[0]) - 1) >= 0:
            depths.insert(0, above)
        if context == "relative" and other is not None and other.definition == self.definition:
            while len(depths) > 1 and self._is_shared(depths[0], other):
                depths.pop(0)
        joined = ""
        for depth in reversed(depths):
            label = self._written(depth)
            # "1." before "(a)" gives 1(a), before "a." it gives 1.a (as LibreOffice has it, SwNumRule).
            joined = (label if joined[:1].isalnum() else label.rstrip(".")) + joined
        return joined.rstrip(".")

    def _is_shared(self, depth: int, other: Number) -> bool:
        return other.values[: depth + 1] == self.values[: depth + 1]

    def _first_shown(self, depth: int) -> int:
        """Give the highest level that the label of a level shows."""
        level = self.levels.get(depth)
        places = _PLACE.findall(level.text) if level else []
        return min((int(place) - 1 for place in places), default=depth)

    def _written(self, depth: int) -> str:
        level = self.levels.get(depth)
        if level is None:
            return ""
        if level.format == "bullet":
            return "\u2022"

        def value(match: re.Match[str]) -> str:
            place = int(match.group(1)) - 1
            if place >= len(self.values):  # no level may show one below itself
                return ""
            style = self.levels[place].format if place in self.levels else "decimal"
            return written(self.values[place], "decimal" if level.legal and style not in _LEGAL_FORMATS else style)

        return _PLACE.sub(value, level.text).strip()


class Numbering:
    """Counts the numbered paragraphs of one document, in order."""

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

    def count(self, list_id: str, depth: int) -> Number | None:
        """Count one more paragraph at a level and give its number, None where the list has no such level."""
        numbered = self._lists.get(list_id)
        if numbered is None or depth not in numbered.levels:
            return None
        counters = self._count(numbered, depth)
        values = tuple(numbered.start(above) if value is None else value for above, value in enumerate(counters))
        return Number(numbered.definition, depth, numbered.levels, values[: depth + 1])

    def _count(self, numbered: _List, depth: int) -> list[int | None]:
        counters = self._counters.setdefault(numbered.definition, [None] * _LEVELS)
        value = counters[depth]
        counters[depth] = numbered.start(depth) if value is None else value + 1
        if depth in numbered.starts and depth not in numbered.restarted:
            # A list with a start value of its own begins there once; afterwards it counts on.
            numbered.restarted.add(depth)
            counters[depth] = numbered.starts[depth]
        for above in range(depth):
            if counters[above] is None and above in numbered.levels:
                counters[above] = numbered.start(above)
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
        known = {identifier: dict(_levels(item)) for identifier, item in definitions.items()}
        for item in root.iterchildren(qn("w:num")):
            definition = value_of(item, "w:abstractNumId") or ""
            if definition not in definitions:
                continue
            definition = by_style.get(value_of(definitions[definition], "w:numStyleLink")) or definition
            levels = known[definition]
            starts: dict[int, int] = {}
            for override in item.iterchildren(qn("w:lvlOverride")):
                levels = {**levels, **dict(_levels(override))}
                start = whole(value_of(override, "w:startOverride"))
                if start is not None:
                    starts[whole(override.get(qn("w:ilvl"))) or 0] = start
            self._lists[item.get(qn("w:numId"))] = _List(definition, levels, starts)


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for item in parent.iterchildren(qn("w:lvl")):
        depth = whole(item.get(qn("w:ilvl"))) or 0
        if depth < _LEVELS:
            yield (
                depth,
                Level(
                    format=value_of(item, "w:numFmt") or "decimal",
                    text=value_of(item, "w:lvlText") or "",
                    start=whole(value_of(item, "w:start")) or 0,
                    restart=whole(value_of(item, "w:lvlRestart")),
                    legal=is_on(item.find(qn("w:isLgl"))),
                    style=value_of(item, "w:pStyle"),
                ),
            )
