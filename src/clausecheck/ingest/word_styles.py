"""Paragraph styles of Word: what a style, and the styles it is based on, say about outline and numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_HEADING_NAME = re.compile(r"heading (\d)", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style contributes: outline level from 0, list and level in it; None where it is silent."""

    outline: int | None = None
    list_id: str | None = None
    depth: int | None = None


class Styles:
    """The paragraph styles of one document by id, each with what it inherits."""

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
        self._known: dict[str, Style] = {}

    def get(self, identifier: str) -> Style:
        """Give a style with everything it inherits; an unknown id gives an empty style."""
        if identifier not in self._known:
            self._known[identifier] = Style()  # styles based on each other in a circle end here
            self._known[identifier] = self._resolve(identifier)
        return self._known[identifier]

    def _resolve(self, identifier: str) -> Style:
        item = self._items.get(identifier)
        if item is None:
            return Style()
        based_on = item.find(qn("w:basedOn"))
        base = Style() if based_on is None else self.get(based_on.get(qn("w:val"), ""))
        own = properties(item.find(qn("w:pPr")))
        name = item.find(qn("w:name"))
        outline = own.outline
        if outline is None and name is not None:
            outline = _outline_of_name(name.get(qn("w:val"), ""))
        return Style(
            outline=base.outline if outline is None else outline,
            list_id=own.list_id or base.list_id,
            depth=base.depth if own.depth is None else own.depth,
        )


def properties(element: Any | None) -> Style:
    """Read outline level and numbering from a w:pPr element."""
    if element is None:
        return Style()
    outline = _number(element.find(qn("w:outlineLvl")))
    numbered = element.find(qn("w:numPr"))
    if numbered is None:
        return Style(outline)
    list_id = numbered.find(qn("w:numId"))
    return Style(outline, None if list_id is None else list_id.get(qn("w:val")), _number(numbered.find(qn("w:ilvl"))))


def is_heading_level(outline: int | None) -> bool:
    """Tell an outline level of a heading from that of body text (9) and from none."""
    return outline is not None and outline < _BODY_TEXT_LEVEL


def _outline_of_name(name: str) -> int | None:
    match = _HEADING_NAME.fullmatch(name.strip())
    if match:
        return int(match.group(1)) - 1
    return 0 if name.lower() == "title" else None


def _number(element: Any | None) -> int | None:
    value = None if element is None else element.get(qn("w:val"))
    return int(value) if value is not None and value.isdigit() else None
