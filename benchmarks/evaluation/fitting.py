"""Fitting: trials -> knots, what combined evidence is worth by clause type."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

from clausecheck.patterns.model import Knot
from evaluation.calibration import Forecast, forecasts
from evaluation.result import Event, Trial

PART = "held-back"
"""Where the events come from: in the part that the patterns were tuned on, evidence looks better than it is."""

BANDS = (0.5, 0.9, 1.0)
"""Where bands of evidence meet; each that has events gets one knot."""

PRIOR = 10.0
"""How many events of the average clause type each band starts with."""

FOLDS = 5

_STEP = 0.01


def fit(trials: Sequence[Trial]) -> dict[str, list[Knot]]:
    """Fit the knots of every clause type that was found in the held-back part."""
    events: dict[str, list[Event]] = {}
    for trial in trials:
        if trial.part == PART and trial.events and trial.events[0].evidence >= BANDS[0]:
            events.setdefault(trial.clause_type, []).append(trial.events[0])
    pooled = [event for mine in events.values() for event in mine]
    return {name: _knots(mine, pooled) for name, mine in sorted(events.items())}


def _knots(events: Sequence[Event], pooled: Sequence[Event]) -> list[Knot]:
    bands = []
    for low, high in pairwise(BANDS):
        mine, average = _within(events, low, high), _within(pooled, low, high)
        if mine:
            hits = sum(event.right for event in mine) + PRIOR * sum(event.right for event in average) / len(average)
            bands.append((len(mine) + PRIOR, hits, sum(event.evidence for event in mine) / len(mine)))
    knots = [Knot(evidence=0.5, confidence=0.5)]
    for count, hits, evidence in _rising(bands):
        least = knots[-1].confidence + _STEP
        at = max(round(evidence, 2), knots[-1].evidence + _STEP)
        knots.append(Knot(evidence=round(at, 2), confidence=round(min(0.99, max(least, hits / count)), 2)))
    last = knots[-1]
    if last.evidence < 1:
        knots.append(Knot(evidence=1, confidence=round(min(1, last.confidence + _STEP), 2)))
    return knots


def _within(events: Sequence[Event], low: float, high: float) -> list[Event]:
    return [event for event in events if low <= event.evidence < high or event.evidence == high == BANDS[-1]]


def _rising(bands: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Join neighbouring bands of which the surer one is right less often."""
    kept: list[tuple[float, float, float]] = []
    for band in bands:
        kept.append(band)
        while len(kept) > 1 and kept[-1][1] / kept[-1][0] <= kept[-2][1] / kept[-2][0]:
            (n, hits, at), (m, more, further) = kept.pop(-2), kept.pop()
            kept.append((n + m, hits + more, (n * at + m * further) / (n + m)))
    return kept


def cross_fitted(trials: Sequence[Trial]) -> list[Forecast]:
    """List the forecasts of the surest clauses of the held-back part, by knots fitted to its other contracts only."""
    stated: list[Forecast] = []
    for fold in range(FOLDS):
        rest = [trial for trial in trials if _fold(trial) != fold]
        stated += forecasts((trial for trial in trials if trial.part == PART and _fold(trial) == fold), fit(rest))
    return stated


def _fold(trial: Trial) -> int:
    return int(hashlib.sha256(f"fold {trial.contract}".encode()).hexdigest(), 16) % FOLDS
