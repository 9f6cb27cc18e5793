"""Tracked changes of Word: what of them a reading keeps, how many there are and by whom, and the comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from clausecheck.ingest.source import RevisionMode

_INSERTIONS = frozenset(map(qn, ("w:ins", "w:moveTo", "w:cellIns")))
_DELETIONS = frozenset(map(qn, ("w:del", "w:moveFrom", "w:cellDel")))
_CHANGES = _INSERTIONS | _DELETIONS
_LEFT_OUT: dict[RevisionMode, frozenset[str]] = {"accepted": _DELETIONS, "original": _INSERTIONS, "marked": frozenset()}
_RANGES = (qn("w:moveFromRangeStart"), qn("w:moveToRangeStart"))
_MARK_PROPERTIES, _LIST_PROPERTIES = qn("w:rPr"), qn("w:numPr")
_CARRIERS = frozenset((qn("w:trPr"), qn("w:tcPr")))
_PLAIN = {qn("w:delText"): qn("w:t"), qn("w:delInstrText"): qn("w:instrText")}
_AUTHOR = qn("w:author")
_PARAGRAPH_END = f"{qn('w:pPr')}/{qn('w:rPr')}"


class TrackedChanges:
    """The tracked changes of the parts of one document, counted before a reading settles them."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._roots = tuple(roots)
        changes = [change for root in self._roots for change in root.iter(*_CHANGES) if not _is_property(change)]
        tags = [change.tag for change in changes]
        self.insertions = sum(tag in (qn("w:ins"), qn("w:cellIns")) for tag in tags)
        self.deletions = sum(tag in (qn("w:del"), qn("w:cellDel")) for tag in tags)
        self.moves = self._count_moves(changes)
        self.authors = tuple(dict.fromkeys(filter(None, (change.get(_AUTHOR) for change in changes))))

    @property
    def total(self) -> int:
        """Count all changes."""
        return self.insertions + self.deletions + self.moves

    def _count_moves(self, changes: Iterable[Any]) -> int:
        names = {mark.get(qn("w:name")) for root in self._roots for mark in root.iter(*_RANGES)}
        if names:  # both ends of a move bear its name
            return len(names)
        ends = [change.tag for change in changes if change.getparent().tag != _MARK_PROPERTIES]
        return max(ends.count(qn("w:moveFrom")), ends.count(qn("w:moveTo")))

    def settle(self, reading: RevisionMode) -> None:
        """Leave in the parts only what a reading holds; in the marked one, put marks around what changed."""
        for root in self._roots:
            for change in list(root.iter(*_CHANGES)):
                if _is_property(change) or change.getparent().tag == _MARK_PROPERTIES:
                    continue
                carrier = _carrier(change)
                if change.tag in _LEFT_OUT[reading]:
                    _remove(change if carrier is None else carrier)
                elif reading == "marked" and carrier is None:
                    _mark(change)
                elif reading == "marked" and next(change.itersiblings(*_CHANGES, preceding=True), None) is None:
                    _mark_all(carrier, change)
            if reading == "marked":
                _mark_paragraph_ends(root)
            for text in list(root.iter(*_PLAIN)):
                text.tag = _PLAIN[text.tag]


def joins_next(paragraph: Any, reading: RevisionMode) -> bool:
    """Tell whether a reading leaves out the end of a paragraph, which joins it to the next one."""
    mark = paragraph.find(_PARAGRAPH_END)
    return mark is not None and any(change.tag in _LEFT_OUT[reading] for change in mark.iterchildren(*_CHANGES))


def _is_property(change: Any) -> bool:
    """Tell a tracked change of formatting, such as numbering put on, from one of words."""
    parent = change.getparent()
    above = parent.getparent()
    is_mark = parent.tag == _MARK_PROPERTIES and (above is None or above.tag != qn("w:pPr"))
    return parent.tag == _LIST_PROPERTIES or is_mark


def _carrier(change: Any) -> Any | None:
    """Give the table row or cell that a change stands for, None for a change that holds its words itself."""
    parent = change.getparent()
    return parent.getparent() if parent.tag in _CARRIERS else None


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _signs(change: Any) -> tuple[str, str]:
    return ("[+", "+]") if change.tag in _INSERTIONS else ("[-", "-]")


def _mark(change: Any) -> None:
    previous = change.getprevious()
    opening, closing = _signs(change)
    if previous is not None and previous.tag == change.tag and len(previous):
        previous.remove(previous[-1])  # its closing sign: the two are one change
    else:
        change.insert(0, _run(opening))
    change.append(_run(closing))


def _mark_all(carrier: Any, change: Any) -> None:
    opening, closing = _signs(change)
    for paragraph in _unmarked(carrier):
        next(paragraph.iterchildren(qn("w:r"))).addprevious(_run(opening))
        paragraph.append(_run(closing))


def _unmarked(carrier: Any) -> Iterator[Any]:
    """Give the paragraphs of a row or cell that show no change of their own."""
    for paragraph in carrier.iter(qn("w:p")):
        has_words = next(paragraph.iterchildren(qn("w:r")), None) is not None
        if has_words and not any(child.tag in _CHANGES for child in paragraph):
            yield paragraph


def _mark_paragraph_ends(root: Any) -> None:
    for paragraph in root.iter(qn("w:p")):
        mark = paragraph.find(_PARAGRAPH_END)
        for change in () if mark is None else mark.iterchildren(*_CHANGES):
            paragraph.append(_run("\u00b6".join(_signs(change))))


def _run(text: str) -> Any:
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    run.append(words)
    return run
