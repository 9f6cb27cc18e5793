"""Plain text and Markdown: decode, then find the blocks; the text itself stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from clausecheck.ingest.document import Document
from clausecheck.ingest.numbering_labels import label_of
from clausecheck.ingest.source import Block, Source
from clausecheck.spans import Span

_LINE = re.compile(r"[^\n\f]+")
_WRAP_COLUMN = 100
_SENTENCE_END = (".", ";", ":", "?", "!", '."', ".\u201d", ";\u201d")


def read_plain(document: Document) -> Source:
    """Read a plain text file."""
    text, notes = _decode(document.data)
    return document.source("text/plain", text, tuple(paragraphs(text, 0, len(text))), notes=notes)


def read_markdown(document: Document) -> Source:
    """Read a Markdown file; its marks stay in the text."""
    text, notes = _decode(document.data)
    return document.source("text/markdown", text, tuple(paragraphs(text, 0, len(text))), notes=notes)


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode UTF-8, UTF-16 with its mark, or Windows-1252, and give line ends one spelling."""
    notes: tuple[str, ...] = ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            notes = ("The file is not UTF-8; it was read as Windows-1252.",)
    return text.replace("\r\n", "\n"), notes


def paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    """Give the paragraphs of a stretch of text, one a line or several wrapped lines each."""
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text, start, end) if m.group().strip()]
    if not lines:
        return
    wrapped = is_hard_wrapped([len(line) for line in lines])
    first = lines[0]
    last = first
    for before, line in pairwise(lines):
        if not wrapped or _begins_paragraph(text, before, line):
            yield Block(_trim(text, first.start, last.end))
            first = line
        last = line
    yield Block(_trim(text, first.start, last.end))


def is_hard_wrapped(lengths: list[int]) -> bool:
    """Tell from line lengths whether lines were broken at a column rather than at paragraph ends."""
    long = sum(length > _WRAP_COLUMN for length in lengths)
    full = sum(50 <= length <= _WRAP_COLUMN for length in lengths)
    return full > 4 * long


def _begins_paragraph(text: str, before: Span, line: Span) -> bool:
    between = text[before.end : line.start]
    if between.count("\n") > 1 or "\f" in between or label_of(text[line.start : line.end]):
        return True
    indent = _indent(text, line)
    ended = text[before.start : before.end].rstrip().endswith(_SENTENCE_END)
    return ended and (indent > _indent(text, before) or len(text[before.start : before.end].rstrip()) < 50)


def _indent(text: str, line: Span) -> int:
    raw = text[line.start : line.end].expandtabs(8)
    return len(raw) - len(raw.lstrip())


def _trim(text: str, start: int, end: int) -> Span:
    raw = text[start:end]
    return Span(start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip()))
