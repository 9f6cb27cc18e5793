from __future__ import annotations

import pytest

from clausecheck.report import phrases
from clausecheck.report.model import PartyRecord
from tests.support.reports import report_of


def test_the_verdict_and_where_it_stands():
    assert phrases.verdict(report_of()) == "NOT PASSED"
    assert phrases.standing(report_of()) == "HIGH RISK  ·  score 31 of 100, grade F"


def test_a_score_that_rests_on_next_to_nothing_has_no_grade():
    few, enough = (report_of(coverage={"rules_evaluated": n, "rules_unverified": 12 - n}) for n in (2, 3))
    assert phrases.standing(few) == "HIGH RISK  ·  score 31 of 100 on 2 of 12 rules, too few for a grade"
    assert (phrases.grade(few.summary), phrases.grade(enough.summary)) == ("-", "F")


@pytest.mark.parametrize(
    ("name", "term", "role", "words"),
    [
        ("Northwind Retail, Inc.", "Client", "customer", "Northwind Retail, Inc. (“Client”)"),
        ("Zendria", "Zendria", "provider", "Zendria"),
        ("Acme Ltd.", "Acme", "unknown", "Acme Ltd. (“Acme”), role not clear"),
    ],
)
def test_a_party_is_named_with_its_term(name, term, role, words):
    assert phrases.party(PartyRecord(name=name, term=term, role=role)) == words


@pytest.mark.parametrize(
    ("document", "coverage", "words"),
    [
        ({}, {}, "4 of 4 rules evaluated, 12 of 12 pages read"),
        (
            {"pages": 1},
            {"rules_evaluated": 1, "rules_unverified": 0, "pages_read": 1, "pages_total": 1},
            "1 of 1 rule evaluated, 1 of 1 page read",
        ),
        (
            {"pages": None},
            {"pages_read": None, "pages_total": None},
            "4 of 4 rules evaluated, whole document read",
        ),
        (
            {"pages": None, "unread": ["an embedded document"]},
            {"rules_evaluated": 3, "rules_unverified": 1, "pages_read": None, "pages_total": None},
            "3 of 4 rules evaluated, not all of the document read",
        ),
    ],
)
def test_coverage_never_says_more_than_was_read(document, coverage, words):
    assert phrases.coverage(report_of(document=document, coverage=coverage)) == words


def test_what_was_not_read_is_said_with_what_follows():
    document = report_of(document={"unreadable_pages": [7, 8, 9], "unread": ["an embedded document"]}).document
    assert phrases.not_read(document).startswith("pages 7-9, an embedded document; so a clause that was not found is")
    assert phrases.not_read(report_of().document) == ""


def test_findings_left_out_are_counted():
    report = report_of()
    assert phrases.tally(report) == "1 adverse, 1 missing, 1 weak, 1 met"
    assert phrases.tally(report.model_copy(update={"findings": []})) == "4 more not shown"


def test_a_place_names_section_and_page():
    assert phrases.place("12.3 Termination", 9) == "12.3 Termination, page 9"
    assert phrases.place("12.3\x1b[1m Termination", None) == "12.3 Termination"
    assert phrases.place("", 9) == "page 9"
    assert phrases.place("", None) == ""
