import re

import pytest

from clausecheck.patterns.loader import load_patterns
from clausecheck.structure.lexicon import Lexicon, contract_english


@pytest.mark.parametrize(
    ("damaged", "word"),
    [
        ("custorner", "customer"),
        ("aud1t", "audit"),
        ("fac1l1t1es", "facilities"),
        ("shal!", "shall"),
        ("softvvare", "software"),
        ("autornatica11y", "automatically"),
        ("dause", "clause"),
        ("ne|ther", "neither"),
        ("0ur", "our"),
    ],
)
def test_a_word_is_known_through_its_damage(damaged, word):
    assert contract_english().like(damaged) == word


def test_the_nearest_of_several_is_meant_and_none_where_two_are_as_near():
    lexicon = Lexicon(["fail", "fall"])
    assert lexicon.like("fai1") == "fail"
    assert lexicon.like("fa1l") is None


def test_a_blurred_letter_is_read_only_where_asked_for():
    assert contract_english().like("tenninate") is None
    assert contract_english().like("tenninate", roughly=True) == "terminate"


def test_a_form_of_a_word_is_known():
    lexicon = Lexicon(["process", "policy", "charge"])
    assert all(map(lexicon.knows, ("processes", "processor", "policies", "charging", "reprocess", "chargeable")))
    assert not lexicon.knows("prcess")


@pytest.mark.parametrize(
    ("run", "words"),
    [("withoutcause", "without cause"), ("theother", "the other"), ("shallautomatically", "shall automatically")],
)
def test_a_run_is_cut_into_its_words(run, words):
    assert contract_english().cut(run) == words.split()


@pytest.mark.parametrize("run", ["accenture", "anderson", "theodore", "xyzzy"])
def test_what_is_no_run_of_words_is_not_cut(run):
    assert contract_english().cut(run) is None


def test_the_words_that_patterns_look_for_are_in_the_lexicon():
    lines = load_patterns().lines.values()
    words = {word for line in lines for step in line.steps for word in step.words if re.fullmatch("[a-z]{5,}", word)}
    unknown = {word for word in words if not contract_english().knows(word)}
    assert len(unknown) < 0.03 * len(words), sorted(unknown)
