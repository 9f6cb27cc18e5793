"""The text of one Word paragraph as its reader sees it, with all tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_SKIPPED = frozenset(
    map(qn, ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:pPr", "w:rPr", "w:sdtPr", "w:rt", "w:delInstrText"))
)
# The fallback repeats, for old programs, what the choice beside it already says.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT = qn("w:t")
_TEXT_BOX = qn("w:txbxContent")
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_MARKS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_CHECK_BOXES = {"006f": "\u2610", "00a8": "\u2610", "00fe": "\u2612", "0078": "\u2612", "0052": "\u2611"}


class ParagraphText:
    """Collects one paragraph's words, and what hangs on it: text boxes and the notes it refers to."""

    def __init__(self, paragraph: Any) -> None:
        self.text_boxes: list[Any] = []
        self.notes: list[tuple[str, str]] = []
        self.text = collapse("".join(self._pieces(paragraph)))

    def _pieces(self, element: Any) -> Iterator[str]:
        for child in element.iterchildren():
            tag = child.tag
            if tag in (_TEXT, _MATH_TEXT):
                yield child.text or ""
            elif tag in _MARKS:
                yield _MARKS[tag]
            elif tag == qn("w:sym"):
                yield _CHECK_BOXES.get(child.get(qn("w:char"), "").lower().replace("f0", "00", 1), "")
            elif tag == _TEXT_BOX:
                self.text_boxes.append(child)
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], child.get(qn("w:id"), "")))
            elif tag in _SKIPPED or tag == _FALLBACK or not isinstance(tag, str) or _is_hidden(child):
                continue
            else:
                yield from self._pieces(child)


def collapse(text: str) -> str:
    """Turn every run of white space into one space and drop characters that show nothing."""
    return _SPACES.sub(" ", text.translate(_INVISIBLE)).strip()


def is_on(element: Any | None) -> bool:
    """Tell whether a Word on/off property is present and not switched off."""
    return element is not None and element.get(qn("w:val"), "1") not in {"0", "false", "off"}


def mark_is_deleted(paragraph: Any) -> bool:
    """Tell whether a tracked change deletes the paragraph's end, which joins it to the next one."""
    path = f"{qn('w:pPr')}/{qn('w:rPr')}/"
    return any(paragraph.find(path + qn(tag)) is not None for tag in ("w:del", "w:moveFrom"))


def _is_hidden(element: Any) -> bool:
    return element.tag == qn("w:r") and is_on(element.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))
