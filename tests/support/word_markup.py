"""Reads comments and tracked changes of a Word document, and finds what is out of the order that the format wants."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

_PARAGRAPH_PROPERTIES = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
    "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents",
    "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
    "rPr", "sectPr", "pPrChange",
)  # fmt: skip
_RUN_PROPERTIES = (
    "ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike",
    "dstrike", "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color",
    "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign",
    "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath",
)  # fmt: skip
_FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}
_ORDERS = {"pPr": _PARAGRAPH_PROPERTIES, "rPr": _RUN_PROPERTIES}
_MARKS = tuple(map(qn, ("w:commentRangeStart", "w:commentRangeEnd")))
_SAID = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:noBreakHyphen"): "-"}
_TEXTS = tuple(map(qn, ("w:t", "w:delText")))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist()}


def root_of(data: bytes, name: str = "word/document.xml") -> Any:
    return etree.fromstring(members(data)[name])


def comments_of(data: bytes, author: str = "clausecheck") -> dict[str, list[str]]:
    """Give the paragraphs of each comment of an author by its number."""
    comments = root_of(data, "word/comments.xml").iter(qn("w:comment"))
    return {
        comment.get(qn("w:id")): ["".join(text.text for text in p.iter(qn("w:t"))) for p in comment.iter(qn("w:p"))]
        for comment in comments
        if comment.get(qn("w:author")) == author
    }


def commented_words(data: bytes, number: str) -> str:
    """Read what stands between the marks of a comment, on one line."""
    return " ".join("".join(_between(root_of(data), number)).split())


def _between(root: Any, number: str) -> Iterator[str]:
    is_inside = False
    for element in root.iter(*_MARKS, *_TEXTS, *_SAID):
        if element.tag in _MARKS and element.get(qn("w:id")) == number:
            is_inside = element.tag == _MARKS[0]
        elif is_inside and element.tag in _TEXTS:
            yield element.text or ""
        elif is_inside:
            yield _SAID.get(element.tag, "")


def faults(data: bytes) -> list[str]:
    """Name what a Word document has out of order, as far as comments and tracked changes go."""
    root = root_of(data)
    return [*_order_faults(root), *_comment_faults(root, data), *_change_faults(root)]


def _order_faults(root: Any) -> Iterator[str]:
    for parent, first in _FIRST.items():
        for child in root.iter(qn(f"w:{first}")):
            above = child.getparent()
            if above.tag == qn(f"w:{parent}") and above.index(child) > 0:
                yield f"{first} is not the first in its {parent}"
    for name, order in _ORDERS.items():
        for properties in root.iter(qn(f"w:{name}")):
            places = [order.index(etree.QName(child).localname) for child in properties if _is_word(child)]
            if places != sorted(places):
                yield f"{name} out of order: {[order[place] for place in places]}"
    for cell in root.iter(qn("w:tc")):
        if cell[-1].tag != qn("w:p"):
            yield "a cell does not end with a paragraph"
    body = root.find(qn("w:body"))
    if any(section is not body[-1] for section in body.findall(qn("w:sectPr"))):
        yield "the section properties are not the last in the body"


def _is_word(element: Any) -> bool:
    return etree.QName(element).namespace == etree.QName(qn("w:p")).namespace


def _comment_faults(root: Any, data: bytes) -> Iterator[str]:
    known = [each.get(qn("w:id")) for each in root_of(data, "word/comments.xml").iter(qn("w:comment"))]
    if len(known) != len(set(known)):
        yield "two comments have one number"
    places: dict[str, list[int]] = {number: [] for number in known}
    kinds = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")
    for place, element in enumerate(root.iter(*map(qn, kinds))):
        places.setdefault(element.get(qn("w:id")), []).append(
            place * 3 + kinds.index(f"w:{etree.QName(element).localname}")
        )
        if element.tag == qn("w:commentReference") and element.getparent().tag != qn("w:r"):
            yield "a reference to a comment outside of a run"
        if element.tag != qn("w:commentReference") and element.getparent().tag == qn("w:r"):
            yield "the mark of a comment inside of a run"
    for number, found in places.items():
        if [place % 3 for place in found] != [0, 1, 2] or found != sorted(found):
            yield f"comment {number} lacks a mark, or has them out of order"


def _change_faults(root: Any) -> Iterator[str]:
    numbers = [
        each.get(qn("w:id"))
        for each in root.iter(qn("w:ins"), qn("w:del"))
        if each.get(qn("w:author")) == "clausecheck"
    ]
    if len(numbers) != len(set(numbers)):
        yield "two changes have one number"
    deletions = tuple(map(qn, ("w:del", "w:moveFrom")))
    for text in root.iter(*_TEXTS):
        # A text box in deleted words has words of its own.
        above = next(text.iterancestors(*deletions, qn("w:txbxContent")), None)
        is_deleted = above is not None and above.tag == qn("w:del")
        if is_deleted and text.tag == qn("w:t"):
            yield "deleted words that are no w:delText"
        if above is None and text.tag == qn("w:delText"):
            yield "w:delText outside of a deletion"
