from __future__ import annotations

import pytest

from clausecheck.detect.confidence import calibrate as calibrated
from clausecheck.patterns.model import CalibrationFile
from evaluation.fitting import cross_fitted, fit
from tests.support.trials import sure, trial, trials


def found(evidence, right, of, part="held-back", **fields):
    return [trial(f"{evidence} {n}", events=sure(evidence, n < right), part=part, **fields) for n in range(of)]


def test_the_first_knot_is_one_half_and_confidence_rises():
    for mine in fit([*found(0.7, 7, 10), *found(0.95, 29, 30)]).values():
        CalibrationFile.model_validate({"calibration": {"audit_rights": [knot.model_dump() for knot in mine]}})


def test_confidence_is_the_share_that_is_right():
    knots = fit([*found(0.7, 140, 200), *found(0.95, 180, 200)])["audit_rights"]
    assert calibrated(0.7, knots) == pytest.approx(0.7, abs=0.02)
    assert calibrated(0.95, knots) == pytest.approx(0.9, abs=0.02)


def test_surer_evidence_that_is_right_less_often_is_not_trusted_more():
    knots = fit([*found(0.7, 19, 20), *found(0.95, 10, 20)])["audit_rights"]
    assert knots[-1].confidence < 0.75


def test_few_events_stay_modest_and_lean_on_the_average_type():
    average = found(0.95, 80, 100, clause_type="auto_renewal")
    good, bad = (fit([*average, *found(0.95, right, 2)])["audit_rights"] for right in (2, 0))
    assert calibrated(0.95, good) < 0.9
    assert calibrated(0.95, bad) >= 0.5


def test_the_tuning_part_and_what_was_not_found_teach_nothing():
    taught = found(0.95, 9, 10)
    rest = [*found(0.95, 0, 50, part="tuning"), *found(0.4, 0, 50), *trials(missed=5)]
    assert fit([*taught, *rest]) == fit(taught)


def test_no_forecast_is_fitted_to_its_own_contract():
    right, wrong = found(0.95, 40, 40), found(0.95, 0, 1, clause_type="auto_renewal")
    stated = cross_fitted([*right, *wrong])
    assert len(stated) == 41
    # Without its own event the odd one out leans on the others, which are all right.
    assert next(one for one in stated if not one.right).confidence > 0.9
