"""The annotated PDF: the contract as it came, its clauses highlighted, a scorecard in front of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from clausecheck.errors import ClausecheckError, Corrupt, Encrypted, UnsupportedFormat
from clausecheck.ingest.document import Document
from clausecheck.ingest.formats import DOCX, PDF
from clausecheck.ingest.pdf_glyphs import Frame
from clausecheck.ingest.pdf_pictures import page_frames
from clausecheck.ingest.pdf_repair import with_trailer
from clausecheck.ingest.silence import silenced
from clausecheck.report.model import Report
from clausecheck.report.renderers.pdf_cover import draw_cover
from clausecheck.report.renderers.pdf_front import put_in_front
from clausecheck.report.renderers.pdf_highlights import highlight_clauses
from clausecheck.report.review import Markup, Review

SIGNED = (
    "The original is signed. A signature holds for the file as it was signed: it is void in this copy and stands in "
    "the original alone."
)
RESTRICTED = "The original restricts what a viewer lets one do with it; this copy does not."

_DAMAGED = "The PDF is damaged: it can be read, but not written again with annotations."
_SIGNATURE = re.compile(rb"/ByteRange\s*\[")


@silenced("pypdf")
def render(review: Review, markup: Markup) -> bytes:
    """Give the PDF back with its clauses highlighted, a note on each, and the scorecard on pages in front.

    The same review gives the same bytes. Raises UnsupportedFormat for a contract that is no PDF, Encrypted for one that
    needs a password, whose protection the copy would lose, and Corrupt for one too damaged to be written again.
    """
    if review.source.media_type != PDF:
        others = "docx or html" if review.source.media_type == DOCX else "html"
        raise UnsupportedFormat(f"Only a PDF can be given back as an annotated PDF; use the format {others}.")
    frames = _frames(review.document)
    with _damage_told():
        reader = _read(review.document.data, review.source.page_count)
        remarks = [
            *([SIGNED] if _SIGNATURE.search(review.document.data) else []),
            *([RESTRICTED] if reader.is_encrypted else []),
        ]
    report = review.shown(markup)
    cover = draw_cover(report, remarks, on_letter=_is_letter(frames))
    with _damage_told():
        return _annotated(reader, report, frames, PdfReader(io.BytesIO(cover)))


def _frames(document: Document) -> dict[int, Frame]:
    try:
        return page_frames(replace(document, password=None))
    except Encrypted as error:
        raise Encrypted(
            "The PDF is protected by a password, which an annotated copy would not be, so none is made. Use the format "
            "html, or save the PDF without its password first."
        ) from error


@contextmanager
def _damage_told() -> Iterator[None]:
    """Raise Corrupt for whatever fails inside: a damaged file breaks pypdf in more ways than it documents."""
    try:
        yield
    except (ClausecheckError, MemoryError):
        raise
    except Exception as error:
        raise Corrupt(_DAMAGED) from error


def _read(data: bytes, page_count: int | None) -> PdfReader:
    """Open the PDF so that pypdf finds the pages that were read, with a new trailer where it takes one."""
    for attempt in filter(None, (data, with_trailer(data))):
        try:
            reader = PdfReader(io.BytesIO(attempt))
            if len(reader.pages) == page_count:
                return reader
        except MemoryError:
            raise
        except Exception:
            continue
    raise Corrupt(_DAMAGED)


def _is_letter(frames: Mapping[int, Frame]) -> bool:
    """Tell American paper from that of the rest of the world, by the first page."""
    first = next(iter(frames.values()), None)
    return first is not None and {round(first.width), round(first.height)} in ({612, 792}, {612, 1008})


def _annotated(reader: PdfReader, report: Report, frames: Mapping[int, Frame], cover: PdfReader) -> bytes:
    writer = PdfWriter(reader, full=True)
    writer.pdf_header = max("%PDF-1.7", reader.pdf_header[:8])
    _part_pages(writer)
    highlight_clauses(writer, report, frames)
    put_in_front(writer, cover, report, frames)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _part_pages(writer: PdfWriter) -> None:
    """Give a page that the document names twice an object for each time: viewers want one, and so do highlights."""
    kids = cast(ArrayObject, cast(DictionaryObject, writer.root_object["/Pages"])["/Kids"])
    firsts: dict[int, PageObject] = {}
    for index, page in enumerate(writer.pages):
        number = cast(IndirectObject, page.indirect_reference).idnum
        first = firsts.setdefault(number, page)
        if first is not page:
            page.indirect_reference = None
            kids[index] = writer._add_object(page)
            writer._replace_object(number, first)  # in which the writer has put the last one
