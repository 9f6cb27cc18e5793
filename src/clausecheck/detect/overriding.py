"""Overriding: what an amendment does to the sections of another document of the deal.

"Section 12.2 of the Agreement is deleted and replaced with the following" puts its own words in the place of the
section, "Section 9 is deleted" takes it out, "In Section 12.2, 'sixty days' is replaced by 'thirty days'" changes words
within it. What reaches only part of a section, or cannot be carried out, leaves the section to be reviewed; where the
section is not found, all of the chapter that its number names. An exhibit is changed in the same ways ("In Exhibit B,
row 3, ..."), wherever the deal has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from clausecheck.detect.amending import Wish, announces_change, is_quoted, taken_out, wishes
from clausecheck.detect.attachments import holder, is_brought, is_one_value, is_touched, is_within, reach
from clausecheck.detect.substitution import carried_out, places_of
from clausecheck.spans import Span
from clausecheck.structure.citations import Citation, SectionFinder, find_attachments, find_citations
from clausecheck.structure.contract import Contract, Repair, Segment
from clausecheck.structure.deal import Deal
from clausecheck.structure.precedence import mentions

_BE = r"(?:(?:is|are|shall|will|be|hereby|now|being)\s+)*"
_WHOLLY = r"(?:\s*,?\s*in\s+(?:its|their)\s+entirety|\s+entirely|\s+in\s+full|\s+and\s+restated)*"
_NEW_WORDS = r"(?:replac|substitut|restat|supersed|insert|read\b)\w*"
# From a citation on, or up to it.
_REPLACED = re.compile(
    rf"[^.;]{{0,90}}?\b{_BE}(?:(?:delet|remov|strick|struck|cancel)\w*{_WHOLLY}\s*,?\s+and\s+(?:{_BE})?{_NEW_WORDS}"
    rf"|(?:amended\s+and\s+restated|replaced|superseded|substituted|restated)\b"
    rf"|amended{_WHOLLY}\s+(?:so\s+as\s+)?to\s+read)",
    re.IGNORECASE,
)
_DELETED = re.compile(
    rf"[^.;]{{0,90}}?\b{_BE}(?:deleted|removed|struck(?:\s+out)?|stricken|omitted|cancelled|canceled|revoked)\b",
    re.IGNORECASE,
)
_REPLACE = re.compile(
    r"\b(?:replac(?:e|es|ing)|restat(?:e|es|ing)|supersed(?:e|es|ing))\s+(?:the\s+(?:whole|text)\s+of\s+)?$", re.I
)
_DELETE = re.compile(
    r"\b(?:delet(?:e|es|ing)|remov(?:e|es|ing)|strik(?:e|es|ing)(?:\s+out)?)\s+(?:the\s+(?:whole|text)\s+of\s+)?$", re.I
)
_AND_PUTS = re.compile(rf"[^.;]{{0,60}}?\band\s+{_NEW_WORDS}|[^.;]{{0,60}}?\bwith\s+the\s+following", re.IGNORECASE)
# "The last sentence of Section 9" is not Section 9; "a new Section 12.5" is none that stands there.
_PART_BEFORE = re.compile(
    r"\b(?P<part>\w+)\s+(?:(?:set\s+(?:out|forth)|contained|stated)\s+)?(?:in|of|to|from)\s+(?:the\s+)?$", re.IGNORECASE
)
_WHOLE = re.compile(r"text|whole|provisions?|wording|entirety|terms", re.IGNORECASE)
# By what an amendment is made; nothing is done to it.
_BASIS = re.compile(
    r"(?:pursuant\s+to|in\s+accordance\s+with|as\s+(?:permitted|provided)\s+(?:by|in))\s+", re.IGNORECASE
)
_NEW_BEFORE = re.compile(r"\b(?:new|additional|following|after)\s+$", re.IGNORECASE)
_OF_DOCUMENT = re.compile(r"\s*(?:\([^()]{0,60}\)\s*)?,?\s*(?:of|in|to)\s+(?P<document>[^.;:]{3,80})")

Way = Literal["replaces", "deletes", "changes", "touches", "misses"]


@dataclass(frozen=True, slots=True)
class Override:
    """What document `by` does, in the words of `words`, to sections of document `of`.

    `sections` are the spans reached there, `named` how they are cited there; `text` is where the words that take their
    place stand in `by`. A way of "touches" says that something is done that could not be carried out, "misses" that the
    sections were not found. `attachment` is the exhibit or schedule, by its label, that is reached as such.
    """

    way: Way
    by: int
    words: Span
    of: int
    sections: tuple[Span, ...]
    named: str
    text: Span
    repairs: tuple[Repair, ...] = ()
    attachment: str = ""


def overrides(deal: Deal) -> Iterator[Override]:
    """List what the amendments of a deal do to other documents, in the order in which they were made."""
    finders = {index: SectionFinder(each.contract) for index, each in enumerate(deal.documents)}
    for by in deal.amendments:
        contract = deal.documents[by].contract
        for segment in contract.segments:
            if segment.zone == "body" and segment.kind != "heading":
                yield from _in_segment(segment, by, deal, finders)
                yield from _to_attachments(segment, by, deal)
                yield from _quoted(segment, by, deal)


def _quoted(segment: Segment, by: int, deal: Deal) -> Iterator[Override]:
    """Find the sentences that are deleted by their words, without a word of where they stand."""
    of = deal.documents[by].parent
    if of is None or next(find_citations(segment.text), None) or next(find_attachments(segment.text), None):
        return
    contract = deal.documents[of].contract
    for gone in taken_out(segment.text):
        places = tuple(places_of(segment.text[gone.start : gone.end].strip('"'), contract))
        if places:
            way: Way = "replaces" if gone.replaced else "deletes"
            named = contract.citation(places[0].start)
            yield Override(way, by, segment.own, of, places, named, _own_text(segment, by, deal))


def _in_segment(segment: Segment, by: int, deal: Deal, finders: dict[int, SectionFinder]) -> Iterator[Override]:
    text = segment.text
    wished = list(wishes(text))
    for citation in find_citations(text):
        if citation.own or is_quoted(text, citation.start) or _in_new_text(text, citation.start):
            continue
        if _BASIS.fullmatch(text, 0, citation.start):
            continue
        way = _way(text, citation, changes=bool(wished))
        of = _target(text, citation, by, deal)
        if way is None or of is None:
            continue
        contract = deal.documents[of].contract
        found = finders[of].find(citation, text, -1)
        if not found:
            chapters = tuple(dict.fromkeys(number.split(".")[0] for number in citation.numbers))
            found, way = finders[of].find(replace(citation, numbers=chapters), text, -1), "touches"
        if not found:
            yield Override("misses", by, segment.own, of, (), text[citation.start : citation.end], segment.own)
            continue
        sections = tuple(section.span for section in found)
        named, own = contract.citation(sections[0].start), _own_text(segment, by, deal)
        yield _carried(Override(way, by, segment.own, of, sections, named, own), wished, contract)


def _to_attachments(segment: Segment, by: int, deal: Deal) -> Iterator[Override]:
    """Find what is done to exhibits and schedules; what may be done to a section that is named beside them is not."""
    text, parent = segment.text, deal.documents[by].parent
    named = [each for each in find_attachments(text) if not (each.own or is_quoted(text, each.start))]
    if parent is None or not named:
        return
    wished = list(wishes(text))
    beside = any(not is_quoted(text, each.start) for each in find_citations(text))
    for citation in named:
        way = _way_within(text, citation, changes=bool(wished))
        if way is None or is_brought(text, citation) or _in_new_text(text, citation.start):
            continue
        label, of = citation.attachment, holder(citation.attachment, parent, deal)
        if of is None or of == by:
            if not beside:
                yield Override("misses", by, segment.own, parent, (), label, segment.own, attachment=label)
            continue
        contract = deal.documents[of].contract
        found = Override(
            way, by, segment.own, of, reach(text, citation, contract), label, _own_text(segment, by, deal), (), label
        )
        carried = _carried(found, wished, contract)
        if not beside or carried.way != "touches":
            yield carried


def _carried(found: Override, wished: Sequence[Wish], contract: Contract) -> Override:
    """Carry out what an amendment wishes to be changed; it has to be read where none of it, or too much, is found."""
    if found.way != "changes":
        return found
    repairs = tuple(repair for wish in wished for repair in carried_out(wish, found.sections, contract))
    clear = repairs and (not found.attachment or is_one_value(repairs, contract))
    return replace(found, repairs=repairs) if clear else replace(found, way="touches")


def _way_within(text: str, citation: Citation, *, changes: bool) -> Way | None:
    """Tell what a sentence does to an attachment that it cites; a part of it that goes is not the whole of it."""
    way = _way(text, citation, changes=changes)
    if way in ("replaces", "deletes") and is_within(text, citation):
        return "touches"
    return way or ("touches" if is_touched(text, citation) else None)


def _way(text: str, citation: Citation, *, changes: bool) -> Way | None:
    """Tell what a sentence does to the section that it cites."""
    before, after = text[: citation.start], text[citation.end :]
    if _NEW_BEFORE.search(before):
        return None
    if changes:
        return "changes"
    replaced = _REPLACED.match(after) or (
        _REPLACE.search(before) or (_DELETE.search(before) and _AND_PUTS.match(after))
    )
    deleted = _DELETED.match(after) or _DELETE.search(before)
    if not replaced and not deleted:
        return "touches" if announces_change(text) else None
    part = _PART_BEFORE.search(before)
    if part and not _WHOLE.fullmatch(part["part"]):
        return "touches"
    return "replaces" if replaced else "deletes"


def _in_new_text(text: str, place: int) -> bool:
    """Tell whether a citation stands behind the words that announce new text, and so in the new text."""
    announced = re.search(r"\b(?:following|as\s+follows|read)\s*:", text)
    return announced is not None and announced.end() <= place


def _target(text: str, citation: Citation, by: int, deal: Deal) -> int | None:
    """Find the document whose section is meant: the one named after it, else the one that the amendment amends."""
    parent = deal.documents[by].parent
    of = _OF_DOCUMENT.match(text, citation.end)
    named = next(iter(mentions(of["document"])), None) if of else None
    if named is None or named.parent or named.own:
        return parent
    for index, document in enumerate(deal.documents):
        if index != by and (named.label in document.labels if named.label else named.type == document.type):
            number = re.match(r"[^.;]{0,40}?\b(?:no\.?|number|#)\s*(\d+)", of["document"]) if of else None
            if number is None or document.number in (None, int(number[1])):
                return index
    return parent if named.type in ("msa", "saas_terms") or named.label else None


def _own_text(segment: Segment, by: int, deal: Deal) -> Span:
    """Give where the new words stand: from the sentence on, to the end of its section."""
    section = deal.documents[by].contract.section_at(segment.own.start)
    end = max(section.span.end if section else segment.own.end, segment.own.end)
    return Span(segment.own.start, end)


def without_overlaps(found: Sequence[Override], of: int) -> list[Repair]:
    """List the repairs of one document; of two that meet, that of the later amendment, or the first of the same."""
    turns = {by: turn for turn, by in enumerate(dict.fromkeys(each.by for each in found))}
    latest_first = sorted((each for each in found if each.of == of), key=lambda each: turns[each.by], reverse=True)
    kept: list[Repair] = []
    for repair in (repair for each in latest_first for repair in each.repairs):
        if not any(repair.span.overlaps(other.span) for other in kept):
            kept.append(repair)
    return kept
