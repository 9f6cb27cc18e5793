"""Which of two contracts is better off under a rule."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.playbook.finding import Status
from clausecheck.playbook.position import distance, is_absence
from clausecheck.report.comparison.verdicts import deciding_clauses
from clausecheck.report.model import FindingRecord, Report

USELESS = 2
"""The rank of a status that gives nothing, or of which nothing is known."""

_RANK: dict[Status, int] = {"met": 0, "not_applicable": 0, "weak": 1, "missing": USELESS, "adverse": USELESS}
_ABSENT = "absent"  # measured where a rule wants no such clause: having none is nearer than having a good one


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a contract stands under a rule: the rank of its status, the less the better, and how far terms are off."""

    rank: int
    distances: dict[str, float]

    @classmethod
    def of(cls, finding: FindingRecord | None, report: Report) -> Standing:
        """Take the standing from the clause that decides."""
        if finding is None or finding.status not in _RANK:
            return cls(USELESS, {})
        clause = next((each for each in deciding_clauses(finding, report) if not each.attributes.get("denied")), None)
        if clause is None:
            return cls(_RANK[finding.status], {_ABSENT: 0} if is_absence(finding.wanted) else {})
        measured = {name: distance(finding.wanted, name, value) for name, value in clause.attributes.items()}
        found = {name: far for name, far in measured.items() if far is not None}
        return cls(_RANK[finding.status], {_ABSENT: 1, **found} if is_absence(finding.wanted) else found)

    def beats(self, other: Standing) -> bool:
        """Tell whether this has the better status, or with the same one is nearer on some term and farther on none."""
        if self.rank != other.rank or self.rank == USELESS:  # terms of what gives nothing are no merit
            return self.rank < other.rank
        steps = [self._nearer(other, name) for name in {**self.distances, **other.distances}]
        return any(step > 0 for step in steps) and all(step >= 0 for step in steps)

    def _nearer(self, other: Standing, name: str) -> float:
        mine, theirs = self.distances.get(name), other.distances.get(name)
        if mine is not None and theirs is not None:
            return theirs - mine
        # Where silence made a clause weak, any figure is better; where it was accepted, nobody can say.
        weak = self.rank == _RANK["weak"]
        return (theirs is None) - (mine is None) if weak else 0
