from __future__ import annotations

import sys

import pytest

import calibrate
from clausecheck.detect.confidence import calibrate as calibrated
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import CalibrationFile
from evaluation.result import save
from tests.support.trials import result, sure, trial, trials


def found(evidence, right, of, **fields):
    return [trial(f"{evidence} {n}", events=sure(evidence, n < right), **fields) for n in range(of)]


def test_the_first_knot_is_one_half_and_confidence_rises():
    for mine in calibrate.fit([*found(0.7, 7, 10), *found(0.95, 29, 30)]).values():
        CalibrationFile.model_validate({"calibration": {"audit_rights": [knot.model_dump() for knot in mine]}})


def test_confidence_is_near_and_below_the_share_that_is_right():
    knots = calibrate.fit([*found(0.7, 140, 200), *found(0.95, 180, 200)])["audit_rights"]
    assert 0.64 < calibrated(0.7, knots) < 0.7
    assert 0.86 < calibrated(0.95, knots) < 0.9


def test_surer_evidence_that_is_right_less_often_is_not_trusted_more():
    knots = calibrate.fit([*found(0.7, 19, 20), *found(0.95, 10, 20)])["audit_rights"]
    assert knots[-1].confidence < 0.75


def test_few_events_stay_modest_and_lean_on_the_average_type():
    average = found(0.95, 80, 100, clause_type="auto_renewal")
    good, bad = (calibrate.fit([*average, *found(0.95, right, 2)])["audit_rights"] for right in (2, 0))
    assert calibrated(0.95, good) < 0.85
    assert calibrated(0.95, bad) >= 0.5


def test_the_held_back_part_and_what_was_not_found_teach_nothing():
    taught = found(0.95, 9, 10)
    rest = [*found(0.95, 0, 50, part="held-back"), *found(0.4, 0, 50), *trials(missed=5)]
    assert calibrate.fit([*taught, *rest]) == calibrate.fit(taught)


def test_the_file_is_written_and_loads(tmp_path, monkeypatch, capsys):
    save(result(*found(0.95, 9, 10)), tmp_path / "new.json")
    monkeypatch.setattr(calibrate, "FILE", tmp_path / "calibration.yaml")
    monkeypatch.setattr(sys, "argv", ["calibrate.py", str(tmp_path / "new.json")])
    assert calibrate.main() == 0
    assert "audit_rights:\n    - {evidence: 0.5, confidence: 0.5}\n" in capsys.readouterr().out
    assert (tmp_path / "calibration.yaml").read_text("utf-8") == calibrate.dump(calibrate.fit(found(0.95, 9, 10)))


def test_a_result_without_a_tuning_part_is_refused(tmp_path, monkeypatch, capsys):
    save(result(*found(0.95, 9, 10), run="samples"), tmp_path / "new.json")
    monkeypatch.setattr(sys, "argv", ["calibrate.py", str(tmp_path / "new.json")])
    with pytest.raises(SystemExit, match="2"):
        calibrate.main()
    assert "nothing was found in the tuning part" in capsys.readouterr().err


def test_the_calibration_in_force_keeps_one_half():
    for knots in load_patterns().calibration.values():
        assert calibrated(0.5, knots) == 0.5
        assert calibrated(0.49, knots) == 0.49
        assert 0.5 < calibrated(0.51, knots) <= calibrated(1.0, knots) <= 1
