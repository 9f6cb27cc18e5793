from __future__ import annotations

import pytest

from clausecheck.report.lock_in import lock_in
from tests.support.reports import clause_record, finding_record

EXIT = "The Customer may terminate this Agreement for convenience on sixty (60) days' written notice."
TERM = "This Agreement continues for an initial term of three (3) years."
RENEWAL = "It renews for successive terms of twelve (12) months unless notice is given ninety (90) days before."
REST = "On leaving, the Customer shall pay the charges for the remainder of the term."
MINIMUM = "The Customer shall purchase at least 10,000 contacts each month."


def exit_of(**terms):
    return clause_record("termination_for_convenience", EXIT, attributes={"holder": "customer", **terms})


def term_of(months=36):
    return clause_record("initial_term", TERM, attributes={"term_months": months})


def renewal_of(**terms):
    return clause_record("auto_renewal", RENEWAL, attributes=terms)


def words(*clauses, status="met"):
    return lock_in([finding_record(status)], clauses).words


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"notice_days": 60}, "The customer may leave at will, on 60 days' notice."),
        ({"notice_days": 60, "holder": "either"}, "The customer may leave at will, on 60 days' notice."),
        ({"notice_days": None}, "The customer may leave at will, with no period of notice stated."),
        ({"notice_days": 90, "fee": True}, "The customer may leave at will, on 90 days' notice, for a fee."),
    ],
)
def test_a_customer_that_may_leave_is_held_by_the_notice_alone(terms, said):
    assert words(exit_of(**terms), term_of()) == said


def test_an_exit_for_part_of_the_term_is_no_exit_at_will():
    found = lock_in([finding_record("weak")], [exit_of(notice_days=30, limited_in_time=True), term_of()])
    assert found.words == "The customer may leave without cause only for part of the term, on 30 days' notice."
    assert not found.leaves_at_will


def test_an_exit_at_any_time_beside_one_for_part_of_the_term_counts():
    window = exit_of(notice_days=10, limited_in_time=True)
    assert words(window, exit_of(notice_days=60)) == "The customer may leave at will, on 60 days' notice."


def test_an_exit_that_costs_what_staying_would_is_no_exit_at_will():
    rest = clause_record("early_termination_fee", REST, attributes={"basis": ["remaining_fees"]})
    found = lock_in([finding_record("weak")], [exit_of(notice_days=30, fee=True), rest])
    assert found.words.startswith(
        "The customer may leave without cause only if it pays what staying would cost, on 30 days' notice."
    )
    assert not found.leaves_at_will


def test_a_way_out_of_a_part_is_told_as_the_finding_tells_it():
    assert words(exit_of(notice_days=60, scope="partial"), term_of()) == (
        "The customer may leave only a part of the agreement without cause, as to the rest it is bound for 36 months."
    )


@pytest.mark.parametrize("terms", [{"holder": "provider"}, {"denied": True}], ids=["provider", "denied"])
def test_what_does_not_let_the_customer_out_of_the_agreement_is_no_way_out(terms):
    bound = "The customer may not leave without cause and is bound for 36 months."
    assert words(exit_of(notice_days=60, **terms), term_of()) == bound


def test_a_term_that_renews_by_itself():
    renewal = renewal_of(term_months=12, optout_notice_days=90)
    assert words(term_of(), renewal, status="missing") == (
        "No way out without cause was found: the customer is bound for 36 months, then for 12 months at a time unless "
        "notice is given 90 days before."
    )
    assert words(renewal_of(), status="missing") == (
        "No way out without cause was found: the customer is bound for as long as the agreement runs, and beyond that "
        "by renewal unless notice is given."
    )


def test_what_holds_the_customer_besides_is_named_with_its_place():
    minimum = clause_record("minimum_commitment", MINIMUM, section="5.1 Volumes", attributes={"favours": "provider"})
    theirs = clause_record(
        "exclusivity", "The Provider shall serve no other insurer.", attributes={"favours": "customer"}
    )
    fee = clause_record("early_termination_fee", "A fee of three months' charges falls due.", attributes={})
    found = lock_in([finding_record("met")], [exit_of(notice_days=30), minimum, theirs, fee])
    assert found.words == (
        "The customer may leave at will, on 30 days' notice. Besides it is held by a minimum commitment (5.1 Volumes) "
        "and a fee for ending early."
    )
    assert found.clauses == ["termination_for_convenience-1", "minimum_commitment-1", "early_termination_fee-1"]


def test_the_surest_clause_that_states_a_figure_gives_it():
    unsure = clause_record("initial_term", TERM, confidence=0.5, attributes={"term_months": 12})
    silent = clause_record("initial_term", TERM, confidence=0.99, attributes={"term_months": None})
    found = lock_in([finding_record("missing")], [unsure, term_of(), silent])
    assert (found.leaves_at_will, found.initial_months, found.renewal_months, found.notice_days) == (
        False,
        36,
        None,
        None,
    )


@pytest.mark.parametrize("status", ["unverified", "not_applicable"])
def test_nothing_is_said_where_it_cannot_be_told(status):
    assert lock_in([finding_record(status)], [term_of()]) is None


def test_nothing_is_said_where_the_holder_is_not_clear_or_nobody_asked():
    assert lock_in([finding_record("weak")], [exit_of(holder="unclear"), term_of()]) is None
    assert lock_in([finding_record("met", clause_type="audit_rights")], [term_of()]) is None
