"""with_clause_types(): what the clause types of a report are, put beside its findings."""

from __future__ import annotations

from clausecheck.patterns.model import PatternSet
from clausecheck.report.model import ClauseTypeRecord, Report


def with_clause_types(report: Report, patterns: PatternSet) -> Report:
    """Explain the clause types that the report speaks of, in the order of the patterns."""
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
    return report.model_copy(update={"clause_types": records})
