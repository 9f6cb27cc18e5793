"""Scoring: the figures of one clause type, each with the interval in which it lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from evaluation.labels import ATTRIBUTES
from evaluation.result import Trial

RESAMPLES = 2000
SEED = 20260101
_LEVEL = (2.5, 97.5)

Counts = NDArray[np.float64]


@dataclass(frozen=True)
class Figure:
    """A share, the bounds of its 95 % interval, and the number of contracts that it is a share of."""

    value: float
    low: float
    high: float
    of: int

    def __str__(self) -> str:
        """Write "0.88 (0.82-0.93)"."""
        return f"{self.value:.2f} ({self.low:.2f}-{self.high:.2f})"


@dataclass(frozen=True)
class Score:
    """The figures of one clause type; None where there is nothing to take a share of."""

    clause_type: str
    contracts: int
    positives: int
    f1: Figure | None
    precision: Figure | None
    recall: Figure | None
    evidence: Figure | None
    imitations: tuple[int, int]
    attributes: dict[str, Figure]


def score(trials: Iterable[Trial], clause_type: str) -> Score:
    """Score one clause type over all its trials."""
    mine = [trial for trial in trials if trial.clause_type == clause_type]
    true = np.array([trial.present and trial.found for trial in mine], float)
    present = np.array([trial.present for trial in mine], float)
    found = np.array([trial.found for trial in mine], float)
    located = [trial.located if trial.present and trial.found else None for trial in mine]
    misled = [trial.misled for trial in mine if trial.misled is not None]
    attributes = {name: _share(*_answers([_exact(t, name) for t in mine])) for name in ATTRIBUTES.get(clause_type, ())}
    return Score(
        clause_type,
        contracts=len(mine),
        positives=int(present.sum()),
        f1=_share(2 * true, present + found, of=int(present.sum())),
        precision=_share(true, found),
        recall=_share(true, present),
        evidence=_share(*_answers(located)),
        imitations=(sum(misled), len(misled)),
        attributes={name: figure for name, figure in attributes.items() if figure},
    )


def _exact(trial: Trial, name: str) -> bool | None:
    """Tell whether an attribute is read as labelled; None where it has no label or the clause was not found."""
    if not (trial.found and name in trial.attributes):
        return None
    wanted, read = trial.attributes[name]
    return bool(wanted == read)


def _answers(answers: Sequence[bool | None]) -> tuple[Counts, Counts]:
    return np.array([answer is True for answer in answers], float), np.array([a is not None for a in answers], float)


def _share(hits: Counts, of_each: Counts, of: int | None = None) -> Figure | None:
    """Give the share of hits with a bootstrap interval: contracts drawn again, with replacement, 2,000 times."""
    total = of_each.sum()
    if not total:
        return None
    draws = resampled(len(hits))
    weights = draws @ of_each
    drawn = weights > 0
    low, high = np.percentile((draws @ hits)[drawn] / weights[drawn], _LEVEL)
    return Figure(float(hits.sum() / total), float(low), float(high), int(total) if of is None else of)


@cache
def resampled(count: int) -> Counts:
    """Say how often each of `count` contracts is drawn in each resample; the same at every call."""
    return np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), size=RESAMPLES).astype(float)
