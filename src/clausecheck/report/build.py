"""build(): what was found and judged in one contract -> Report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from clausecheck.detect.clause import Detection
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.model import Playbook
from clausecheck.playbook.severity import Side
from clausecheck.report.lock_in import lock_in
from clausecheck.report.model import DateRecord, DocumentRecord, PartyRecord, PlaybookRecord, Report
from clausecheck.report.printable import encodable
from clausecheck.report.records import Records, summary_record
from clausecheck.structure.contract import Contract
from clausecheck.structure.party_doubts import name_doubts


def build(
    contract: Contract, detection: Detection, findings: Sequence[Finding], playbook: Playbook, side: Side
) -> Report:
    """Put the report on one contract together, findings worst first, clauses in document order."""
    records = Records([contract], None, detection)
    judged, clauses = records.findings(findings), records.clauses()
    return Report(
        clausecheck_version=own_version(),
        document=_noted(document_record(contract), detection.notes),
        playbook=PlaybookRecord(id=playbook.id, version=playbook.version, side=side),
        summary=summary_record([contract.source], findings, playbook, lock_in(judged, clauses)),
        findings=judged,
        clauses=clauses,
    )


def _noted(document: DocumentRecord, notes: Sequence[str]) -> DocumentRecord:
    return document.model_copy(update={"notes": [*document.notes, *map(encodable, notes)]})


@cache
def own_version() -> str:
    """Give the version of this program."""
    return version("clausecheck")


def document_record(contract: Contract) -> DocumentRecord:
    """Say which document it is, and what of it could not be read."""
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
        notes=[encodable(note) for note in (*source.notes, *name_doubts(contract.parties, source.text))],
        unread=list(source.unread),
        effective_date=_effective_date(contract),
        type=contract.type,
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
