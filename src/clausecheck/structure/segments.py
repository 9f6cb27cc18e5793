"""Segments: the units that detection matches, each with the way back to the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from clausecheck.ingest.source import Block, Source
from clausecheck.spans import Span
from clausecheck.structure.contract import Piece, Repair, Section, Segment, SegmentKind, Zone, upward
from clausecheck.structure.mending import find_repairs, read_mended
from clausecheck.structure.outline import Passage
from clausecheck.structure.sentences import NEXT_ITEM, inline_items, split_sentences

# One character for one, so that offsets stay true.
_PLAIN = str.maketrans("“”„‟‘’‚‛`´\u00a0\u2007\u202f–—‑\u00ad", "\"\"\"\"''''''   ----")
_OPEN_END = re.compile(
    r"(?:[:—–-]|\b(?:if|that|of|by|when|where|either|both|upon|the|shall|will|may|must|to|and|or|following|for|in|on|with))\W{0,2}$",
    re.IGNORECASE,
)
_LONGEST_ENDING = 16  # characters that the words at an end take, at most
_ITEM_CONTINUES = re.compile(r"(?:[;,]|[;,]?\s*\b(?:and|or|and/or))\s*$", re.IGNORECASE)
# A line that breaks off before a capital: "... will notify Customer of a Security" / "Incident within ..."
_RUNS_ON = re.compile(
    r"\b(?:shall|will|must|may)\s+(?:\w+\s+)?[a-z]+\b[^.;:!?]*\w$|\w\s+(?:an?|any|each|its|such|the|their|this|your)$"
)
_ITEM_FOLLOWS = re.compile(r";\s*(?:and|or|and/or)$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;:!?][\"'”’)\]]*$")
_DEFINITION = re.compile(
    r"\W{0,3}(?:\(?\w{1,4}\)|\d+(?:\.\d+)*\.?)?\s*[\"“][^\"”]{1,80}[\"”][^.;]{0,60}?\s(?:means?|shall\s+(?:mean|have\s+the\s+meaning)|"
    r"has\s+the\s+meaning|refers?\s+to|is\s+defined|includes?)\b"
)


def normalise(text: str) -> str:
    """Collapse white space to single blanks and curly quotes and long dashes to plain ones."""
    return " ".join(text.translate(_PLAIN).split())


def build_segments(source: Source, sections: tuple[Section, ...], passages: Iterable[Passage]) -> tuple[Segment, ...]:
    """Cut passages into segments, joining each list item to its lead-in and each table cell to its column's header."""
    builder = _Builder(source, sections, find_repairs(source))
    for passage in passages:
        builder.add(passage)
    return tuple(builder.segments)


def locate(source: Source, segment: Segment, start: int, end: int) -> tuple[Span, ...]:
    """Lead a range of a segment's text back to the document: a span for each piece that it touches."""
    spans = []
    for piece in segment.pieces:
        text, places = read_mended(source.text, piece.span, segment.repairs)
        words = list(re.finditer(r"\S+", text.translate(_PLAIN)))
        position = piece.start
        first = last = None
        for word in words:
            stop = position + len(word.group())
            if position < end and start < stop:
                first = word.start() + max(start - position, 0) if first is None else first
                last = word.start() + min(end - position, len(word.group()))
            position = stop + 1
        if first is not None and last is not None:
            spans.append(Span(places[first][0], places[last - 1][1]))
    return tuple(spans)


def _is_list_label(section: Section) -> bool:
    """Tell whether a section is an item of a list, "(a)", "b)" or a bullet, and not a chapter, "1."."""
    return section.label.startswith("(") or section.label.endswith(")") or not (section.label or section.title)


@dataclass(slots=True)
class _LeadIn:
    """A sentence that its list items complete."""

    section: int | None
    pieces: tuple[Span, ...]
    continues: bool = True


@dataclass(slots=True)
class _Builder:
    source: Source
    sections: tuple[Section, ...]
    repairs: tuple[Repair, ...] = ()
    segments: list[Segment] = field(default_factory=list)
    lead_ins: list[_LeadIn] = field(default_factory=list)
    unfinished: tuple[int, tuple[Span, ...]] | None = None

    def add(self, passage: Passage) -> None:
        if passage.block.kind == "table_row":
            self._emit("table_row", self._row_pieces(passage.block), passage)
        elif len(passage.body) == 0:
            self.lead_ins.clear()
            self.unfinished = None
            self._emit("heading", (passage.span,), passage)
        elif passage.zone != "body":
            self._emit("sentence", (passage.span,), passage)
        else:
            self._add_body(passage)

    def _add_body(self, passage: Passage) -> None:
        text = self.source.text[passage.body.start : passage.body.end]
        lead = self._broken_off(passage, text) or self._lead_in_for(passage)
        sentences = [Span(passage.body.start + s.start, passage.body.start + s.end) for s in split_sentences(text)]
        if not sentences:
            return
        for position, sentence in enumerate(sentences):
            prefix = lead if position == 0 or NEXT_ITEM.match(self.source.text, sentence.start) else ()
            first_segment = len(self.segments)
            self._add_sentence(sentence, prefix, passage)
            self.unfinished = first_segment, (*prefix, sentence)
        ending = self.source.text[sentences[-1].start : sentences[-1].end]
        last = max(len(ending) - _LONGEST_ENDING, 0)
        if _OPEN_END.search(ending, last) and not _ITEM_FOLLOWS.search(ending):
            prefix = lead if len(sentences) == 1 else ()
            self.lead_ins.append(_LeadIn(passage.section, (*prefix, sentences[-1])))
        elif self.lead_ins and not _ITEM_CONTINUES.search(ending, last):
            self.lead_ins[-1].continues = False

    def _broken_off(self, passage: Passage, text: str) -> tuple[Span, ...]:
        """Take back the last sentence when a page break has cut it and this passage goes on with it."""
        if self.unfinished is None or passage.label is not None:
            return ()
        first_segment, pieces = self.unfinished
        ending = self.source.text[pieces[-1].start : pieces[-1].end]
        if not text.lstrip()[:1].islower() and not (_RUNS_ON.search(ending) and passage.block.kind == "paragraph"):
            return ()
        if _SENTENCE_END.search(ending) or _ITEM_FOLLOWS.search(ending):
            return ()
        del self.segments[first_segment:]
        if self.lead_ins and self.lead_ins[-1].pieces == pieces:
            self.lead_ins.pop()
        return pieces

    def _lead_in_for(self, passage: Passage) -> tuple[Span, ...]:
        """Find the open sentence that a passage completes, and forget those that it lies outside of."""
        while self.lead_ins:
            lead = self.lead_ins[-1]
            inside = self._is_inside(passage.section, lead.section)
            if passage.label is None and (inside or passage.section == lead.section) and lead.continues:
                return lead.pieces
            if inside:
                return lead.pieces if passage.label is not None else ()
            self.lead_ins.pop()
        return ()

    def _is_inside(self, section: int | None, outer: int | None) -> bool:
        if section is None or section == outer:
            return False
        inner = self.sections[section]
        is_within = any(each.parent == outer for each in upward(self.sections, inner))
        return is_within and (outer is not None or _is_list_label(inner))

    def _add_sentence(self, sentence: Span, lead: tuple[Span, ...], passage: Passage) -> None:
        """Emit a sentence, or each item of the list that runs inside it and of a list inside that."""
        text, begin = self.source.text, sentence.start
        items = inline_items(text[begin : sentence.end])
        marker = NEXT_ITEM.match(text, begin) if lead and not items else None
        if marker:
            begin = marker.end()
            items = inline_items(text[begin : sentence.end])
        if not items:
            self._emit("list_item" if lead else "sentence", (*lead, sentence), passage)
            return
        head = Span(sentence.start, begin + items[0].start)
        opening = (head,) if text[head.start : head.end].strip() else ()
        for item in items:
            self._add_sentence(Span(begin + item.start, begin + item.end), (*lead, *opening), passage)

    def _row_pieces(self, block: Block) -> tuple[Span, ...]:
        if block.header is None:
            return block.cells or (block.span,)
        header = self.source.blocks[block.header].cells
        pairs = zip(header, block.cells, strict=False)
        return tuple(span for title, cell in pairs if len(cell) for span in (title, cell) if len(span))

    def _emit(self, kind: SegmentKind, spans: tuple[Span, ...], passage: Passage) -> None:
        texts: list[str] = []
        pieces: list[Piece] = []
        position = 0
        for span in spans:
            words = self._read(span)
            if not words:
                continue
            pieces.append(Piece(span, position))
            texts.append(words)
            position += len(words) + 1
        if not pieces:
            return
        text = " ".join(texts)
        zone: Zone = "definition" if passage.zone == "body" and _DEFINITION.match(texts[-1]) else passage.zone
        path = self._path(passage.section)
        repairs = tuple(repair for piece in pieces for repair in self._repairs_in(piece.span))
        number = len(self.segments)
        self.segments.append(Segment(number, kind, text, tuple(pieces), zone, passage.section, path, repairs))

    def _read(self, span: Span) -> str:
        """Read a stretch of the document the way detection is to see it."""
        repairs = self._repairs_in(span)
        text = read_mended(self.source.text, span, repairs)[0] if repairs else self.source.text[span.start : span.end]
        return normalise(text)

    def _repairs_in(self, span: Span) -> Sequence[Repair]:
        first = bisect_left(self.repairs, span.start, key=lambda repair: repair.span.start)
        last = bisect_left(self.repairs, span.end, key=lambda repair: repair.span.start)
        return self.repairs[first:last]

    def _path(self, section: int | None) -> tuple[str, ...]:
        around = upward(self.sections, None if section is None else self.sections[section])
        return tuple(reversed([self._title(each) for each in around if each.title]))

    def _title(self, section: Section) -> str:
        start = self.source.text.find(section.title, section.span.start, section.span.end) if self.repairs else -1
        return normalise(section.title) if start < 0 else self._read(Span(start, start + len(section.title)))
