"""Walks the body of a Word document in reading order: paragraphs, table rows, text boxes and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from clausecheck.ingest.source import BlockKind
from clausecheck.ingest.word_numbering import Numbering
from clausecheck.ingest.word_styles import Styles, is_heading_level, properties
from clausecheck.ingest.word_text import ParagraphText, is_on, mark_is_deleted

_HEADING_LENGTH = 200
_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:smartTag", "w:customXml", "w:ins", "w:moveTo"))) | {
    f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{tag}" for tag in ("AlternateContent", "Choice")
}


@dataclass(frozen=True, slots=True)
class WordBlock:
    """A block before it has offsets; a table row has its cells, empty where a merged cell goes on."""

    kind: BlockKind
    text: str = ""
    level: int | None = None
    cells: tuple[str, ...] = ()
    table: int = 0
    is_header: bool = False


class Body:
    """Turns body elements into blocks; counts numbered paragraphs as it goes, so it reads the document once."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Mapping[tuple[str, str], Any]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._tables = 0
        self._carried = ""

    def blocks(self, container: Any) -> Iterator[WordBlock]:
        """Give the blocks of a body, cell, text box or note."""
        for child in _content(container):
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child)
            else:
                yield from self._table(child)

    def _paragraph(self, paragraph: Any) -> Iterator[WordBlock]:
        found = ParagraphText(paragraph)
        text = f"{self._carried} {found.text}".strip()
        if mark_is_deleted(paragraph):
            self._carried = text
        else:
            self._carried = ""
            block = self._block(paragraph, text)
            if block.text:
                yield block
        for text_box in found.text_boxes:
            yield from self.blocks(text_box)
        for key in found.notes:
            if key in self._notes:
                yield from self.blocks(self._notes[key])

    def _block(self, paragraph: Any, text: str) -> WordBlock:
        own = properties(paragraph.find(qn("w:pPr")))
        style_id = _style_id(paragraph) or self._styles.default
        style = self._styles.get(style_id)
        outline = style.outline if own.outline is None else own.outline
        list_id = own.list_id or style.list_id
        level = None
        if list_id and list_id != "0":
            depth = style.depth if own.depth is None else own.depth
            if depth is None or (own.list_id is None and own.depth is None):
                depth = max(depth or 0, self._numbering.level_of_style(list_id, style_id))
            label = self._numbering.label(list_id, depth)
            level = depth if label else None
            text = f"{label} {text}".strip() if text else ""
        # Drafters put heading styles on whole clauses to number them; such a paragraph is no heading.
        if is_heading_level(outline) and len(text) <= _HEADING_LENGTH:
            return WordBlock("heading", text, outline)
        return WordBlock("paragraph", text, level)

    def _table(self, table: Any) -> Iterator[WordBlock]:
        self._tables += 1
        number = self._tables
        rows = [row for row in _rows(table) if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]
        one_column = all(len(list(_cells(row))) == 1 for row in rows)
        for row in rows:
            if one_column:
                # A frame around text, not a table.
                for cell in _cells(row):
                    yield from self.blocks(cell)
                continue
            cells: list[str] = []
            inner: list[WordBlock] = []
            for cell in _cells(row):
                found = list(self.blocks(cell))
                is_continued = _merge(cell) == "continue"
                cells.append("" if is_continued else " ".join(b.text for b in found if b.kind != "table_row"))
                cells.extend([""] * (_columns(cell) - 1))
                inner.extend(block for block in found if block.kind == "table_row")
            is_header = is_on(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}"))
            if any(cells):
                yield WordBlock("table_row", " | ".join(filter(None, cells)), None, tuple(cells), number, is_header)
            yield from inner


def _content(container: Any) -> Iterator[Any]:
    """Give the paragraphs and tables of a container, through the wrappers that Word puts around them."""
    for child in container.iterchildren():
        if child.tag in (_PARAGRAPH, _TABLE):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _content(child)


def _rows(table: Any) -> Iterator[Any]:
    yield from _children(table, qn("w:tr"))


def _cells(row: Any) -> Iterator[Any]:
    yield from _children(row, qn("w:tc"))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _merge(cell: Any) -> str | None:
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return None if merge is None else merge.get(qn("w:val"), "continue")


def _columns(cell: Any) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = "1" if span is None else span.get(qn("w:val"), "1")
    return min(int(value), 100) if value.isdigit() else 1


def _style_id(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val"), "")
