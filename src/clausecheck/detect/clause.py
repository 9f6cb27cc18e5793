"""Clause: what a contract says, with the evidence; and what detection looked at without finding it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clausecheck.spans import Span

UNCLEAR = "unclear"
"""The value of a term that the contract states and nobody can tell."""

IN_WORDS = "_text"
"""How the name of an attribute ends that gives a term in the words of the contract, which may have no figure."""

AttributeValue = str | int | float | bool | None | list[str] | list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to see a clause: the pattern, its matcher kind, the words it matched and how much they weigh."""

    pattern: str
    kind: str
    span: Span
    weight: float


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision of one type found in the contract.

    `pieces` are the passages that make up its words (a lead-in and its list item are two), in document order;
    `attributes` are the normalised terms (days, hours, months, percent), None where the clause states none.
    `document` is the one of a deal in which it stands; 0 where there is but one. `attachments` are those of the same
    document that its words point to ("as set out in Schedule 2"), by their labels. `told_by` are the other sentences of
    the document that gave terms which its own words do not state.
    """

    type: str
    confidence: float
    pieces: tuple[Span, ...]
    section: str
    attributes: Mapping[str, AttributeValue]
    evidence: tuple[Evidence, ...]
    document: int = 0
    attachments: tuple[str, ...] = ()
    told_by: Mapping[str, Span] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """Give the passage that decides: the last piece."""
        return self.pieces[-1]

    @property
    def denied(self) -> bool:
        """Tell whether the contract expressly denies this right."""
        return self.attributes.get("denied") is True

    def points_to(self, other: Clause) -> bool:
        """Tell whether another clause stands in an attachment that the words of this one point to."""
        leads = tuple(f"{label}{mark}" for label in self.attachments for mark in (", ", " "))
        return other.document == self.document and f"{other.section} ".startswith(leads)


@dataclass(frozen=True, slots=True)
class Deferral:
    """A passage that leaves a clause type to an attachment which the document does not contain."""

    type: str
    span: Span
    reference: str
    document: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Words of one document of a deal."""

    span: Span
    document: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What decided between documents of a deal on one clause type, in words; `doubtful` where it may be otherwise."""

    type: str
    words: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Detection:
    """All that detection knows of one contract.

    `considered` holds, for each clause type, the passages that came nearest without being the clause, best first.
    `rulings` say what decided between the documents of a deal or the parts of a document, `notes` what one does to
    another, or goes before it, that no ruling tells.
    """

    clauses: tuple[Clause, ...]
    deferrals: tuple[Deferral, ...] = ()
    considered: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    notes: tuple[str, ...] = ()

    def of_type(self, clause_type: str) -> tuple[Clause, ...]:
        """List the clauses of one type, surest first."""
        found = (clause for clause in self.clauses if clause.type == clause_type)
        return tuple(sorted(found, key=lambda clause: (-clause.confidence, clause.document, clause.span)))
