"""Which attachments that a document names are other documents of the deal, and which nobody supplied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from clausecheck.structure.contract import Contract, DocumentType, Reference, Section
from clausecheck.structure.deal import DealDocument, NotSupplied
from clausecheck.structure.document_types import type_named
from clausecheck.structure.numbering import ATTACHMENT_LABEL, ATTACHMENT_TITLE, attachment_label, titled_label

_TITLE_LINES = 6
_MOST_TITLE = 160
_REACH = 120  # characters around an attachment in which it is named by its title
# "Exhibit C (Data Processing Addendum)"
_NAMED_AFTER = re.compile(
    r"\s*(?:\(|[-–—:,]\s*|[\"“])\s*(?:the\s+)?(?P<title>[A-Z][\w' ]{2,60}?)"
    r"(?=[)\"”.,;–—-]|\s+(?:attached|hereto|is|sets|shall)\b|$)"
)
# "the Data Processing Addendum attached hereto as Exhibit C"
_NAMED_BEFORE = re.compile(
    r"(?P<title>(?:[A-Z][\w'-]*\s+){1,5})(?:(?:is|are|that\s+is)\s+)?"
    r"(?:attached|annexed|set\s+out|set\s+forth|contained|reproduced)\s+(?:hereto\s+|to\s+this\s+\w+\s+)?(?:as|at|in)\s+$"
)
_ATTACHED = re.compile(r"[^.;]{0,20}?\b(?:attached|annexed|appended|hereto)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"[^.;]{0,60}?\b(?:of|to|in|under)\s+the\b")


def labels_of(contract: Contract) -> frozenset[str]:
    """Read of which attachment a document is the text, from the lines of its title and from the name of its file."""
    lines = [line.strip() for line in contract.source.text[:2000].split("\n") if line.strip()][:_TITLE_LINES]
    stem = re.sub(r"[_\-.]+", " ", PurePath(contract.source.name).stem)
    found = [ATTACHMENT_LABEL.match(words) for words in (*(line for line in lines if len(line) <= _MOST_TITLE), stem)]
    titled = [ATTACHMENT_TITLE.match(words) for words in (*lines, stem)]
    numbered = {attachment_label(match["word"], match["number"]) for match in found if match}
    return frozenset(numbered | {titled_label(match["title"]) for match in titled if match})


def with_supplied(index: int, documents: Sequence[DealDocument], *, has_agreement: bool) -> Contract:
    """Mark as supplied what other documents supply: attachments and, where the deal has it, the agreement amended."""
    contract = documents[index].contract
    references = tuple(
        replace(each, supplied=True) if not each.supplied and _is_supplied(each, index, documents) else each
        for each in contract.references
    )
    amended = contract.amended
    if amended is not None and has_agreement:
        amended = replace(amended, supplied=True)
    return replace(contract, references=references, amended=amended)


def not_supplied(documents: Sequence[DealDocument], orphans: Iterable[int]) -> Iterator[NotSupplied]:
    """List the agreements and attachments that documents name and the deal has not, each once for a document."""
    for index in orphans:
        named = documents[index].names_parent
        if named is not None:
            yield NotSupplied(named.words, named.span, index)
    seen: set[tuple[str, int]] = set()
    for index, document in enumerate(documents):
        for reference in document.contract.references:
            if not reference.supplied and (reference.label, index) not in seen:
                seen.add((reference.label, index))
                yield NotSupplied(reference.label, reference.span, index)


def supplier(label: str, index: int, documents: Sequence[DealDocument]) -> int | None:
    """Find the document that is an attachment of another one: by its title, or as the only one of its kind."""
    titled = next((place for place, each in enumerate(documents) if label in each.labels), None)
    if titled is not None:
        return titled
    wanted = _type_of(label, documents[index].contract)
    alike = [place for place, each in enumerate(documents) if place != index and each.type == wanted]
    return alike[0] if wanted is not None and len(alike) == 1 else None


def _is_supplied(reference: Reference, index: int, documents: Sequence[DealDocument]) -> bool:
    """Tell whether another document is the attachment, or holds it and is the agreement that the words speak of."""
    if any(reference.label in each.labels for each in documents):
        return True
    parent, text = documents[index].parent, documents[index].contract.source.text
    held = parent is not None and attachment_in(documents[parent].contract, reference.label) is not None
    if parent is not None and _OF_ANOTHER.match(text, reference.span.end):
        return held
    if held and documents[index].type == "amendment" and not _ATTACHED.match(text, reference.span.end):
        return True
    return supplier(reference.label, index, documents) is not None


def attachment_in(contract: Contract, label: str) -> Section | None:
    """Find the attachment that a document holds under its own heading."""
    return next((each for each in contract.sections if each.label == label), None)


def _type_of(label: str, contract: Contract) -> DocumentType | None:
    """Tell what an attachment is, where any passage says so."""
    text = contract.source.text
    for reference in (each for each in contract.references if each.label == label):
        after = _NAMED_AFTER.match(text, reference.span.end)
        before = _NAMED_BEFORE.search(text[max(reference.span.start - _REACH, 0) : reference.span.start])
        for match in (after, before):
            found = type_named(match["title"]) if match else None
            if found:
                return found
    return None
