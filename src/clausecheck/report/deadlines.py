"""Dates to watch: when a contract ends, and until when notice against its renewal can be given. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from clausecheck.detect.quantities import periods
from clausecheck.report.model import ClauseRecord, Report

DeadlineKind = Literal["end_of_term", "last_day_for_notice"]

RENEWALS = 5  # how many further terms are looked ahead to

# How many calendar days "ten business days" are depends on holidays that no contract lists: they give no date.
_UNITS = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
_REPEATED = re.compile(
    r"\b(?:successive|consecutive|each|every|subsequent|annually|thereafter|periods|terms|years|year[- ]to[- ]year)\b",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:up to|maximum|at most|(?:no|not) more than|not exceed\w*|in total|in aggregate)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to watch, and the clauses that it follows from.

    `renewals` is how many times the contract must have renewed for the day to matter. The last day of a term is the day
    before the anniversary of its beginning; a notice "at least 60 days before" it is due 60 days earlier.
    """

    kind: DeadlineKind
    day: date
    clauses: tuple[ClauseRecord, ...]
    renewals: int = 0


def deadlines(report: Report) -> list[Deadline]:
    """List the days to watch in their order; none where the contract leaves open when its term ends.

    The end of the first term is known where the contract states it, or states how long it runs and from which day, if
    only the effective date. Terms that contradict each other give none. Notice is due in calendar days.
    """
    term = _first_term(report)
    if term is None:
        return []
    ends, clause = term
    found = [Deadline("end_of_term", ends, (clause,))]
    renewals = [each for each in report.clauses if each.type == "auto_renewal" and not each.attributes.get("denied")]
    if len(renewals) == 1:
        found += _notices(ends, clause, renewals[0])
    return sorted(found, key=lambda each: (each.day, each.kind))


def _first_term(report: Report) -> tuple[date, ClauseRecord] | None:
    """Find the last day of the first term; None where it is not stated, or two clauses state different ones."""
    ends: dict[date, ClauseRecord] = {}
    for clause in report.clauses:
        if clause.type == "initial_term":
            last_day = _last_day(report, clause)
            if last_day is None and (clause.attributes.get("term_months") or clause.attributes.get("expires_on")):
                return None
            if last_day is not None:
                ends.setdefault(last_day, clause)
    return next(iter(ends.items())) if len(ends) == 1 else None


def _last_day(report: Report, clause: ClauseRecord) -> date | None:
    stated, months = clause.attributes.get("expires_on"), clause.attributes.get("term_months")
    if isinstance(stated, str):
        return date.fromisoformat(stated)
    begins = _begins(report, clause)
    if begins is None or not isinstance(months, int) or months < 1:
        return None
    return begins + relativedelta(months=months) - timedelta(days=1)


def _begins(report: Report, clause: ClauseRecord) -> date | None:
    """Give the first day of a term: the one that it states, or the effective date where it runs from there."""
    stated, effective = clause.attributes.get("starts_on"), report.document.effective_date
    if isinstance(stated, str):
        return date.fromisoformat(stated)
    return effective.date if effective and clause.attributes.get("from_effective_date") else None


def _notices(ends: date, term: ClauseRecord, renewal: ClauseRecord) -> Iterator[Deadline]:
    notice, months = _notice(renewal), renewal.attributes.get("term_months")
    if notice is None:
        return
    looked_ahead = isinstance(months, int) and months > 0 and _is_repeated(renewal)
    for count in range(RENEWALS + 1 if looked_ahead else 1):
        further = relativedelta(months=count * months) if isinstance(months, int) else relativedelta()
        # Counted from the day after, since the last days of two months are not a month apart.
        begins = ends + timedelta(days=1) + further
        yield Deadline("last_day_for_notice", begins - notice - timedelta(days=1), (renewal, term), count)


def _notice(renewal: ClauseRecord) -> relativedelta | None:
    """Read how long before the end of a term notice is due, in the unit of the contract."""
    words = renewal.attributes.get("optout_notice_text")
    period = next(periods(words), None) if isinstance(words, str) else None
    if period is None or period.business or period.unit not in _UNITS or not float(period.count).is_integer():
        return None
    return relativedelta(**{_UNITS[period.unit]: int(period.count)})  # type: ignore[arg-type]


def _is_repeated(renewal: ClauseRecord) -> bool:
    """Tell whether one renewal follows the other without an end that is stated."""
    return bool(_REPEATED.search(renewal.text)) and not _LIMITED.search(renewal.text)
