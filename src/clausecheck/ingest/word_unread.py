"""What a Word document shows and nobody can read from its text: embedded documents, charts, pages as pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from clausecheck.ingest.word_styles import whole

_Named = tuple[str, str]  # for one and for several

_EMBEDDED: dict[str, _Named] = {
    qn("w:altChunk"): ("an embedded document (altChunk)", "embedded documents (altChunk)"),
    qn("w:subDoc"): ("a part of a master document (subDoc)", "parts of a master document (subDoc)"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": ("a chart", "charts"),
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": ("a diagram (SmartArt)", "diagrams (SmartArt)"),
}
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_OBJECTS: tuple[tuple[str, _Named], ...] = (
    ("word", ("an embedded Word document", "embedded Word documents")),
    ("excel", ("an embedded Excel workbook", "embedded Excel workbooks")),
    ("powerpoint", ("an embedded presentation", "embedded presentations")),
    ("acro", ("an embedded PDF", "embedded PDFs")),
    ("", ("an embedded object", "embedded objects")),
)
_PAGE = ("a picture as large as a page", "pictures as large as a page")
_PART = ("a large picture", "large pictures")
_FORMULA = "equation"
_DRAWINGS = (qn("wp:inline"), qn("wp:anchor"))
_VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_LENGTH = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*(\d{1,5}(?:\.\d+)?)(pt|in)\b")
_EMU, _POINTS = 914_400, 72
# In square inches. A scan fills most of a page, of which Letter has 93; a picture of text takes a good part of one.
_PAGE_SIZE, _PART_SIZE = 40, 12
_FEW_WORDS = 1_000


def unread_in(root: Any, characters: int) -> tuple[str, ...]:
    """Name what of a document was not read; `characters` is how much text was, which tells a scan from an ornament."""
    found = Counter(_EMBEDDED[element.tag] for element in root.iter(*_EMBEDDED))
    found.update(_object(element) for element in root.iter(_OBJECT) if not _is_formula(element))
    sizes = list(_picture_sizes(root))
    pages = sum(size >= _PAGE_SIZE for size in sizes)
    parts = sum(_PART_SIZE <= size < _PAGE_SIZE for size in sizes)
    found[_PAGE] = pages
    if characters < _FEW_WORDS * parts:
        found[_PART] = parts
    return tuple(one if count == 1 else f"{count} {several}" for (one, several), count in found.items() if count)


def _is_formula(element: Any) -> bool:
    return str(element.get("ProgID", "")).lower().startswith(_FORMULA)


def _object(element: Any) -> _Named:
    program = str(element.get("ProgID", "")).lower()
    return next(named for name, named in _OBJECTS if program.startswith(name))


def _picture_sizes(root: Any) -> Iterator[float]:
    for drawing in root.iter(*_DRAWINGS):
        # What lies behind the text is the paper, not the words on it.
        if drawing.get("behindDoc") in ("1", "true") or next(drawing.iter(qn("pic:pic")), None) is None:
            continue
        extent = drawing.find(qn("wp:extent"))
        if extent is not None:
            yield (whole(extent.get("cx")) or 0) * (whole(extent.get("cy")) or 0) / _EMU**2
    for picture in root.iter(_VML_PICTURE):
        lengths = {name: float(value) / (_POINTS if unit == "pt" else 1) for name, value, unit in _lengths(picture)}
        yield lengths.get("width", 0) * lengths.get("height", 0)


def _lengths(picture: Any) -> list[tuple[str, str, str]]:
    return _LENGTH.findall(str(picture.getparent().get("style", "")))
