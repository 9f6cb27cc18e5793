"""The verdict in figures: score, grade, whether it passes, and how much it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from clausecheck.playbook.areas import AREA_TITLES, Area
from clausecheck.playbook.finding import SETTLED, Finding, Status
from clausecheck.playbook.severity import Severity

Grade = Literal["A", "B", "C", "D", "F"]

CREDIT: dict[Status, float] = {"met": 1.0, "weak": 0.5, "missing": 0.0, "adverse": 0.0}
_GRADES: tuple[tuple[int, Grade], ...] = ((90, "A"), (75, "B"), (60, "C"), (40, "D"))
_LACKING = frozenset({"missing", "adverse", "unverified"})


@dataclass(frozen=True, slots=True)
class AreaScore:
    """The score of one area, from 0 to 100; None where none of its rules could be evaluated."""

    area: Area
    points: int | None
    weight: float
    evaluated: int
    unverified: int


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100 over the rules that could be evaluated, and what follows from it.

    `lacking` names the must-have rules that keep the contract from passing, `areas` splits the score.
    """

    points: int
    grade: Grade
    passed: bool
    risk: Severity
    evaluated: int
    unverified: int
    lacking: tuple[str, ...]
    areas: tuple[AreaScore, ...]


def rate(findings: Sequence[Finding], threshold: int) -> Score:
    """Sum up the findings of one document.

    The score is 100 x sum(weight x credit) / sum(weight), rounded; unverified rules are left out of it, and it is 0
    when nothing could be evaluated. To pass takes the threshold and every must-have rule met or weak.
    """
    points = _points(findings)
    lacking = tuple(each.rule.id for each in findings if each.rule.must_have and each.status in _LACKING)
    worst = max((finding.severity for finding in findings if finding.status not in SETTLED), default=Severity.LOW)
    return Score(
        points=points or 0,
        grade=next((grade for least, grade in _GRADES if (points or 0) >= least), "F"),
        passed=(points or 0) >= threshold and not lacking,
        risk=max(worst, Severity.LOW),
        evaluated=len(_evaluated(findings)),
        unverified=_unverified(findings),
        lacking=lacking,
        areas=tuple(_areas(findings)),
    )


def _evaluated(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.status in CREDIT]


def _unverified(findings: Sequence[Finding]) -> int:
    return sum(finding.status == "unverified" for finding in findings)


def _points(findings: Sequence[Finding]) -> int | None:
    evaluated = _evaluated(findings)
    total = sum(finding.rule.weight for finding in evaluated)
    earned = sum(finding.rule.weight * CREDIT[finding.status] for finding in evaluated)
    return int(100 * earned / total + 0.5) if total else None


def _areas(findings: Sequence[Finding]) -> Iterator[AreaScore]:
    """Score the areas that the playbook has rules in, in the order of AREA_TITLES."""
    for area in AREA_TITLES:
        within = [finding for finding in findings if finding.rule.area == area and finding.status != "not_applicable"]
        if within:
            yield AreaScore(
                area=area,
                points=_points(within),
                weight=sum(finding.rule.weight for finding in within),
                evaluated=len(_evaluated(within)),
                unverified=_unverified(within),
            )
