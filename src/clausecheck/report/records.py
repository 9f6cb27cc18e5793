"""Records: spans become text, pages, lines and boxes, for a single contract and for the documents of a deal alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, cast

from clausecheck.detect.clause import Clause, Detection, Place
from clausecheck.ingest.source import Box, Source
from clausecheck.playbook.areas import AREA_TITLES
from clausecheck.playbook.finding import SETTLED, Finding, Status
from clausecheck.playbook.model import Playbook
from clausecheck.playbook.position import wanted
from clausecheck.playbook.score import rate
from clausecheck.report.model import (
    AreaRecord,
    ClauseRecord,
    CoverageRecord,
    EvidenceRecord,
    FindingRecord,
    LockInRecord,
    NearestPassage,
    SummaryRecord,
)
from clausecheck.report.printable import encodable
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract

WORST_FIRST: tuple[Status, ...] = ("adverse", "missing", "unverified", "weak", "met", "not_applicable")
BETWEEN_PIECES = " … "

_PASSAGE_LENGTH = 400

T = TypeVar("T")


class Records:
    """The records of clauses and findings; `names` are those of the documents, None where there is but one."""

    def __init__(self, contracts: Sequence[Contract], names: Sequence[str] | None, detection: Detection) -> None:
        """Bring the clauses into the order of the documents."""
        self._contracts = contracts
        self._names = names
        self._clauses = sorted(detection.clauses, key=_document_order)
        self._ids = _ids(self._clauses)

    def clauses(self) -> list[ClauseRecord]:
        """List the clauses in document order."""
        numbered = list(zip(self._clauses, self._ids, strict=True))
        return [
            record
            for index, contract in enumerate(self._contracts)
            for record in _clauses_of(
                contract, [each for each in numbered if each[0].document == index], self._name(index)
            )
        ]

    def findings(self, findings: Sequence[Finding]) -> list[FindingRecord]:
        """List the findings, worst first."""
        return [self._finding(finding) for finding in sorted(findings, key=_worst_first)]

    def passage(self, place: Place) -> NearestPassage:
        """Quote a passage of a document."""
        contract, span = self._contracts[place.document], place.span
        text = " ".join(contract.source.text[span.start : span.end].split())
        return NearestPassage(
            text=encodable(text if len(text) <= _PASSAGE_LENGTH else f"{text[: _PASSAGE_LENGTH - 1].rstrip()}…"),
            section=encodable(contract.citation(span.start)),
            page=contract.source.page_of(span.start),
            start=span.start,
            end=span.end,
            document=self._name(place.document),
        )

    def _name(self, index: int) -> str | None:
        return self._names[index] if self._names else None

    def _finding(self, finding: Finding) -> FindingRecord:
        rule = finding.rule
        return FindingRecord(
            rule=rule.id,
            clause_type=rule.clause_type,
            status=finding.status,
            needs_review=finding.needs_review,
            severity=finding.severity.name.lower(),
            title=rule.title,
            message=encodable(finding.message),
            why=rule.why,
            recommended_language=rule.recommended_language,
            clauses=[self._ids[self._clauses.index(clause)] for clause in finding.clauses],
            nearest=[self.passage(place) for place in finding.nearest],
            area=rule.area,
            must_have=rule.must_have,
            wanted=wanted(rule),
            sources=rule.sources,
            redline=rule.redline,
            document=self._name(finding.clauses[0].document) if finding.clauses else None,
            deciding=self.passage(finding.deciding) if finding.deciding else None,
        )


def summary_record(
    sources: Sequence[Source], findings: Sequence[Finding], playbook: Playbook, lock_in: LockInRecord | None
) -> SummaryRecord:
    """Give the verdict in figures; pages are counted where all documents have some."""
    score = rate(findings, playbook.threshold)
    counts = [source.page_count for source in sources]
    total = None if None in counts else sum(filter(None, counts))
    unread = sum(len(source.unreadable_pages) for source in sources)
    return SummaryRecord(
        score=score.points,
        grade=score.grade,
        passed=score.passed,
        risk=score.risk.name.lower(),
        coverage=CoverageRecord(
            rules_evaluated=score.evaluated,
            rules_unverified=score.unverified,
            pages_read=None if total is None else total - unread,
            pages_total=total,
        ),
        threshold=playbook.threshold,
        lacking=list(score.lacking),
        areas=[
            AreaRecord(
                area=each.area,
                title=AREA_TITLES[each.area],
                score=each.points,
                weight=each.weight,
                rules_evaluated=each.evaluated,
                rules_unverified=each.unverified,
            )
            for each in score.areas
        ],
        lock_in=lock_in,
    )


def _worst_first(finding: Finding) -> tuple[bool, int, int]:
    return (finding.status in SETTLED, -finding.severity, WORST_FIRST.index(finding.status))


def _document_order(clause: Clause) -> tuple[object, ...]:
    return (clause.document, clause.span, clause.pieces, clause.type, -clause.confidence)


def _ids(clauses: Sequence[Clause]) -> list[str]:
    """Number the clauses of each type: "audit_rights-1"."""
    counts: dict[str, int] = {}
    ids = []
    for clause in clauses:
        counts[clause.type] = counts.get(clause.type, 0) + 1
        ids.append(f"{clause.type}-{counts[clause.type]}")
    return ids


def _clauses_of(contract: Contract, numbered: Sequence[tuple[Clause, str]], name: str | None) -> Iterator[ClauseRecord]:
    source, clauses = contract.source, [clause for clause, _ in numbered]
    boxes = _boxes(clauses, source) if clauses else {}
    for (clause, clause_id), line in zip(numbered, _lines(clauses, source.text), strict=True):
        record = _clause(clause, clause_id, line, boxes, source)
        yield record if name is None else record.model_copy(update={"document": name})


def _boxes(clauses: Sequence[Clause], source: Source) -> dict[Span, tuple[Box, ...]]:
    """Find the boxes of all pieces of all clauses; a lead-in is a piece of many."""
    pieces = sorted({piece for clause in clauses for piece in clause.pieces})
    return dict(zip(pieces, source.boxes_of(pieces), strict=True))


def _lines(clauses: Sequence[Clause], text: str) -> Iterator[int]:
    """Number the lines on which clauses begin, which are in document order: the text is gone through once."""
    line, place = 1, 0
    for clause in clauses:
        line += text.count("\n", place, clause.span.start)
        place = clause.span.start
        yield line


def _clause(
    clause: Clause, clause_id: str, line: int, boxes: Mapping[Span, Sequence[Box]], source: Source
) -> ClauseRecord:
    return ClauseRecord(
        id=clause_id,
        type=clause.type,
        confidence=round(clause.confidence, 4),
        text=encodable(BETWEEN_PIECES.join(source.text[piece.start : piece.end] for piece in clause.pieces)),
        section=encodable(clause.section),
        page=source.page_of(clause.span.start),
        start=clause.span.start,
        end=clause.span.end,
        boxes=[
            (box.page, round(box.x0, 1), round(box.y0, 1), round(box.x1, 1), round(box.y1, 1))
            for piece in clause.pieces
            for box in boxes[piece]
        ],
        attributes={name: _encodable(value) for name, value in clause.attributes.items()},
        evidence=[
            EvidenceRecord(
                pattern=item.pattern,
                kind=item.kind,
                start=item.span.start,
                end=item.span.end,
                weight=round(item.weight, 4),
            )
            for item in clause.evidence
        ],
        pieces=[(piece.start, piece.end) for piece in clause.pieces],
        line=line,
    )


def _encodable(value: T) -> T:
    """Escape lone surrogates in all texts that a value holds."""
    if isinstance(value, str):
        return cast(T, encodable(value))
    if isinstance(value, list):
        return cast(T, [_encodable(entry) for entry in value])
    if isinstance(value, dict):
        return cast(T, {key: _encodable(entry) for key, entry in value.items()})
    return value
