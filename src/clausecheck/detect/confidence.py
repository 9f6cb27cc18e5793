"""Confidence: how sure the evidence makes us, from 0 to 1, and how often that much evidence proves right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from clausecheck.detect.clause import Evidence
from clausecheck.patterns.model import Knot

HEADING_WEIGHT = 0.3
"""What an agreeing heading adds to a clause that its words already show."""

EXEMPLAR_WEIGHT = 0.5
"""What near identity with standard language adds."""

FLOOR = 0.3
"""Below this, a passage is not reported as a clause, only as one that was considered."""

PRESENT = 0.5
"""The confidence from which a clause counts as found."""

TO_BE_REVIEWED = 0.65
"""What a clause is worth at the most of which something is known that could not be read to its end."""


def combine(weights: Iterable[float]) -> float:
    """Add up independent evidence: the chance that not every piece of it misleads."""
    return 1 - math.prod(1 - weight for weight in weights)


def strength(evidence: Iterable[Evidence]) -> float:
    """Add up the evidence of one clause; a pattern that is seen twice counts once."""
    return combine({item.pattern: item.weight for item in evidence}.values())


def calibrate(evidence: float, knots: Sequence[Knot]) -> float:
    """Give the confidence that combined evidence deserves, on straight lines between the knots.

    Below the first knot, 0.5 on both sides, and without any knots, evidence stands for itself.
    """
    for left, right in pairwise(knots):
        if left.evidence <= evidence <= right.evidence:
            share = (evidence - left.evidence) / (right.evidence - left.evidence)
            return left.confidence + share * (right.confidence - left.confidence)
    return evidence
