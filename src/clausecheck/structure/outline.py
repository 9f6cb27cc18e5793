"""Outline: passages of the document placed in a tree of sections by their labels and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from clausecheck.ingest.source import Block, Source
from clausecheck.spans import Span
from clausecheck.structure.contract import Section, Zone
from clausecheck.structure.document_types import type_named
from clausecheck.structure.headings import (
    contents_entries,
    is_contents_line,
    is_signature_line,
    looks_like_title,
    may_continue_contents,
    plain_title,
    repeats_entry,
    split_title,
    starts_contents,
    whole_title,
)
from clausecheck.structure.numbering import (
    ATTACHMENT,
    ATTACHMENT_LABEL,
    Label,
    attachment_label,
    letter_value,
    read_label,
    roman_value,
)
from clausecheck.structure.sentences import inline_items

_INLINE_NUMBER = re.compile(
    r"\s(?=[\s\dS])(?:(?<=[.;:)\"”]\s)(?<!\b[Nn][Oo]\.\s)\s*|(?<!\s\s)\s{2,})(?=(?:(?:SECTION|Section)\s+)?(\d{1,2}(?:\.\d{1,3})*)\.?\s+[\"“]?[A-Z])"
)
_TITLED_STYLES = ("article", "decimal", "letter_dot", "roman_dot", "letter_upper")
_FURNITURE = re.compile(r"\W*(?:(?:page\s+)?[A-Z]?\s*(?:-\s*)?\d{1,4}(?:\s+of\s+\d{1,4})?\W*)?$", re.IGNORECASE)
_DECORATION = re.compile(r"[-_=*~\s]{5,}(?=\S)")
_LIST_STYLES = ("letter", "roman", "numeric", "bullet")
_NUMBERED = re.compile(r"\d{1,2}\.(?:\d{1,3}\.?)*\s+[A-Z\"“]")
_BARE = "bare"
_OPENING = 200  # characters in which the next passage shows what it is
# More labels in a row than any contract nests are no labels, and for each the whole rest of the passage is looked at.
_MOST_INNER_LABELS = 8


@dataclass(frozen=True, slots=True)
class Passage:
    """A block, or a numbered part of one: its section, its title if it has one, and the body that follows."""

    span: Span
    body: Span
    block: Block
    label: Label | None
    section: int | None
    zone: Zone


@dataclass(slots=True)
class _Open:
    """A section whose end is not known yet."""

    index: int
    style: str
    value: int


@dataclass(slots=True)
class _Outline:
    """The sections found so far, and those still open, outermost first."""

    end: int
    sections: list[Section] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)

    def place(self, style: str, value: int, label: str, title: str, start: int) -> int:
        """Add a section beside the open one of the same style, or inside the innermost; give its index."""
        self._close_for(style, start)
        parent = self.open[-1].index if self.open else None
        self.sections.append(Section(label, title, len(self.open), Span(start, self.end), parent))
        self.open.append(_Open(len(self.sections) - 1, style, value))
        return len(self.sections) - 1

    def _close_for(self, style: str, start: int) -> None:
        styles = [entry.style for entry in self.open]
        if style == ATTACHMENT:
            keep = 0
        elif style in styles:
            keep = styles.index(style)
        elif style.startswith("decimal") or style == "article":
            # A number never belongs to a lettered item: it closes every list and every deeper number above it.
            keep = next((i for i, other in enumerate(styles) if _ranks_below(other, style)), len(styles))
        elif style.startswith(_BARE):
            keep = next((i for i, other in enumerate(styles) if other.startswith(_LIST_STYLES)), len(styles))
        else:
            keep = len(styles)
        for entry in self.open[keep:]:
            section = self.sections[entry.index]
            self.sections[entry.index] = replace(section, span=Span(section.span.start, start))
        del self.open[keep:]

    def resolve(self, label: Label) -> Label:
        """Decide whether a label such as "(i)" or "(c)" is a letter or a Roman numeral by what stands open."""
        if not label.style.startswith("letter"):
            return label
        text = re.sub(r"\W", "", label.text)
        numeral = roman_value(text)
        if numeral is None:
            return label
        roman_style = label.style.replace("letter", "roman")
        for entry in reversed(self.open):
            if entry.style == roman_style and numeral == entry.value + 1:
                return replace(label, style=roman_style, value=numeral)
            if entry.style == label.style and letter_value(text) == entry.value + 1:
                return replace(label, value=letter_value(text))
        if numeral == 1 or len(text) > 1:
            return replace(label, style=roman_style, value=numeral)
        return label


def _ranks_below(other: str, style: str) -> bool:
    """Tell whether an open style is deeper than a number of the given style."""
    if other in (ATTACHMENT, "article"):
        return False
    if other.startswith(_BARE):
        return style == "article"
    if other.startswith("decimal"):
        return style == "article" or int(other[7:]) > int(style[7:])
    return True


def build_outline(source: Source) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    """Cut the document into passages and place them in sections; tables of contents and signatures are marked."""
    outline = _Outline(len(source.text))
    passages = [_place(outline, source, block, span, zone) for block, span, zone in _zoned(source)]
    return tuple(outline.sections), tuple(passages)


def _zoned(source: Source) -> Iterator[tuple[Block, Span, Zone]]:
    """Go through the document's passages, each with the zone it stands in."""
    in_signature = False
    contents = _Contents()
    cutter = _NumberCutter()
    for block in source.blocks:
        text = source.text[block.span.start : block.span.end].strip()
        if _FURNITURE.match(text) and block.kind != "table_row":
            continue
        if contents.take(text):
            yield block, block.span, "contents"
        elif is_signature_line(text) or (in_signature and len(text.split()) <= 12 and not _begins_anew(text)):
            in_signature = True
            yield block, block.span, "signature"
        else:
            in_signature = False
            for span in cutter.cut(source.text, block):
                yield block, span, "body"


def _begins_anew(text: str) -> bool:
    """Tell whether what follows signatures is no part of them: another document, or a numbered section."""
    return bool(_attachment(text) or type_named(text) or _NUMBERED.match(text))


class _Contents:
    """Follows a table of contents; it is over at a full sentence, or where one of its entries comes again."""

    def __init__(self) -> None:
        self.open = False
        self.entries: set[str] = set()

    def take(self, text: str) -> bool:
        """Tell whether a passage belongs to the table."""
        if starts_contents(text):
            self.open = True
        elif not is_contents_line(text):
            self.open = self.open and may_continue_contents(text) and not repeats_entry(text, self.entries)
            if not self.open:
                return False
        self.entries |= contents_entries(text)
        return True


class _NumberCutter:
    """Cuts a block where the next section number stands inside it, as text pasted from a page often has it."""

    def __init__(self) -> None:
        self.last: tuple[int, ...] = (0,)

    def cut(self, text: str, block: Block) -> Iterator[Span]:
        start = block.span.start
        if block.kind == "table_row":
            yield block.span
            return
        self.last = _leading_number(text[start : start + 40]) or self.last
        for match in _INLINE_NUMBER.finditer(text, block.span.start, block.span.end):
            number = tuple(map(int, match.group(1).split(".")))
            if _follows(number, self.last):
                yield Span(start, match.start())
                start, self.last = match.end(), number
        yield Span(start, block.span.end)


def _leading_number(text: str) -> tuple[int, ...] | None:
    match = re.match(r"\s*(?:(?:SECTION|Section|ARTICLE|Article)\s+)?(\d{1,2}(?:\.\d{1,3})*)\b", text)
    return tuple(map(int, match.group(1).split("."))) if match else None


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Tell whether a section number is the next one at some level of the last."""
    successors = [(*last[:depth], last[depth] + 1) for depth in range(len(last))]
    return number in [*successors, (*last, 1)]


def _place(outline: _Outline, source: Source, block: Block, span: Span, zone: Zone) -> Passage:
    text = source.text[span.start : span.end]
    decoration = _DECORATION.match(text)
    offset = span.start + (decoration.end() if decoration else len(text) - len(text.lstrip()))
    text = source.text[offset : span.end].rstrip()
    span = Span(offset, offset + len(text))
    current = outline.open[-1].index if outline.open else None
    if zone != "body" or block.kind == "table_row":
        return Passage(span, span, block, None, current, zone)
    attachment = _attachment(text)
    if attachment:
        title_start, label_text = attachment
        index = outline.place(ATTACHMENT, 0, label_text, text[title_start:].strip(" -–—:."), span.start)
        return Passage(span, Span(span.end, span.end), block, None, index, zone)
    label = read_label(text)
    if label is None or (block.kind == "paragraph" and _is_figure(text, label)):
        return _place_unlabelled(outline, text, span, block)
    label = outline.resolve(label)
    rest = text[label.length :]
    is_titled = label.style.startswith(_TITLED_STYLES)
    title = split_title(rest) if is_titled or block.kind == "heading" else None
    if title is None and is_titled and block.kind == "heading":
        title = whole_title(rest)
    if (
        title is None
        and label.style.startswith("decimal")
        and _is_opened(label, source.text[span.end : span.end + _OPENING])
    ):
        title = plain_title(rest)
    name = rest[title[0] : title[1]] if title else ""
    body_start = min(span.start + label.length + (title[2] if title else 0), span.end)
    printed = "" if label.style == "bullet" else label.text
    index = outline.place(label.style, label.value, printed, name.strip(" \"“”'-–—:"), span.start)
    for _ in range(_MOST_INNER_LABELS):
        inner = _inner_label(source.text[body_start : span.end])
        if inner is None:
            break
        start, label = body_start + inner[0], outline.resolve(inner[1])
        index = outline.place(label.style, label.value, label.text, "", start)
        body_start = start + label.length
    return Passage(span, Span(body_start, span.end), block, label, index, zone)


def _is_opened(label: Label, following: str) -> bool:
    """Tell whether the next passage may be the body of a labelled line: it is none of the same list, and no title."""
    text = following.strip().partition("\n")[0]
    after = read_label(text)
    if after is None:
        return bool(text) and not looks_like_title(text)
    return after.style.startswith("letter") or (after.style.startswith("decimal") and after.style > label.style)


def _inner_label(text: str) -> tuple[int, Label] | None:
    """Read a bracketed label right behind another, "2.1 (a) ..."; None when its list runs on inside the passage."""
    start = len(text) - len(text.lstrip())
    label = read_label(text[start:]) if text[start : start + 1] == "(" else None
    return None if label is None or inline_items(text[start:]) else (start, label)


def _place_unlabelled(outline: _Outline, text: str, span: Span, block: Block) -> Passage:
    if block.kind == "heading" or looks_like_title(text):
        style = _BARE if block.level is None else f"{_BARE}{block.level}"
        index = outline.place(style, 0, "", text.rstrip(" .:"), span.start)
        return Passage(span, Span(span.end, span.end), block, None, index, "body")
    current = outline.open[-1].index if outline.open else None
    return Passage(span, span, block, None, current, "body")


def _attachment(text: str) -> tuple[int, str] | None:
    """Read the heading of an attachment: where its title starts, and its label; None when it is no such heading."""
    match = ATTACHMENT_LABEL.match(text)
    words = text.split()
    if not match or len(words) > 16 or text[-1] in ".;," or not match.group("word")[0].isupper():
        return None
    rest = text[match.end() :]
    if re.match(r"\s+(?:to|of|shall|is|and|or|sets?|contains?|attached)\b", rest) and not text.isupper():
        return None
    return match.end(), attachment_label(match.group("word"), match.group("number"))


def _is_figure(text: str, label: Label) -> bool:
    """Tell whether a bare number at the start of a line is a figure or a page number rather than a label."""
    return label.text.isdigit() and not re.match(r"\d{1,2}\.?\)?\s+[A-Z\"“]", text)
