from __future__ import annotations

import pytest

from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.flag_words import FLAGS
from clausecheck.playbook.wording import described


@pytest.fixture(scope="module")
def bundled_flags():
    kinds = load_patterns().clause_types
    return {name for kind in kinds for name, reader in kind.definition.attributes.items() if reader.read == "flag"}


def test_only_flags_of_bundled_clause_types_have_words(bundled_flags):
    assert set(FLAGS) <= bundled_flags


def test_every_bundled_flag_reads_one_way_when_set_and_another_when_not(bundled_flags):
    for name in bundled_flags:
        stated, not_stated = described(name, True), described(name, False)
        assert stated and not_stated and stated != not_stated


def test_nothing_is_denied_twice(bundled_flags):
    told = [described(name, False) for name in bundled_flags]
    assert [words for words in told if words.startswith(("no no ", "no not ", "not no ", "no may "))] == []


@pytest.mark.parametrize(
    ("flag", "value", "words"),
    [
        ("free_of_charge", False, "not free of charge"),
        ("no_sale", False, "sale not barred"),
        ("tells_customer", True, "customer told of it"),
        ("at_all_hours", True, "at all hours"),
        ("human_handover", False, "no human handover"),
    ],
)
def test_a_flag_reads_as_a_lawyer_would_say_it(flag, value, words):
    assert described(flag, value) == words
