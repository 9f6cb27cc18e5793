"""Reports as the rows of a table: one a finding, or one a contract. A document that was not read has its row too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from clausecheck.playbook.areas import AREA_TITLES
from clausecheck.playbook.finding import Status
from clausecheck.playbook.wording import described, is_silent
from clausecheck.report.excerpt import one_line
from clausecheck.report.model import ClauseRecord, FileError, FindingRecord, Report

Cell = str | int | float | bool | None
Row = dict[str, Cell]

NOT_ANALYSED = "not_analysed"

FINDING_COLUMNS = (
    "document",
    "path",
    "status",
    "severity",
    "title",
    "message",
    "wanted",
    "section",
    "page",
    "words",
    "terms",
    "needs_review",
    "must_have",
    "area",
    "rule",
    "clause_type",
    "confidence",
    "recommended_language",
)
CONTRACT_COLUMNS = (
    "document",
    "path",
    "passed",
    "score",
    "grade",
    "risk",
    *get_args(Status),
    *AREA_TITLES,
    "lacking",
    "customer",
    "provider",
    "pages",
    "unreadable_pages",
    "rules_evaluated",
    "rules_unverified",
    "playbook",
    "side",
    "sha256",
    "error",
)


def finding_rows(result: Report | FileError) -> Iterator[Row]:
    """Give one row a finding, with the columns of FINDING_COLUMNS that it has."""
    place = _document(result)
    if isinstance(result, FileError):
        yield {**place, "status": NOT_ANALYSED, "message": _error(result)}
        return
    clauses = {clause.id: clause for clause in result.clauses}
    for finding in result.findings:
        decisive = clauses[finding.clauses[0]] if finding.clauses else None
        yield {**place, **_finding(finding), **(_clause(decisive) if decisive else {})}


def contract_row(result: Report | FileError) -> Row:
    """Give the row of one contract, with the columns of CONTRACT_COLUMNS that it has."""
    if isinstance(result, FileError):
        return {**_document(result), "error": _error(result)}
    summary, document = result.summary, result.document
    counts = Counter(finding.status for finding in result.findings)
    titles = {finding.rule: finding.title for finding in result.findings}
    return {
        **_document(result),
        "passed": summary.passed,
        "score": summary.score,
        "grade": summary.grade,
        "risk": summary.risk,
        **{status: counts[status] for status in get_args(Status)},
        **{area.area: area.score for area in summary.areas},
        "lacking": one_line("; ".join(titles.get(rule, rule) for rule in summary.lacking)),
        "customer": _parties(result, "customer"),
        "provider": _parties(result, "provider"),
        "pages": document.pages,
        "unreadable_pages": ", ".join(map(str, document.unreadable_pages)),
        "rules_evaluated": summary.coverage.rules_evaluated,
        "rules_unverified": summary.coverage.rules_unverified,
        "playbook": f"{result.playbook.id} {result.playbook.version}",
        "side": result.playbook.side,
        "sha256": document.sha256,
    }


def _document(result: Report | FileError) -> Row:
    return {"document": one_line(result.document.name), "path": one_line(result.document.path or "")}


def _error(error: FileError) -> str:
    return f"{error.error.code}: {one_line(error.error.message)}"


def _parties(report: Report, role: str) -> str:
    return one_line("; ".join(party.name for party in report.document.parties if party.role == role))


def _finding(finding: FindingRecord) -> Row:
    return {
        "status": finding.status,
        "severity": finding.severity,
        "title": one_line(finding.title),
        "message": one_line(finding.message),
        "wanted": one_line(finding.wanted),
        "needs_review": finding.needs_review,
        "must_have": finding.must_have,
        "area": finding.area,
        "rule": one_line(finding.rule),
        "clause_type": finding.clause_type,
        "recommended_language": one_line(finding.recommended_language),
    }


def _clause(clause: ClauseRecord) -> Row:
    terms = [
        described(name, value)
        for name, value in clause.attributes.items()
        if not is_silent(value) and not name.endswith("_text")
    ]
    return {
        "section": one_line(clause.section),
        "page": clause.page,
        "words": one_line(clause.text),
        "terms": one_line(", ".join(terms)),
        "confidence": clause.confidence,
    }
