from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck._yaml import YamlFaults
from evaluation.doubtful import outdated, read_doubts, without
from tests.support.trials import HELD_BACK, OPEN, trial

ROOT = Path(__file__).resolve().parents[3]


def read(tmp_path, **fields):
    entry = {"contract": OPEN, "clause_type": "audit_rights", "labelled": "absent", "reason": "It may be audited."}
    lines = [f"{key}: {value}" for key, value in {**entry, **fields}.items()]
    (tmp_path / "doubts.yaml").write_text("doubtful:\n  - " + "\n    ".join(lines), "utf-8")
    return read_doubts(tmp_path / "doubts.yaml")


def test_the_list_of_this_project_is_valid():
    assert len(read_doubts(ROOT / "benchmarks" / "doubtful_labels.yaml")) > 10


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"contract": HELD_BACK}, "the contract is held back"),
        ({"reason": f"It says “{'word ' * 26}”."}, "at most 25 words"),
        ({"clause_type": "audits"}, "clause_type"),
        ({"attribute": "optout_notice_days"}, "audit_rights has no attribute 'optout_notice_days'"),
        ({"why": "because"}, "unknown key 'why'"),
    ],
)
def test_mistakes_are_named(tmp_path, fields, message):
    with pytest.raises(YamlFaults, match=message):
        read(tmp_path, **fields)


def test_a_plainly_wrong_label_is_left_out_and_an_arguable_one_is_not(tmp_path):
    doubted, other = trial(present=False), trial("other")
    assert without([doubted, other], read(tmp_path)) == [other]
    assert without([doubted, other], read(tmp_path, arguable="true")) == [doubted, other]


def test_a_doubtful_term_leaves_its_contract_in(tmp_path):
    terms = {"holder": ("customer", "either"), "notice_days": (60, 60)}
    doubted = trial(clause_type="termination_for_convenience", attributes=terms)
    doubts = read(tmp_path, clause_type="termination_for_convenience", attribute="holder", labelled="customer")
    (left,) = without([doubted], doubts)
    assert (left.found, left.attributes) == (True, {"notice_days": (60, 60)})
    assert outdated([doubted], doubts) == []


def test_an_entry_whose_label_is_another_by_now_is_outdated(tmp_path):
    doubts = read(tmp_path)
    assert outdated([trial(present=False)], doubts) == []
    assert outdated([trial(present=True)], doubts) == doubts
    assert outdated([trial("other", present=False)], doubts) == doubts
    assert outdated([trial("other", clause_type="auto_renewal")], doubts) == []
