"""Markdown: headings, list items and tables by their marks; words lose the marks of stress, else the text stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from clausecheck.ingest.clean import kept_in_place, spelled_out
from clausecheck.ingest.document import Document
from clausecheck.ingest.numbering_labels import label_of
from clausecheck.ingest.plain import decode, text_lines
from clausecheck.ingest.source import Anchor, Block, BlockKind, Source
from clausecheck.spans import Span

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"(=+|-+)$")
# What follows a fence is the name of a language: more than a word may be a clause that is to go unread.
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}$|(?:```+|~~~+)[ \t]*[\w+.-]*$")
_DELIMITER_ROW = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_SENTENCE = re.compile(r".{60,}[.;:]$|.{120,}")
_EMPHASIS = "*_> \t"
Stretch = tuple[int, int, int]
# "**Acme Ltd.**" and "_Term._", but not "[***]", a blank "____" or a footnote "(*)".
_STRESS = tuple(
    re.compile(rf"(?<![*_\w])({mark})(?=[^\W_]|[\"“‘(\[])([^\n]*?[\w.,;:!?\"”’)\]])\1(?![*_\w])")
    for mark in (r"\*\*", "__", r"\*", "_")
)


def read_markdown(document: Document) -> Source:
    """Read a Markdown file."""
    raw, notes = decode(document.data)
    text, stretches = spelled_out(raw), kept_in_place(raw)
    for stress in _STRESS:
        marks = [
            Span(*mark)
            for found in stress.finditer(text)
            for mark in ((found.start(), found.start(2)), (found.end(2), found.end()))
        ]
        stretches = _without(marks, stretches)
        text = stress.sub(r"\2", text)
    anchors = tuple(Anchor(start, end, "", 0, offset) for start, end, offset in stretches)
    return document.source("text/markdown", text, list(_Blocks(text)), notes=notes, anchors=anchors)


def _without(cuts: Sequence[Span], stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Give the stretches that are left of a text, and where they then stand, when the cuts are taken out of it."""
    coming, gone = iter(cuts), 0
    cut = next(coming, None)
    for start, end, offset in stretches:
        begin = start
        while cut is not None and cut.start < end:
            if begin < cut.start:
                yield begin - gone, cut.start - gone, offset + begin - start
            until = min(cut.end, end)
            gone, begin = gone + until - max(begin, cut.start), until
            if cut.end > end:
                break
            cut = next(coming, None)
        if begin < end:
            yield begin - gone, end - gone, offset + begin - start


class _Blocks:
    """Walks the lines of a Markdown text and gives its blocks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = text_lines(text)
        self._count = 0

    def __iter__(self) -> Iterator[Block]:
        index = 0
        while index < len(self._lines):
            index, found = self._next(index)
            self._count += len(found)
            yield from found

    def _next(self, index: int) -> tuple[int, list[Block]]:
        """Give the blocks that begin with a line, and the index of the first line after them."""
        line = self._lines[index]
        heading = _HEADING.match(self._at(index))
        if heading:
            span = Span(line.start + heading.start(2), line.start + heading.end(2))
            # Numbered clauses are often set as headings, text and all; nobody may lose their words.
            kind: BlockKind = "paragraph" if _SENTENCE.search(heading.group(2)) else "heading"
            return index + 1, [Block(span, kind, len(heading.group(1)) - 1)] if len(span) else []
        if "|" in self._at(index) and self._follows(index) and _DELIMITER_ROW.match(self._at(index + 1)):
            return self._table(index)
        if self._follows(index) and _UNDERLINE.match(self._at(index + 1)) and not label_of(self._at(index)):
            return index + 2, [Block(line, "heading", 0 if self._at(index + 1).startswith("=") else 1)]
        if _RULE.match(self._at(index)):
            return index + 1, []
        end = index + 1
        while end < len(self._lines) and self._continues(end):
            end += 1
        return end, [Block(Span(line.start, self._lines[end - 1].end))]

    def _at(self, index: int) -> str:
        return self._text[self._lines[index].start : self._lines[index].end]

    def _follows(self, index: int) -> bool:
        """Tell whether the next line stands directly below this one."""
        if index + 1 >= len(self._lines):
            return False
        between = self._text[self._lines[index].end : self._lines[index + 1].start]
        return between.count("\n") == 1 and "\f" not in between

    def _continues(self, index: int) -> bool:
        """Tell whether a line goes on with the paragraph above it."""
        line = self._at(index)
        begins = _HEADING.match(line) or _RULE.match(line) or line.startswith(("|", "+ ")) or _label(line)
        return not begins and self._follows(index - 1)

    def _table(self, index: int) -> tuple[int, list[Block]]:
        header = self._count
        rows = [self._row(index, None)]
        end = index + 2
        while end < len(self._lines) and self._follows(end - 1) and "|" in self._at(end):
            rows.append(self._row(end, header))
            end += 1
        return end, rows

    def _row(self, index: int, header: int | None) -> Block:
        line = self._lines[index]
        cells = tuple(_cells(self._at(index), line.start))
        return Block(line, "table_row", None, cells, header)


def _label(line: str) -> str:
    """Give the label of a line, also of a bold one ("**2.1** Fees")."""
    return label_of(line) or label_of(line.lstrip(_EMPHASIS).replace("**", " ").replace("__", " "))


def _cells(row: str, offset: int) -> Sequence[Span]:
    """Give the cells of a table row, without the bars and spaces around them; an empty cell is an empty span."""
    inner = row.strip("|") if not row.endswith("\\|") else row.lstrip("|")
    start = offset + row.index(inner) if inner else offset
    cells = []
    position = 0
    for part in re.split(r"(?<!\\)\|", inner):
        begin = position + len(part) - len(part.lstrip())
        cells.append(Span(start + begin, max(start + begin, start + position + len(part.rstrip()))))
        position += len(part) + 1
    return cells
