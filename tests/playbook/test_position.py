from __future__ import annotations

import pytest

from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.model import Condition
from clausecheck.playbook.position import distance, is_absence, position_on, wanted

WANTED = {
    "exit-for-convenience": (
        "held by the customer or either party, notice at most 60 days, no exit fee, not limited in time"
    ),
    "ownership": "owned by the customer, by assignment, work for hire or statement, passes without delay",
    "breach-notice": (
        "given by the provider or either party, covers data security, deadline at most 24 hours, "
        "deadline counts calendar days, clock starts with awareness, as a duty"
    ),
    "service-levels": "metrics stated in full, binding targets",
    "service-credits": "credit, fee reduction or liquidated damages, owed without discretion",
    "expenses": "no such clause, or only with approval",
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


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ({"at_least": 1}, "frequency at least once a year"),
        ({"at_least": 0.5}, "frequency at least once every two years"),
        ({"at_most": 4}, "frequency at most four times a year"),
    ],
)
def test_how_often_something_is_wanted_is_said_as_what_the_contract_states(limit, words):
    assert position_on("per_year", Condition.model_validate(limit)) == words


EXIT = "held by the customer or either party, notice at most 60 days, no exit fee, not limited in time"


@pytest.mark.parametrize(
    ("wish", "name", "better", "worse"),
    [
        (EXIT, "notice_days", 30, 60),
        (EXIT, "fee", False, True),
        ("notice less than 60 days", "notice_days", 10, 20),
        ("frequency at least once a year", "per_year", 2, 1),
        ("at least 5 %", "percent", 10, 5),
        ("no such clause, or only with term at most 12 months, opt-out notice at most 60 days", "term_months", 12, 24),
        (
            "no such clause, or only with term at most 12 months, opt-out notice at most 60 days",
            "optout_notice_days",
            1,
            2,
        ),
    ],
)
def test_what_is_nearer_to_the_wish_has_the_smaller_distance(wish, name, better, worse):
    assert distance(wish, name, better) < distance(wish, name, worse)


@pytest.mark.parametrize(
    ("name", "value"), [("notice_days", None), ("holder", "customer"), ("cap_percent", 5), ("price_uplift", True)]
)
def test_what_is_not_asked_for_or_has_no_order_has_no_distance(name, value):
    assert distance(EXIT, name, value) is None


@pytest.mark.parametrize("bound", ["at_most", "less_than", "at_least", "more_than"])
@pytest.mark.parametrize("name", ["notice_days", "deadline_hours", "term_months", "percent", "cap_percent", "per_year"])
def test_every_limit_that_a_rule_can_set_is_understood(bound, name):
    wish = position_on(name, Condition.model_validate({bound: 12}))
    assert distance(wish, name, 5) is not None


def test_rules_that_want_a_clause_and_rules_that_want_none():
    wishes = {rule.id: wanted(rule) for rule in load_playbook("outsourcing").rules}
    assert {"auto-renewal", "no-exclusivity", "price-increase"} < {
        rule for rule, wish in wishes.items() if is_absence(wish)
    }
    assert not is_absence(wishes["exit-for-convenience"])
