"""What every form of the report says in the same words: verdict, coverage, what was not read, where a clause stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from clausecheck._counted import counted
from clausecheck.ingest.page_numbers import page_ranges
from clausecheck.report.excerpt import one_line
from clausecheck.report.model import (
    ClauseRecord,
    DocumentRecord,
    FindingRecord,
    NearestPassage,
    PartyRecord,
    Report,
    SummaryRecord,
)
from clausecheck.report.records import WORST_FIRST
from clausecheck.report.visibility import open_findings
from clausecheck.structure.contract import Role

_GRADED = 0.25  # of the rules have to be evaluated for a grade to be shown

PARTIES: dict[Role, str] = {"customer": "Customer", "provider": "Provider", "other": "Party", "unknown": "Party"}


def verdict(report: Report) -> str:
    """Say whether the contract passed: "NOT PASSED"."""
    return "PASSED" if report.summary.passed else "NOT PASSED"


def standing(report: Report) -> str:
    """Give risk, score and grade: "HIGH RISK · score 14 of 100, grade F"."""
    return f"{report.summary.risk.upper()} RISK  ·  {score(report.summary)}"


def score(summary: SummaryRecord) -> str:
    """Give score and grade; of a document on which next to nothing was decided, on how little the score rests."""
    counts = summary.coverage
    if is_graded(summary):
        return f"score {summary.score} of 100, grade {summary.grade}"
    total = counts.rules_evaluated + counts.rules_unverified
    return f"score {summary.score} of 100 on {counts.rules_evaluated} of {counted(total, 'rule')}, too few for a grade"


def grade(summary: SummaryRecord) -> str:
    """Give the grade, "-" where the score rests on too few rules for one."""
    return summary.grade if is_graded(summary) else "-"


def is_graded(summary: SummaryRecord) -> bool:
    """Tell whether enough rules were evaluated for the grade to say something."""
    counts = summary.coverage
    return counts.rules_evaluated >= _GRADED * (counts.rules_evaluated + counts.rules_unverified)


def party(record: PartyRecord) -> str:
    """Name a party: "Northwind Retail, Inc. (“Client”)"."""
    term = f" (“{record.term}”)" if record.term and record.term != record.name else ""
    return f"{record.name}{term}{', role not clear' if record.role == 'unknown' else ''}"


def playbook(report: Report) -> str:
    """Name the playbook and the side it was read for."""
    return f"{report.playbook.id} {report.playbook.version}, for the {report.playbook.side}"


def coverage(report: Report) -> str:
    """Say how many rules were evaluated and how much of the document was read."""
    counts = report.summary.coverage
    words = f"{counts.rules_evaluated} of {counted(counts.rules_evaluated + counts.rules_unverified, 'rule')} evaluated"
    if report.deal is not None:
        read = sum(each.error is None for each in report.deal.documents)
        words += f", {read} of {counted(len(report.deal.documents), 'document')} read"
    elif report.document.unread:
        words += ", not all of the document read"
    elif counts.pages_total is None:
        words += ", whole document read"
    if counts.pages_total is None:
        return words
    return f"{words}, {counts.pages_read} of {counted(counts.pages_total, 'page')} read"


def extent_read(report: Report) -> str:
    """Say in a word how much of the document was read: "12/14" pages, "3/4" documents of a deal, "all", "part"."""
    counts = report.summary.coverage
    if report.deal is not None:
        return f"{sum(each.error is None for each in report.deal.documents)}/{len(report.deal.documents)}"
    if report.document.unread:
        return "part"
    return "all" if counts.pages_total is None else f"{counts.pages_read}/{counts.pages_total}"


def not_read(document: DocumentRecord) -> str:
    """Name the pages and parts that were not read, and what follows; empty where all was read."""
    named = unread(document)
    return f"{named}; so a clause that was not found is unverified, not missing" if named else ""


def unread(document: DocumentRecord) -> str:
    """Name the pages and parts that were not read: "pages 6, 8, an embedded document"; empty where all was read."""
    pages = [page_ranges(document.unreadable_pages)] if document.unreadable_pages else []
    return ", ".join([*pages, *document.unread])


def place(section: str, page: int | None) -> str:
    """Say on one line where words stand: "12.3 Termination, page 9"."""
    return ", ".join(filter(None, (one_line(section), "" if page is None else f"page {page}")))


def place_of(words: ClauseRecord | NearestPassage) -> str:
    """Say on one line where words stand, in a deal with the document: "MSA.pdf, 12.3 Termination, page 9"."""
    return ", ".join(filter(None, (one_line(words.document or ""), place(words.section, words.page))))


def worst_finding(report: Report) -> str:
    """Name the gravest open finding that is shown: "high: Right to leave (missing)"; "none" where nothing is open."""
    none = "none of those shown" if _hidden(report) else "none"
    return next((f"{each.severity}: {each.title} ({each.status})" for each in open_findings(report)), none)


def tally(report: Report) -> str:
    """Count the findings by status, worst first, with those that are not shown."""
    counts = Counter(finding.status for finding in report.findings)
    shown = [f"{counts[status]} {status.replace('_', ' ')}" for status in WORST_FIRST if counts[status]]
    if hidden := _hidden(report):
        shown.append(f"{hidden} more not shown")
    return ", ".join(shown)


def _hidden(report: Report) -> int:
    """Count the findings on rules that apply which were left out."""
    coverage = report.summary.coverage
    applying = sum(finding.status != "not_applicable" for finding in report.findings)
    return max(0, coverage.rules_evaluated + coverage.rules_unverified - applying)


def quoted(finding: FindingRecord, clauses: Sequence[ClauseRecord]) -> list[ClauseRecord]:
    """List the clauses of a finding to be quoted beside the sentence that decides, which may be one of them."""
    first = finding.deciding
    return [each for each in clauses if first is None or (each.start, each.end) != (first.start, first.end)]
