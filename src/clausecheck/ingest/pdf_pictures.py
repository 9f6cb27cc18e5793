"""Pages as pictures, and their measures as shown, for what is laid over them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress

import pypdfium2 as pdfium

from clausecheck.errors import Corrupt
from clausecheck.ingest.document import Document
from clausecheck.ingest.pdf import open_pdf
from clausecheck.ingest.pdf_glyphs import Frame, frame_of
from clausecheck.ingest.pdf_turns import in_turn

_LONGEST_SIDE = 4_000  # pixels, whatever the shape of the page
_COLOURS = 128  # more than print on paper needs; a palette makes a picture a quarter as large


@in_turn
def page_frames(document: Document) -> dict[int, Frame]:
    """Measure the pages of a PDF by number: width and height in points as shown, and the way to PDF coordinates.

    A damaged page that cannot be opened is left out. Raises Encrypted, or Corrupt.
    """
    pdf = open_pdf(document.data, document.password)
    try:
        return dict(_frames(pdf))
    finally:
        pdf.close()


@in_turn
def page_picture(document: Document, page: int, *, width: int) -> bytes:
    """Draw one page of a PDF as it is shown, form fields and annotations included, as a PNG `width` pixels wide.

    Pages count from 1. A box of a clause lies at its share of the width and height that page_frames() gives. A page
    whose picture would be longer than 4,000 pixels is drawn smaller. Raises Encrypted, or Corrupt where the page cannot
    be drawn.
    """
    pdf = open_pdf(document.data, document.password)
    try:
        opened = pdf[page - 1]
        try:
            return _drawn(opened, width)
        finally:
            opened.close()
    except (pdfium.PdfiumError, ValueError) as error:  # the latter for a page of which nothing is shown
        raise Corrupt(f"Page {page} of the PDF cannot be drawn.") from error
    finally:
        pdf.close()


def _frames(pdf: pdfium.PdfDocument) -> Iterator[tuple[int, Frame]]:
    for number in range(1, len(pdf) + 1):
        with suppress(pdfium.PdfiumError):
            page = pdf[number - 1]
            try:
                yield number, frame_of(page)
            finally:
                page.close()


def _drawn(page: pdfium.PdfPage, width: int) -> bytes:
    shown_width, shown_height = page.get_size()
    scale = min(width / max(shown_width, 1), _LONGEST_SIDE / max(shown_width, shown_height, 1))
    bitmap = page.render(scale=scale)
    try:
        target = io.BytesIO()
        bitmap.to_pil().quantize(_COLOURS).save(target, "PNG", optimize=True)
        return target.getvalue()
    finally:
        bitmap.close()
