"""PDF: PDFium gives characters and boxes; geometry gives lines, paragraphs and what is not text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck._counted import counted
from clausecheck.errors import Corrupt, Encrypted, NoText
from clausecheck.ingest import ocr
from clausecheck.ingest.document import Document, OcrMode
from clausecheck.ingest.formats import PDF
from clausecheck.ingest.pdf_assembly import assemble
from clausecheck.ingest.pdf_envelope import attached_files, refuse_empty_shell
from clausecheck.ingest.pdf_forms import Additions, open_page
from clausecheck.ingest.pdf_glyphs import Glyphs
from clausecheck.ingest.pdf_notes import notes_on
from clausecheck.ingest.pdf_page import PageLayout, read_page, unreadable
from clausecheck.ingest.pdf_repair import is_cut_short, with_trailer
from clausecheck.ingest.pdf_running import running_lines
from clausecheck.ingest.pdf_streams import check_streams, holds_damage
from clausecheck.ingest.pdf_text import Origins
from clausecheck.ingest.pdf_turns import in_turn
from clausecheck.ingest.silence import silenced
from clausecheck.ingest.source import Box, Source
from clausecheck.spans import Span

_CUT_SHORT = "The PDF lacks its end and was repaired; text may be missing."
_DAMAGED = "a damaged part of the PDF"
_LEFT_OUT = 2
_SHORT_TEXT = 2_000  # characters, which a page in place of a portfolio or an XFA form stays below


@in_turn
def read_pdf(document: Document) -> Source:
    """Read a PDF.

    Raises Encrypted, Corrupt, LimitExceeded, UnsupportedFormat for a portfolio or an XFA form, or NoText when no page
    has text.
    """
    check_streams(document)
    cut_short = is_cut_short(document.data)
    pdf = open_pdf(document.data, document.password)
    try:
        document.limits.check_pages(len(pdf))
        if document.options.ocr == "force":
            ocr.require_installed()
        layouts = list(_layouts(pdf, document, cut_short))
        files = attached_files(pdf)
        if sum(len(layout.text) for layout in layouts) < _SHORT_TEXT:
            refuse_empty_shell(pdf, document.data, document.password)
    finally:
        pdf.close()
    advice = ocr.advice(document.options.ocr)
    _check_some_text(layouts, files, advice, cut_short)
    running = running_lines(layouts)
    layouts = [layout.without(running) for layout in layouts]
    text = assemble(layouts)
    recognized = {layout.number: layout.recognized for layout in layouts if layout.recognized}
    locate = _Locator(document.data, document.password, text.origins, recognized).boxes
    notes = [*notes_on(layouts, running, files, advice), *([_CUT_SHORT] if cut_short else [])]
    unread = (_DAMAGED,) if holds_damage(document.data) else ()
    return document.source(
        PDF, text.text, text.blocks, pages=text.pages, notes=tuple(notes), unread=unread, locate=locate
    )


@silenced("pypdfium2")
def open_pdf(data: bytes, password: str | None) -> pdfium.PdfDocument:
    """Open a PDF without a password where that works, else with the one that was given; close it when done.

    Raises Encrypted, or Corrupt.
    """
    for attempt in dict.fromkeys((None, password)):
        try:
            pdf = _open_or_repair(data, attempt)
            if len(pdf) == 0:
                raise Corrupt("The PDF holds no pages.")
            with suppress(pdfium.PdfiumError):  # a damaged form is no reason not to read the pages
                pdf.init_forms()
            return pdf
        except pdfium.PdfiumError as error:
            if not _lacks_password(error):
                raise Corrupt("The PDF is damaged beyond repair.") from error
    if password is None:
        raise Encrypted("The PDF is protected by a password and none was given.")
    raise Encrypted("The PDF is protected by a password, and the one that was given does not open it.")


def _open_or_repair(data: bytes, password: str | None) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data, password=password)
    except pdfium.PdfiumError as error:
        repaired = None if _lacks_password(error) else with_trailer(data)
        if repaired is None:
            raise
        return pdfium.PdfDocument(repaired, password=password)


def _lacks_password(error: pdfium.PdfiumError) -> bool:
    return bool(getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD)


def _layouts(pdf: pdfium.PdfDocument, document: Document, cut_short: bool) -> Iterator[PageLayout]:
    characters = objects = 0
    # What is left of a page may look like a picture, but words read from it would be few of many.
    mode = "off" if cut_short else document.options.ocr
    for number in range(1, len(pdf) + 1):
        try:
            page, additions = open_page(pdf, number)
        except pdfium.PdfiumError:
            yield unreadable(number)
            continue
        try:
            objects += pdfium_c.FPDFPage_CountObjects(page.raw)
            document.limits.check_objects(objects)
            layout = _read(page, number, additions, mode)
        except pdfium.PdfiumError:
            layout = unreadable(number)
        finally:
            page.close()
        if cut_short and not layout.items and layout.readable:
            layout = unreadable(number)  # blank only because its contents are lost
        document.check_time()
        characters += len(layout.text)
        document.limits.check_characters(characters)
        yield layout


def _read(page: pdfium.PdfPage, number: int, additions: Additions, mode: OcrMode) -> PageLayout:
    """Read a page from its text, or from its picture where there is no text that could be read."""
    layout = read_page(page, number, additions)
    if mode == "off" or (mode == "auto" and (layout.readable or not ocr.is_installed())):
        return layout
    return ocr.recognize_page(page, number) or layout


def _check_some_text(layouts: Sequence[PageLayout], files: str, advice: str, cut_short: bool) -> None:
    if any(layout.items for layout in layouts):
        return
    count = len(layouts)
    pages = counted(count, "page")
    more = f" It carries {files}." if files else ""
    if cut_short or all(layout.unread == "damaged" for layout in layouts):
        raise Corrupt(f"The PDF is damaged beyond repair: of {pages} none could be read.")
    if all(layout.readable for layout in layouts):
        raise NoText(f"The PDF is blank: {pages} without text or pictures.{more}")
    if all(layout.unread == "garbled" for layout in layouts):
        raise NoText(f"The text layer of the PDF ({pages}) does not read as English text.{advice}{more}")
    raise NoText(f"No text could be read on any page; the PDF looks like a scan of {pages}.{advice}{more}")


@dataclass(frozen=True, slots=True)
class _Locator:
    """Finds boxes by opening the PDF again, so that boxes cost nothing until they are asked for.

    For all spans at once, page by page: to open the PDF anew and find a page far into it takes longer than reading it.
    """

    data: bytes
    password: str | None
    origins: Origins
    recognized: Mapping[int, Glyphs]

    @in_turn
    def boxes(self, spans: Sequence[Span]) -> list[list[Box]]:
        found: list[list[Box]] = [[] for _ in spans]
        wanted: dict[int, list[tuple[list[Box], list[tuple[int, int]]]]] = {}
        for boxes, span in zip(found, spans, strict=True):
            for number, runs in groupby(self.origins.of(span), key=lambda run: run[0]):
                wanted.setdefault(number, []).append((boxes, [(start, end) for _, start, end in runs]))
        pdf = open_pdf(self.data, self.password)
        try:
            for number in sorted(wanted):
                with self._glyphs(pdf, number) as glyphs:
                    for boxes, places in wanted[number]:
                        for start, end in _joined(places):
                            boxes += glyphs.line_boxes(number, start, end)
        finally:
            pdf.close()
        return found

    @contextmanager
    def _glyphs(self, pdf: pdfium.PdfDocument, number: int) -> Iterator[Glyphs]:
        """Open the characters of a page, as PDFium or as recognition saw them."""
        if number in self.recognized:
            yield self.recognized[number]
            return
        page, _ = open_page(pdf, number)
        with closing(page), closing(Glyphs(page)) as glyphs:
            yield glyphs


def _joined(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join runs of characters between which only a character that is not shown, or a line break, was left out."""
    start = end = -_LEFT_OUT - 1
    for low, high in runs:
        if not 0 <= low - end <= _LEFT_OUT:
            if end > start:
                yield start, end
            start = low
        end = high
    if end > start:
        yield start, end
