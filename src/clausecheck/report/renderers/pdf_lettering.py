"""Lettering: any text as markup for reportlab, in fonts that have its letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from clausecheck.report.excerpt import one_line

REGULAR, BOLD = "Helvetica", "Helvetica-Bold"
UNSHOWN = "[?]"

# The standard fonts have the letters of Western Europe. reportlab brings Vera, which has more of Central Europe's.
_MORE = {REGULAR: ("clausecheck-Vera", "Vera.ttf"), BOLD: ("clausecheck-VeraBd", "VeraBd.ttf")}


def lettered(text: str, font: str = REGULAR) -> str:
    """Write text as markup of a reportlab Paragraph, on one line, with a mark in place of letters that no font has."""
    line = "".join(_spelled(char, font) for char in unicodedata.normalize("NFC", one_line(text)))
    return "".join(_set("".join(run), kind, font) for kind, run in groupby(line, lambda char: _kind(char, font)))


def can_show(text: str) -> bool:
    """Tell whether all letters of a text can be shown."""
    return UNSHOWN not in lettered(text.replace(UNSHOWN, ""))


def _spelled(char: str, font: str) -> str:
    """Spell a letter that no font has in those that it is made of, such as a ligature or a full-width letter."""
    return char if _kind(char, font) != "none" else unicodedata.normalize("NFKC", char)


def _kind(char: str, font: str) -> str:
    try:
        char.encode("cp1252")
    except UnicodeEncodeError:
        return "more" if ord(char) in _letters(font) else "none"
    return "standard"


def _set(run: str, kind: str, font: str) -> str:
    if kind == "standard":
        return escape(run)
    return f'<font name="{_MORE[font][0]}">{escape(run)}</font>' if kind == "more" else UNSHOWN


@lru_cache(maxsize=2)
def _letters(font: str) -> frozenset[int]:
    """Register the font that has more letters; give those it has."""
    name, file = _MORE[font]
    more = TTFont(name, file)
    pdfmetrics.registerFont(more)
    return frozenset(more.face.charToGlyph) - {0xFFFF}
