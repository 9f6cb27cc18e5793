"""Calibration: whether clauses that are said to be sure to 80 % are right in 80 % of the cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from clausecheck.detect.confidence import calibrate
from clausecheck.patterns.model import Knot
from evaluation.result import Trial
from evaluation.scoring import SEED

BINS = 10
_CHANCES = 500

Calibration = Mapping[str, Sequence[Knot]]


@dataclass(frozen=True)
class Forecast:
    """A confidence that was stated, and whether the clause is right."""

    confidence: float
    right: bool


@dataclass(frozen=True)
class Bin:
    """Forecasts of about the same confidence."""

    count: int
    confidence: float
    right: float


def forecasts(trials: Iterable[Trial], calibration: Calibration, *, every: bool = False) -> list[Forecast]:
    """List the forecast of the surest clause of each trial, or with `every` of each clause, calibrated.

    A trial in which no clause is reported states no confidence and makes no forecast.
    """
    return [
        Forecast(calibrate(event.evidence, calibration.get(trial.clause_type, ())), event.right)
        for trial in trials
        for event in (trial.events if every else trial.events[:1])
    ]


def equal_width(events: Sequence[Forecast], bins: int = BINS) -> list[Bin]:
    """Sort forecasts into bins of equal width from 0 to 1, the upper bound inside; empty bins are left out."""
    groups: list[list[Forecast]] = [[] for _ in range(bins)]
    for event in events:
        # 0.8 belongs to the bin that ends there, whatever binary fractions make of it.
        position = round(event.confidence * bins, 6)
        groups[max(0, min(bins, int(-(-position // 1))) - 1)].append(event)
    return [_bin(group) for group in groups if group]


def equal_mass(events: Sequence[Forecast], bins: int = BINS) -> list[Bin]:
    """Sort forecasts into bins of as equal a number as can be, by rising confidence."""
    ordered = sorted(events, key=lambda event: (event.confidence, event.right))
    bounds = [round(position * len(ordered) / bins) for position in range(bins + 1)]
    return [_bin(ordered[low:high]) for low, high in pairwise(bounds) if high > low]


def _bin(events: Sequence[Forecast]) -> Bin:
    count = len(events)
    return Bin(count, sum(e.confidence for e in events) / count, sum(e.right for e in events) / count)


def expected_error(bins: Sequence[Bin]) -> float:
    """Give the expected calibration error: the mean gap of confidence and share right, weighted by the bins."""
    total = sum(group.count for group in bins)
    return sum(group.count * abs(group.confidence - group.right) for group in bins) / total if total else 0.0


def error_by_chance(events: Sequence[Forecast]) -> float:
    """Give the error that bins of equal width show on average when every forecast is as sure as it should be."""
    draws = np.random.default_rng(SEED).random((_CHANCES, len(events)))
    perfect = (
        [replace(event, right=bool(x < event.confidence)) for event, x in zip(events, draw, strict=True)]
        for draw in draws
    )
    return sum(expected_error(equal_width(drawn)) for drawn in perfect) / _CHANCES
