"""Reports and errors as a run of clausecheck yields them, without a document behind them."""

from clausecheck.report.model import (
    CoverageRecord,
    DocumentRecord,
    ErrorDetail,
    FileError,
    FindingRecord,
    PlaybookRecord,
    Report,
    SummaryRecord,
)


def finding(status: str, severity: str, rule: str = "audit_rights") -> FindingRecord:
    return FindingRecord(
        rule=rule,
        clause_type=rule,
        status=status,
        needs_review=False,
        severity=severity,
        title=rule.replace("_", " ").capitalize(),
        message="Not found; all 4 pages were read.",
        why="Without it nobody can check what the provider reports.",
        recommended_language="Provider shall keep records and let Customer inspect them on ten days' notice.",
        clauses=[],
        nearest=[],
    )


def report(name: str, *findings: FindingRecord, score: int = 62, risk: str = "high") -> Report:
    return Report(
        clausecheck_version="0.1.0",
        document=DocumentRecord(name=name, path=f"contracts/{name}", pages=4),
        playbook=PlaybookRecord(id="outsourcing", version="1.0", side="customer"),
        summary=SummaryRecord(
            score=score,
            grade="C",
            passed=False,
            risk=risk,
            coverage=CoverageRecord(rules_evaluated=7, rules_unverified=0, pages_read=4, pages_total=4),
        ),
        findings=list(findings),
        clauses=[],
    )


def error(name: str, code: str = "corrupt", message: str = "The file is damaged.") -> FileError:
    return FileError(document=DocumentRecord(name=name), error=ErrorDetail(code=code, message=message))
