"""The verdict in figures: score, grade, whether it passes, and how much it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from clausecheck.playbook.finding import Finding, Status
from clausecheck.playbook.severity import Severity

Grade = Literal["A", "B", "C", "D", "F"]

CREDIT: dict[Status, float] = {"met": 1.0, "weak": 0.5, "missing": 0.0, "adverse": 0.0}
_GRADES: tuple[tuple[int, Grade], ...] = ((90, "A"), (75, "B"), (60, "C"), (40, "D"))
_LACKING = frozenset({"missing", "adverse", "unverified"})
_HARMLESS = frozenset({"met", "not_applicable"})


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100 over the rules that could be evaluated, and what follows from it."""

    points: int
    grade: Grade
    passed: bool
    risk: Severity
    evaluated: int
    unverified: int


def rate(findings: Sequence[Finding], threshold: int) -> Score:
    """Sum up the findings of one document.

    The score is 100 x sum(weight x credit) / sum(weight), rounded; unverified rules are left out of it, and it is 0
    when nothing could be evaluated. To pass takes the threshold and every must-have rule met or weak.
    """
    evaluated = [finding for finding in findings if finding.status in CREDIT]
    total = sum(finding.rule.weight for finding in evaluated)
    earned = sum(finding.rule.weight * CREDIT[finding.status] for finding in evaluated)
    points = int(100 * earned / total + 0.5) if total else 0
    lacking = any(finding.rule.must_have and finding.status in _LACKING for finding in findings)
    worst = max((finding.severity for finding in findings if finding.status not in _HARMLESS), default=Severity.LOW)
    return Score(
        points=points,
        grade=next((grade for least, grade in _GRADES if points >= least), "F"),
        passed=points >= threshold and not lacking,
        risk=max(worst, Severity.LOW),
        evaluated=len(evaluated),
        unverified=sum(finding.status == "unverified" for finding in findings),
    )
