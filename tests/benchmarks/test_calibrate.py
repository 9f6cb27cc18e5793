from __future__ import annotations

import sys

import pytest

import calibrate
from clausecheck.detect.confidence import calibrate as calibrated
from clausecheck.patterns.loader import load_patterns
from evaluation.fitting import fit
from evaluation.result import save
from tests.support.trials import result, sure, trial

FOUND = [trial(f"{n}", events=sure(0.95, n < 9), part="held-back") for n in range(10)]


def test_the_file_is_written_and_loads(tmp_path, monkeypatch, capsys):
    save(result(*FOUND), tmp_path / "new.json")
    monkeypatch.setattr(calibrate, "FILE", tmp_path / "calibration.yaml")
    monkeypatch.setattr(sys, "argv", ["calibrate.py", str(tmp_path / "new.json")])
    assert calibrate.main() == 0
    assert "audit_rights:\n    - {evidence: 0.5, confidence: 0.5}\n" in capsys.readouterr().out
    assert (tmp_path / "calibration.yaml").read_text("utf-8") == calibrate.dump(fit(FOUND))


def test_a_result_without_a_held_back_part_is_refused(tmp_path, monkeypatch, capsys):
    save(result(*FOUND, run="samples"), tmp_path / "new.json")
    monkeypatch.setattr(sys, "argv", ["calibrate.py", str(tmp_path / "new.json")])
    with pytest.raises(SystemExit, match="2"):
        calibrate.main()
    assert "nothing was found in the held-back part" in capsys.readouterr().err


def test_the_calibration_in_force_keeps_one_half():
    for knots in load_patterns().calibration.values():
        assert calibrated(0.5, knots) == 0.5
        assert calibrated(0.49, knots) == 0.49
        assert 0.5 < calibrated(0.51, knots) <= calibrated(1.0, knots) <= 1
