"""Headings: how well the titles above a passage agree with the usual titles of a clause type (rapidfuzz)."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

_CUTOFF = 88.0


def heading_agreement(path: Sequence[str], headings: Sequence[str]) -> float:
    """Score the best pair of a title and a usual heading from 0 to 1; 0 below the cut-off."""
    best = 0.0
    for title in path[-2:]:
        found = process.extractOne(
            title, headings, scorer=fuzz.token_sort_ratio, processor=utils.default_process, score_cutoff=_CUTOFF
        )
        best = max(best, found[1] if found else 0.0)
    return best / 100
