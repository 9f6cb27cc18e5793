"""Tracked changes that propose language: paragraphs and words inserted, words deleted."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import groupby
from typing import Any

from lxml import etree

from clausecheck.report.word.comments import AUTHOR
from clausecheck.report.word.indentation import Indentation
from clausecheck.report.word.story import Range, Story

_NOT_COPIED = ("keepNext", "pageBreakBefore", "framePr", "numPr", "outlineLvl", "rPr", "sectPr", "pPrChange")
# The order that the format wants (CT_PPrBase).
_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
)  # fmt: skip
_BODY_TEXT = 9
_FONT = ("rFonts", "sz", "szCs", "lang")
_GONE = ("del", "moveFrom")
_FIELD = ("fldChar", "instrText")


class Redline:
    """Writes tracked changes into a story whose marks have been put in place."""

    def __init__(self, story: Story, numbers: Iterator[int], indentation: Indentation) -> None:
        self._story = story
        self._indentation = indentation
        self._words = story.words
        self._numbers = numbers
        self._made: list[Any] = []

    def insert_after(self, paragraph: Any, text: str, *, leave_table: bool = False) -> None:
        """Propose a paragraph after another one that looks like it, or after the table that holds it."""
        made = self._proposed(paragraph, text)
        place = self._outside_of_tables(paragraph) if leave_table else paragraph
        while self._goes_on(place):
            place = place.getnext()
        place.addnext(made)

    def insert_before(self, paragraph: Any, text: str) -> None:
        """Propose a paragraph before another one, or before the table that holds it, like the one before that."""
        place = self._outside_of_tables(paragraph)
        previous = place.getprevious()
        model = previous if previous is not None and previous.tag == paragraph.tag else paragraph
        place.addprevious(self._proposed(model, text))

    def insert_at_end(self, text: str) -> None:
        """Propose a paragraph at the end of the document."""
        paragraphs = list(self._story.body.iterchildren(self._words.name("p")))
        made = self._proposed(paragraphs[-1] if paragraphs else self._words.make("p"), text)
        section = self._story.body.find(self._words.name("sectPr"))
        if section is None:
            self._story.body.append(made)
        else:
            section.addprevious(made)

    def replace(self, marks: Range, text: str) -> None:
        """Propose words in the place of those between two marks."""
        self.strike(marks)
        font = self._font_of(marks.reference.getparent())
        marks.reference.addnext(self._change("ins", self._run(font, text)))

    def strike(self, marks: Range) -> None:
        """Propose to delete the words between two marks."""
        wordings = [part for run in self._runs_between(marks) for part in self._without_fields(run)]
        for run in wordings:
            for element in run.iterchildren(self._words.name("t")):
                element.tag = self._words.name("delText")
            change = self._change("del")
            run.addprevious(change)
            change.append(run)

    def _proposed(self, neighbour: Any, text: str) -> Any:
        """Make a paragraph that looks like its neighbour and takes no part in its numbering."""
        make = self._words.make
        own = neighbour.find(self._words.name("pPr"))
        left_out = self._words.names(*_NOT_COPIED)
        copied = [] if own is None else [deepcopy(each) for each in own if each.tag not in left_out]
        properties = make("pPr", *copied)
        indent = properties.find(self._words.name("ind"))
        if indent is None:
            indent = make("ind")
            indent.attrib.update(self._indentation.left_of(neighbour))
        for hanging in self._words.names("hanging", "hangingChars", "firstLine", "firstLineChars"):
            indent.attrib.pop(hanging, None)
        indent.set(self._words.name("firstLine"), "0")  # without a number there is nothing to hang
        numbering = make("numPr", make("ilvl", val=0), make("numId", val=0))
        for element in (numbering, indent, make("outlineLvl", val=_BODY_TEXT)):
            self._put(properties, element)
        properties.append(make("rPr", self._change("ins")))
        made = make("p", properties, self._change("ins", self._run(self._font_of(neighbour), text)))
        self._made.append(made)
        return made

    def _put(self, properties: Any, element: Any) -> None:
        """Put a property where the format wants it among others, in the place of one of its kind."""
        for old in properties.findall(element.tag):
            properties.remove(old)
        place = _ORDER.index(etree.QName(element).localname)
        before = self._words.names(*_ORDER[:place])
        properties.insert(sum(each.tag in before for each in properties), element)

    def _run(self, font: Any | None, text: str) -> Any:
        return self._words.make("r", *([] if font is None else [font]), self._words.text(text))

    def _font_of(self, paragraph: Any) -> Any | None:
        """Copy font and size of the last words of a paragraph, and not what stresses them."""
        runs = [run for run in paragraph.iter(self._words.name("r")) if run.find(self._words.name("t")) is not None]
        own = runs[-1].find(self._words.name("rPr")) if runs else None
        copied = [] if own is None else [deepcopy(each) for each in own if each.tag in self._words.names(*_FONT)]
        return self._words.make("rPr", *copied) if copied else None

    def _change(self, kind: str, *contents: Any) -> Any:
        return self._words.make(kind, *contents, id=next(self._numbers), author=AUTHOR)

    def _outside_of_tables(self, paragraph: Any) -> Any:
        return [paragraph, *paragraph.iterancestors(self._words.name("tbl"))][-1]

    def _goes_on(self, place: Any) -> bool:
        """Tell whether what follows belongs before a new proposal: an earlier one, or the rest of a paragraph."""
        following = place.getnext()
        if following is None or following.tag != self._words.name("p"):
            return False
        return following in self._made or self._lost_its_end(place)

    def _lost_its_end(self, paragraph: Any) -> bool:
        """Tell whether somebody deleted the end of a paragraph, so that what follows it is part of it."""
        mark = paragraph.find(f"{self._words.name('pPr')}/{self._words.name('rPr')}")
        return mark is not None and any(mark.find(self._words.name(kind)) is not None for kind in _GONE)

    def _without_fields(self, run: Any) -> list[Any]:
        """Cut a run so that the marks and the code of a field, which must stay whole, stand apart; give the others."""
        field, properties = self._words.names(*_FIELD), self._words.name("rPr")
        contents = [each for each in run if each.tag != properties]
        groups = [list(group) for _, group in groupby(contents, key=lambda each: each.tag in field)]
        made = [self._story.cut_off(run, group) for group in reversed(groups[1:])]
        return [part for part in (run, *reversed(made)) if part.find(self._words.name("t")) is not None]

    def _runs_between(self, marks: Range) -> Iterator[Any]:
        """Give the runs with words between two marks that nobody deleted so far."""
        is_inside = False
        run, deleted = self._words.name("r"), self._words.names(*_GONE)
        for element in self._story.body.iter(run, marks.start.tag, marks.end.tag):
            if element is marks.end:
                return
            is_inside = is_inside or element is marks.start
            if is_inside and element.tag == run and element.find(self._words.name("t")) is not None:
                above = list(element.iterancestors())
                if not any(each.tag == run or each.tag in deleted for each in above):
                    yield element
