"""Distributions: how many contracts let one leave on which notice, and how soon the breach of data is told.

A contract stands where the clause puts it that decided the verdict, so the picture and the verdict do not differ. Where
nobody can say that there is no such clause, it stands under "not to be told", never under "none".
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from clausecheck.report.model import ClauseRecord, FindingRecord, Report

UNSTATED, NONE, UNKNOWN = "unstated", "none", "unknown"

_DAYS = {
    30: "up to 30 days",
    60: "31 to 60 days",
    90: "61 to 90 days",
    180: "91 to 180 days",
    math.inf: "over 180 days",
}
_HOURS = {
    0: "at once",
    24: "up to 24 hours",
    48: "25 to 48 hours",
    72: "49 to 72 hours",
    math.inf: "over 72 hours",
}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A term by which contracts are sorted.

    `stated` names the places of those that state it, by the most that belongs there; `unstated` and `none` those of
    contracts that leave it open, and of those that have no such clause for the side of the playbook. `serves` tells
    whether a clause is one, None where that is not clear.
    """

    key: str
    title: str
    about: str
    clause_type: str
    attribute: str
    stated: Mapping[float, str]
    unstated: str
    none: str
    serves: Callable[[ClauseRecord, Report], bool | None]

    @property
    def buckets(self) -> dict[str, str]:
        """Name all places in their order, by their keys."""
        stated = {f"{most:g}": name for most, name in self.stated.items()}
        return {**stated, UNSTATED: self.unstated, NONE: self.none, UNKNOWN: "not to be told"}

    def bucket(self, report: Report) -> str:
        """Give the key of the place where a contract stands."""
        finding = next((each for each in report.findings if each.clause_type == self.clause_type), None)
        is_open = finding is None or finding.status == "unverified"
        clause = _decisive(report, finding, self.clause_type)
        if clause is None:
            return UNKNOWN if is_open else NONE
        serves = False if clause.attributes.get("denied") else self.serves(clause, report)
        if not serves:
            return UNKNOWN if serves is None else NONE
        value = clause.attributes.get(self.attribute)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return UNKNOWN if finding and is_open else UNSTATED
        return next(f"{most:g}" for most in self.stated if value <= most)


def _decisive(report: Report, finding: FindingRecord | None, clause_type: str) -> ClauseRecord | None:
    """Find the clause that the verdict rests on; where no rule asks for it, the surest, a granted one before others."""
    if finding:
        return next((clause for clause in report.clauses if clause.id in finding.clauses[:1]), None)
    found = [clause for clause in report.clauses if clause.type == clause_type]
    return max(found, key=lambda each: (not each.attributes.get("denied"), each.confidence), default=None)


def _may_leave(clause: ClauseRecord, report: Report) -> bool | None:
    """Tell whether the side of the playbook may end the whole agreement."""
    holder = clause.attributes.get("holder")
    if holder not in ("customer", "provider", "either"):
        return None
    return holder in (report.playbook.side, "either") and clause.attributes.get("scope") != "partial"


def _is_told(clause: ClauseRecord, report: Report) -> bool:
    """Tell whether the other side may owe the notice; the passive voice often leaves open who does."""
    return clause.attributes.get("notifier") != report.playbook.side


DISTRIBUTIONS = (
    Distribution(
        key="leaving",
        title="Notice to leave without cause",
        about="What our side has to give to end the whole agreement",
        clause_type="termination_for_convenience",
        attribute="notice_days",
        stated=_DAYS,
        unstated="no period stated",
        none="no right to leave",
        serves=_may_leave,
    ),
    Distribution(
        key="renewal",
        title="Notice against renewal",
        about="How long before the end of a term the next one is stopped",
        clause_type="auto_renewal",
        attribute="optout_notice_days",
        stated=_DAYS,
        unstated="no period stated",
        none="does not renew by itself",
        serves=lambda *_: True,
    ),
    Distribution(
        key="breach",
        title="Notice of a data breach",
        about="How soon the other side has to tell",
        clause_type="breach_notification",
        attribute="deadline_hours",
        stated=_HOURS,
        unstated="no time in figures",
        none="no duty to notify",
        serves=_is_told,
    ),
)
