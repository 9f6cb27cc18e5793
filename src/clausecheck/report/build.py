"""build(): what was found and judged -> Report. The only place where spans become text, pages and boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import TypeVar, cast

from clausecheck.detect.clause import Clause, Detection
from clausecheck.ingest.source import Box, Source
from clausecheck.playbook.areas import AREA_TITLES
from clausecheck.playbook.finding import Finding, Status
from clausecheck.playbook.model import Playbook
from clausecheck.playbook.position import wanted
from clausecheck.playbook.score import rate
from clausecheck.playbook.severity import Side
from clausecheck.report.model import (
    AreaRecord,
    ClauseRecord,
    CoverageRecord,
    DateRecord,
    DocumentRecord,
    EvidenceRecord,
    FindingRecord,
    NearestPassage,
    PartyRecord,
    PlaybookRecord,
    Report,
    SummaryRecord,
)
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract

WORST_FIRST: tuple[Status, ...] = ("adverse", "missing", "unverified", "weak", "met", "not_applicable")
BETWEEN_PIECES = " … "

_PASSAGE_LENGTH = 400

T = TypeVar("T")


def build(
    contract: Contract, detection: Detection, findings: Sequence[Finding], playbook: Playbook, side: Side
) -> Report:
    """Put the report on one contract together, findings worst first, clauses in document order."""
    clauses = sorted(detection.clauses, key=_document_order)
    ids = _ids(clauses)
    boxes = _boxes(clauses, contract.source)
    return Report(
        clausecheck_version=_own_version(),
        document=_document(contract),
        playbook=PlaybookRecord(id=playbook.id, version=playbook.version, side=side),
        summary=_summary(contract.source, findings, playbook),
        findings=[
            _finding(finding, contract, [ids[clauses.index(clause)] for clause in finding.clauses])
            for finding in sorted(findings, key=_worst_first)
        ],
        clauses=[
            _clause(clause, clause_id, line, boxes, contract.source)
            for clause, clause_id, line in zip(clauses, ids, _lines(clauses, contract.source.text), strict=True)
        ],
    )


@cache
def _own_version() -> str:
    return version("clausecheck")


def _worst_first(finding: Finding) -> tuple[bool, int, int]:
    settled = finding.status in ("met", "not_applicable")
    return (settled, -finding.severity, WORST_FIRST.index(finding.status))


def _document_order(clause: Clause) -> tuple[object, ...]:
    return (clause.span, clause.pieces, clause.type, -clause.confidence)


def _ids(clauses: Sequence[Clause]) -> list[str]:
    """Number the clauses of each type: "audit_rights-1"."""
    counts: dict[str, int] = {}
    ids = []
    for clause in clauses:
        counts[clause.type] = counts.get(clause.type, 0) + 1
        ids.append(f"{clause.type}-{counts[clause.type]}")
    return ids


def _document(contract: Contract) -> DocumentRecord:
    source = contract.source
    return DocumentRecord(
        name=encodable(source.name),
        path=None if source.path is None else encodable(source.path),
        sha256=source.sha256,
        media_type=source.media_type,
        pages=source.page_count,
        unreadable_pages=list(source.unreadable_pages),
        parties=[
            PartyRecord(name=encodable(party.name), term=encodable(party.term), role=party.role)
            for party in contract.parties
        ],
        notes=[encodable(note) for note in source.notes],
        unread=list(source.unread),
        effective_date=_effective_date(contract),
    )


def _effective_date(contract: Contract) -> DateRecord | None:
    words = contract.effective_date
    if words is None:
        return None
    return DateRecord(
        date=words.date,
        text=encodable(contract.source.text[words.span.start : words.span.end]),
        section=encodable(contract.citation(words.span.start)),
        page=contract.source.page_of(words.span.start),
        start=words.span.start,
        end=words.span.end,
    )


def _summary(source: Source, findings: Sequence[Finding], playbook: Playbook) -> SummaryRecord:
    score = rate(findings, playbook.threshold)
    total = source.page_count
    return SummaryRecord(
        score=score.points,
        grade=score.grade,
        passed=score.passed,
        risk=score.risk.name.lower(),
        coverage=CoverageRecord(
            rules_evaluated=score.evaluated,
            rules_unverified=score.unverified,
            pages_read=None if total is None else total - len(source.unreadable_pages),
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
    )


def _finding(finding: Finding, contract: Contract, clause_ids: list[str]) -> FindingRecord:
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
        clauses=clause_ids,
        nearest=[_passage(span, contract) for span in finding.nearest],
        area=rule.area,
        must_have=rule.must_have,
        wanted=wanted(rule),
        sources=rule.sources,
        redline=rule.redline,
    )


def _passage(span: Span, contract: Contract) -> NearestPassage:
    text = " ".join(contract.source.text[span.start : span.end].split())
    return NearestPassage(
        text=encodable(text if len(text) <= _PASSAGE_LENGTH else f"{text[: _PASSAGE_LENGTH - 1].rstrip()}…"),
        section=encodable(contract.citation(span.start)),
        page=contract.source.page_of(span.start),
        start=span.start,
        end=span.end,
    )


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
        attributes={name: encodable(value) for name, value in clause.attributes.items()},
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


def encodable(value: T) -> T:
    """Replace lone surrogates, which a file name or a damaged font may hold and which JSON cannot."""
    if isinstance(value, str):
        return cast(T, value.encode("utf-8", "replace").decode("utf-8"))
    if isinstance(value, list):
        return cast(T, [encodable(entry) for entry in value])
    if isinstance(value, dict):
        return cast(T, {key: encodable(entry) for key, entry in value.items()})
    return value
