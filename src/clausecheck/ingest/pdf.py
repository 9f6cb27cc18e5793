"""PDF: PDFium gives characters and boxes; geometry gives lines, paragraphs and what is not text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck.errors import Corrupt, Encrypted, NoText
from clausecheck.ingest.document import Document
from clausecheck.ingest.pdf_assembly import assemble
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_page import PageLayout, read_page, unreadable
from clausecheck.ingest.pdf_running import running_lines
from clausecheck.ingest.pdf_text import Origins
from clausecheck.ingest.source import Box, Source
from clausecheck.spans import Span


def read_pdf(document: Document) -> Source:
    """Read a PDF; raises Encrypted, Corrupt, LimitExceeded, or NoText when no page has text."""
    pdf = _open(document.data, document.password)
    try:
        document.limits.check_pages(len(pdf))
        layouts = list(_layouts(pdf, document))
    finally:
        pdf.close()
    _check_some_text(layouts)
    dropped = running_lines(layouts)
    layouts = [layout.without(dropped) for layout in layouts]
    text = assemble(layouts)
    locate = _Locator(document.data, document.password, text.origins).boxes
    notes = tuple(_notes(layouts, len(dropped)))
    return document.source("application/pdf", text.text, text.blocks, pages=text.pages, notes=notes, locate=locate)


def _open(data: bytes, password: str | None) -> pdfium.PdfDocument:
    """Open a PDF without a password where that works, else with the one that was given."""
    for attempt in dict.fromkeys((None, password)):
        try:
            pdf = pdfium.PdfDocument(data, password=attempt)
            if len(pdf) == 0:
                raise Corrupt("The PDF holds no pages.")
            return pdf
        except pdfium.PdfiumError as error:
            if getattr(error, "err_code", None) != pdfium_c.FPDF_ERR_PASSWORD:
                raise Corrupt("The PDF is damaged beyond repair.") from error
    if password is None:
        raise Encrypted("The PDF is protected by a password and none was given.")
    raise Encrypted("The PDF is protected by a password, and the one that was given does not open it.")


def _layouts(pdf: pdfium.PdfDocument, document: Document) -> Iterator[PageLayout]:
    characters = objects = 0
    for number in range(1, len(pdf) + 1):
        try:
            page = pdf[number - 1]
        except pdfium.PdfiumError:
            yield unreadable(number)
            continue
        try:
            objects += pdfium_c.FPDFPage_CountObjects(page.raw)
            document.limits.check_objects(objects)
            layout = read_page(page, number)
        except pdfium.PdfiumError:
            layout = unreadable(number)
        finally:
            page.close()
        document.check_time()
        characters += len(layout.text)
        document.limits.check_characters(characters)
        yield layout


def _check_some_text(layouts: Sequence[PageLayout]) -> None:
    if any(layout.items for layout in layouts):
        return
    count = len(layouts)
    pages = "1 page" if count == 1 else f"{count} pages"
    if all(layout.readable for layout in layouts):
        raise NoText(f"The PDF is blank: {pages} without text or pictures.")
    raise NoText(f"No text could be read on any page; the PDF looks like a scan of {pages}.")


def _notes(layouts: Sequence[PageLayout], dropped: int) -> Iterator[str]:
    missing = [layout.number for layout in layouts if not layout.readable]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        verb = "hold" if plural else "holds"
        yield f"Page{plural} {_ranges(missing)} {verb} no text that could be read (probably scanned)."
    if dropped:
        yield f"Removed {dropped} running header and footer line{'s' if dropped > 1 else ''}."


def _ranges(numbers: Sequence[int]) -> str:
    """Write page numbers the short way: 3, 7-9."""
    written = []
    for _, run in groupby(enumerate(numbers), key=lambda item: item[1] - item[0]):
        group = [number for _, number in run]
        written.append(str(group[0]) if len(group) == 1 else f"{group[0]}-{group[-1]}")
    return ", ".join(written)


@dataclass(frozen=True, slots=True)
class _Locator:
    """Finds boxes by opening the PDF again, so that boxes cost nothing until they are asked for."""

    data: bytes
    password: str | None
    origins: Origins

    def boxes(self, span: Span) -> tuple[Box, ...]:
        found: list[Box] = []
        pdf = _open(self.data, self.password)
        try:
            for number, runs in groupby(self.origins.of(span), key=lambda run: run[0]):
                page = pdf[number - 1]
                glyphs = Glyphs(page)
                for _, start, end in runs:
                    found.extend(glyphs.line_boxes(number, start, end))
                glyphs.close()
                page.close()
        finally:
            pdf.close()
        return tuple(found)
