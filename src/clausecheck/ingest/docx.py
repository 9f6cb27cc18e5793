"""DOCX: opens the package with python-docx and reads its XML, for python-docx's own text leaves much out."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml.etree import LxmlError

from clausecheck.errors import Corrupt, NoText
from clausecheck.ingest.document import Document
from clausecheck.ingest.formats import DOCX
from clausecheck.ingest.limits import Limits
from clausecheck.ingest.source import Block, Source
from clausecheck.ingest.table_header import names_columns
from clausecheck.ingest.word_body import Body, WordBlock
from clausecheck.ingest.word_numbering import Numbering
from clausecheck.ingest.word_styles import Styles
from clausecheck.spans import Span

_LIBRARY_ERRORS = (
    PythonDocxError, OpcError, LxmlError, zipfile.BadZipFile, zlib.error, OSError, EOFError,
    RuntimeError, NotImplementedError, LookupError, ValueError, AttributeError, TypeError, AssertionError,
)  # fmt: skip
_REVISIONS = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
_CELL_SEPARATOR = " | "


def read_docx(document: Document) -> Source:
    """Read a Word document with its tracked changes accepted; raises Corrupt, LimitExceeded or NoText."""
    try:
        _check_size(document.data, document.limits)
        main = OpcPackage.open(BytesIO(document.data)).main_document_part
        root = _root(main)
        body = root.find(qn("w:body"))
        if body is None:
            raise Corrupt("The Word document has no body.")
        reader = Body(Styles(_related(main, "STYLES")), Numbering(_related(main, "NUMBERING")), _note_texts(main))
        text, blocks = _assemble(reader.blocks(body))
        notes = tuple(_notes(main, root))
    except _LIBRARY_ERRORS as error:
        raise Corrupt("The Word document is damaged: its parts could not be read.") from error
    if not text and root.find(f".//{qn('w:drawing')}") is not None:
        raise NoText("The Word document holds pictures but no text; it may be a scan.")
    return document.source(DOCX, text, blocks, notes=notes)


def _check_size(data: bytes, limits: Limits) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        limits.check_unzipped(sum(item.file_size for item in archive.infolist()), len(data))


def _root(part: Part) -> Any:
    # Templates and documents with macros have a content type for which python-docx keeps plain bytes.
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _parts(main: Part, kind: str) -> Iterator[Part]:
    reltype = getattr(RELATIONSHIP_TYPE, kind)
    for relation in main.rels.values():
        if relation.reltype == reltype and not relation.is_external:
            yield relation.target_part


def _related(main: Part, kind: str) -> Any | None:
    return next((_root(part) for part in _parts(main, kind)), None)


def _note_texts(main: Part) -> Mapping[tuple[str, str], Any]:
    texts = {}
    for kind in ("footnote", "endnote"):
        for part in _parts(main, f"{kind.upper()}S"):
            for note in _root(part).iterchildren(qn(f"w:{kind}")):
                texts[kind, note.get(qn("w:id"), "")] = note
    return texts


def _notes(main: Part, root: Any) -> Iterator[str]:
    revisions = sum(1 for _ in root.iter(*map(qn, _REVISIONS)))
    if revisions:
        yield f"The document holds {revisions} tracked changes; they were read as accepted."
    comments = sum(1 for part in _parts(main, "COMMENTS") for _ in _root(part).iter(qn("w:comment")))
    if comments:
        yield f"The document holds {comments} comments, which were not read."


def _assemble(found: Iterable[WordBlock]) -> tuple[str, list[Block]]:
    """Give the text, one block to a line, and the blocks with their offsets."""
    lines: list[str] = []
    blocks: list[Block] = []
    headers: dict[int, int | None] = {}
    start = 0
    for block in found:
        span = Span(start, start + len(block.text))
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
        lines.append(block.text)
        start = span.end + 1
    return "\n".join(lines), blocks


def _cell_spans(cells: Iterable[str], start: int) -> Iterator[Span]:
    end = start
    for cell in cells:
        if cell:
            end = start + len(cell)
            yield Span(start, end)
            start = end + len(_CELL_SEPARATOR)
        else:
            yield Span(end, end)
