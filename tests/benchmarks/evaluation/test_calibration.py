from __future__ import annotations

import pytest

from clausecheck.patterns.model import Knot
from evaluation.calibration import Forecast, equal_mass, equal_width, error_by_chance, expected_error, forecasts
from evaluation.result import Event
from tests.support.trials import sure, trial


def stated(confidence, right, of):
    return [Forecast(confidence, number < right) for number in range(of)]


def test_the_surest_clause_of_each_contract_is_an_event():
    events = (Event(0.9, True), Event(0.4, False))
    found = [trial(events=events), trial("nothing reported", found=False)]
    assert forecasts(found, {}) == [Forecast(0.9, True)]
    assert forecasts(found, {}, every=True) == [Forecast(0.9, True), Forecast(0.4, False)]


def test_forecasts_are_calibrated_by_clause_type():
    knots = (Knot(evidence=0.5, confidence=0.5), Knot(evidence=1, confidence=0.7))
    found = [trial(events=sure(0.75)), trial(clause_type="auto_renewal", events=sure(0.75))]
    assert [event.confidence for event in forecasts(found, {"audit_rights": knots})] == [pytest.approx(0.6), 0.75]


def test_perfect_confidence_has_no_error():
    events = [*stated(0.8, 8, 10), *stated(0.6, 6, 10), *stated(1.0, 5, 5)]
    assert expected_error(equal_width(events)) == pytest.approx(0)


def test_the_error_is_the_gap_weighted_by_the_bins():
    # 30 events off by 0.2, 10 events off by 0.1.
    events = [*stated(0.8, 18, 30), *stated(0.6, 5, 10)]
    assert expected_error(equal_width(events)) == pytest.approx((30 * 0.2 + 10 * 0.1) / 40)
    assert expected_error([]) == 0


def test_bins_of_equal_width_hold_their_upper_bound():
    bins = equal_width([Forecast(value, True) for value in (0.0, 0.1, 0.3, 0.31, 0.7, 1.0)])
    assert [group.count for group in bins] == [2, 1, 1, 1, 1]
    assert [group.confidence for group in bins] == pytest.approx([0.05, 0.3, 0.31, 0.7, 1.0])


def test_bins_of_equal_mass_hold_about_as_many_each():
    bins = equal_mass([Forecast(number / 25, True) for number in range(25)])
    assert len(bins) == 10
    assert {group.count for group in bins} == {2, 3}
    assert [group.confidence for group in bins] == sorted(group.confidence for group in bins)


def test_fewer_events_than_bins_leave_no_bin_empty():
    assert [group.count for group in equal_mass(stated(0.5, 1, 3))] == [1, 1, 1]


def test_few_events_show_an_error_by_chance_and_many_hardly_any():
    few, many = (error_by_chance([Forecast(0.8, True)] * count) for count in (10, 1000))
    # The mean distance of a share from 0.8 is about sqrt(2 / pi * 0.8 * 0.2 / count).
    assert few == pytest.approx(0.101, abs=0.02)
    assert many == pytest.approx(0.0101, abs=0.002)
