from __future__ import annotations

import numpy as np
import pytest

from clausecheck.errors import PatternError
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.ranker import CARD, WEIGHTS, load_ranker
from tests.support.patterns import write_patterns, write_yaml
from tests.support.rankers import ranker_of, write_ranker

CARD_FIELDS = {"trained_on": "a test", "licence": "none", "attribution": "none"}


@pytest.fixture
def folder(tmp_path):
    write_patterns(tmp_path)
    write_ranker(tmp_path, ranker_of({"terminate": 2.0, "renew": -1.0}))
    return tmp_path


def faults(folder):
    with pytest.raises(PatternError) as raised:
        load_patterns(folder)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


def test_a_pattern_folder_without_a_ranker_works_by_its_rules_alone(tmp_path):
    assert load_ranker(tmp_path) is None
    assert load_patterns(write_patterns(tmp_path)).ranker is None


def test_the_weights_come_back_as_they_were_written(folder):
    model, wanted = load_patterns(folder).ranker, ranker_of({"terminate": 2.0, "renew": -1.0})
    assert model.card == wanted.card
    np.testing.assert_allclose(model.weights["exit"], wanted.weights["exit"], atol=2 / 127)
    assert model.intercepts == wanted.intercepts


def test_a_fault_in_the_card_has_a_place(folder):
    (folder / CARD).write_text("trained_on: a test\nlicense: none\nattribution: none\nclause_types: {}\n")
    assert f"{CARD}:2:1: unknown key 'license'; did you mean 'licence'?" in faults(folder)


def test_a_card_that_is_no_yaml(folder):
    (folder / CARD).write_text("trained_on: [a test\n")
    (fault,) = faults(folder)
    assert fault.startswith(f"{CARD}:2:1: not valid YAML")


def test_doubt_lies_below_propose(folder):
    write_yaml(folder / CARD, {**CARD_FIELDS, "clause_types": {"exit": {"propose": 0.5, "doubt": 0.5}}})
    (fault,) = faults(folder)
    assert fault.startswith(f"{CARD}:")
    assert "doubt must lie below propose" in fault


def break_weights(path):
    path.write_bytes(b"PK\x03\x04 and then nothing")


def leave_out_a_type(path):
    np.savez_compressed(path, rarity=np.ones(4, np.float16))


def hide_objects(path):
    np.savez_compressed(path, rarity=np.array([{"a": 1}], dtype=object))


def empty(path):
    path.write_bytes(b"")


def leave_one_array(path):
    with path.open("wb") as file:
        np.save(file, np.ones(4, np.float16))


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), empty, break_weights, leave_one_array, leave_out_a_type, hide_objects]
)
def test_weights_that_cannot_be_read(folder, damage):
    damage(folder / WEIGHTS)
    (fault,) = faults(folder)
    assert fault.startswith(f"{WEIGHTS}: no weights of a ranker: ")
