"""Confidence: how sure the evidence makes us, from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Iterable

HEADING_WEIGHT = 0.3
"""What an agreeing heading adds to a clause that its words already show."""

EXEMPLAR_WEIGHT = 0.5
"""What near identity with standard language adds."""

FLOOR = 0.3
"""Below this, a passage is not reported as a clause, only as one that was considered."""


def combine(weights: Iterable[float]) -> float:
    """Add up independent evidence: the chance that not every piece of it misleads."""
    return 1 - math.prod(1 - weight for weight in weights)
