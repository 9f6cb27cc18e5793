"""Plain text: decode it, then find its paragraphs and tables; but for invisible characters the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clausecheck.ingest.clean import ends_sentence, kept_in_place, spelled_out
from clausecheck.ingest.document import Document
from clausecheck.ingest.numbering_labels import ends_in_reference, label_of
from clausecheck.ingest.plain_running import without_running_lines
from clausecheck.ingest.plain_tables import stretches, table_rows
from clausecheck.ingest.source import Anchor, Block, Source
from clausecheck.spans import Span

_LINE = re.compile(r"[^\n\f]+")
_WIDEST_WRAP = 130
_PARAGRAPH = 200  # columns from which on a line holds a whole paragraph
_NARROWEST_WRAP = 45
_BROKEN_END = re.compile(r"[A-Za-z][-\u00ad]$")


def read_plain(document: Document) -> Source:
    """Read a plain text file, whether each line is a paragraph or paragraphs are wrapped at a column."""
    raw, notes = decode(document.data)
    text = spelled_out(raw)
    lines = without_running_lines(text, text_lines(text))
    paragraphs = wrapped_paragraphs if is_hard_wrapped(text, lines) else hyphenated_lines
    blocks: list[Block] = []
    for is_table, stretch in stretches(text, lines):
        if is_table:
            blocks.extend(table_rows(text, stretch, len(blocks)))
        else:
            blocks.extend(Block(Span(group[0].start, group[-1].end)) for group in paragraphs(text, stretch))
    anchors = tuple(Anchor(start, end, "", 0, offset) for start, end, offset in kept_in_place(raw))
    return document.source("text/plain", text, blocks, notes=notes, anchors=anchors)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode UTF-8, UTF-16 with its mark, or Windows-1252, every character as it is; say what was guessed."""
    notes: tuple[str, ...] = ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
            notes = ("The file is not UTF-8; it was read as Windows-1252.",)
    return text, notes


def text_lines(text: str) -> list[Span]:
    """Give the lines that hold something, without the white space around them."""
    lines = []
    for match in _LINE.finditer(text):
        raw = match.group()
        start, end = match.start() + len(raw) - len(raw.lstrip()), match.start() + len(raw.rstrip())
        if start < end:
            lines.append(Span(start, end))
    return lines


def is_hard_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Tell whether lines were broken at a column: few are longer than one, and most full ones end in mid-sentence."""
    lengths = [_column(text, line) + len(line) for line in lines]
    too_long = sum(length > _PARAGRAPH for length in lengths)
    full = [line for line, length in zip(lines, lengths, strict=True) if _NARROWEST_WRAP <= length <= _WIDEST_WRAP]
    broken = sum(not ends_sentence(text[line.start : line.end]) for line in full)
    return len(full) > 10 * too_long and 2 * broken > len(full)


def wrapped_paragraphs(text: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Group wrapped lines into paragraphs."""
    width = _usual_width(text, lines)
    group = list(lines[:1])
    for line in lines[1:]:
        if _begins_paragraph(text, group, line, width):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def hyphenated_lines(text: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Take each line for a paragraph, except where a hyphen leads a word from one into the next."""
    group = list(lines[:1])
    for line in lines[1:]:
        above = text[group[-1].start : group[-1].end]
        is_next = text.count("\n", group[-1].end, line.start) == 1
        if not (is_next and _BROKEN_END.search(above) and text[line.start].islower()):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _usual_width(text: str, lines: Sequence[Span]) -> int:
    """Give the column that full lines reach: lines that a lower-case letter follows were broken there."""
    ends = sorted(
        _column(text, above) + len(above) for above, line in pairwise(lines) if text[line.start].islower()
    ) or [_WIDEST_WRAP]
    return ends[int(0.9 * (len(ends) - 1))]


def _begins_paragraph(text: str, group: Sequence[Span], line: Span, width: int) -> bool:
    above = group[-1]
    between = text[above.end : line.start]
    if between.count("\n") > 1 or "\f" in between:
        return True
    last, this = text[above.start : above.end], text[line.start : line.end]
    if label_of(this):
        return not ends_in_reference(last)
    if this[0].islower():
        return False
    first_word = this.split(maxsplit=1)[0]
    if _column(text, above) + len(last) + len(first_word) + 2 < width:
        return True  # the word would have fitted on the line above
    return ends_sentence(last) and _column(text, line) > _column(text, above) + 1


def _column(text: str, line: Span) -> int:
    """Give the column in which a line's first word stands."""
    begin = max(text.rfind("\n", 0, line.start), text.rfind("\f", 0, line.start)) + 1
    return len(text[begin : line.start].expandtabs(8))
