"""Walks the body of a Word document in reading order: paragraphs, table rows, text boxes and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from clausecheck.ingest.source import CELL_SEPARATOR, BlockKind, RevisionMode
from clausecheck.ingest.word_numbering import Number, Numbering
from clausecheck.ingest.word_places import Anchored, joined, moved
from clausecheck.ingest.word_revisions import joins_next
from clausecheck.ingest.word_styles import Style, is_heading_level, properties
from clausecheck.ingest.word_table import Row, inside, rows_of
from clausecheck.ingest.word_text import ParagraphText, Setting, Unseen

_HEADING_LENGTH = 200
_PARAGRAPHS = (qn("w:p"), qn("a:p"))
_TABLE, _BOOKMARK = qn("w:tbl"), qn("w:bookmarkStart")


@dataclass(frozen=True, slots=True)
class WordBlock:
    """A block before it has offsets; a table row has its cells, empty where a merged cell goes on."""

    kind: BlockKind
    words: Anchored
    level: int | None = None
    cells: tuple[str, ...] = ()
    table: int = 0
    is_header: bool = False


class Body:
    """Turns body elements into blocks; counts numbered paragraphs as it goes, so it reads the document once."""

    def __init__(
        self, setting: Setting, numbering: Numbering, notes: Mapping[tuple[str, str], Any], reading: RevisionMode
    ) -> None:
        self._setting = setting
        self._numbering = numbering
        self._notes = dict(notes)
        self._reading = reading
        self._tables = 0
        self.unseen = Unseen()

    def blocks(self, container: Any) -> Iterator[WordBlock]:
        """Give the blocks of a body, cell, text box or note."""
        paragraphs: list[Any] = []
        bookmarks: list[str] = []
        for child in inside(container, *_PARAGRAPHS, _TABLE, _BOOKMARK):
            if child.tag == _BOOKMARK:
                bookmarks.append(child.get(qn("w:name"), ""))
            elif child.tag == _TABLE:
                yield from self._joined(paragraphs, bookmarks)
                yield from self._table(child)
                paragraphs, bookmarks = [], []
            else:
                paragraphs.append(child)
                if not joins_next(child, self._reading):
                    yield from self._joined(paragraphs, bookmarks)
                    paragraphs, bookmarks = [], []
        yield from self._joined(paragraphs, bookmarks)

    def _joined(self, paragraphs: Sequence[Any], bookmarks: Sequence[str]) -> Iterator[WordBlock]:
        """Give the block of a paragraph with those before it that lost their end, then what hangs on it."""
        if not paragraphs:
            return
        last = paragraphs[-1]
        # Where its end is gone and no paragraph follows, only words keep it in the count.
        counts = not joins_next(last, self._reading) or next(last.iter(qn("w:t")), None) is not None
        style, depth = self._list_level(last)
        number = None if depth is None or not counts else self._numbering.count(style.list_id or "", depth)
        found = ParagraphText(self._setting, number)
        for name in bookmarks:
            found.bookmark(name)
        for paragraph in paragraphs:
            found.add(paragraph)
        self.unseen += found.unseen
        words = found.anchored
        if words.text:
            yield _block(words, number, style.outline)
        for text_box in found.text_boxes:
            yield from self._story(text_box)
        for key in found.notes:
            note = self._notes.pop(key, None)  # a note is read once, even where it refers to itself
            if note is not None:
                yield from self._story(note)

    def _story(self, story: Any) -> Iterator[WordBlock]:
        self._setting.fields.enter_story()
        yield from self.blocks(story)
        self._setting.fields.leave_story()

    def _list_level(self, paragraph: Any) -> tuple[Style, int | None]:
        """Give what style and paragraph say, and the level in their list, None outside of lists."""
        name = self._setting.styles.name_of(paragraph)
        own, base = properties(paragraph.find(qn("w:pPr"))), self._setting.styles.get(name)
        style = own.over(base)
        if not style.list_id or style.list_id == "0":
            return style, None
        depth = style.depth
        if depth is None or (own.list_id is None and own.depth is None):
            depth = max(depth or 0, self._numbering.level_of_style(style.list_id, name))
        return style, depth

    def _table(self, table: Any) -> Iterator[WordBlock]:
        self._tables += 1
        number = self._tables
        rows = rows_of(table)
        if all(len(row.cells) == 1 for row in rows):
            # A frame around text, not a table.
            for row in rows:
                yield from self.blocks(row.cells[0].element)
            return
        for row in rows:
            yield from self._row(row, number)

    def _row(self, row: Row, table: int) -> Iterator[WordBlock]:
        cells = [Anchored()] * row.skipped
        inner: list[WordBlock] = []
        for cell in row.cells:
            found = list(self.blocks(cell.element))
            own = [] if cell.is_continued else [block.words for block in found if block.kind != "table_row"]
            cells.extend([joined(" ", own), *[Anchored()] * (cell.columns - 1)])
            inner.extend(block for block in found if block.kind == "table_row")
        texts = tuple(cell.text for cell in cells)
        if any(texts):
            words = joined(CELL_SEPARATOR, [cell for cell in cells if cell.text])
            yield WordBlock("table_row", words, None, texts, table, row.is_header)
        yield from inner


def _block(found: Anchored, number: Number | None, outline: int | None) -> WordBlock:
    label = "" if number is None else number.label
    text = f"{label} {found.text}".strip()
    words = Anchored(text, tuple(moved(found.anchors, len(text) - len(found.text))))
    # Drafters put heading styles on whole clauses to number them; such a paragraph is no heading.
    if is_heading_level(outline) and len(text) <= _HEADING_LENGTH:
        return WordBlock("heading", words, outline)
    return WordBlock("paragraph", words, number.depth if number is not None and label else None)
