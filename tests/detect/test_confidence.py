from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.detect.confidence import calibrate, combine
from clausecheck.patterns.model import Knot

WEIGHTS = st.lists(st.floats(0.01, 0.99), max_size=6)


def test_no_evidence_is_no_confidence():
    assert combine([]) == 0


def test_two_halves_make_three_quarters():
    assert combine([0.5, 0.5]) == pytest.approx(0.75)


@given(WEIGHTS, st.floats(0.01, 0.99))
def test_more_evidence_never_lowers_confidence_or_reaches_beyond_one(weights, more):
    assert combine(weights) <= combine([*weights, more]) <= 1


@given(WEIGHTS)
def test_the_order_of_the_evidence_does_not_matter(weights):
    assert combine(weights) == pytest.approx(combine(reversed(weights)))


KNOTS = [Knot(evidence=e, confidence=c) for e, c in [(0.5, 0.5), (0.8, 0.7), (1, 0.95)]]


def test_without_knots_evidence_stands_for_itself():
    assert [calibrate(evidence, ()) for evidence in (0.3, 0.5, 0.9)] == [0.3, 0.5, 0.9]


@pytest.mark.parametrize(
    ("evidence", "confidence"),
    [(0.3, 0.3), (0.4999, 0.4999), (0.5, 0.5), (0.65, 0.6), (0.8, 0.7), (0.9, 0.825), (1, 0.95)],
)
def test_between_two_knots_the_way_is_straight(evidence, confidence):
    assert calibrate(evidence, KNOTS) == pytest.approx(confidence)


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibration_keeps_order_and_decides_nothing(some, other):
    assert (calibrate(some, KNOTS) >= 0.5) == (some >= 0.5)
    assert (calibrate(some, KNOTS) <= calibrate(other, KNOTS)) or some > other
