"""A report with every kind of finding, and ways to change it."""

from __future__ import annotations

from typing import Any

from clausecheck.report.model import (
    ClauseRecord,
    CoverageRecord,
    DocumentRecord,
    ErrorDetail,
    EvidenceRecord,
    FileError,
    FindingRecord,
    NearestPassage,
    PartyRecord,
    PlaybookRecord,
    Report,
    SummaryRecord,
)

EXIT_TEXT = (
    "Vendor may terminate this Agreement at any time, for any reason or no reason whatsoever, upon ninety (90) days' "
    "prior written notice to Client, provided that Client shall in such event remain liable for all minimum volume "
    "commitments accrued through the end of the then-current Contract Year."
)
NOTICE_TEXT = "Vendor shall notify Client promptly upon becoming aware of any unauthorized access to Client Data."


def clause_record(type: str, text: str, **fields: Any) -> ClauseRecord:
    start = fields.pop("start", 1000)
    defaults = {
        "id": f"{type}-1",
        "type": type,
        "confidence": 0.9,
        "text": text,
        "section": "",
        "page": None,
        "start": start,
        "end": start + len(text),
        "boxes": [],
        "attributes": {},
        "evidence": [],
    }
    return ClauseRecord.model_validate(defaults | fields)


def evidence_in(text: str, words: str, *, start: int = 1000, weight: float = 0.8) -> EvidenceRecord:
    place = start + text.index(words)
    return EvidenceRecord(pattern="p", kind="tokens", start=place, end=place + len(words), weight=weight)


def finding_record(status: str, **fields: Any) -> FindingRecord:
    defaults = {
        "rule": "exit",
        "clause_type": "termination_for_convenience",
        "status": status,
        "needs_review": False,
        "severity": "info" if status == "met" else "high",
        "title": "Exit without cause",
        "message": "Notice 90 days; wanted at most 60.",
        "why": "Without it there is no way out.",
        "recommended_language": "The Customer may terminate this Agreement at any time on sixty (60) days' notice.",
        "clauses": [],
        "nearest": [],
    }
    return FindingRecord.model_validate(defaults | fields)


def report_of(**fields: Any) -> Report:
    """Build a report; `document` and `coverage` take the fields that differ."""
    document = {
        "name": "northwind-brightcall.pdf",
        "pages": 12,
        "parties": [
            PartyRecord(name="Northwind Retail, Inc.", term="Client", role="customer"),
            PartyRecord(name="BrightCall Solutions Ltd.", term="Vendor", role="provider"),
        ],
    }
    coverage = {"rules_evaluated": 4, "rules_unverified": 0, "pages_read": 12, "pages_total": 12}
    defaults: dict[str, Any] = {
        "clausecheck_version": "0.1.0",
        "document": DocumentRecord.model_validate(document | fields.pop("document", {})),
        "playbook": PlaybookRecord(id="outsourcing", version="1.0", side="customer"),
        "summary": SummaryRecord(
            score=31,
            grade="F",
            passed=False,
            risk="high",
            coverage=CoverageRecord.model_validate(coverage | fields.pop("coverage", {})),
        ),
        "findings": _findings(),
        "clauses": _clauses(),
    }
    return Report.model_validate(defaults | fields)


def file_error(name: str = "scan.pdf", message: str = "The file holds no text that could be read.") -> FileError:
    return FileError(document=DocumentRecord(name=name), error=ErrorDetail(code="no-text", message=message))


def _findings() -> list[FindingRecord]:
    return [
        finding_record(
            "adverse",
            message="Held only by the provider; wanted the customer or either party.",
            clauses=["termination_for_convenience-1"],
        ),
        finding_record(
            "missing",
            rule="credits",
            title="Credits for missed service levels",
            severity="medium",
            message="Not found; all 12 pages were read.",
            recommended_language="For each service level missed, the Provider shall credit the Customer 5% of fees.",
            nearest=[NearestPassage(text="Vendor shall report performance monthly.", section="8.1 Reports", page=5)],
        ),
        finding_record(
            "weak",
            rule="breach",
            title="Notice of a data breach within 24 hours",
            severity="low",
            message="Deadline only “promptly”; wanted at most 24 hours.",
            needs_review=True,
            clauses=["breach_notification-1"],
        ),
        finding_record("met", rule="renewal", title="No lock-in", message="Not found, as wanted."),
    ]


def _clauses() -> list[ClauseRecord]:
    words = "may terminate this Agreement at any time, for any reason"
    return [
        clause_record(
            "termination_for_convenience",
            EXIT_TEXT,
            section="12.3 Termination",
            page=9,
            evidence=[evidence_in(EXIT_TEXT, words)],
        ),
        clause_record("breach_notification", NOTICE_TEXT, section="14.1 Incidents", page=10),
    ]
