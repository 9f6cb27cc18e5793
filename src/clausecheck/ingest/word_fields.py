"""Fields of Word: a reader sees their results, not their instructions; lost paragraph numbers are put back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from clausecheck.ingest.word_numbering import Context, Number
from clausecheck.ingest.word_places import Words
from clausecheck.ingest.word_styles import is_on, whole

_MARK, _KIND = qn("w:fldChar"), qn("w:fldCharType")
_STORIES = tuple(map(qn, ("w:txbxContent", "w:footnote", "w:endnote", "w:comment")))
_REFERENCE = re.compile(r'\s*REF\s+"?(?P<bookmark>[^\s"\\]+)"?(?P<switches>.*)', re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"\\([a-z])", re.IGNORECASE)
_CONTEXTS: dict[str, Context] = {"n": "own", "r": "relative", "w": "full"}
_WORD = re.compile(r"[^\W\d_]{2,}\s+")
_LOST = "Error!"
_LOOKED_AT = 100  # pieces of a result, of which an error message is the first that says anything


class References:
    """The numbers of the bookmarked paragraphs, for cross-references that lost their result."""

    def __init__(self, numbers: dict[str, Number] | None = None) -> None:
        self._numbers = {} if numbers is None else numbers
        self.found: dict[str, Number] = {}
        self.missed = False

    def lost_number(self, instruction: str, stored: Sequence[str], here: Number | None) -> str | None:
        """Give the paragraph number that a field shows, None where it is not known or its stored result is sound."""
        match = _REFERENCE.match(instruction)
        if match is None or not _is_lost(stored):
            return None
        switches = {switch.lower() for switch in _SWITCH.findall(match["switches"])}
        context = next((_CONTEXTS[switch] for switch in "nrw" if switch in switches), None)
        if context is None:
            return None
        number = self._numbers.get(match["bookmark"])
        if number is None:
            self.missed = True
            return None
        shown = number.seen_from(here, context)
        return _WORD.sub("", shown) if "t" in switches else shown


def _is_lost(stored: Sequence[str]) -> bool:
    first = next(filter(None, (piece.strip() for piece in stored)), "")
    return not first or first.startswith(_LOST)


@dataclass(slots=True)
class _Field:
    """An open field; its result begins in a paragraph at a place among the pieces of its text."""

    instruction: str = ""
    has_result: bool = False
    paragraph: int = 0
    start: int = 0
    form_value: str = ""


@dataclass(slots=True)
class _Story:
    """A text with fields of its own; `instructions` counts the open fields that have come to no result yet."""

    open: list[_Field] = field(default_factory=list)
    instructions: int = 0


class Fields:
    """Follows the fields of a document while its runs are read in order."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._complete = {mark for root in roots for mark in _complete_marks(root)}
        self._stories = [_Story()]
        self._paragraph = 0

    @property
    def in_instruction(self) -> bool:
        """Tell whether what is read now is the instruction of a field and not for readers."""
        return self._stories[-1].instructions > 0

    def enter_story(self) -> None:
        """Begin a text box or note, which has fields of its own."""
        self._stories.append(_Story())

    def leave_story(self) -> None:
        """Go back to the text that the text box or note hangs on."""
        self._stories.pop()

    def begin_paragraph(self) -> None:
        """Begin another paragraph: no result begins in its text so far."""
        self._paragraph += 1

    def instruct(self, words: str) -> None:
        """Add words to the instruction of the innermost field."""
        if self._stories[-1].open:
            self._stories[-1].open[-1].instruction += words

    def open_simple(self, instruction: str, position: int) -> None:
        """Begin a field that is one element."""
        self._stories[-1].open.append(_Field(instruction, True, self._paragraph, position))

    def close(self, pieces: list[Words], references: References, here: Number | None) -> None:
        """End the innermost field: put its result, so far in `pieces`, as the reader should see it."""
        story = self._stories[-1]
        ended = story.open.pop()
        if not ended.has_result:
            story.instructions -= 1
        if story.instructions or (ended.has_result and ended.paragraph != self._paragraph):
            return
        start = ended.start if ended.has_result else len(pieces)
        stored = [piece.text for piece in pieces[start : start + _LOOKED_AT]]
        number = references.lost_number(ended.instruction, stored, here)
        if number is not None:
            pieces[start:] = [Words(number)]
        elif not ended.has_result:
            pieces.append(Words(ended.form_value))

    def mark(self, mark: Any, pieces: list[Words], references: References, here: Number | None) -> None:
        """Take note of a w:fldChar; one whose field is never closed is none, lest it hide the rest of the text."""
        if mark not in self._complete:
            return
        story, kind = self._stories[-1], mark.get(_KIND)
        if kind == "begin":
            story.open.append(_Field(form_value=_form_value(mark)))
            story.instructions += 1
        elif not story.open:
            return
        elif kind == "separate":
            begun = story.open[-1]
            begun.has_result, begun.paragraph, begun.start = True, self._paragraph, len(pieces)
            story.instructions -= 1
        else:
            self.close(pieces, references, here)


def _complete_marks(root: Any) -> list[Any]:
    """List the marks of the fields that are closed in the text they began in."""
    complete: list[Any] = []
    stories: dict[Any, list[list[Any]]] = {}
    for mark in root.iter(_MARK):
        fields = stories.setdefault(next(mark.iterancestors(*_STORIES), root), [])
        kind = mark.get(_KIND)
        if kind == "begin":
            fields.append([mark])
        elif kind == "separate" and fields and len(fields[-1]) == 1:
            fields[-1].append(mark)
        elif kind == "end" and fields:
            complete += [*fields.pop(), mark]
    return complete


def _form_value(mark: Any) -> str:
    """Write what a form field shows that has no result: a check box, or the entry chosen from a list."""
    box = mark.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is not None:
        checked = box.find(qn("w:checked"))
        return "\u2612" if is_on(box.find(qn("w:default")) if checked is None else checked) else "\u2610"
    choices = mark.find(f"{qn('w:ffData')}/{qn('w:ddList')}")
    if choices is None:
        return ""
    entries = [entry.get(qn("w:val"), "") for entry in choices.iterchildren(qn("w:listEntry"))]
    chosen = choices.find(qn("w:result"))
    if chosen is None:
        chosen = choices.find(qn("w:default"))
    place = 0 if chosen is None else whole(chosen.get(qn("w:val"))) or 0
    return entries[place] if place < len(entries) else ""
