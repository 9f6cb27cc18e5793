from __future__ import annotations

import json

import pytest

from evaluation.result import Event, Result, ResultError, Run, Trial, load, save
from tests.support.trials import result, trial

FULL = Trial(
    "A “quoted” name",
    "auto_renewal",
    "held-back",
    present=True,
    found=True,
    located=False,
    misled=False,
    attributes={"term_months": (12, None)},
    events=(Event(0.9, True), Event(0.4, False)),
    excerpt="It renews.",
    wanted="It renews each year.",
    patterns=("auto_renewal.renews",),
)


def test_what_is_saved_is_loaded(tmp_path):
    kept = Result("1.2.3", {"text": Run(2, ("b: not readable",), (FULL, trial(found=False))), "pdf": Run(0, (), ())})
    save(kept, tmp_path / "new.json")
    assert load(tmp_path / "new.json") == kept


def test_a_trial_is_a_line_that_says_no_more_than_it_must(tmp_path):
    save(result(trial(found=False), FULL), tmp_path / "new.json")
    lines = (tmp_path / "new.json").read_text("utf-8").splitlines()
    assert json.loads(lines[2].rstrip(",")) == {
        "contract": "contract 2",
        "clause_type": "audit_rights",
        "part": "tuning",
        "present": True,
        "found": False,
    }
    assert "“quoted”" in lines[3]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "version": "1", "runs": {"text": 3}}']
)
def test_other_files_are_refused(tmp_path, text):
    (tmp_path / "other.json").write_text(text, "utf-8")
    with pytest.raises(ResultError, match=r"other\.json: no result of this benchmark"):
        load(tmp_path / "other.json")


def test_another_format_is_refused(tmp_path):
    (tmp_path / "old.json").write_text('{"format": 0}', "utf-8")
    with pytest.raises(ResultError, match="format 0, not 1"):
        load(tmp_path / "old.json")
