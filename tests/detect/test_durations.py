from __future__ import annotations

import pytest

from clausecheck.detect.durations import without_ceilings


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on sixty (60) days' notice", [60]),
        ("at least sixty (60) days but not more than ninety (90) days before the anniversary", [60]),
        ("at least 60 but not more than 90 days before the anniversary", [60]),
        ("between sixty (60) and ninety (90) days before it expires", [60]),
        ("no more than 120 days and no less than 45 days before the end", [45]),
        ("not earlier than six months and not later than three months before the end", [90]),
        ("within a term of no more than thirty days", [30]),
        ("on 30 days' notice for Client and 60 days' notice for Provider", [30, 60]),
    ],
)
def test_a_range_begins_with_its_least_notice(text, days):
    assert [period.in_unit("days") for period in without_ceilings(text)] == days


def test_a_period_in_words_that_others_replace_is_none():
    text = 'The words "on 90 days\' notice" are deleted and replaced with "on 30 days\' notice".'
    assert [period.in_unit("days") for period in without_ceilings(text)] == [30]
    deleted = text.split(" and replaced")[0] + "."
    assert [period.in_unit("days") for period in without_ceilings(deleted)] == [90]
