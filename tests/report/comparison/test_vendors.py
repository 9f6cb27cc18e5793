from __future__ import annotations

import pytest

from clausecheck.report.comparison.vendors import best_places, matrix
from tests.support.comparisons import RENEWAL_WANTED, one_finding
from tests.support.reports import finding_record, report_of

BREACH = {
    "rule": "breach",
    "clause_type": "breach_notification",
    "wanted": "given by the provider or either party, covers data security, deadline at most 24 hours",
}


def best(*reports):
    (row,) = matrix(reports)
    return [cell.best for cell in row.cells]


def exit_on(days, status="met", **terms):
    return one_finding(status, attributes={"holder": "customer", "notice_days": days, "fee": False, **terms})


def test_the_better_status_is_the_best():
    assert best(exit_on(30), exit_on(90, "weak"), one_finding("adverse")) == [True, False, False]
    assert best(exit_on(90, "weak"), one_finding("missing", "")) == [True, False]


def test_among_equals_the_value_nearer_to_the_wish_is_the_best():
    assert best(exit_on(60), exit_on(30), exit_on(30)) == [False, True, True]
    assert best(exit_on(90, "weak"), exit_on(120, "weak")) == [True, False]


def test_where_more_is_wanted_more_is_better():
    reports = [
        one_finding(
            "met", attributes={"per_year": times}, wanted="held by the customer, frequency at least once a year"
        )
        for times in (1, 2)
    ]
    assert best(*reports) == [False, True]


def test_a_flag_that_is_as_wanted_is_better():
    assert best(exit_on(30, "weak", fee=True), exit_on(30, "weak", fee=False)) == [False, True]


def test_any_deadline_is_better_than_promptly():
    vague = one_finding("weak", attributes={"deadline_hours": None, "deadline_text": "promptly"}, **BREACH)
    late = one_finding("weak", attributes={"deadline_hours": 72, "deadline_text": "within 72 hours"}, **BREACH)
    assert best(vague, late) == [False, True]


def test_accepted_silence_is_neither_better_nor_worse():
    assert best(exit_on(None), exit_on(30), one_finding("missing", "")) == [True, True, False]


def test_contracts_that_are_better_on_different_terms_share_the_mark():
    terms = ({"term_months": 12, "optout_notice_days": 90}, {"term_months": 24, "optout_notice_days": 30})
    reports = [one_finding("weak", attributes=each, wanted=RENEWAL_WANTED) for each in terms]
    assert best(*reports, one_finding("adverse")) == [True, True, False]


def test_an_unwanted_clause_that_is_not_there_or_excluded_is_the_best():
    renews = one_finding("met", attributes={"term_months": 12, "optout_notice_days": 30}, wanted=RENEWAL_WANTED)
    excluded = one_finding("met", attributes={"term_months": 36, "denied": True}, wanted=RENEWAL_WANTED)
    assert best(renews, one_finding("met", "", wanted=RENEWAL_WANTED), excluded) == [False, True, True]


@pytest.mark.parametrize("status", ["missing", "adverse", "unverified"])
def test_nothing_is_the_best_of_what_is_of_no_use(status):
    assert best(one_finding(status, ""), one_finding("adverse", "")) == [False, False]


def test_where_all_are_equal_none_is_marked():
    assert best(exit_on(30), exit_on(30)) == [False, False]


def test_what_is_unverified_is_never_the_best():
    assert best(one_finding("unverified"), exit_on(90, "weak")) == [False, True]


def test_a_rule_that_a_report_does_not_have_leaves_its_cell_empty():
    (row,) = matrix([report_of(findings=[], clauses=[]), exit_on(30)])
    assert [cell.verdict is None for cell in row.cells] == [True, False]
    assert [cell.best for cell in row.cells] == [False, True]


def test_places_of_the_highest_value():
    assert best_places([3, 7, 7]) == {1, 2}
    assert best_places([7, 7]) == set()


def test_the_rows_stand_area_by_area():
    reports = [
        report_of(
            findings=[finding_record("met", rule=area or "none", area=area) for area in (None, "ip", "exit")],
            clauses=[],
        )
    ]
    assert [row.rule for row in matrix(reports * 2)] == ["exit", "ip", "none"]
