"""The wire format: what every renderer and integration reads. Stable within a schema version."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from clausecheck.detect.clause import AttributeValue
from clausecheck.playbook.areas import Area
from clausecheck.playbook.finding import Status
from clausecheck.playbook.model import RedlineMode
from clausecheck.playbook.score import Grade
from clausecheck.playbook.severity import Side
from clausecheck.report.printable import encodable
from clausecheck.structure.contract import DocumentType, Role

SCHEMA_VERSION: Literal["1.0"] = "1.0"

SeverityName = Literal["info", "low", "medium", "high", "critical"]
Risk = Literal["low", "medium", "high", "critical"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class PartyRecord(_Record):
    """A party to the contract."""

    name: str
    term: str
    role: Role


class DateRecord(_Record):
    """A date that the document states, and the words that do; offsets into the extracted text."""

    date: datetime.date
    text: str
    section: str
    page: int | None
    start: int
    end: int


class DocumentRecord(_Record):
    """The document, and what of it could not be read; pages count from 1.

    `unread` names what beside pages was not read, such as an embedded document. `effective_date` is null where the
    opening of the document states none, or more than one; `type` where the document does not say what it is.
    """

    name: str
    path: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    pages: int | None = None
    unreadable_pages: list[int] = []
    parties: list[PartyRecord] = []
    notes: list[str] = []
    unread: list[str] = []
    effective_date: DateRecord | None = None
    type: DocumentType | None = None


class PlaybookRecord(_Record):
    """The playbook that the contract was held against, and the side it speaks for."""

    id: str
    version: str
    side: Side


class CoverageRecord(_Record):
    """How much of playbook and document the verdict rests on."""

    rules_evaluated: int
    rules_unverified: int
    pages_read: int | None
    pages_total: int | None


class AreaRecord(_Record):
    """The score of one area, 0 to 100, of the weight given; null where none of its rules could be evaluated."""

    area: Area
    title: str
    score: int | None = Field(ge=0, le=100)
    weight: float
    rules_evaluated: int
    rules_unverified: int


class LockInRecord(_Record):
    """For how long the contract holds its customer, and the clauses that say so; a figure not stated is null.

    `leaves_at_will` tells whether the customer may end it without cause, after `notice_days`. `words` say it in full.
    """

    leaves_at_will: bool
    notice_days: float | None
    initial_months: float | None
    renewal_months: float | None
    words: str
    clauses: list[str]


class SummaryRecord(_Record):
    """The verdict in figures: score 0 to 100, grade, whether the threshold and every must-have are reached.

    `lacking` names the must-have rules that are missing, adverse or unverified. `lock_in` is null where the playbook
    does not ask for a way out, or whether there is one cannot be told.
    """

    score: int = Field(ge=0, le=100)
    grade: Grade
    passed: bool
    risk: Risk
    coverage: CoverageRecord
    threshold: int = Field(default=0, ge=0, le=100)
    lacking: list[str] = []
    areas: list[AreaRecord] = []
    lock_in: LockInRecord | None = None


class NearestPassage(_Record):
    """A passage that came near the clause, or decided; offsets into the extracted text of its document."""

    text: str
    section: str
    page: int | None
    start: int | None = None
    end: int | None = None
    document: str | None = None


class FindingRecord(_Record):
    """The verdict on one playbook rule.

    `wanted` says what would have met it at the least; `sources` are those of the rule. `redline` says whether the
    recommended language is to stand after the words that decided or in their place. `document` names the document of a
    deal that decided, null where none did. `deciding` is the sentence by which a clause is adverse or weak, null where
    the clause says it itself.
    """

    rule: str
    clause_type: str
    status: Status
    needs_review: bool
    severity: SeverityName
    title: str
    message: str
    why: str
    recommended_language: str
    clauses: list[str]
    nearest: list[NearestPassage]
    area: Area | None = None
    must_have: bool = False
    wanted: str = ""
    sources: list[str] = []
    redline: RedlineMode = "insert"
    document: str | None = None
    deciding: NearestPassage | None = None


class EvidenceRecord(_Record):
    """The words that a pattern matched; offsets into the extracted text."""

    pattern: str
    kind: str
    start: int
    end: int
    weight: float


class ClauseRecord(_Record):
    """A provision found; offsets into the extracted text, boxes as [page, x0, y0, x1, y1] in PDF points.

    `pieces` are the passages that make up its words, in document order; `start` and `end` are those of the last one,
    and `line` is the line of the text on which it begins, counting from 1. `document` names the document of a deal in
    which it stands; offsets, pages and lines are those of that document.
    """

    id: str
    type: str
    confidence: float = Field(ge=0, le=1)
    text: str
    section: str
    page: int | None
    start: int
    end: int
    boxes: list[tuple[int, float, float, float, float]]
    attributes: dict[str, AttributeValue]
    evidence: list[EvidenceRecord]
    pieces: list[tuple[int, int]] = []
    line: int | None = None
    document: str | None = None


class ClauseTypeRecord(_Record):
    """What a clause type is and why it matters, in the words of its pattern file."""

    id: str
    title: str
    what: str
    why: str
    sources: list[str]


class CommentRecord(_Record):
    """A comment that somebody made beside the text."""

    author: str
    text: str


class ChangedFinding(_Record):
    """The verdicts on a rule before and after the tracked changes; the same twice where only the terms differ."""

    rule: str
    original: Status
    accepted: Status


class RevisionsRecord(_Record):
    """Tracked changes, how many and by whom, with the findings that they turn; and the comments.

    `changed_findings` is null where the original and the accepted text could not both be read.
    """

    insertions: int
    deletions: int
    moves: int
    authors: list[str]
    comments: list[CommentRecord]
    changed_findings: list[ChangedFinding] | None


class ErrorDetail(_Record):
    """Why a document could not be analysed; `code` is stable and has a heading in docs/errors.md."""

    code: str
    message: str


class DealDocumentRecord(_Record):
    """A document of a deal; `error` says why it could not be read.

    `parent` names the document of the deal that it belongs to, `names_parent` the agreement that it says it belongs to.
    """

    name: str
    path: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    type: DocumentType | None = None
    parent: str | None = None
    names_parent: str | None = None
    date: datetime.date | None = None
    pages: int | None = None
    unreadable_pages: list[int] = []
    unread: list[str] = []
    error: ErrorDetail | None = None


class NotSuppliedRecord(_Record):
    """A document that the deal names and does not have, and the first passage that names it."""

    label: str
    passage: NearestPassage


class IncorporatedRecord(_Record):
    """An address of terms that are part of the contract.

    `changeable` tells whether the contract lets the vendor change what stands there; null where it does not say, and so
    nothing keeps the vendor from it. `supplied` tells whether the deal has a document of such terms.
    """

    url: str
    changeable: bool | None
    supplied: bool
    passage: NearestPassage


class RulingRecord(_Record):
    """What decided between documents on one clause type."""

    clause_type: str
    text: str
    needs_review: bool


class DealRecord(_Record):
    """The documents that were read as one contract, and how they hang together."""

    documents: list[DealDocumentRecord]
    precedence: list[NearestPassage]
    not_supplied: list[NotSuppliedRecord]
    incorporated: list[IncorporatedRecord]
    rulings: list[RulingRecord]


class Report(_Record):
    """The risk report on one document; `revisions` is null where it has no tracked changes and no comments.

    `clause_types` explains the types that the findings and clauses speak of, and `patterns_version` names the library
    of patterns that they were found by. `deal` is null for a single document; of a deal `document` is the whole.
    """

    kind: Literal["report"] = "report"
    schema_version: Literal["1.0"] = SCHEMA_VERSION
    clausecheck_version: str
    document: DocumentRecord
    playbook: PlaybookRecord
    summary: SummaryRecord
    findings: list[FindingRecord]
    clauses: list[ClauseRecord]
    revisions: RevisionsRecord | None = None
    clause_types: list[ClauseTypeRecord] = []
    deal: DealRecord | None = None
    patterns_version: str = ""

    def named(self, name: str, path: str | None) -> Report:
        """Give the same report on a document of another name and path."""
        shown = {"name": encodable(name), "path": None if path is None else encodable(path)}
        return self.model_copy(update={"document": self.document.model_copy(update=shown)})


class FileError(_Record):
    """What stands in for the report of a document that could not be analysed."""

    kind: Literal["error"] = "error"
    document: DocumentRecord
    error: ErrorDetail

    @classmethod
    def of(cls, name: str, path: str | None, code: str, message: str) -> FileError:
        """Make the error that stands in for the report on a document, its texts such that JSON can hold them."""
        document = DocumentRecord(name=encodable(name), path=None if path is None else encodable(path))
        return cls(document=document, error=ErrorDetail(code=code, message=encodable(message)))
