"""Dates to watch: when a contract ends, and until when notice against its renewal can be given. Nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from clausecheck.report.model import ClauseRecord, Report

RENEWALS = 5  # how many further terms are looked ahead to

# How many calendar days "ten business days" are depends on holidays that no contract lists.
_BUSINESS_DAYS = re.compile(r"\b(?:business|working|banking)\s+days?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to watch, and the clauses that it follows from.

    `renewals` is how many times the contract must have renewed for the day to matter. The last day of a term is the day
    before the anniversary of its beginning; a notice "at least 60 days before" it is due 60 days earlier.
    """

    kind: Literal["end_of_term", "last_day_for_notice"]
    day: date
    clauses: tuple[ClauseRecord, ...]
    renewals: int = 0


def deadlines(report: Report) -> list[Deadline]:
    """List the days to watch in their order; none where the contract leaves open when its term ends.

    The end of the first term is known where the contract states it, or states its effective date and how long it runs
    from then on; terms that contradict each other give none. Notice is due in calendar days.
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
    begins = report.document.effective_date
    if begins is None or not isinstance(months, int) or not clause.attributes.get("from_effective_date"):
        return None
    return begins.date + relativedelta(months=months) - timedelta(days=1)


def _notices(ends: date, term: ClauseRecord, renewal: ClauseRecord) -> Iterator[Deadline]:
    days, months = renewal.attributes.get("optout_notice_days"), renewal.attributes.get("term_months")
    if not isinstance(days, int) or _BUSINESS_DAYS.search(renewal.text):
        return
    length = months if isinstance(months, int) else 0
    for count in range(RENEWALS + 1 if length else 1):
        # Counted from the day after, since the last days of two months are not a month apart.
        last_day = ends + timedelta(days=1) + relativedelta(months=count * length) - timedelta(days=1)
        yield Deadline("last_day_for_notice", last_day - timedelta(days=days), (renewal, term), count)
