from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.playbook.finding import Finding, Status
from clausecheck.playbook.score import rate
from clausecheck.playbook.severity import Severity
from tests.support.findings import rule_of


def finding(status: Status, weight: float = 1, *, must_have: bool = False, severity: str = "medium") -> Finding:
    rule = rule_of("audit_rights", weight=weight, must_have=must_have, severity=severity)
    return Finding(rule, status, rule.severity, "")


def test_credit_is_weighted_over_the_rules_evaluated():
    # 3 x 1 + 2 x 0.5 + 1 x 0 + 2 x 0 = 4 of 8; the unverified 5 count for nothing.
    findings = [
        finding("met", 3),
        finding("weak", 2),
        finding("missing", 1),
        finding("adverse", 2),
        finding("unverified", 5),
    ]
    score = rate(findings, 50)
    assert (score.points, score.grade, score.passed) == (50, "D", True)
    assert (score.evaluated, score.unverified) == (4, 1)


def test_halves_are_rounded_up():
    assert rate([finding("met", 1), finding("missing", 7)], 0).points == 13  # 12.5


def test_nothing_evaluated_is_zero_and_fails():
    score = rate([finding("unverified"), finding("unverified")], 1)
    assert (score.points, score.grade, score.passed, score.evaluated) == (0, "F", False, 0)


def test_rules_that_do_not_apply_are_neither_evaluated_nor_unverified():
    score = rate([finding("met"), finding("not_applicable", 9)], 75)
    assert (score.points, score.evaluated, score.unverified) == (100, 1, 0)


@pytest.mark.parametrize(
    ("points", "grade"),
    [(100, "A"), (90, "A"), (89, "B"), (75, "B"), (74, "C"), (60, "C"), (59, "D"), (40, "D"), (39, "F"), (0, "F")],
)
def test_grades(points, grade):
    findings = [finding("met", points)] if points else []
    findings += [finding("missing", 100 - points)] if points < 100 else []
    score = rate(findings, 75)
    assert (score.points, score.grade, score.passed) == (points, grade, points >= 75)


@pytest.mark.parametrize(
    ("status", "passed"),
    [("met", True), ("weak", True), ("missing", False), ("adverse", False), ("unverified", False)],
)
def test_a_must_have_fails_the_contract_whatever_the_score(status, passed):
    assert rate([finding("met", 99), finding(status, 1, must_have=True)], 75).passed is passed


def test_risk_is_the_worst_open_finding():
    assert rate([finding("met", severity="critical"), finding("weak", severity="high")], 0).risk is Severity.HIGH
    assert rate([finding("unverified", severity="critical")], 0).risk is Severity.CRITICAL
    assert rate([finding("weak", severity="info")], 0).risk is Severity.LOW
    assert rate([finding("met", severity="critical")], 0).risk is Severity.LOW


@given(st.lists(st.tuples(st.sampled_from(["met", "weak", "missing", "adverse"]), st.floats(0.01, 1000)), min_size=1))
def test_improving_a_finding_never_lowers_the_score(rules):
    before = rate([finding(status, weight) for status, weight in rules], 75)
    after = rate([finding("met" if not index else status, weight) for index, (status, weight) in enumerate(rules)], 75)
    assert 0 <= before.points <= after.points <= 100
