"""What was filled in or written over a PDF page: form fields, text boxes, comments.

PDFium's text leaves annotations out. Fields and text boxes are therefore drawn into the page, where a reader sees them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck.ingest.pdf_glyphs import Glyphs

_DRAWN = (pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT)
_COMMENTS = (
    *(pdfium_c.FPDF_ANNOT_TEXT, pdfium_c.FPDF_ANNOT_CARET, pdfium_c.FPDF_ANNOT_STAMP, pdfium_c.FPDF_ANNOT_INK),
    *(pdfium_c.FPDF_ANNOT_HIGHLIGHT, pdfium_c.FPDF_ANNOT_UNDERLINE, pdfium_c.FPDF_ANNOT_STRIKEOUT),
)
_VALUES = (pdfium_c.FPDF_FORMFIELD_TEXTFIELD, pdfium_c.FPDF_FORMFIELD_COMBOBOX, pdfium_c.FPDF_FORMFIELD_LISTBOX)
_NORMAL = pdfium_c.FPDF_ANNOT_APPEARANCEMODE_NORMAL
_EMPTY = 2  # bytes, of the zero that ends a text in UTF-16
_BOXES = (pdfium_c.FPDF_FORMFIELD_CHECKBOX, pdfium_c.FPDF_FORMFIELD_RADIOBUTTON)


@dataclass(frozen=True, slots=True)
class Additions:
    """How many of each kind of addition a page carries; `ticked` of the `boxes` are."""

    fields: int = 0
    boxes: int = 0
    ticked: int = 0
    texts: int = 0
    comments: int = 0

    @property
    def drawn(self) -> bool:
        """Tell whether something was drawn into the page."""
        return bool(self.fields or self.boxes or self.texts)


NOTHING = Additions()


def open_page(pdf: pdfium.PdfDocument, number: int) -> tuple[pdfium.PdfPage, Additions]:
    """Open a page with its form fields and text boxes drawn in place; raises pypdfium2.PdfiumError."""
    page = pdf[number - 1]
    if not pdfium_c.FPDFPage_GetAnnotCount(page):
        return page, NOTHING
    kinds = list(_annotations(pdf, page))
    if not any(kind in _DRAWN for kind, _, _ in kinds):
        return page, _counted(kinds)
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[number - 1], _counted(kinds)


def without_run_together(glyphs: Glyphs) -> str:
    """Give the text of a page with a line break between drawn-in texts that PDFium took for one line."""
    text = list(glyphs.text)
    spaces = [index for index, char in enumerate(text[1:-1], 1) if char == " " and not text[index + 1].isspace()]
    boxes = glyphs.boxes([place for index in spaces for place in (index - 1, index + 1)])
    for index, before, after in zip(spaces, boxes[::2], boxes[1::2], strict=True):
        if after[1] >= before[3] or after[3] <= before[1]:
            text[index] = "\n"
    return "".join(text)


def _annotations(pdf: pdfium.PdfDocument, page: pdfium.PdfPage) -> Iterator[tuple[int, int, bool]]:
    """Give for each annotation its kind, the kind of its form field, and whether it is filled in, ticked or shown."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        item = pdfium_c.FPDFPage_GetAnnot(page, index)
        kind = pdfium_c.FPDFAnnot_GetSubtype(item)
        hidden = pdfium_c.FPDFAnnot_GetFlags(item) & (pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW)
        if not hidden:
            yield kind, *(_field(pdf, item) if kind == pdfium_c.FPDF_ANNOT_WIDGET else (0, _is_shown(pdf, item)))
        pdfium_c.FPDFPage_CloseAnnot(item)


def _is_shown(pdf: pdfium.PdfDocument, item: Any) -> bool:
    """Tell whether a text box says how it looks, or PDFium works it out, as it does beside form fields."""
    return pdf.formenv is not None or pdfium_c.FPDFAnnot_GetAP(item, _NORMAL, None, 0) > _EMPTY


def _field(pdf: pdfium.PdfDocument, item: Any) -> tuple[int, bool]:
    if pdf.formenv is None:
        return 0, False
    kind = pdfium_c.FPDFAnnot_GetFormFieldType(pdf.formenv, item)
    if kind in _BOXES:
        return kind, bool(pdfium_c.FPDFAnnot_IsChecked(pdf.formenv, item))
    return kind, kind in _VALUES and pdfium_c.FPDFAnnot_GetFormFieldValue(pdf.formenv, item, None, 0) > _EMPTY


def _counted(kinds: Sequence[tuple[int, int, bool]]) -> Additions:
    return Additions(
        fields=sum(field in _VALUES and filled for _, field, filled in kinds),
        boxes=sum(field in _BOXES for _, field, _ in kinds),
        ticked=sum(field in _BOXES and ticked for _, field, ticked in kinds),
        texts=sum(kind == pdfium_c.FPDF_ANNOT_FREETEXT and shown for kind, _, shown in kinds),
        comments=sum(
            kind in _COMMENTS or (kind == pdfium_c.FPDF_ANNOT_FREETEXT and not shown) for kind, _, shown in kinds
        ),
    )
