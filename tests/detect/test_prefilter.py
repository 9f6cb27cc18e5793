from __future__ import annotations

import pytest

from clausecheck.detect.prefilter import Prefilter

PREFILTER = Prefilter({"exit": ["terminat", "cancel", "end this"], "audit": ["audit", "cancel"]})


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Client may TERMINATE this Agreement.", {"exit"}),
        ("Client may end this Agreement.", {"exit"}),
        ("Client may cancel an audit.", {"exit", "audit"}),
        ("The term is indeterminate.", set()),
        ("Client pays.", set()),
        ("", set()),
    ],
)
def test_clause_types_are_named_by_the_beginnings_of_words(text, types):
    assert PREFILTER.candidates(text) == types


def test_an_anchor_is_not_hidden_behind_a_longer_one_of_another_type():
    prefilter = Prefilter({"exit": ["terminat"], "assistance": ["termination assistance"]})
    assert prefilter.candidates("The Supplier shall give termination assistance.") == {"exit", "assistance"}


def test_an_anchor_is_not_hidden_behind_words_before_it_that_are_an_anchor_of_another_type():
    prefilter = Prefilter({"certificates": ["payment card"], "cards": ["card"], "data": ["card data"]})
    assert prefilter.candidates("Supplier protects payment card data.") == {"certificates", "cards", "data"}
