from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.playbook.finding import Finding, Status
from clausecheck.playbook.score import rate
from clausecheck.playbook.severity import Severity
from tests.support.findings import rule_of


def finding(status: Status, weight: float = 1, *, severity: str = "medium", **fields: object) -> Finding:
    rule = rule_of("audit_rights", weight=weight, severity=severity, **fields)
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


def test_the_must_haves_that_are_lacking_are_named():
    findings = [
        finding("missing", must_have=True, id="audit"),
        finding("weak", must_have=True, id="exit"),
        finding("missing", id="credits"),
    ]
    assert rate(findings, 0).lacking == ("audit",)


def test_areas_are_scored_apart_in_their_order_and_only_where_there_are_rules():
    findings = [
        finding("met", 1, area="governance"),
        finding("adverse", 3, area="exit"),
        finding("weak", 1, area="exit"),
        finding("unverified", 2, area="ip"),
        finding("not_applicable", 2, area="commercial"),
        finding("missing", 9),
    ]
    areas = rate(findings, 0).areas
    assert [(each.area, each.points, each.weight) for each in areas] == [
        ("exit", 13, 4),
        ("ip", None, 2),
        ("governance", 100, 1),
    ]
    assert [(each.evaluated, each.unverified) for each in areas] == [(2, 0), (0, 1), (1, 0)]
