"""PDF: PDFium gives characters and boxes; geometry gives lines, paragraphs and what is not text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck.errors import Corrupt, Encrypted, NoText
from clausecheck.ingest import ocr
from clausecheck.ingest.document import Document, OcrMode
from clausecheck.ingest.pdf_assembly import assemble
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_page import PageLayout, read_page, unreadable
from clausecheck.ingest.pdf_running import running_lines
from clausecheck.ingest.pdf_streams import check_streams
from clausecheck.ingest.pdf_text import Origins
from clausecheck.ingest.source import Box, Source
from clausecheck.spans import Span


def read_pdf(document: Document) -> Source:
    """Read a PDF; raises Encrypted, Corrupt, LimitExceeded, or NoText when no page has text."""
    check_streams(document)
    pdf = _open(document.data, document.password)
    try:
        document.limits.check_pages(len(pdf))
        if document.options.ocr == "force":
            ocr.require_installed()
        layouts = list(_layouts(pdf, document))
    finally:
        pdf.close()
    _check_some_text(layouts, document.options.ocr)
    dropped = running_lines(layouts)
    layouts = [layout.without(dropped) for layout in layouts]
    text = assemble(layouts)
    recognized = {layout.number: layout.recognized for layout in layouts if layout.recognized}
    locate = _Locator(document.data, document.password, text.origins, recognized).boxes
    notes = tuple(_notes(layouts, len(dropped), document.options.ocr))
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
            layout = _read(page, number, document.options.ocr)
        except pdfium.PdfiumError:
            layout = unreadable(number)
        finally:
            page.close()
        document.check_time()
        characters += len(layout.text)
        document.limits.check_characters(characters)
        yield layout


def _read(page: pdfium.PdfPage, number: int, mode: OcrMode) -> PageLayout:
    """Read a page from its text, or from its picture where there is no text that could be read."""
    layout = read_page(page, number)
    if mode == "off" or (mode == "auto" and (layout.readable or not ocr.is_installed())):
        return layout
    return ocr.recognize_page(page, number) or layout


def _check_some_text(layouts: Sequence[PageLayout], mode: OcrMode) -> None:
    if any(layout.items for layout in layouts):
        return
    count = len(layouts)
    pages = "1 page" if count == 1 else f"{count} pages"
    if all(layout.readable for layout in layouts):
        raise NoText(f"The PDF is blank: {pages} without text or pictures.")
    raise NoText(f"No text could be read on any page; the PDF looks like a scan of {pages}.{_hint(mode)}")


def _notes(layouts: Sequence[PageLayout], dropped: int, mode: OcrMode) -> Iterator[str]:
    recognized = [layout.number for layout in layouts if layout.recognized]
    if len(recognized) == 1:
        yield f"Page {recognized[0]} was read by OCR; its words may be wrong."
    elif recognized:
        yield f"Pages {_ranges(recognized)} were read by OCR; their words may be wrong."
    missing = [layout.number for layout in layouts if not layout.readable]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        verb = "hold" if plural else "holds"
        yield f"Page{plural} {_ranges(missing)} {verb} no text that could be read (probably scanned).{_hint(mode)}"
    if dropped:
        yield f"Removed {dropped} running header and footer line{'s' if dropped > 1 else ''}."


def _hint(mode: OcrMode) -> str:
    """Say how scans could be read, where nothing but the extra is missing."""
    return "" if mode == "off" or ocr.is_installed() else f" To read scans by OCR: {ocr.INSTALL}"


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
    recognized: Mapping[int, Glyphs]

    def boxes(self, span: Span) -> tuple[Box, ...]:
        found: list[Box] = []
        pdf = _open(self.data, self.password)
        try:
            for number, runs in groupby(self.origins.of(span), key=lambda run: run[0]):
                if number in self.recognized:
                    found.extend(_boxes(self.recognized[number], number, runs))
                    continue
                page = pdf[number - 1]
                glyphs = Glyphs(page)
                found.extend(_boxes(glyphs, number, runs))
                glyphs.close()
                page.close()
        finally:
            pdf.close()
        return tuple(found)


def _boxes(glyphs: Glyphs, number: int, runs: Iterable[tuple[int, int, int]]) -> Iterator[Box]:
    for _, start, end in runs:
        yield from glyphs.line_boxes(number, start, end)
