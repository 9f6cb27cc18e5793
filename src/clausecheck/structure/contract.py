"""Contract: sections, segments, parties, definitions and references of one document.

All positions are spans of `Source.text`. A Segment is the unit that detection matches.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from clausecheck.ingest.source import Source
from clausecheck.spans import Span
from clausecheck.structure.dates import DatedWords
from clausecheck.structure.numbering import ATTACHMENT_LABEL

Role = Literal["customer", "provider", "other", "unknown"]
Zone = Literal["body", "definition", "contents", "signature"]
SegmentKind = Literal["sentence", "list_item", "table_row", "heading"]
DocumentType = Literal[
    "msa",
    "saas_terms",
    "dpa",
    "baa",
    "sla",
    "order_form",
    "sow",
    "amendment",
    "nda",
    "schedule",
    "policy",
    "license",
    "other",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled part of the contract.

    `label` is its number as the reader sees it ("12.3", "(b)", "Article IV", "Schedule 2"), empty for a bare title.
    `span` runs from the label to the end of the last subsection; `parent` is an index into `Contract.sections`.
    """

    label: str
    title: str
    level: int
    span: Span
    parent: int | None


def upward(sections: Sequence[Section], section: Section | None) -> Iterator[Section]:
    """Give a section and all those that it stands in, the innermost first."""
    while section is not None:
        yield section
        section = None if section.parent is None else sections[section.parent]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a segment: where it stands in the document, and where in the segment's own text."""

    span: Span
    start: int


@dataclass(frozen=True, slots=True)
class Repair:
    """A stretch of the document, and the text it is read as: recognition damaged it, or an amendment changes it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, one lead-in joined with one of its list items, one table row with its headers, or one heading.

    `text` has its white space collapsed and is read as `repairs` have it; `pieces` lead back to the document, in
    the order of the text. `section` is an index into `Contract.sections`, `path` the titles above it, outermost first.
    """

    index: int
    kind: SegmentKind
    text: str
    pieces: tuple[Piece, ...]
    zone: Zone
    section: int | None
    path: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()

    @property
    def own(self) -> Span:
        """Give the span of the segment's last piece: the sentence, the list item or the last cell itself."""
        return self.pieces[-1].span


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the contract: legal name, the term that stands for it, and what it does."""

    name: str
    term: str
    role: Role
    aliases: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """List every word that stands for this party, its defined term first."""
        return tuple(dict.fromkeys((self.term, *self.aliases, self.name)))


@dataclass(frozen=True, slots=True)
class Definition:
    """A defined term and the passage that defines it."""

    term: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of an exhibit, schedule or other attachment; `supplied` when the document contains it."""

    label: str
    span: Span
    supplied: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """The type of a document and the words that show it; `holds` are the types of what its headings announce besides.

    `span` is None where somebody told the type.
    """

    type: DocumentType
    span: Span | None = None
    holds: frozenset[DocumentType] = frozenset()


@dataclass(frozen=True, slots=True)
class Contract:
    """The structure of one document; a frozen tree of spans over its Source.

    `amended` is the agreement that the document changes without containing it; whatever the document does not mention
    still stands there. `effective_date` is None where the document states none, or more than one; `kind` where it does
    not say what it is.
    """

    source: Source
    sections: tuple[Section, ...]
    segments: tuple[Segment, ...]
    parties: tuple[Party, ...]
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]
    amended: Reference | None = None
    effective_date: DatedWords | None = None
    kind: Kind | None = None

    @property
    def type(self) -> DocumentType | None:
        """Name the type of the document; None where it is not known."""
        return self.kind.type if self.kind else None

    def section_at(self, offset: int) -> Section | None:
        """Give the innermost section that holds a character."""
        index = bisect_right(self.sections, offset, key=lambda section: section.span.start) - 1
        last = self.sections[index] if index >= 0 else None
        return next((section for section in upward(self.sections, last) if offset < section.span.end), None)

    def chapter_at(self, offset: int) -> Section | None:
        """Give the outermost numbered section that holds a character; the title of the document is none."""
        chapter = self.section_at(offset)
        for section in upward(self.sections, chapter):
            chapter = section if section.label or not chapter or not chapter.label else chapter
        return chapter

    def citation(self, offset: int) -> str:
        """Give the section of a character the way a lawyer cites it; empty outside sections.

        Examples are "12.3(b) Termination" and, inside an attachment, "Schedule 2, 3.1 Service Credits".
        """
        chain = list(upward(self.sections, self.section_at(offset)))
        numbered = [part for part in chain if part.label or part.title]  # a bullet has neither
        label = ""
        for part in numbered:
            label = part.label + label
            if not part.label.startswith("("):
                break
        title = next((part.title for part in numbered if part.title and not (label and self._is_named_by(part))), "")
        place = " ".join(word for word in (label, title) if word)
        outermost = chain[-1].label if chain else ""
        if len(numbered) < 2 or not ATTACHMENT_LABEL.match(outermost) or self._opens_with(chain[-1]):
            return place
        return place if place.startswith(outermost) else f"{outermost}, {place}"

    def _is_named_by(self, section: Section) -> bool:
        """Tell whether the title of a section is that of the whole document."""
        words = self.kind.span if self.kind else None
        start = section.span.start
        return not section.label and words is not None and start <= words.start < start + len(section.title)

    def _opens_with(self, section: Section) -> bool:
        """Tell whether nothing but titles stands before a section: such an "Exhibit 10.1" is the document itself."""
        first = next((segment for segment in self.segments if segment.kind != "heading"), None)
        return first is not None and section.span.start <= first.own.start
