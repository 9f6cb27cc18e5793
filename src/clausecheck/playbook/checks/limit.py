"""Limits on a number: at_most, at_least, more_than, less_than."""

from __future__ import annotations

import operator
from collections.abc import Callable

from clausecheck.detect.clause import AttributeValue
from clausecheck.playbook.checks.kind import Check


def _limit(compare: Callable[[float, float], bool], words: str) -> Check:
    def holds(bound: float, value: AttributeValue) -> bool | None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return compare(value, bound)

    return Check(holds, lambda amount: f"{words} {amount}")


AT_MOST = _limit(operator.le, "at most")
AT_LEAST = _limit(operator.ge, "at least")
MORE_THAN = _limit(operator.gt, "more than")
LESS_THAN = _limit(operator.lt, "less than")
