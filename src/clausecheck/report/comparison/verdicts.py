"""Findings of a report as the verdicts of a comparison."""

from __future__ import annotations

from clausecheck.playbook.finding import SETTLED
from clausecheck.playbook.severity import Severity
from clausecheck.report.comparison.model import Verdict
from clausecheck.report.comparison.terms import stated_terms
from clausecheck.report.model import ClauseRecord, FindingRecord, Report


def deciding_clauses(finding: FindingRecord, report: Report) -> list[ClauseRecord]:
    """List the clauses that a finding rests on, the deciding one first."""
    clauses = {clause.id: clause for clause in report.clauses}
    return [clauses[clause_id] for clause_id in finding.clauses if clause_id in clauses]


def verdict_of(finding: FindingRecord, report: Report) -> Verdict:
    """Put a finding and the clause that decides it together."""
    clauses = deciding_clauses(finding, report)
    clause = clauses[0] if clauses else None
    return Verdict(
        status=finding.status,
        severity=finding.severity,
        needs_review=finding.needs_review,
        message=finding.message,
        value=(clause and stated_terms(clause)) or finding.message,
        text=clause.text if clause else "",
        section=clause.section if clause else "",
        page=clause.page if clause else None,
    )


def is_open(verdict: Verdict | None, least: Severity = Severity.INFO) -> bool:
    """Tell whether a verdict needs somebody's attention, at a severity or above."""
    return verdict is not None and verdict.status not in SETTLED and Severity[verdict.severity.upper()] >= least


def by_rule(report: Report) -> dict[str, FindingRecord]:
    """Index the findings of a report."""
    return {finding.rule: finding for finding in report.findings}
