"""A portfolio: what is kept of each result for a picture of all of them, one small row a contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from urllib.parse import quote

from clausecheck.playbook.areas import AREA_TITLES, Area
from clausecheck.playbook.finding import Status
from clausecheck.playbook.severity import Severity
from clausecheck.report import phrases
from clausecheck.report.deadlines import Deadline, DeadlineKind, deadlines
from clausecheck.report.deal_facts import deal_facts
from clausecheck.report.distribution import DISTRIBUTIONS
from clausecheck.report.excerpt import deciding_words, shortened
from clausecheck.report.model import (
    ClauseRecord,
    DocumentRecord,
    ErrorDetail,
    FileError,
    FindingRecord,
    Report,
    SeverityName,
    SummaryRecord,
)
from clausecheck.report.records import WORST_FIRST

QUOTE = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found under a rule, with the words it rests on first and their place; `number` counts from 1."""

    number: int
    title: str
    status: Status
    severity: SeverityName
    needs_review: bool
    message: str
    words: str
    place: str

    @property
    def rank(self) -> int:
        """Order verdicts for sorting: the worst status first, within it the gravest."""
        return WORST_FIRST.index(self.status) * len(Severity) - Severity[self.severity.upper()]


@dataclass(frozen=True, slots=True)
class Due:
    """What is due under a contract: the first day, and the days of its renewals; with the words that say so."""

    kind: DeadlineKind
    days: tuple[date, ...]
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Contract:
    """One row: the verdicts on a contract by rule, what is due, and where it stands in each distribution.

    `link` is empty where the contract has no page of its own; `facts` are those of a deal, each with its name.
    """

    number: int
    document: DocumentRecord
    summary: SummaryRecord
    verdicts: dict[str, Verdict]
    buckets: dict[str, str]
    dues: tuple[Due, ...]
    link: str
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def scores(self) -> dict[Area, int | None]:
        """Give the score of each area."""
        return {area.area: area.score for area in self.summary.areas}

    @property
    def risk(self) -> int:
        """Order risks for sorting, the gravest first."""
        return -Severity[self.summary.risk.upper()]

    @property
    def is_partly_read(self) -> bool:
        """Tell whether pages or parts of the document were not read."""
        return bool(self.document.unreadable_pages or self.document.unread)


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be analysed."""

    document: DocumentRecord
    error: ErrorDetail


@dataclass(slots=True)
class Column:
    """A rule over all contracts, and how many have which verdict."""

    rule: str
    title: str
    area: Area | None
    counts: Counter[Status] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Count the contracts that have a verdict under this rule."""
        return self.counts.total()

    @property
    def parts(self) -> list[tuple[Status, int, int]]:
        """Give for each verdict how many have it and how many stand before it, worst first."""
        found, before = [], 0
        for status in WORST_FIRST:
            if self.counts[status]:
                found.append((status, self.counts[status], before))
                before += self.counts[status]
        return found


class Portfolio:
    """The results of a run, taken one by one."""

    def __init__(self) -> None:
        self.failures: list[Failure] = []
        self.contracts: list[Contract] = []
        self.areas: dict[Area, str] = {}
        self._columns: dict[str, Column] = {}

    def add(self, result: Report | FileError, file: str | None) -> None:
        """Take one result in; `file` is the name of the file that shows it, if there is one."""
        if isinstance(result, FileError):
            self.failures.append(Failure(result.document, result.error))
            return
        self.areas |= {area.area: area.title for area in result.summary.areas}
        for finding in result.findings:
            column = self._columns.setdefault(finding.rule, Column(finding.rule, finding.title, finding.area))
            column.counts[finding.status] += 1
        clauses = {clause.id: clause for clause in result.clauses}
        self.contracts.append(
            Contract(
                number=len(self.contracts) + 1,
                document=result.document,
                summary=result.summary,
                verdicts={each.rule: _verdict(number, each, clauses) for number, each in enumerate(result.findings, 1)},
                buckets={each.key: each.bucket(result) for each in DISTRIBUTIONS},
                dues=tuple(_dues(deadlines(result))),
                link=f"./{quote(file, safe='')}" if file else "",
                facts=tuple(deal_facts(result.deal)) if result.deal else (),
            )
        )

    @property
    def columns(self) -> list[Column]:
        """List the rules by area, in the same order whatever the contracts are; those without an area come last."""
        areas = list(AREA_TITLES)
        return sorted(
            self._columns.values(), key=lambda each: (areas.index(each.area) if each.area else len(areas), each.rule)
        )

    @property
    def statuses(self) -> list[Status]:
        """List the statuses that some contract has, worst first."""
        return [status for status in WORST_FIRST if any(each.counts[status] for each in self._columns.values())]

    @property
    def dues(self) -> list[tuple[Contract, Due]]:
        """List what is due under all contracts, by the first day."""
        found = [(contract, due) for contract in self.contracts for due in contract.dues]
        return sorted(found, key=lambda each: (each[1].days, each[0].number))

    def spread(self, key: str) -> Counter[str]:
        """Count the contracts in each place of a distribution."""
        return Counter(contract.buckets[key] for contract in self.contracts)


def _verdict(number: int, finding: FindingRecord, clauses: dict[str, ClauseRecord]) -> Verdict:
    first = clauses[finding.clauses[0]] if finding.clauses else None
    return Verdict(
        number=number,
        title=finding.title,
        status=finding.status,
        severity=finding.severity,
        needs_review=finding.needs_review,
        message=finding.message,
        words=_words(finding, first),
        place=phrases.place_of(finding.deciding or first) if first else "",
    )


def _words(finding: FindingRecord, clause: ClauseRecord | None) -> str:
    if finding.deciding:
        return shortened(finding.deciding.text, QUOTE)
    return deciding_words(clause, QUOTE) if clause else ""


def _dues(found: list[Deadline]) -> Iterator[Due]:
    """Put the days of one kind together: they follow from the same words."""
    in_order = sorted(found, key=lambda each: (each.kind, each.day))
    for kind, days in groupby(in_order, key=lambda each: each.kind):
        first, *further = days
        clause = first.clauses[0]
        yield Due(
            kind,
            (first.day, *(each.day for each in further)),
            deciding_words(clause, QUOTE),
            phrases.place_of(clause),
        )
