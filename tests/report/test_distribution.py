from __future__ import annotations

import pytest

from clausecheck.report.distribution import DISTRIBUTIONS
from tests.support.reports import clause_record, finding_record, report_of

LEAVING, RENEWAL, BREACH = DISTRIBUTIONS
TEXT = "Client may terminate this Agreement for convenience on notice to Vendor."


def placed(distribution, status="met", **attributes):
    """Place a contract with one clause of the type, on which the verdict rests."""
    clause = clause_record(distribution.clause_type, TEXT, attributes=attributes)
    finding = finding_record(status, clause_type=distribution.clause_type, clauses=[clause.id])
    return distribution.bucket(report_of(findings=[finding], clauses=[clause]))


def without_clause(distribution, status):
    findings = [finding_record(status, clause_type=distribution.clause_type)] if status else []
    return distribution.bucket(report_of(findings=findings, clauses=[]))


@pytest.mark.parametrize(
    ("days", "place"),
    [
        (0, "30"),
        (30, "30"),
        (31, "60"),
        (60, "60"),
        (90, "90"),
        (90.5, "180"),
        (180, "180"),
        (365, "inf"),
        (None, "unstated"),
    ],
)
def test_a_right_to_leave_stands_by_its_notice(days, place):
    assert placed(LEAVING, holder="either", notice_days=days) == place


@pytest.mark.parametrize(
    "terms",
    [
        {"holder": "provider", "notice_days": 30},
        {"holder": "customer", "notice_days": 30, "denied": True},
        {"holder": "unclear", "denied": True},
        {"holder": "customer", "notice_days": 30, "scope": "partial"},
    ],
)
def test_what_is_denied_or_the_right_of_the_other_side_or_covers_a_part_is_no_right_to_leave(terms):
    assert placed(LEAVING, **terms) == "none"


def test_whose_right_is_not_clear_is_not_told():
    assert placed(LEAVING, holder="unclear", notice_days=30) == "unknown"


def test_the_side_is_that_of_the_playbook():
    report = report_of(
        findings=[finding_record("met", clauses=["termination_for_convenience-1"])],
        clauses=[
            clause_record("termination_for_convenience", TEXT, attributes={"holder": "provider", "notice_days": 60})
        ],
    )
    assert LEAVING.bucket(report) == "none"
    provider = report.playbook.model_copy(update={"side": "provider"})
    assert LEAVING.bucket(report.model_copy(update={"playbook": provider})) == "60"


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
@pytest.mark.parametrize(
    ("status", "place"), [("missing", "none"), ("met", "none"), ("unverified", "unknown"), (None, "unknown")]
)
def test_without_a_clause_none_is_said_only_where_the_verdict_says_it(distribution, status, place):
    assert without_clause(distribution, status) == place


def test_a_term_that_may_stand_where_the_clause_points_is_not_told():
    assert placed(BREACH, "unverified", notifier="provider", deadline_hours=None) == "unknown"
    assert placed(BREACH, "weak", notifier="provider", deadline_hours=None, deadline_text="promptly") == "unstated"


@pytest.mark.parametrize(
    ("hours", "place"), [(0, "0"), (4, "24"), (24, "24"), (36, "48"), (48, "48"), (72, "72"), (96, "inf")]
)
def test_the_notice_of_a_breach_stands_by_its_hours(hours, place):
    assert placed(BREACH, notifier="unclear", deadline_hours=hours) == place


def test_a_breach_that_only_our_side_has_to_tell_is_no_duty_to_notify():
    assert placed(BREACH, notifier="customer", deadline_hours=24) == "none"


def test_a_renewal_that_is_excluded_is_none():
    assert placed(RENEWAL, optout_notice_days=90) == "90"
    assert placed(RENEWAL, denied=True, optout_notice_days=90) == "none"


def test_the_clause_that_decided_counts_and_not_the_shortest_notice():
    clauses = [
        clause_record("auto_renewal", TEXT, id=f"auto_renewal-{days}", attributes={"optout_notice_days": days})
        for days in (30, 180)
    ]
    finding = finding_record("adverse", clause_type="auto_renewal", clauses=["auto_renewal-180", "auto_renewal-30"])
    assert RENEWAL.bucket(report_of(findings=[finding], clauses=clauses)) == "180"


def test_where_no_rule_asks_the_surest_clause_that_grants_it_counts():
    clauses = [
        clause_record("auto_renewal", TEXT, id=f"auto_renewal-{place}", confidence=confidence, attributes=attributes)
        for place, (confidence, attributes) in enumerate(
            [(0.99, {"denied": True}), (0.6, {"optout_notice_days": 30}), (0.8, {"optout_notice_days": 60})]
        )
    ]
    assert RENEWAL.bucket(report_of(findings=[], clauses=clauses)) == "60"


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_every_place_has_a_name_and_the_last_of_them_is_what_cannot_be_told(distribution):
    assert list(distribution.buckets.values())[-1] == "not to be told"
    assert len(set(distribution.buckets.values())) == len(distribution.buckets) == 8
