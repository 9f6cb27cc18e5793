"""Many contracts on one HTML page: which rule each of them meets, sorted and filtered in the browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from clausecheck.playbook.areas import AREA_TITLES, Area
from clausecheck.playbook.severity import Severity
from clausecheck.report import phrases
from clausecheck.report.excerpt import deciding_words
from clausecheck.report.model import DocumentRecord, ErrorDetail, FileError, FindingRecord, Report, SummaryRecord
from clausecheck.report.page import page as web_page
from clausecheck.report.radar import spokes
from clausecheck.report.records import WORST_FIRST

QUOTE = 200


@dataclass(frozen=True, slots=True)
class _Finding:
    """A finding with the words it rests on first, without the clauses: a run may have thousands of contracts."""

    number: int
    record: FindingRecord
    quote: str
    place: str

    @property
    def rank(self) -> int:
        """Order findings for sorting: the worst status first, within it the gravest."""
        return WORST_FIRST.index(self.record.status) * len(Severity) - Severity[self.record.severity.upper()]


@dataclass(frozen=True, slots=True)
class _Contract:
    """One row: the verdict on a contract, and its findings by rule; `link` is empty where it has no page of its own."""

    document: DocumentRecord
    summary: SummaryRecord
    findings: dict[str, _Finding]
    link: str

    @property
    def scores(self) -> dict[Area, int | None]:
        """Give the score of each area."""
        return {area.area: area.score for area in self.summary.areas}

    @property
    def risk(self) -> int:
        """Order risks for sorting, the gravest first."""
        return -Severity[self.summary.risk.upper()]


@dataclass(frozen=True, slots=True)
class _Failure:
    """A document that could not be analysed."""

    document: DocumentRecord
    error: ErrorDetail


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Lay out a table of contracts and rules, what could not be read above it; nothing is loaded from outside."""
    return page((result, None) for result in results)


def page(linked: Iterable[tuple[Report | FileError, str | None]]) -> Iterator[str]:
    """Lay out the same with links: beside each result the name of the file, in the page's folder, that shows it."""
    failures: list[_Failure] = []
    contracts: list[_Contract] = []
    for result, file in linked:
        if isinstance(result, FileError):
            failures.append(_Failure(result.document, result.error))
        else:
            contracts.append(_contract(result, file))
    rules = {rule: each.record for contract in contracts for rule, each in contract.findings.items()}
    areas = {area.area: area.title for contract in contracts for area in contract.summary.areas}
    return web_page(
        "portfolio",
        failures=failures,
        contracts=contracts,
        rules=sorted(rules.values(), key=_by_area),
        areas=areas,
        spokes=spokes,
        statuses=[status for status in WORST_FIRST if any(_has(contract, status) for contract in contracts)],
        risks=[risk for risk in ("critical", "high", "medium", "low") if _any_of_risk(contracts, risk)],
    )


def _contract(report: Report, file: str | None) -> _Contract:
    clauses = {clause.id: clause for clause in report.clauses}
    findings = {}
    for number, record in enumerate(report.findings, 1):
        first = clauses[record.clauses[0]] if record.clauses else None
        findings[record.rule] = _Finding(
            number,
            record,
            deciding_words(first, QUOTE) if first else "",
            phrases.place(first.section, first.page) if first else "",
        )
    link = f"./{quote(file, safe='')}" if file else ""
    return _Contract(report.document, report.summary, findings, link)


def _by_area(rule: FindingRecord) -> tuple[int, str]:
    """Order columns in the same way whatever the contracts are; rules without an area come last."""
    areas = list(AREA_TITLES)
    return (areas.index(rule.area) if rule.area else len(areas), rule.rule)


def _has(contract: _Contract, status: str) -> bool:
    return any(finding.record.status == status for finding in contract.findings.values())


def _any_of_risk(contracts: Iterable[_Contract], risk: str) -> bool:
    return any(contract.summary.risk == risk for contract in contracts)
