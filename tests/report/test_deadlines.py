from __future__ import annotations

from datetime import date

import pytest

from clausecheck.report.deadlines import RENEWALS, deadlines
from clausecheck.report.model import DateRecord
from tests.support.reports import clause_record, report_of

TERM = "This Agreement commences on the Effective Date and continues for an initial term of three (3) years."
RENEWAL = (
    "This Agreement shall automatically renew for successive terms of twelve (12) months each unless either party "
    "gives at least ninety (90) days' notice before the end of the then-current term."
)


def contract(begins=date(2024, 3, 1), term=None, renewal=None, renewal_text=RENEWAL):
    term = {"term_months": 36, "from_effective_date": True, "expires_on": None} | (term or {})
    notice = {"optout_notice_days": 90, "optout_notice_text": "ninety (90) days"}
    renewal = {"term_months": 12} | notice | (renewal or {})
    stated = DateRecord(date=begins, text="", section="", page=None, start=0, end=0) if begins else None
    return report_of(
        document={"effective_date": stated},
        findings=[],
        clauses=[
            clause_record("initial_term", TERM, attributes=term),
            clause_record("auto_renewal", renewal_text, attributes=renewal),
        ],
    )


def days(report):
    return [(each.kind, each.day, each.renewals) for each in deadlines(report)]


def test_the_term_ends_on_the_day_before_its_anniversary_and_notice_is_due_before_that():
    assert days(contract())[:3] == [
        ("last_day_for_notice", date(2026, 11, 30), 0),
        ("end_of_term", date(2027, 2, 28), 0),
        ("last_day_for_notice", date(2027, 12, 1), 1),
    ]
    assert len(days(contract())) == RENEWALS + 2


def test_an_end_that_the_contract_states_needs_no_beginning():
    stated = contract(begins=None, term={"term_months": None, "expires_on": "2029-03-31"})
    assert ("end_of_term", date(2029, 3, 31), 0) in days(stated)


def test_a_term_runs_from_the_day_on_which_it_starts_and_not_from_another():
    stated = contract(term={"term_months": 24, "from_effective_date": False, "starts_on": "2025-04-01"})
    assert ("end_of_term", date(2027, 3, 31), 0) in days(stated)
    assert days(contract(begins=None, term={"starts_on": "2025-04-01"}))[1][1] == date(2028, 3, 31)


def test_every_date_names_the_clauses_that_it_follows_from():
    notice, ends, *_ = deadlines(contract())
    assert [clause.text for clause in notice.clauses] == [RENEWAL, TERM]
    assert [clause.text for clause in ends.clauses] == [TERM]


@pytest.mark.parametrize(
    "silent",
    [
        {"begins": None},
        {"term": {"from_effective_date": False}},
        {"term": {"term_months": None}},
    ],
)
def test_where_the_end_of_the_term_is_open_no_day_is_guessed(silent):
    assert days(contract(**silent)) == []


@pytest.mark.parametrize(
    "silent",
    [
        {"renewal": {"optout_notice_text": None}},
        {"renewal": {"denied": True}},
        {"renewal": {"optout_notice_text": "ninety (90) business days"}},
    ],
)
def test_where_the_notice_is_open_only_the_end_of_the_term_is_known(silent):
    assert days(contract(**silent)) == [("end_of_term", date(2027, 2, 28), 0)]


def test_two_terms_that_contradict_each_other_give_no_day():
    report = contract()
    other = clause_record("initial_term", TERM, id="initial_term-2", attributes={"expires_on": "2030-01-01"})
    assert days(report.model_copy(update={"clauses": [*report.clauses, other]})) == []


def test_a_renewal_of_unknown_length_is_not_looked_ahead_to():
    assert days(contract(renewal={"term_months": None})) == [
        ("last_day_for_notice", date(2026, 11, 30), 0),
        ("end_of_term", date(2027, 2, 28), 0),
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("three (3) months", date(2026, 11, 30)),
        ("12 months", date(2026, 2, 28)),
        ("one year", date(2026, 2, 28)),
        ("two weeks", date(2027, 2, 14)),
    ],
)
def test_notice_counts_in_the_unit_of_the_contract(words, day):
    assert ("last_day_for_notice", day, 0) in days(contract(renewal={"optout_notice_text": words}))


@pytest.mark.parametrize(
    "words",
    ["for one further period of one year", "for up to two successive terms of one year each"],
)
def test_a_renewal_that_comes_to_an_end_is_not_looked_ahead_to(words):
    text = f"This Agreement shall automatically renew {words} unless either party gives ninety (90) days' notice."
    assert [kind for kind, _, _ in days(contract(renewal_text=text))] == ["last_day_for_notice", "end_of_term"]
