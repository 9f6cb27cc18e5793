from __future__ import annotations

import pytest

from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.position import wanted

WANTED = {
    "exit-for-convenience": "held by the customer or either party, notice at most 60 days, no exit fee",
    "ownership": "owned by the customer, by assignment, work for hire or statement",
    "breach-notice": "given by the provider or either party, covers data security, deadline at most 24 hours",
    "service-levels": "metrics stated in full, binding targets",
    "service-credits": "credit, fee reduction or liquidated damages, owed without discretion",
    "auto-renewal": (
        "no such clause, or only with term at most 12 months, opt-out notice at most 60 days, no price rise on renewal"
    ),
}


@pytest.mark.parametrize("rule", WANTED)
def test_the_least_that_meets_a_rule_is_said_in_words(rule):
    rules = {each.id: each for each in load_playbook("outsourcing").rules}
    assert wanted(rules[rule]) == WANTED[rule]


@pytest.mark.parametrize(
    ("expects", "words"), [("present", "such a clause, on any terms"), ("absent", "no such clause")]
)
def test_a_rule_without_positions_wants_the_clause_or_its_absence(expects, words):
    rule = load_playbook("outsourcing").rules[0]
    assert wanted(rule.model_copy(update={"preferred": {}, "acceptable": {}, "expects": expects})) == words
