"""Pictures of the pages of a PDF, as a reader of the file sees them."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2 as pdfium

from clausecheck.ingest.document import Document
from clausecheck.ingest.pdf import open_pdf
from clausecheck.ingest.pdf_forms import open_page

_QUALITY = 70  # of the JPEG
_TALLEST = 3  # times its width; what is longer is drawn smaller


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a JPEG file, and the size of the page in PDF points."""

    jpeg: bytes
    width: float
    height: float


def page_picture(document: Document, page: int, *, width: int) -> PagePicture | None:
    """Draw a page, counted from 1, at most `width` pixels wide; None where it cannot be drawn."""
    pdf = open_pdf(document.data, document.password)
    try:
        drawn, _ = open_page(pdf, page)
        points = drawn.get_size()
        scale = min(width / max(points[0], 1), _TALLEST * width / max(points[1], 1))
        picture = drawn.render(scale=scale).to_pil().convert("RGB")
        drawn.close()
    except pdfium.PdfiumError:
        return None
    finally:
        pdf.close()
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return PagePicture(file.getvalue(), *points)
