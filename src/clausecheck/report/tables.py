"""Reports as tables: a row a contract, a finding or a clause. A document that was not read has its row in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from clausecheck.detect.clause import IN_WORDS
from clausecheck.playbook.areas import AREA_TITLES
from clausecheck.playbook.finding import Status
from clausecheck.playbook.wording import described, is_silent
from clausecheck.report.excerpt import one_line
from clausecheck.report.model import ClauseRecord, FileError, FindingRecord, Report

Cell = str | int | float | bool | None
Row = dict[str, Cell]

NOT_ANALYSED = "not_analysed"

# What a clause says in figures and parties has a column each, named as in the JSON; all that it says stands in `terms`.
_TERMS: dict[str, type] = {
    "holder": str,
    "owner": str,
    "notifier": str,
    "notice_days": float,
    "optout_notice_days": float,
    "deadline_hours": float,
    "deadline_text": str,
    "term_months": float,
    "expires_on": str,
    "percent": float,
    "cap_percent": float,
    "per_year": float,
}


@dataclass(frozen=True, slots=True)
class Table:
    """The columns with the type of what stands in them, and the rows of one result, which may leave columns empty."""

    columns: Mapping[str, type]
    rows: Callable[[Report | FileError], Iterator[Row]]


def _contract_rows(result: Report | FileError) -> Iterator[Row]:
    if isinstance(result, FileError):
        yield {**_document(result), "error": _error(result)}
        return
    summary, document = result.summary, result.document
    counts = Counter(finding.status for finding in result.findings)
    titles = {finding.rule: finding.title for finding in result.findings}
    yield {
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
        "unread": one_line("; ".join(document.unread)),
        "rules_evaluated": summary.coverage.rules_evaluated,
        "rules_unverified": summary.coverage.rules_unverified,
        "playbook": f"{result.playbook.id} {result.playbook.version}",
        "side": result.playbook.side,
        "sha256": document.sha256,
    }


def _finding_rows(result: Report | FileError) -> Iterator[Row]:
    place = _document(result)
    if isinstance(result, FileError):
        yield {**place, "status": NOT_ANALYSED, "message": _error(result)}
        return
    clauses = {clause.id: clause for clause in result.clauses}
    for finding in result.findings:
        decisive = clauses[finding.clauses[0]] if finding.clauses else None
        yield {**place, **_finding(finding), **(_words(decisive) if decisive else {}), **_within(finding.document)}


def _clause_rows(result: Report | FileError) -> Iterator[Row]:
    place = _document(result)
    if isinstance(result, FileError):
        yield {**place, "error": _error(result)}
        return
    for clause in result.clauses:
        yield {
            **place,
            **_within(clause.document),
            "clause_type": clause.type,
            **_words(clause),
            "denied": clause.attributes.get("denied") is True,
            **{name: _term(clause, name) for name in _TERMS},
            "rules": one_line("; ".join(each.rule for each in result.findings if clause.id in each.clauses)),
            "clause": clause.id,
            "start": clause.start,
            "end": clause.end,
        }


def _document(result: Report | FileError) -> Row:
    return {"document": one_line(result.document.name), "path": one_line(result.document.path or "")}


def _within(document: str | None) -> Row:
    """Name the document of a deal in which words stand, in place of the deal."""
    return {"document": one_line(document)} if document else {}


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


def _words(clause: ClauseRecord) -> Row:
    terms = [
        described(name, value)
        for name, value in clause.attributes.items()
        if not is_silent(value) and not name.endswith(IN_WORDS)
    ]
    return {
        "section": one_line(clause.section),
        "page": clause.page,
        "words": one_line(clause.text),
        "terms": one_line(", ".join(terms)),
        "confidence": clause.confidence,
    }


def _term(clause: ClauseRecord, name: str) -> Cell:
    """Give a term where it has the type of its column: clause types of others may use the name for something else."""
    value = clause.attributes.get(name)
    if isinstance(value, str) and _TERMS[name] is str:
        return one_line(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and _TERMS[name] is float:
        return value
    return None


CONTRACTS = Table(
    {
        "document": str,
        "path": str,
        "passed": bool,
        "score": int,
        "grade": str,
        "risk": str,
        **dict.fromkeys(get_args(Status), int),
        **dict.fromkeys(AREA_TITLES, int),
        "lacking": str,
        "customer": str,
        "provider": str,
        "pages": int,
        "unreadable_pages": str,
        "unread": str,
        "rules_evaluated": int,
        "rules_unverified": int,
        "playbook": str,
        "side": str,
        "sha256": str,
        "error": str,
    },
    _contract_rows,
)
FINDINGS = Table(
    {
        "document": str,
        "path": str,
        "status": str,
        "severity": str,
        "title": str,
        "message": str,
        "wanted": str,
        "section": str,
        "page": int,
        "words": str,
        "terms": str,
        "needs_review": bool,
        "must_have": bool,
        "area": str,
        "rule": str,
        "clause_type": str,
        "confidence": float,
        "recommended_language": str,
    },
    _finding_rows,
)
CLAUSES = Table(
    {
        "document": str,
        "path": str,
        "clause_type": str,
        "section": str,
        "page": int,
        "words": str,
        "terms": str,
        "denied": bool,
        **_TERMS,
        "rules": str,
        "confidence": float,
        "clause": str,
        "start": int,
        "end": int,
        "error": str,
    },
    _clause_rows,
)
