"""Styles of Word: what a style, and the styles it is based on, say about outline, numbering and hiding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.oxml.ns import qn

_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9
_LONGEST_NUMBER = 9
_name = cache(qn)  # asked for at every paragraph
_VALUE, _VANISH, _NUMBERING = qn("w:val"), qn("w:vanish"), qn("w:numPr")
_COLOUR, _SHADE = (f"{qn('w:rPr')}/{qn(name)}" for name in ("w:color", "w:shd"))
_PARAGRAPH_SHADE, _TABLE, _WHITE = f"{qn('w:pPr')}/{qn('w:shd')}", qn("w:tbl"), "FFFFFF"
_STYLE_NAME = f"{qn('w:pPr')}/{qn('w:pStyle')}"


@dataclass(frozen=True, slots=True)
class Style:
    """What a style contributes: outline level from 0, list and level in it, hidden text; None where it is silent."""

    outline: int | None = None
    list_id: str | None = None
    depth: int | None = None
    hidden: bool | None = None

    def over(self, base: Style) -> Style:
        """Give this style with what it is silent about taken from another."""
        return Style(
            outline=base.outline if self.outline is None else self.outline,
            list_id=self.list_id or base.list_id,
            depth=base.depth if self.depth is None else self.depth,
            hidden=base.hidden if self.hidden is None else self.hidden,
        )


class Styles:
    """The styles of one document by id, each with what it inherits."""

    def __init__(self, root: Any | None) -> None:
        self._items = {} if root is None else {item.get(qn("w:styleId")): item for item in root.iter(qn("w:style"))}
        self.default = next(
            (
                identifier
                for identifier, item in self._items.items()
                if item.get(qn("w:type")) == "paragraph" and item.get(qn("w:default")) in {"1", "true", "on"}
            ),
            "",
        )
        self._known: dict[str | None, Style] = {}

    def get(self, identifier: str | None) -> Style:
        """Give a style with everything it inherits; an unknown id gives an empty style."""
        line: dict[str | None, Style] = {}
        while identifier in self._items and identifier not in self._known and identifier not in line:
            item = self._items[identifier]
            line[identifier] = _own(item)
            identifier = value_of(item, "w:basedOn")
        style = self._known.get(identifier, Style())  # styles based on each other in a circle end with an empty one
        for derived, own in reversed(line.items()):
            style = own.over(style)
            self._known[derived] = style
        return style

    def of(self, paragraph: Any) -> Style:
        """Give the style of a paragraph with everything it inherits."""
        return self.get(self.name_of(paragraph))

    def name_of(self, paragraph: Any) -> str:
        """Give the id of the style of a paragraph, that of the default style where it names none."""
        named = paragraph.find(_STYLE_NAME)
        return (None if named is None else named.get(_VALUE)) or self.default


def properties(element: Any | None) -> Style:
    """Read outline level and numbering from a w:pPr element."""
    if element is None:
        return Style()
    outline = whole(value_of(element, "w:outlineLvl"))
    numbered = element.find(_NUMBERING)
    if numbered is None:
        return Style(outline)
    return Style(outline, value_of(numbered, "w:numId"), whole(value_of(numbered, "w:ilvl")))


def is_heading_level(outline: int | None) -> bool:
    """Tell an outline level of a heading from that of body text (9) and from none."""
    return outline is not None and outline < _BODY_TEXT_LEVEL


def is_on(element: Any | None) -> bool:
    """Tell whether a Word on/off property is present and not switched off."""
    return element is not None and element.get(_VALUE, "1") not in {"0", "false", "off"}


def whole(value: str | None) -> int | None:
    """Read a whole number from an attribute, None for anything else."""
    is_number = value is not None and value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
    return int(value) if value is not None and is_number else None


def hides(properties: Any | None) -> bool | None:
    """Tell whether the w:rPr of a run hides its text, None where it does not say."""
    vanish = None if properties is None else properties.find(_VANISH)
    return None if vanish is None else is_on(vanish)


def _own(item: Any) -> Style:
    own = properties(item.find(qn("w:pPr")))
    name = value_of(item, "w:name")
    outline = _outline_of_name(name) if own.outline is None and name is not None else own.outline
    return Style(outline, own.list_id, own.depth, hides(item.find(qn("w:rPr"))))


def _outline_of_name(name: str) -> int | None:
    match = _HEADING_NAME.fullmatch(name.strip())
    if match:
        return int(match.group(1)) - 1
    return 0 if name.lower() == "title" else None


def value_of(parent: Any, tag: str) -> str | None:
    """Give the w:val of a child by its tag, None where there is no such child."""
    child = parent.find(_name(tag))
    value = None if child is None else child.get(_VALUE)
    return None if value is None else str(value)


def is_white(run: Any) -> bool:
    """Tell whether a run is written in white on white; what is in a table may be shaded by the table's style."""
    colour = run.find(_COLOUR)
    if colour is None or str(colour.get(_VALUE)).upper() != _WHITE or run.find(_SHADE) is not None:
        return False
    return not any(above.tag == _TABLE or above.find(_PARAGRAPH_SHADE) is not None for above in run.iterancestors())
