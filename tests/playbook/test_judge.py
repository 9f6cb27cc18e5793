from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.playbook.judge import concerns, is_others, is_unclear, judge
from tests.support.findings import clause, rule_of

EXIT = rule_of(
    "termination_for_convenience",
    preferred={"holder": {"one_of": ["customer"]}, "notice_days": {"at_most": 30}},
    acceptable={"holder": {"one_of": ["customer", "either"]}, "notice_days": {"at_most": 60}},
    walk_away={"notice_days": {"more_than": 180}},
)
WORSE = {"met": 0, "weak": 1, "adverse": 2}


def exit_clause(**attributes):
    return clause("termination_for_convenience", **attributes)


@given(st.sampled_from(["customer", "either"]), st.integers(0, 400), st.integers(0, 400))
def test_a_longer_notice_is_never_judged_better(holder, one, other):
    shorter, longer = (
        WORSE[judge(EXIT, exit_clause(holder=holder, notice_days=days), "customer").status]
        for days in sorted((one, other))
    )
    assert shorter <= longer


@pytest.mark.parametrize(
    ("side", "holder", "others"),
    [
        ("customer", "provider", True),
        ("customer", "customer", False),
        ("customer", "either", False),
        ("customer", "unclear", False),
        ("customer", None, False),
        ("provider", "customer", False),  # the rule as written accepts the customer as holder
    ],
)
def test_whose_right_it_is(side, holder, others):
    assert is_others(EXIT, exit_clause(holder=holder), side) is others


@pytest.mark.parametrize(
    ("side", "holder", "favours", "others"),
    [
        ("customer", "provider", "customer", False),  # insurance that the provider has to keep
        ("customer", "customer", "provider", True),  # one that the customer has to keep
        ("customer", "either", "mutual", False),
        ("customer", "provider", "unclear", False),
        ("provider", "provider", "customer", True),
    ],
)
def test_a_duty_is_of_use_to_the_side_that_it_favours(side, holder, favours, others):
    insurance = rule_of("insurance", acceptable={"certificate": {"one_of": [True]}})
    assert is_others(insurance, clause("insurance", holder=holder, favours=favours), side) is others


def test_what_favours_the_other_side_alone_is_said_so():
    insurance = rule_of("insurance", acceptable={"favours": {"one_of": ["customer", "mutual"]}})
    (reason,) = judge(insurance, clause("insurance", holder="customer", favours="provider"), "customer").reasons
    assert reason == "favours only the provider; wanted the customer or both parties alike"


@pytest.mark.parametrize(
    ("side", "notifier", "others"),
    [
        ("customer", "customer", True),
        ("customer", "provider", False),
        ("customer", "either", False),
        ("customer", "unclear", False),
        ("provider", "provider", True),
        ("provider", "customer", False),
    ],
)
def test_a_notice_that_this_side_alone_owes_is_the_other_sides_right(side, notifier, others):
    rule = rule_of("breach_notification", acceptable={"deadline_hours": {"at_most": 24}})
    assert is_others(rule, clause("breach_notification", notifier=notifier), side) is others


def test_a_rule_may_ask_for_the_notice_of_its_own_side():
    rule = rule_of("breach_notification", acceptable={"notifier": {"one_of": ["customer", "either"]}})
    assert not is_others(rule, clause("breach_notification", notifier="customer"), "customer")


def test_the_customers_own_duty_to_notify_does_not_contradict_the_providers():
    rule = rule_of("breach_notification", acceptable={"notifier": {"one_of": ["provider", "either"]}})
    verdict = judge(rule, clause("breach_notification", notifier="customer"), "customer")
    assert verdict.others
    assert verdict.reasons == ("given only by the customer; wanted the provider or either party",)


def test_what_the_playbook_wants_absent_belongs_to_nobody():
    rule = rule_of("auto_renewal", expects="absent")
    assert not is_others(rule, clause("auto_renewal", holder="provider"), "customer")


def test_a_right_of_the_other_side_is_told_from_a_harmful_term():
    theirs = judge(EXIT, exit_clause(holder="provider", notice_days=365), "customer")
    harmful = judge(EXIT, exit_clause(holder="customer", notice_days=365), "customer")
    assert (theirs.status, theirs.others) == ("adverse", True)
    assert (harmful.status, harmful.others) == ("adverse", False)


def test_any_unclear_term_makes_a_clause_unclear():
    assert is_unclear(exit_clause(holder="unclear", notice_days=60))
    assert not is_unclear(exit_clause(holder="customer", notice_days=None))


@pytest.mark.parametrize(
    ("attributes", "concerned"),
    [
        ({"holder": "customer", "scope": "agreement"}, True),
        ({"holder": "customer"}, True),
        ({"holder": "provider", "scope": "agreement"}, False),
        ({"holder": "customer", "scope": "partial"}, False),
        ({"scope": "agreement"}, False),
    ],
)
def test_a_rule_is_about_the_clauses_of_its_type_that_fulfil_where(attributes, concerned):
    rule = rule_of(
        "termination_for_convenience",
        where={"holder": {"one_of": ["customer"]}, "scope": {"one_of": ["agreement"], "if_silent": "met"}},
    )
    assert concerns(rule, exit_clause(**attributes)) is concerned
    assert not concerns(rule, clause("audit_rights", **attributes))
