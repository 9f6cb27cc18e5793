"""Fields of Word: a reader sees their results, not their instructions; lost paragraph numbers are put back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from clausecheck.ingest.word_numbering import Context, Number
from clausecheck.ingest.word_styles import is_on, whole

_MARK, _KIND = qn("w:fldChar"), qn("w:fldCharType")
_STORIES = tuple(map(qn, ("w:txbxContent", "w:footnote", "w:endnote", "w:comment")))
_REFERENCE = re.compile(r'\s*REF\s+"?(?P<bookmark>[^\s"\\]+)"?(?P<switches>.*)', re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"\\([a-z])", re.IGNORECASE)
_CONTEXTS: dict[str, Context] = {"n": "own", "r": "relative", "w": "full"}
_WORD = re.compile(r"[^\W\d_]{2,}\s+")
_LOST = "Error!"


class References:
    """The numbers of the bookmarked paragraphs, for cross-references that lost their result."""

    def __init__(self, numbers: dict[str, Number] | None = None) -> None:
        self._numbers = {} if numbers is None else numbers
        self.found: dict[str, Number] = {}
        self.missed = False

    def resolved(self, instruction: str, stored: str, here: Number | None) -> str:
        """Give the stored result of a field, or the paragraph number where that is what was lost."""
        result = stored.strip()
        match = _REFERENCE.match(instruction)
        if match is None or not (result == "" or result.startswith(_LOST)):
            return stored
        switches = {switch.lower() for switch in _SWITCH.findall(match["switches"])}
        context = next((_CONTEXTS[switch] for switch in "nrw" if switch in switches), None)
        if context is None:
            return stored
        number = self._numbers.get(match["bookmark"])
        if number is None:
            self.missed = True
            return stored
        shown = number.seen_from(here, context)
        return _WORD.sub("", shown) if "t" in switches else shown


@dataclass(slots=True)
class _Field:
    """An open field; `start` is where its result begins in the text of the paragraph that is being read."""

    instruction: str = ""
    has_result: bool = False
    start: int | None = None
    form_value: str = ""


class Fields:
    """Follows the fields of a document while its runs are read in order."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._complete = {mark for root in roots for mark in _complete_marks(root)}
        self._open: list[_Field] = []
        self._stories: list[list[_Field]] = []

    @property
    def in_instruction(self) -> bool:
        """Tell whether what is read now is the instruction of a field and not for readers."""
        return any(not field.has_result for field in self._open)

    def enter_story(self) -> None:
        """Begin a text box or note, which has fields of its own."""
        self._stories.append(self._open)
        self._open = []

    def leave_story(self) -> None:
        """Go back to the text that the text box or note hangs on."""
        self._open = self._stories.pop()

    def begin_paragraph(self) -> None:
        """Forget where results begin that began in an earlier paragraph."""
        for field in self._open:
            field.start = None

    def instruct(self, words: str) -> None:
        """Add words to the instruction of the innermost field."""
        if self._open:
            self._open[-1].instruction += words

    def open_simple(self, instruction: str, position: int) -> None:
        """Begin a field that is one element."""
        self._open.append(_Field(instruction, has_result=True, start=position))

    def close(self, pieces: list[str], references: References, here: Number | None) -> None:
        """End the innermost field: put its result, so far in `pieces`, as the reader should see it."""
        field = self._open.pop()
        if self.in_instruction:
            return
        if not field.has_result:
            pieces.append(field.form_value or references.resolved(field.instruction, "", here))
        elif field.start is not None:
            stored = "".join(pieces[field.start :])
            pieces[field.start :] = [references.resolved(field.instruction, stored, here)]

    def mark(self, mark: Any, pieces: list[str], references: References, here: Number | None) -> None:
        """Take note of a w:fldChar; one whose field is never closed is none, lest it hide the rest of the text."""
        if mark not in self._complete:
            return
        kind = mark.get(_KIND)
        if kind == "begin":
            self._open.append(_Field(form_value=_form_value(mark)))
        elif not self._open:
            return
        elif kind == "separate":
            self._open[-1].has_result = True
            self._open[-1].start = len(pieces)
        else:
            self.close(pieces, references, here)


def _complete_marks(root: Any) -> list[Any]:
    """List the marks of the fields that are closed in the text they began in."""
    complete: list[Any] = []
    stories: dict[Any, list[list[Any]]] = {}
    for mark in root.iter(_MARK):
        fields = stories.setdefault(next(mark.iterancestors(*_STORIES), None), [])
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
