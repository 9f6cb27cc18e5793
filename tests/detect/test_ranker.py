from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from clausecheck.detect.detector import Detector
from clausecheck.detect.ranker import BUCKETS, PROPOSED, Ranker, sparse_vector
from tests.support.contracts import contract
from tests.support.detections import detect, exit_patterns
from tests.support.rankers import ranker_of

PLAIN = "12.1 Client may terminate this Agreement on thirty days' notice."
UNSEEN = "12.1 Client is free to walk from its terminated seats at will."
REFUSED = "12.1 Client may not terminate this Agreement."
SAME_SECTION = "12.1 Client may not terminate this Agreement. Client is free to walk from its terminated seats."


def exit_with(words, **fields):
    return replace(exit_patterns(), ranker=ranker_of(words, **fields))


def sure_exit(weight, words):
    patterns = exit_patterns(signals=[{"id": "exit", "weight": weight, "lines": ["${may} terminate"]}], context={})
    return replace(patterns, ranker=ranker_of(words))


def test_a_passage_that_the_rules_pass_over_is_proposed():
    assert detect(exit_patterns(), UNSEEN).clauses == ()
    (clause,) = detect(exit_with({"walk": 20}), UNSEEN).clauses
    assert PROPOSED[0] <= clause.confidence <= PROPOSED[1]
    assert [(item.pattern, item.kind) for item in clause.evidence] == [("exit.ranker", "ranker")]


def test_what_looks_no_more_like_a_clause_than_asked_is_not_proposed():
    assert detect(exit_with({"walk": 0.1}), UNSEEN).clauses == ()


def test_a_passage_without_an_anchor_is_not_looked_at():
    assert detect(exit_with({"walk": 20}), "12.1 Client is free to walk at will.").clauses == ()


def test_the_likelier_passage_is_proposed_with_more_confidence():
    less, more = (detect(exit_with({"walk": weight}), UNSEEN).clauses[0].confidence for weight in (10, 30))
    assert less < more


@pytest.mark.parametrize("text", [REFUSED, SAME_SECTION])
def test_nothing_is_proposed_in_a_section_that_refuses_the_right(text):
    assert [clause.denied for clause in detect(exit_with({"walk": 20, "client": 5}), text).clauses] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "12.1 Client is free to walk from its terminated seats upon a breach by Vendor.",
        "12. Effect of termination\n12.1 Client is free to walk from its terminated seats.",
    ],
)
def test_nothing_is_proposed_that_the_context_of_the_type_excepts(text):
    assert detect(exit_with({"walk": 20}), text).clauses == ()


def test_a_weak_hit_that_looks_like_no_clause_is_only_considered():
    detection = detect(sure_exit(0.7, {"terminate": -30}), PLAIN)
    assert detection.clauses == ()
    assert len(detection.considered["exit"]) == 1


def test_a_hit_that_looks_like_a_clause_keeps_its_confidence():
    (clause,) = detect(sure_exit(0.7, {"terminate": 30}), PLAIN).clauses
    assert clause.confidence == 0.7


def test_near_certainty_stands():
    (clause,) = detect(sure_exit(0.96, {"terminate": -30}), PLAIN).clauses
    assert clause.confidence == 0.96


def test_a_refusal_is_not_doubted():
    without, doubting = (
        detect(patterns, "12.1 Client may not terminate this Agreement.").clauses
        for patterns in (exit_patterns(), exit_with({"terminate": -30}))
    )
    assert doubting == without


def test_clause_types_that_the_model_does_not_know_are_left_to_the_rules():
    patterns = replace(exit_patterns(), ranker=ranker_of({"walk": 20, "terminate": -30}, clause_type="audit_rights"))
    for text in (PLAIN, UNSEEN):
        assert detect(patterns, text) == detect(exit_patterns(), text)
    with pytest.raises(KeyError):
        Ranker(ranker_of({})).score("audit_rights", "may terminate", "")


def test_the_same_contract_is_read_the_same_way_twice():
    patterns = exit_with({"walk": 20, "terminate": -30})
    text = f"{PLAIN}\n{UNSEEN.replace('12.1', '12.2')}"
    detector = Detector(patterns)
    assert detect(detector, text) == detect(detector, text) == detect(Detector(patterns), text)


def test_the_names_of_the_parties_count_for_nothing():
    weights = {"client": 30, "vendor": 30}
    assert detect(exit_with(weights), UNSEEN).clauses == ()


def test_the_title_above_a_passage_counts_apart_from_its_words():
    ranker = Ranker(ranker_of({"#exit": 20}))
    assert ranker.score("exit", "the plan ends", "Exit") > 0.9
    assert ranker.score("exit", "the exit ends", "") == pytest.approx(0.5)


def test_numbers_count_as_one_word():
    flat = np.ones(BUCKETS, np.float32)
    one, other = (sparse_vector(f"on {days} days", "", flat) for days in (30, 45))
    assert one[0].tolist() == other[0].tolist()


def test_an_empty_passage_has_no_features():
    buckets, values = sparse_vector("", "", np.ones(BUCKETS, np.float32))
    assert len(buckets) == len(values) == 0


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("You may terminate this Agreement.\nWe shall serve you, and you shall pay us.", True),
        ("Client may terminate this Agreement.\nVendor shall serve Client, and Client shall pay Vendor.", False),
    ],
)
def test_what_is_said_of_we_and_you_is_not_doubted(text, stands):
    found = Detector(sure_exit(0.8, {"terminate": -30})).find(contract(text)).clauses
    assert bool(found) is stands
