"""with_patterns(): the patterns that a report rests on, their version and its clause types, put into it."""

from __future__ import annotations

from clausecheck.patterns.model import PatternSet
from clausecheck.report.model import ClauseTypeRecord, Report


def with_patterns(report: Report, patterns: PatternSet) -> Report:
    """Say by which patterns the clauses were found, and explain the clause types that the report speaks of."""
    spoken_of = {finding.clause_type for finding in report.findings} | {clause.type for clause in report.clauses}
    records = [
        ClauseTypeRecord(
            id=each.id,
            title=each.definition.title,
            what=each.definition.what,
            why=each.definition.why,
            sources=each.definition.sources,
        )
        for each in patterns.clause_types
        if each.id in spoken_of
    ]
    return report.model_copy(update={"clause_types": records, "patterns_version": patterns.version})
