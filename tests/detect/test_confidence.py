from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.detect.confidence import combine

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
