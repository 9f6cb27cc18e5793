"""Fit patterns/calibration.yaml: what combined evidence is worth, by clause type.

    python benchmarks/quality.py CUAD_DIR --save new.json
    python benchmarks/calibrate.py new.json

Only the tuning part of CUAD is used. One event is the surest clause of a type in a contract, right or wrong as
docs/accuracy.md says. The patterns were tuned on the same contracts, so the share that is right there is too good for
others: the fit stays one standard error below it, which also keeps a clause type with few events modest. Evidence of
0.5 stays 0.5, so that no clause is found or lost by it.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from clausecheck.patterns import bundled
from clausecheck.patterns.model import Knot
from evaluation.result import Event, ResultError, Trial, load

FILE = bundled() / "calibration.yaml"
BANDS = (0.5, 0.9, 1.0)
"""Where bands of evidence meet; each that has events gets one knot."""

PRIOR = 4.0
"""How many events of the average clause type each band starts with."""

CAUTION = 1.0
"""How many standard errors the fit stays below the share that is right."""

_STEP = 0.01
_HEAD = """\
# What combined evidence is worth: how often a clause on so much evidence proved right in the tuning part of CUAD, less
# one standard error. Written by benchmarks/calibrate.py. Between two knots the way is straight; 0.5 stays 0.5.
calibration:
"""


def fit(trials: Sequence[Trial]) -> dict[str, list[Knot]]:
    """Fit the knots of every clause type that was found in the tuning part."""
    events: dict[str, list[Event]] = {}
    for trial in trials:
        if trial.part == "tuning" and trial.events and trial.events[0].evidence >= BANDS[0]:
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
        knots.append(Knot(evidence=round(at, 2), confidence=round(max(least, lower_bound(hits, count)), 2)))
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


def lower_bound(hits: float, count: float) -> float:
    """Give the lower bound of Wilson's interval for a share."""
    share, weight = hits / count, CAUTION**2 / count
    margin = CAUTION * math.sqrt(share * (1 - share) / count + weight / (4 * count))
    return (share + weight / 2 - margin) / (1 + weight)


def dump(knots: dict[str, list[Knot]]) -> str:
    """Write knots as YAML, one a line."""
    lines = []
    for name, mine in knots.items():
        lines.append(f"  {name}:")
        lines += [f"    - {{evidence: {knot.evidence:g}, confidence: {knot.confidence:g}}}" for knot in mine]
    return _HEAD + "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path, help="a result of quality.py on the text of CUAD, kept with --save")
    options = parser.parse_args()
    try:
        runs = load(options.result).runs
        knots = fit(runs["text"].trials if "text" in runs else ())
        if not knots:
            raise ResultError(f"{options.result}: nothing was found in the tuning part of CUAD")
    except (ResultError, OSError) as error:
        parser.error(str(error))
    FILE.write_text(dump(knots), "utf-8")
    print(FILE.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
