"""DOCX: opens the package with python-docx and reads its XML, for python-docx's own text leaves much out."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from clausecheck._counted import counted
from clausecheck.errors import Corrupt, LimitExceeded, NoText
from clausecheck.ingest.document import Document
from clausecheck.ingest.formats import DOCX
from clausecheck.ingest.source import CELL_SEPARATOR, Block, RevisionMode, Revisions, Source
from clausecheck.ingest.table_header import names_columns
from clausecheck.ingest.word_body import Body, WordBlock
from clausecheck.ingest.word_fields import Fields, References
from clausecheck.ingest.word_numbering import Numbering
from clausecheck.ingest.word_package import Package
from clausecheck.ingest.word_places import Anchored, joined
from clausecheck.ingest.word_revisions import TrackedChanges
from clausecheck.ingest.word_styles import Styles
from clausecheck.ingest.word_text import ParagraphText, Setting, Unseen
from clausecheck.ingest.word_unread import unread_in
from clausecheck.spans import Span

_LIBRARY_ERRORS = (
    PythonDocxError, OpcError, LxmlError, zipfile.BadZipFile, zlib.error, OSError, EOFError,
    RuntimeError, NotImplementedError, LookupError, ValueError, AttributeError, TypeError, AssertionError,
)  # fmt: skip
_STORIES = ("FOOTNOTES", "ENDNOTES", "COMMENTS", "HEADER", "FOOTER")
_PAGE_NUMBER = re.compile(
    r"(?:\bpage\s+[\divxlc]*(?:\s*(?:of|/)\s*\d*)?|^[\divxlc\s/.-]+(?:of\s+\d*)?)$", re.IGNORECASE
)
_MOST_HEADERS, _HEADER_LENGTH = 3, 80
_AS_READ = {
    "accepted": ("it was read as accepted", "they were read as accepted"),
    "original": ("it was read as if it had not been made", "they were read as if they had not been made"),
    "marked": ("it is marked in the text", "they are marked in the text"),
}
_TOO_DEEP = "The Word document nests its elements too deeply."


def read_docx(document: Document) -> Source:
    """Read a Word document; raises Corrupt, LimitExceeded or NoText."""
    try:
        return _read(document)
    except RecursionError as error:
        raise LimitExceeded(_TOO_DEEP) from error
    except _LIBRARY_ERRORS as error:
        if isinstance(error, LxmlError) and "Excessive depth" in str(error):
            raise LimitExceeded(_TOO_DEEP) from error
        raise Corrupt("The Word document is damaged: its parts could not be read.") from error


def _read(document: Document) -> Source:
    package = Package(document.data, document.limits)
    body = package.main.find(qn("w:body"))
    if body is None:
        raise Corrupt("The Word document has no body.")
    reading = document.options.revisions
    stories = [package.main, *chain.from_iterable(map(package.parts, _STORIES))]
    changes = TrackedChanges(stories)
    changes.settle(reading)
    setting = Setting(Styles(package.part("STYLES")), Fields(stories), places=package.places)
    words, blocks, unseen = _text_of(body, package, setting, reading)
    text = words.text
    unread = unread_in(body, len(text))
    if not text and unread:
        raise NoText(f"The Word document holds no text of its own, but what cannot be read: {', '.join(unread)}.")
    if not text and body.find(f".//{qn('w:drawing')}") is not None:
        raise NoText("The Word document holds pictures but no text; it may be a scan.")
    comments = tuple(_comments(package, setting))
    notes = [*_notes(changes, reading, comments), *_unread_notes(unread), *_unseen_notes(unseen)]
    notes.extend(_header_note(package, setting))
    revisions = Revisions(changes.insertions, changes.deletions, changes.moves, changes.authors, comments)
    return document.source(
        DOCX,
        text,
        blocks,
        notes=tuple(notes),
        unread=unread,
        revisions=revisions if revisions != Revisions() else None,
        anchors=words.anchors,
    )


def _text_of(
    body: Any, package: Package, setting: Setting, reading: RevisionMode
) -> tuple[Anchored, list[Block], Unseen]:
    notes = _note_texts(package)
    reader = Body(setting, Numbering(package.part("NUMBERING")), notes, reading)
    words, blocks = _assemble(reader.blocks(body))
    if setting.references.missed and setting.references.found:
        # A cross-reference may point ahead: now that all numbers are known, read again.
        setting = replace(setting, references=References(setting.references.found))
        reader = Body(setting, Numbering(package.part("NUMBERING")), notes, reading)
        words, blocks = _assemble(reader.blocks(body))
    return words, blocks, reader.unseen


def _note_texts(package: Package) -> Mapping[tuple[str, str], Any]:
    texts = {}
    for kind in ("footnote", "endnote"):
        for part in package.parts(f"{kind.upper()}S"):
            for note in part.iterchildren(qn(f"w:{kind}")):
                texts[kind, note.get(qn("w:id"), "")] = note
    return texts


def _comments(package: Package, setting: Setting) -> Iterator[tuple[str, str]]:
    for part in package.parts("COMMENTS"):
        for comment in part.iter(qn("w:comment")):
            yield comment.get(qn("w:author"), ""), _plain_text(comment, setting)


def _plain_text(story: Any, setting: Setting) -> str:
    """Give the words of a comment or a header on one line."""
    words = ParagraphText(setting)
    setting.fields.enter_story()
    for paragraph in story.iter(qn("w:p")):
        words.add(paragraph)
    setting.fields.leave_story()
    return words.text


def _notes(changes: TrackedChanges, reading: RevisionMode, comments: tuple[tuple[str, str], ...]) -> Iterator[str]:
    if changes.total:
        one, many = _AS_READ[reading]
        yield f"The document holds {counted(changes.total, 'tracked change')}; {one if changes.total == 1 else many}."
    if comments:
        were = "were" if len(comments) > 1 else "was"
        yield f"The document holds {counted(len(comments), 'comment')}, which {were} kept apart from the text."


def _unread_notes(unread: Iterable[str]) -> Iterator[str]:
    for words in unread:
        yield f"Could not be read: {words}."


def _unseen_notes(unseen: Unseen) -> Iterator[str]:
    if unseen.hidden:
        were = "word was" if unseen.hidden == 1 else "words were"
        yield f"{unseen.hidden} hidden {were} left out; what stands only there was not found."
    if unseen.white:
        were, they = ("word in white was", "it") if unseen.white == 1 else ("words in white were", "they")
        yield f"{unseen.white} {were} read as part of the text, though {they} may not show on the page."


def _header_note(package: Package, setting: Setting) -> Iterator[str]:
    parts = chain(package.parts("HEADER"), package.parts("FOOTER"))
    texts = list(dict.fromkeys(_PAGE_NUMBER.sub("", _plain_text(part, setting)).rstrip(" |-") for part in parts))
    texts = [text for text in texts if text]
    if texts:
        shown = ", ".join(f"\u201c{_shortened(text)}\u201d" for text in texts[:_MOST_HEADERS])
        more = f" and {len(texts) - _MOST_HEADERS} more" if len(texts) > _MOST_HEADERS else ""
        yield f"Headers and footers were left out: {shown}{more}."


def _shortened(text: str) -> str:
    return text if len(text) <= _HEADER_LENGTH else f"{text[: _HEADER_LENGTH - 1].rstrip()}\u2026"


def _assemble(found: Iterable[WordBlock]) -> tuple[Anchored, list[Block]]:
    """Give the text, one block to a line, and the blocks with their offsets."""
    lines: list[Anchored] = []
    blocks: list[Block] = []
    headers: dict[int, int | None] = {}
    start = 0
    for block in found:
        span = Span(start, start + len(block.words.text))
        if block.kind == "table_row":
            # Header rows stand at the top of a table; where none is marked, its first row may name the columns.
            header = headers.get(block.table)
            is_first = block.table not in headers
            if block.is_header and (is_first or header == len(blocks) - 1):
                headers[block.table] = len(blocks)
            elif is_first:
                headers[block.table] = len(blocks) if names_columns(block.cells) else None
            blocks.append(Block(span, "table_row", None, tuple(_cell_spans(block.cells, start)), header))
        else:
            blocks.append(Block(span, block.kind, block.level))
        lines.append(block.words)
        start = span.end + 1
    return joined("\n", lines), blocks


def _cell_spans(cells: Iterable[str], start: int) -> Iterator[Span]:
    end = start
    for cell in cells:
        if cell:
            end = start + len(cell)
            yield Span(start, end)
            start = end + len(CELL_SEPARATOR)
        else:
            yield Span(end, end)
