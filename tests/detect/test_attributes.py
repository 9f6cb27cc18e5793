from __future__ import annotations

import pytest

from clausecheck.detect.attributes import _READERS
from clausecheck.detect.detector import Detector
from clausecheck.patterns import values
from tests.support.detections import exit_patterns, only_clause

READERS = {
    "holder": {"read": "holder", "near": ["${anyone} .. ${may} .. terminate"]},
    "favours": {"read": "favours", "of": "holder"},
    "spares": {"read": "favours", "of": "holder", "burdens": True},
    "notice_days": {"read": "duration", "unit": "days", "near": ["notice"], "not_near": ["cure"]},
    "credit": {"read": "percent", "near": ["credit"], "not_near": ["% .. or more"]},
    "per_year": {"read": "count"},
    "failures": {"read": "number", "near": ["times|occasions|failures", "consecutive"], "not_near": ["days"]},
    "fee": {"read": "flag", "look": "section", "lines": ["termination fee"]},
    "scope": {"read": "choice", "options": {"order": ["order"], "agreement": ["agreement"]}, "otherwise": "unclear"},
    "subject": {
        "read": "choice",
        "options": {"a": ["alpha"], "b": ["beta"]},
        "not_near": ["alpha .. testing"],
        "many": True,
    },
    "metrics": {"read": "metrics", "look": "section", "lines": ["availability", "response time"]},
}
DETECTOR = Detector(exit_patterns(attributes=READERS))


def attribute(name, text):
    return only_clause(DETECTOR, text).attributes[name]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Client may terminate this Agreement.", "customer"),
        ("The Vendor may terminate this Agreement.", "provider"),
        ("Either party may terminate this Agreement.", "either"),
        ("Guarantor may terminate this Agreement.", "unclear"),
    ],
)
def test_the_holder_is_the_party_that_may(text, holder):
    assert attribute("holder", text) == holder


def test_a_right_favours_its_holder_and_a_duty_the_other_side():
    text = "Client may at any time terminate this Agreement."
    assert (attribute("favours", text), attribute("spares", text)) == ("customer", "provider")
    assert attribute("favours", "Either party may terminate this Agreement.") == "mutual"
    assert attribute("favours", "Guarantor may terminate this Agreement.") == "unclear"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Client may terminate on sixty (60) days' notice.", 60),
        ("Client may terminate on notice of three (3) months.", 90),
        ("Client may terminate after 10 days to cure, on sixty (60) days' notice.", 60),
        ("Client may terminate on notice.", None),
        ("Client may terminate on notice and shall have ten (10) days to cure.", None),
        ("Client may terminate within 36 hours of notice.", None),
    ],
)
def test_a_duration_is_the_one_nearest_to_its_words(text, days):
    assert attribute("notice_days", text) == days


def test_a_percentage_is_the_one_nearest_to_its_words():
    text = "Client may terminate if uptime drops below 95% and take a credit of five percent (5%)."
    assert attribute("credit", text) == 5


def test_a_percentage_that_is_part_of_words_for_something_else_is_passed_over():
    assert attribute("credit", "Client may terminate and take a credit of 5%, or more.") is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Client may terminate plans once per calendar year.", 1),
        ("Client may terminate plans twice a year.", 2),
        ("Client may terminate plans no more than two (2) times in any twelve (12) month period.", 2),
        ("Client may terminate plans quarterly.", 4),
        ("Client may terminate plans semi-annually.", 2),
        ("Client may terminate plans every six (6) months.", 2),
        ("Client may terminate plans.", None),
        ("Client may terminate plans where the SOC 2 report of each year has exceptions.", 1),
        ("Client may terminate plans under Section 9 once a year.", 1),
        ("Client may terminate plans by March 31 of each year.", 1),
        ("Client may terminate plans by 30 June of each year.", 1),
        ("Client may terminate plans once every three years.", 0.33),
        ("Client may terminate plans once in any period of two (2) contract years.", 0.5),
        ("Client may terminate plans every 18 months.", 0.67),
        ("Client may terminate plans biennially.", 0.5),
        ("Client may terminate plans once every twelve (12) months.", 1),
        ("Client may terminate plans of the last three years once a year.", 1),
    ],
)
def test_how_often_a_year(text, count):
    assert attribute("per_year", text) == count


@pytest.mark.parametrize(
    ("text", "failures"),
    [
        ("Client may terminate on 30 days' notice after three (3) failures.", 3),
        ("Client may terminate where it fails twice in two consecutive quarters.", 2),
        ("Client may terminate after 12 failures under clause 7.", 12),
        ("Client may terminate where failures exceed 5%.", None),
        ("Client may terminate after repeated failures.", None),
        ("Client may terminate on ten days' notice.", None),
    ],
)
def test_a_number_is_the_one_nearest_to_its_words(text, failures):
    assert attribute("failures", text) == failures


def test_a_flag_may_stand_in_another_sentence_of_the_section():
    assert attribute("fee", "1. Exit. Client may terminate. A termination fee is due.") is True
    assert attribute("fee", "1. Exit. Client may terminate.\n2. Fees. A termination fee is due.") is False


def test_a_choice_is_the_first_that_stands_there_or_what_holds_otherwise():
    assert attribute("scope", "Client may terminate this Agreement.") == "agreement"
    assert attribute("scope", "Client may terminate any Order under this Agreement.") == "order"
    assert attribute("scope", "Client may terminate.") == "unclear"


def test_many_choices_are_listed_in_the_order_of_the_file():
    assert attribute("subject", "Client may terminate beta and alpha.") == ["a", "b"]
    assert attribute("subject", "Client may terminate.") == []
    assert attribute("subject", "Client may terminate alpha and beta testing.") == ["b"]


def test_metrics_are_named_with_the_target_that_follows():
    text = "1. Client may terminate. Availability shall be at least 99.9%. Response time is within 15 minutes."
    assert attribute("metrics", text) == [
        {"name": "Availability", "target": "at least 99.9%"},
        {"name": "Response time", "target": "within 15 minutes"},
    ]


def test_detection_reads_whatever_patterns_may_ask_for():
    assert list(_READERS) == list(values.READERS)
