from __future__ import annotations

import pytest

from clausecheck.report.comparison import phrases
from clausecheck.report.comparison.compare import compare
from tests.support.comparisons import EXIT, one_finding, only_change
from tests.support.reports import clause_record, finding_record, report_of

LATER = EXIT.replace("sixty (60)", "ninety (90)")


def test_the_other_way_is_offered():
    reports = [one_finding("met"), one_finding("met")]
    assert phrases.how_taken(compare(reports)).endswith(
        "; --as vendors sets them side by side. What the playbook does not ask about is not compared."
    )
    assert "; --as versions compares each with the one before. " in phrases.how_taken(compare(reports, "vendors"))


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        (
            one_finding("met"),
            one_finding("weak", LATER, message="Notice 90 days; wanted at most 60."),
            [
                ("Was met", "held by the customer, notice 60 days, no exit fee"),
                ("Now weak", "Notice 90 days; wanted at most 60."),
            ],
        ),
        (one_finding("met"), one_finding("met", attributes={"notice_days": 30}), [("Still met", "")]),
        (one_finding("weak", message="No."), one_finding("weak", LATER, message="No."), [("Still weak", "No.")]),
    ],
)
def test_how_a_rule_stood_and_stands(before, after, lines):
    assert phrases.verdict_lines(only_change(before, after)) == lines


def test_a_rule_that_was_not_judged():
    without = one_finding("met").model_copy(update={"findings": []})
    assert phrases.verdict_lines(only_change(without, one_finding("weak", message="No.")))[0] == ("Was not judged", "")


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [
        (("met", "info"), ("weak", "medium"), "medium"),
        (("adverse", "high"), ("met", "info"), "high"),
        (("weak", "low"), ("unverified", "critical"), "critical"),
        (("adverse", "high"), ("weak", "medium"), "medium"),
    ],
)
def test_the_severity_that_a_change_is_about(before, after, severity):
    reports = [one_finding(status, severity=given) for status, given in (before, after)]
    assert phrases.worst_severity(only_change(*reports)) == severity


def two_clauses(deciding, *, section="8.1 Work product"):
    """Give a report with two clauses of one type, of which either decides."""
    type = "termination_for_convenience"
    clauses = [
        clause_record(type, EXIT, id="narrow", section="8.6 Records", attributes={"notice_days": 60}),
        clause_record(type, "On a change of control Customer may leave.", id="wide", section=section),
    ]
    return report_of(findings=[finding_record("met", clauses=[deciding])], clauses=clauses)


def test_it_is_said_that_another_clause_decides_though_both_stand_as_before():
    change = only_change(two_clauses("narrow"), two_clauses("wide"))
    assert (change.change, change.passages) == ("changed", [])
    assert phrases.verdict_lines(change)[-1] == ("Another clause decides", "8.6 Records before, 8.1 Work product now")
    unnumbered = only_change(two_clauses("narrow"), two_clauses("wide", section=""))
    assert phrases.verdict_lines(unnumbered)[-1] == ("Another clause decides", "")


def test_a_clause_that_only_moved_or_was_reworded_is_no_other_one():
    moved = only_change(one_finding("met"), one_finding("weak", LATER, section="14 End"))
    assert not moved.another_decides
    assert not only_change(one_finding("met"), one_finding("missing", "")).another_decides


@pytest.mark.parametrize(
    ("before", "after", "lead"),
    [
        (one_finding("met"), one_finding("met", LATER), ""),
        (one_finding("met"), one_finding("met", LATER, section="14 End"), "12.3 Termination, now 14 End"),
        (one_finding("met"), one_finding("missing", ""), "Decided before (12.3 Termination)"),
        (one_finding("missing", ""), one_finding("met", section=""), "Decides now"),
    ],
)
def test_what_is_said_of_a_passage(before, after, lead):
    change = only_change(before, after)
    assert phrases.passage_lead(change.passages[0], change) == lead


def test_scores_that_rest_on_different_rules_say_so():
    partly = one_finding("unverified", "", name="scan.pdf")
    coverage = partly.summary.coverage.model_copy(update={"rules_evaluated": 3, "rules_unverified": 1})
    partly = partly.model_copy(update={"summary": partly.summary.model_copy(update={"coverage": coverage})})
    comparison = compare([one_finding("met"), partly], "versions")
    line = phrases.step_line(comparison.steps[0], comparison.documents)
    assert line == "score 31 -> 31, resting on 4 and 3 rules; 1 cannot be told"
    assert phrases.score_line(comparison.documents[1]) == "score 31, grade F, on 3 of 4 rules"


def test_changes_for_better_and_worse_are_counted():
    reports = [one_finding("met", attributes={"notice_days": days}) for days in (30, 60)]
    comparison = compare(reports, "versions")
    assert phrases.step_line(comparison.steps[0], comparison.documents).endswith(
        "1 changed (of those changed, 1 worse)"
    )
