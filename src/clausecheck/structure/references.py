"""References to attachments and to an amended agreement, and whether the document contains what they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.ingest.source import Source
from clausecheck.spans import Span
from clausecheck.structure.contract import Kind, Reference, Section
from clausecheck.structure.numbering import (
    ATTACHMENT_LABEL,
    ATTACHMENT_NAME,
    ATTACHMENT_TITLE,
    attachment_label,
    titled_label,
)

_OTHER_DOCUMENT = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?\(?[^().;]{0,40}?\b(?:of|to|in)\s+(?:the|that|its)\s+(?:Main|Master|Principal|Framework|Prime)\b"
)
_AMENDMENT = re.compile(
    r"\b(?:Amendment|AMENDMENT|Variation|VARIATION|Change\s+Order|CHANGE\s+ORDER)\b(?:[^.;]|(?<=\bN[oOrR])\.){0,160}?"
    r"\b(?:amends?|(?i:to\s+(?:the|that\s+certain|this)?)|modif(?:y|ies)|varies|supplements?)\b[^.;]{0,120}?"
    r"(?P<agreement>\b(?:Agreement|AGREEMENT|Contract|CONTRACT)\b)"
)
_OPENING = 1500

AMENDED_AGREEMENT = "the agreement that this document amends"
"""What an agreement that is amended and not supplied is called."""


def find_amended_agreement(source: Source, kind: Kind | None) -> Reference | None:
    """Find the agreement that the document amends and does not contain, by its opening words or by what it is."""
    match = _AMENDMENT.search(source.text, 0, _OPENING)
    if match:
        return Reference(AMENDED_AGREEMENT, Span(match.start(), match.end()), supplied=False)
    if kind and kind.type == "amendment":  # an amendment changes an agreement, even one that it does not name
        opening = next((block.span for block in source.blocks), Span(0, 0))
        return Reference(AMENDED_AGREEMENT, kind.span or opening, supplied=False)
    return None


def find_references(source: Source, sections: tuple[Section, ...]) -> tuple[Reference, ...]:
    """Find every mention of an exhibit, schedule or other attachment outside its own heading."""
    attachments = [section for section in sections if ATTACHMENT_LABEL.match(section.label)]
    headings = {section.span.start for section in attachments}
    supplied = {section.label for section in attachments}
    references = []
    for match in ATTACHMENT_NAME.finditer(source.text):
        word, number = match.group("word"), match.group("number")
        if match.start() in headings or not number[0].isupper() | number[0].isdigit():
            continue
        label = attachment_label(word, number)
        elsewhere = _OTHER_DOCUMENT.match(source.text, match.end()) is not None
        span = Span(match.start(), match.end())
        references.append(Reference(label, span, supplied=label in supplied and not elsewhere))
    return (*references, *_titled_references(source))


def _titled_references(source: Source) -> Iterator[Reference]:
    """Find the attachments that go by their title; one is supplied where a block begins with it."""
    found = list(ATTACHMENT_TITLE.finditer(source.text))
    begins = {block.span.start for block in source.blocks} if found else set()
    supplied = {titled_label(match["title"]) for match in found if match.start() in begins}
    for match in found:
        if match.start() not in begins:
            label = titled_label(match["title"])
            yield Reference(label, Span(match.start(), match.end()), supplied=label in supplied)
