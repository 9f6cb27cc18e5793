from __future__ import annotations

import pytest

from clausecheck.playbook.checks import limit


@pytest.mark.parametrize(
    ("check", "below", "equal", "above"),
    [
        (limit.AT_MOST, True, True, False),
        (limit.AT_LEAST, False, True, True),
        (limit.MORE_THAN, False, False, True),
        (limit.LESS_THAN, True, False, False),
    ],
)
def test_each_limit_on_either_side_of_its_bound(check, below, equal, above):
    assert [check.holds(60.0, days) for days in (59, 60, 60.5)] == [below, equal, above]


@pytest.mark.parametrize("value", [None, "sixty", True, [60], []])
def test_what_is_no_number_says_nothing(value):
    assert limit.AT_MOST.holds(60.0, value) is None


def test_words():
    checks = (limit.AT_MOST, limit.AT_LEAST, limit.MORE_THAN, limit.LESS_THAN)
    assert [check.wanted("60") for check in checks] == ["at most 60", "at least 60", "more than 60", "less than 60"]
