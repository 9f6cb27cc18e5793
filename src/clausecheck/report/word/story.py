"""The main part of a Word document: finds words again by their anchors, and puts marks around them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from lxml import etree

from clausecheck.ingest.source import Anchor
from clausecheck.ingest.word_places import text_elements
from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.vocabulary import Vocabulary, kept

# What stands between a paragraph and its words and takes no mark inside.
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FORMULAS = ("oMath", "oMathPara")


@dataclass(frozen=True, slots=True)
class Range:
    """The two marks around words, and the run in their paragraph that refers to what is said of them."""

    start: Any
    end: Any
    reference: Any


class Story:
    """Puts marks around words: first told which, then all at once, for a cut moves what stands behind it."""

    def __init__(self, package: WordPackage) -> None:
        self._package = package
        self.root = package.edit(package.main)
        self.words = Vocabulary(self.root)
        self.body = self.root.find(self.words.name("body"))
        self._paragraph, self._run = self.words.name("p"), self.words.name("r")
        self._elements: dict[str, list[Any]] = {package.main: list(text_elements(self.root))}
        self._cuts: list[tuple[tuple[int, int, bool], Range]] = []
        self._whole: list[tuple[Any, bool, Range]] = []

    def reachable(self, anchors: Iterable[Anchor]) -> list[Anchor]:
        """Leave out the words that no paragraph of the body leads to, and put the others in the order of the file."""
        found = [anchor for anchor in anchors if self._holder(anchor) is not None]
        main = [anchor for anchor in found if anchor.part == self._package.main]
        return sorted(main or found, key=lambda anchor: (anchor.part, anchor.element, anchor.offset))

    def enclose(self, anchors: Sequence[Anchor], marks: Range) -> None:
        """Have reachable words put between two marks; what may hold no mark inside stands between them as a whole."""
        first, last = anchors[0], anchors[-1]
        self._mark(first, first.offset, marks, opens=True)
        self._mark(last, last.offset + last.end - last.start, marks, opens=False)

    def enclose_beginning(self, marks: Range) -> None:
        """Put the first paragraph of the body between two marks, make one where there is none."""
        paragraph = next(self.body.iter(self._paragraph), None)
        if paragraph is None:
            paragraph = self.words.make("p")
            self.body.insert(0, paragraph)
        self._open(paragraph, marks)
        self._close(paragraph, marks)

    def settle(self) -> None:
        """Put the marks where they belong, from the end on: what stands before a cut keeps its place."""
        self._cuts.sort(key=lambda cut: cut[0], reverse=True)
        for (number, offset, opens), cuts in groupby(self._cuts, key=lambda cut: cut[0]):
            text = self._elements[self._package.main][number]
            run = self._run_from(text, offset) if opens else self._run_until(text, offset)
            for _, marks in cuts:
                self._open(run, marks) if opens else self._close(run, marks)
        for holder, opens, marks in self._whole:
            self._open(holder, marks) if opens else self._close(holder, marks)
        self._cuts, self._whole = [], []

    def stands_apart(self, anchor: Anchor) -> bool:
        """Tell whether words stand where no mark can: in a note, a text box or a formula."""
        return not self._takes_marks(anchor)

    def paragraph_of(self, anchor: Anchor) -> Any:
        """Give the paragraph of the body with reachable words, or with the text box or the mark of the note."""
        return _self_or_ancestor(self._holder(anchor), self._paragraph)

    def cut_off(self, run: Any, contents: Sequence[Any]) -> Any:
        """Move what stands at the end of a run into one of its own that looks the same."""
        made = run.makeelement(run.tag, dict(run.attrib), run.nsmap)
        properties = run.find(self.words.name("rPr"))
        if properties is not None:
            made.append(deepcopy(properties))
        made.extend(contents)
        run.addnext(made)
        return made

    def _mark(self, anchor: Anchor, offset: int, marks: Range, *, opens: bool) -> None:
        if self._takes_marks(anchor):
            self._cuts.append(((anchor.element, offset, opens), marks))
        else:
            self._whole.append((self._holder(anchor), opens, marks))

    def _takes_marks(self, anchor: Anchor) -> bool:
        if anchor.part != self._package.main:
            return False
        run = self._elements[anchor.part][anchor.element].getparent()
        return run.tag == self._run and run is self._holder(anchor)

    def _open(self, holder: Any, marks: Range) -> None:
        if holder.tag == self._paragraph:
            holder.insert(0 if holder.find(self.words.name("pPr")) is None else 1, marks.start)
        else:
            holder.addprevious(marks.start)

    def _close(self, holder: Any, marks: Range) -> None:
        if holder.tag == self._paragraph:
            holder.append(marks.end)
        else:
            holder.addnext(marks.end)
        # The reference stands outside of links and of other people's changes, with which it would vanish.
        top = marks.end
        while top.getparent().tag != self._paragraph:
            top = top.getparent()
        top.addnext(marks.reference)

    def _holder(self, anchor: Anchor) -> Any | None:
        """Give the outermost run with the words in it, else their paragraph; None for words outside of the body."""
        element = self._element(anchor)
        path = [] if element is None else list(element.iterancestors())
        paragraphs = [place for place, above in enumerate(path) if above.tag == self._paragraph]
        if not paragraphs:
            return None
        within = [above for above in path[: paragraphs[-1]] if self._is_holder(above)]
        return within[-1] if within else path[paragraphs[-1]]

    def _is_holder(self, element: Any) -> bool:
        return element.tag in (self._run, _ALTERNATIVES) or etree.QName(element).localname in _FORMULAS

    def _element(self, anchor: Anchor) -> Any | None:
        """Give a text element of the main part, or the mark that refers to the note with one of another part."""
        if anchor.part not in self._elements:
            self._elements[anchor.part] = self._references(anchor.part)
        return self._elements[anchor.part][anchor.element]

    def _references(self, part: str) -> list[Any | None]:
        """Give for each text element of a part with notes the mark in the main part that refers to its note."""
        notes = self._package.read(part)
        name = Vocabulary(notes).name
        kind = etree.QName(notes).localname.removesuffix("s")
        marks = {mark.get(self.words.name("id")): mark for mark in self.root.iter(self.words.name(f"{kind}Reference"))}
        holders = (next(text.iterancestors(name(kind)), None) for text in text_elements(notes))
        return [None if note is None else marks.get(note.get(name("id"))) for note in holders]

    def _run_from(self, text: Any, offset: int) -> Any:
        """Give the run that begins with a character, cut from what stands before it."""
        run, first = text.getparent(), _split(text, offset) if offset else text
        before = [each for each in first.itersiblings(preceding=True) if each.tag != self.words.name("rPr")]
        return self.cut_off(run, [first, *first.itersiblings()]) if before else run

    def _run_until(self, text: Any, offset: int) -> Any:
        """Give the run that ends before a character, cut from what stands behind."""
        words = text.text or ""
        while offset < len(words) and unicodedata.combining(words[offset]):
            offset += 1  # an accent that is written apart stays with its letter
        if offset < len(words):
            _split(text, offset)
        behind = list(text.itersiblings())
        if behind:
            self.cut_off(text.getparent(), behind)
        return text.getparent()


def _split(text: Any, offset: int) -> Any:
    """Cut a text element in two and give the second one."""
    words = text.text
    second = text.makeelement(text.tag, dict(text.attrib), text.nsmap)
    second.text, text.text = words[offset:], words[:offset]
    second.extend(list(text))
    text.addnext(kept(second))
    kept(text)
    return second


def _self_or_ancestor(element: Any, tag: str) -> Any:
    return element if element.tag == tag else next(element.iterancestors(tag))
