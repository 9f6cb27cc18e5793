from __future__ import annotations

import pytest

from clausecheck.report.comparison.model import TermChange
from clausecheck.report.comparison.terms import changed_terms, contrast, stated_terms
from tests.support.reports import clause_record


def clause(**attributes):
    return clause_record("audit_rights", "Client may audit Vendor.", attributes=attributes)


def turned(before, after):
    return [" -> ".join(contrast(change)) for change in changed_terms(clause(**before), clause(**after))]


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        (
            {"holder": "customer", "notice_days": 60, "scope": "agreement", "fee": False},
            "held by the customer, notice 60 days, no exit fee",
        ),
        ({"holder": "unclear", "notice_days": None, "subject": []}, ""),
        ({"kind": "credit", "percent": 5.0, "cap_percent": 15.0}, "credit, 5 %, cap 15 %"),
        ({"deadline_hours": None, "deadline_text": "promptly"}, "deadline “promptly”"),
        ({"deadline_hours": 24, "deadline_text": "within 24 hours"}, "deadline 24 hours"),
        ({"metrics": [{"name": "CSAT", "target": "90%"}, {"name": "AHT", "target": ""}]}, "2 metrics"),
        ({"scope": "partial"}, "covers only part of the agreement"),
        ({"denied": True, "notice_days": 30}, ""),
    ],
)
def test_terms_in_words(attributes, words):
    assert stated_terms(clause(**attributes)) == words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"notice_days": 60}, {"notice_days": 90}, ["notice 60 days -> 90 days"]),
        ({"holder": "customer"}, {"holder": "either"}, ["held by the customer -> either party"]),
        ({"notice_days": 10}, {"notice_days": None}, ["notice 10 days -> no notice stated"]),
        ({"notice_days": 10}, {}, ["notice 10 days -> no notice stated"]),
        ({"fee": False}, {"fee": True}, ["no exit fee -> exit fee"]),
        ({}, {"denied": True}, ["not denied -> expressly denied"]),
        ({"denied": False}, {}, []),
        (
            {"deadline_hours": 24, "deadline_text": "within 24 hours"},
            {"deadline_hours": None, "deadline_text": "promptly"},
            ["deadline 24 hours -> “promptly”"],
        ),
        (
            {"deadline_hours": 24, "deadline_text": "in 24 hours"},
            {"deadline_hours": 24, "deadline_text": "in a day"},
            [],
        ),
        (
            {"metrics": [{"name": "CSAT", "target": "90%"}, {"name": "AHT", "target": "300 s"}]},
            {"metrics": [{"name": "CSAT", "target": "80%"}, {"name": "FCR", "target": ""}]},
            ["CSAT 90% -> 80%", "AHT 300 s -> not listed", "FCR not listed -> without target"],
        ),
    ],
)
def test_terms_that_differ(before, after, words):
    assert turned(before, after) == words


def test_a_shared_beginning_is_said_once_and_never_all():
    assert contrast(TermChange(term="t", before="no exit", after="no exit fee")) == ("no exit", "exit fee")
