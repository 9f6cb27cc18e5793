from __future__ import annotations

import pytest

from clausecheck.playbook.severity import Severity
from clausecheck.report.comparison.compare import compare
from clausecheck.report.comparison.phrases import verdict_lines
from clausecheck.report.comparison.versions import gained
from clausecheck.report.model import DealRecord, RulingRecord
from tests.support.comparisons import EXIT, EXIT_WANTED, RENEWAL_WANTED, marked, one_finding, only_change
from tests.support.reports import clause_record, finding_record, report_of

LONGER = EXIT.replace("sixty (60)", "ninety (90)")
AT_60 = {"holder": "customer", "notice_days": 60, "fee": False}
AT_30 = {**AT_60, "notice_days": 30}
AT_90 = {**AT_60, "notice_days": 90}


def none_found(status):
    return one_finding(status, "", message="Not found; all 12 pages were read.")


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("met", "weak", "gained"),
        ("met", "missing", "gained"),
        ("met", "unverified", "cannot_be_told"),
        ("not_applicable", "adverse", "gained"),
        ("weak", "met", "resolved"),
        ("unverified", "met", "resolved"),
        ("missing", "not_applicable", "resolved"),
        ("missing", "adverse", "changed"),
        ("weak", "missing", "changed"),
        ("missing", "missing", "unchanged"),
        ("missing", "unverified", "cannot_be_told"),
        ("adverse", "unverified", "cannot_be_told"),
        ("unverified", "adverse", "cannot_be_told"),
        ("unverified", "unverified", "cannot_be_told"),
    ],
)
def test_what_becomes_of_a_finding(before, after, change):
    assert only_change(none_found(before), none_found(after)).change == change


def test_what_an_amendment_leaves_to_be_read_cannot_be_told():
    touched = "change.txt, 1 changes 12.3 of msa.txt in a way that has to be read"
    before = one_finding("met")
    after = one_finding("met", needs_review=True, message=f"Notice 60 days. {touched}.")
    ruling = RulingRecord(clause_type="termination_for_convenience", text=touched, needs_review=True)
    deal = DealRecord(documents=[], precedence=[], not_supplied=[], incorporated=[], rulings=[ruling])
    change = only_change(before, after.model_copy(update={"deal": deal}))
    assert change.change == "cannot_be_told"
    assert verdict_lines(change) == [("Now met, needs review", f"Notice 60 days. {touched}.")]
    settled = deal.model_copy(update={"rulings": [ruling.model_copy(update={"needs_review": False})]})
    assert only_change(before, one_finding("met").model_copy(update={"deal": settled})).change == "unchanged"


def test_a_rule_that_only_one_version_was_held_against():
    with_rule, without = none_found("missing"), report_of(findings=[], clauses=[])
    assert only_change(without, with_rule).change == "gained"
    assert only_change(with_rule, without).change == "cannot_be_told"
    assert only_change(without, none_found("met")).change == "cannot_be_told"


def test_other_terms_under_the_same_verdict_are_a_change_that_has_a_direction():
    change = only_change(one_finding("met", attributes=AT_30), one_finding("met", attributes=AT_60))
    assert (change.change, change.turn) == ("changed", "worse")
    assert [(term.before, term.after) for term in change.terms] == [("notice 30 days", "notice 60 days")]
    assert only_change(one_finding("met", attributes=AT_60), one_finding("met", attributes=AT_30)).turn == "better"


def test_a_term_that_the_playbook_does_not_measure_has_no_direction():
    before, after = (one_finding("met", attributes={**AT_60, "scope": scope}) for scope in ("agreement", "partial"))
    assert only_change(before, after).turn == "neither"


def test_an_open_finding_that_grows_graver_is_worse():
    change = only_change(one_finding("weak", severity="medium"), one_finding("adverse", severity="high"))
    assert (change.change, change.turn) == ("changed", "worse")


def test_other_words_for_the_same_terms_are_a_rewording():
    after = EXIT.replace("may terminate", "shall be entitled to terminate")
    change = only_change(one_finding("met"), one_finding("met", after))
    assert (change.change, change.terms) == ("reworded", [])
    assert marked(change) == [
        "The Customer [-may-] {+shall be entitled to+} terminate this Agreement for convenience on sixty (60) days' "
        "written notice to the Provider."
    ]


def test_a_clause_that_only_moved_is_unchanged():
    moved = one_finding("met", EXIT.replace(" ", "\n", 3), section="14.1 Ending")
    assert only_change(one_finding("met"), moved).change == "unchanged"


def test_the_counterpart_is_shown_even_where_another_clause_decides_now():
    narrow = clause_record(
        "termination_for_convenience", LONGER, id="t-2", attributes=AT_90, section="12.3 Termination"
    )
    other = clause_record(
        "termination_for_convenience", "Upon a change of control Customer may leave.", id="t-1", section="18 Control"
    )
    after = report_of(findings=[finding_record("weak", clauses=["t-1"])], clauses=[other, narrow])
    change = only_change(one_finding("met"), after)
    assert marked(change) == [
        "now: Upon a change of control Customer may leave.",
        "The Customer may terminate this Agreement for convenience on [-sixty (60)-] {+ninety (90)+} days' written "
        "notice to the Provider.",
    ]


def test_a_clause_of_another_type_is_no_counterpart():
    lookalike = clause_record("audit_rights", EXIT)
    after = report_of(findings=[finding_record("missing")], clauses=[lookalike])
    assert marked(only_change(one_finding("met"), after)) == [f"before: {EXIT}"]


def test_a_clause_that_may_stand_beside_the_one_that_decides_now_is_not_shown_as_struck_out():
    denial = "Notwithstanding anything to the contrary, Customer shall have no right to leave."
    after = one_finding("adverse", denial, attributes={"denied": True}, section="18 General")
    change = only_change(one_finding("met"), after)
    assert {run.kind for passage in change.passages for run in passage.runs} == {"found_before", "found_after"}
    assert change.another_decides


def test_a_passage_that_could_not_be_found_again_is_not_called_gone():
    assert only_change(one_finding("weak"), none_found("unverified")).passages == []
    assert only_change(none_found("unverified"), one_finding("weak")).passages == []


def test_a_passage_that_may_stand_on_an_unread_page_is_not_called_gone():
    other = one_finding("met", "Either party may leave on a change of control.", section="18 Control")
    unread = other.model_copy(update={"document": other.document.model_copy(update={"unreadable_pages": [9]})})
    assert f"before: {EXIT}" in marked(only_change(one_finding("met"), other))
    assert f"before: {EXIT}" not in marked(only_change(one_finding("met"), unread))
    assert marked(only_change(unread, one_finding("met"))) == ["before: Either party may leave on a change of control."]


def test_gained_findings_come_first_and_of_these_the_gravest():
    def report(*statuses):
        return report_of(
            findings=[
                finding_record(status, rule=rule, severity=severity)
                for status, (rule, severity) in zip(
                    statuses, (("a", "low"), ("b", "high"), ("c", "critical")), strict=True
                )
            ],
            clauses=[],
        )

    (step,) = compare([report("met", "met", "missing"), report("weak", "weak", "met")], "versions").steps
    assert [(change.rule, change.change) for change in step.changes] == [
        ("b", "gained"),
        ("a", "gained"),
        ("c", "resolved"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "counts"),
    [
        (("met", "info"), ("missing", "high"), True),
        (("met", "info"), ("weak", "medium"), False),
        (("met", "info"), ("unverified", "high"), True),
        (("weak", "medium"), ("adverse", "high"), True),
        (("missing", "high"), ("adverse", "high"), False),
        (("missing", "high"), ("met", "info"), False),
        (("unverified", "high"), ("missing", "high"), True),
        (("unverified", "high"), ("unverified", "high"), False),
        (("missing", "high"), ("unverified", "high"), False),
    ],
)
def test_what_counts_as_gained_at_a_severity(before, after, counts):
    reports = [one_finding(status, "", severity=severity) for status, severity in (before, after)]
    assert bool(gained(compare(reports, "versions"), Severity.HIGH)) is counts


def test_each_version_is_compared_with_the_one_before():
    three = [one_finding("met"), one_finding("weak", LONGER, attributes=AT_90), one_finding("met")]
    steps = compare(three, "versions").steps
    assert [(step.before, step.after) for step in steps] == [(0, 1), (1, 2)]
    assert [step.changes[0].change for step in steps] == ["gained", "resolved"]


def test_no_clause_where_none_is_wanted_is_better_than_a_tolerable_one():
    fields = {"rule": "renewal", "clause_type": "auto_renewal", "wanted": RENEWAL_WANTED}
    tolerable = one_finding("met", "It renews yearly.", attributes={"term_months": 12}, **fields)
    assert only_change(tolerable, one_finding("met", "", **fields)).turn == "better"


def test_the_position_goes_with_the_change():
    change = only_change(one_finding("met"), one_finding("weak", LONGER, attributes=AT_90))
    assert change.wanted == EXIT_WANTED
    assert change.recommended_language.startswith("The Customer may terminate")
