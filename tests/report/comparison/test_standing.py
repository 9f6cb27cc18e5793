from __future__ import annotations

import pytest

from clausecheck.report.comparison.standing import USELESS, Standing
from tests.support.comparisons import one_finding


def standing(status, text="Customer may leave.", **fields):
    report = one_finding(status, text, **fields)
    return Standing.of(report.findings[0], report)


@pytest.mark.parametrize("status", ["missing", "adverse", "unverified"])
def test_what_gives_nothing_or_is_not_known_is_of_no_use(status):
    assert standing(status).rank == USELESS


def test_no_verdict_is_of_no_use():
    assert Standing.of(None, one_finding("met")).rank == USELESS


def test_the_status_comes_before_the_terms():
    generous, late = {"notice_days": 10}, {"notice_days": 60}
    assert standing("met", attributes=late).beats(standing("weak", attributes=generous))
    assert not standing("weak", attributes=generous).beats(standing("met", attributes=late))


def test_better_on_one_term_and_worse_on_another_beats_nothing():
    cheap, quick = {"notice_days": 90, "fee": False}, {"notice_days": 30, "fee": True}
    assert not standing("weak", attributes=cheap).beats(standing("weak", attributes=quick))
    assert not standing("weak", attributes=quick).beats(standing("weak", attributes=cheap))


def test_equals_do_not_beat_each_other():
    assert not standing("met").beats(standing("met"))


def test_the_terms_of_a_denial_do_not_count():
    assert standing("met", attributes={"denied": True, "notice_days": 5}).distances == {}


def test_the_terms_of_a_right_that_only_the_other_side_has_are_no_merit():
    soon, late = ({"holder": "provider", "notice_days": days} for days in (30, 90))
    assert not standing("adverse", attributes=soon).beats(standing("adverse", attributes=late))
