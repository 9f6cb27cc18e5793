"""The text of one Word paragraph as its reader sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from clausecheck.ingest.word_fields import Fields, References
from clausecheck.ingest.word_numbering import Number
from clausecheck.ingest.word_places import Anchored, Place, Words, anchored, collapse
from clausecheck.ingest.word_styles import Styles, hides, is_white
from clausecheck.ingest.word_symbols import symbol

_SKIPPED = frozenset(map(qn, ("w:delText", "w:pPr", "w:rPr", "w:sdtPr", "w:rt", "w:delInstrText")))
_RUN, _RUN_PROPERTIES, _RUN_STYLE = qn("w:r"), qn("w:rPr"), qn("w:rStyle")
_FIELD_MARK, _INSTRUCTION, _SIMPLE_FIELD = qn("w:fldChar"), qn("w:instrText"), qn("w:fldSimple")
_BOOKMARK, _SYMBOL = qn("w:bookmarkStart"), qn("w:sym")
_TEXTS = frozenset((qn("w:t"), qn("a:t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))
_TEXT_BOXES = frozenset((qn("w:txbxContent"), qn("a:txBody")))
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_MARKS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("a:br"): " ",
    qn("w:noBreakHyphen"): "-",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a document says of its paragraphs outside of them; `places` are those of its text elements."""

    styles: Styles
    fields: Fields
    references: References = field(default_factory=References)
    places: Mapping[Any, Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unseen:
    """How many words a reader of the document does not see: those hidden, and those written in white."""

    hidden: int = 0
    white: int = 0

    def __add__(self, other: Unseen) -> Unseen:
        """Count two together."""
        return Unseen(self.hidden + other.hidden, self.white + other.white)


class ParagraphText:
    """Collects the words of one or more joined paragraphs, and what hangs on them: text boxes, notes, bookmarks."""

    def __init__(self, setting: Setting, number: Number | None = None) -> None:
        self._setting = setting
        self._number = number
        self._pieces: list[Words] = []
        self.text_boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.unseen = Unseen()
        self._is_hidden_by_style = False

    @property
    def text(self) -> str:
        """Give the words on one line."""
        return collapse("".join([piece.text for piece in self._pieces]))

    @property
    def anchored(self) -> Anchored:
        """Give the words on one line, with where they stand in the file."""
        return anchored(self._pieces)

    def add(self, paragraph: Any) -> None:
        """Read one paragraph, after those that are joined with it."""
        self._setting.fields.begin_paragraph()
        self._is_hidden_by_style = bool(self._setting.styles.of(paragraph).hidden)
        self._pieces.append(Words(" "))
        self._read(paragraph)

    def _read(self, element: Any) -> None:
        setting = self._setting
        for child in element.iterchildren():
            tag = child.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == _RUN and self._is_hidden(child):
                self.unseen += Unseen(hidden=_count_words(child))
            elif tag == _FIELD_MARK:
                setting.fields.mark(child, self._pieces, setting.references, self._number)
            elif tag == _INSTRUCTION:
                setting.fields.instruct(child.text or "")
            elif tag == _BOOKMARK:
                self.bookmark(child.get(qn("w:name"), ""))
            elif setting.fields.in_instruction:
                if tag not in _TEXT_BOXES:
                    self._read(child)  # for the marks that end the instruction
            elif tag == _SIMPLE_FIELD:
                setting.fields.open_simple(child.get(qn("w:instr"), ""), len(self._pieces))
                self._read(child)
                setting.fields.close(self._pieces, setting.references, self._number)
            else:
                if tag == _RUN and is_white(child):
                    self.unseen += Unseen(white=_count_words(child))
                self._read_visible(child, tag)

    def _read_visible(self, child: Any, tag: str) -> None:
        if tag in _TEXTS:
            self._pieces.append(Words(child.text or "", self._setting.places.get(child)))
        elif tag in _MARKS:
            self._pieces.append(Words(_MARKS[tag]))
        elif tag == _SYMBOL:
            self._pieces.append(Words(symbol(child.get(qn("w:font"), ""), child.get(qn("w:char"), ""))))
        elif tag in _TEXT_BOXES:
            self.text_boxes.append(child)
        elif tag in _NOTES:
            self.notes.append((_NOTES[tag], child.get(qn("w:id"), "")))
        else:
            self._read(child)

    def bookmark(self, name: str) -> None:
        """Remember that a bookmark stands at this paragraph."""
        if self._number is not None:
            self._setting.references.found[name] = self._number

    def _is_hidden(self, run: Any) -> bool:
        own = run.find(_RUN_PROPERTIES)
        hidden = hides(own)
        if hidden is None and own is not None:
            style = own.find(_RUN_STYLE)
            hidden = None if style is None else self._setting.styles.get(style.get(qn("w:val"))).hidden
        if hidden is None:
            hidden = self._is_hidden_by_style
        return hidden and run.find(_FIELD_MARK) is None  # the marks of a field count, shown or not


def _count_words(run: Any) -> int:
    return len("".join(text.text or "" for text in run.iter(*_TEXTS)).split())
