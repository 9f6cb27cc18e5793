from __future__ import annotations

import re

import pytest

from clausecheck.detect.confidence import HEADING_WEIGHT, PRESENT, combine
from clausecheck.detect.mutation import mutate_signals
from clausecheck.detect.selfcheck import check_proof, proof_of, proofs_of
from clausecheck.patterns.loader import load_patterns
from tests.support.detections import bundled_detector

PATTERNS = load_patterns()
EXAMPLES = [
    pytest.param(kind, example, side == "match", id=f"{kind.id}-{side}-{number}")
    for kind in PATTERNS.clause_types
    for side in ("match", "no_match")
    for number, example in enumerate(getattr(kind.definition.examples, side), start=1)
]


def can_decide(weight: float) -> bool:
    """Tell whether a signal makes a clause, if only under the heading of one; others support what else is there."""
    return combine([weight, HEADING_WEIGHT]) >= PRESENT


each_clause_type = pytest.mark.parametrize("kind", PATTERNS.clause_types, ids=lambda kind: kind.id)


@pytest.fixture(scope="module")
def detector():
    return bundled_detector()


@pytest.mark.parametrize(("kind", "example", "is_match"), EXAMPLES)
def test_an_example_is_read_as_its_author_meant(detector, kind, example, is_match):
    assert check_proof(detector, kind, proof_of(example, is_match)) is None, example.text


RANKED = [kind for kind in PATTERNS.clause_types if PATTERNS.ranker and kind.id in PATTERNS.ranker.card.clause_types]


@pytest.mark.parametrize("kind", RANKED, ids=lambda kind: kind.id)
def test_the_examples_hold_for_a_copy_which_has_no_ranker(detector, kind):
    rules = detector.by_rules()
    assert [
        (proof.example.text, fault) for proof in proofs_of(kind) if (fault := check_proof(rules, kind, proof))
    ] == []


@each_clause_type
def test_an_example_states_only_attributes_that_its_type_has(kind):
    for example in kind.definition.examples.match:
        assert set(example.attributes) <= kind.attributes.keys()


@each_clause_type
def test_every_example_says_where_it_comes_from(kind):
    examples = kind.definition.examples
    assert all(re.search(r"\w{3,}", example.source) for example in (*examples.match, *examples.no_match))


@each_clause_type
def test_every_signal_that_can_decide_is_proven_by_an_example(detector, kind):
    weights = {signal.id: signal.weight for signal in kind.definition.signals}
    survivors = {survivor.signal for survivor in mutate_signals(detector, kind)}
    assert {name for name in survivors if can_decide(weights[name])} == set()
