"""Levels of service that are said rather than named, read off contracts."""

from __future__ import annotations

import pytest

from tests.support.detections import bundled_detector, detect


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("Vendor shall answer 90% of calls within 20 seconds.", "answer calls", "90% within 20 seconds"),
        (
            "At least 85% of severity 1 tickets shall be resolved within four (4) hours.",
            "severity 1 tickets resolved",
            "At least 85% within four (4) hours",
        ),
        (
            "Vendor shall answer eighty percent (80%) of calls within twenty (20) seconds.",
            "answer calls",
            "eighty percent (80%) within twenty (20) seconds",
        ),
        (
            "Ninety per cent of e-mails shall be answered within four hours.",
            "e-mails answered",
            "Ninety per cent within four hours",
        ),
        (
            "Vendor shall answer 80 out of every 100 calls within 20 seconds.",
            "answer calls",
            "80 out of every 100 within 20 seconds",
        ),
        (
            "Vendor shall answer nine calls in ten within 30 seconds.",
            "answer calls",
            "nine in ten within 30 seconds",
        ),
        (
            "At least four out of five e-mails shall be answered within four hours.",
            "e-mails answered",
            "At least four out of five within four hours",
        ),
        (
            "Nine chats out of ten must be picked up within one minute.",
            "chats picked up",
            "Nine out of ten within one minute",
        ),
        (
            "Vendor shall resolve three quarters of the tickets within one business day.",
            "resolve tickets",
            "three quarters within one business day",
        ),
        ("The Portal will be available 99.95% of each calendar month.", "available", "99.95%"),
    ],
)
def test_a_level_may_be_said_rather_than_named(text, name, target):
    (clause,) = detect(bundled_detector(), f"1. Service Levels\n1.1 {text}").of_type("service_levels")
    assert clause.attributes["metrics"] == [{"name": name, "target": target}]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (
            "It shall answer eighty percent of calls within 20 seconds and ninety percent of chats within one minute.",
            {"answer calls": "eighty percent within 20 seconds", "answer chats": "ninety percent within one minute"},
        ),
        (
            "Vendor shall answer 80% of calls within 20 seconds, 90% of chats within 60 seconds and 95% of e-mails "
            "within 24 hours.",
            {
                "answer calls": "80% within 20 seconds",
                "answer chats": "90% within 60 seconds",
                "answer e-mails": "95% within 24 hours",
            },
        ),
        (
            "Vendor shall answer nine calls in ten within 20 seconds, and chats within one minute.",
            {"answer calls": "nine in ten within 20 seconds", "answer chats": "within one minute"},
        ),
        (
            "Service level: 80% of calls answered within twenty (20) seconds; 90% of e-mails answered within four (4) "
            "hours.",
            {
                "calls answered": "80% within twenty (20) seconds",
                "e-mails answered": "90% within four (4) hours",
            },
        ),
    ],
)
def test_each_level_of_a_sentence_is_read(text, levels):
    (clause,) = detect(bundled_detector(), f"1. Service Levels\n1.1 {text}").of_type("service_levels")
    assert {metric["name"]: metric["target"] for metric in clause.attributes["metrics"]} == levels


@pytest.mark.parametrize(
    "text",
    [
        "Vendor shall answer calls within 20 seconds and bill 90% of the fees in advance.",
        "Vendor shall answer calls within 20 seconds and report on five days in ten.",
        "Vendor shall answer calls within 20 seconds, and fewer than half of the calls are answered in a day.",
    ],
)
def test_what_is_no_second_level_is_read_as_none(text):
    (clause,) = detect(bundled_detector(), f"1. Service Levels\n1.1 {text}").of_type("service_levels")
    assert clause.attributes["metrics"] == [{"name": "answer calls", "target": "within 20 seconds"}]


@pytest.mark.parametrize("counted", ["for each hour of downtime", "per full hour of unplanned downtime"])
def test_what_a_credit_is_counted_by_is_no_level(counted):
    text = (
        f"1. Uptime\n1.1 Vendor shall keep an uptime of 99.9%. Vendor shall credit 5% of the fee {counted}, up to 50%."
    )
    uptime = detect(bundled_detector(), text).of_type("service_levels")[0]
    assert uptime.attributes["metrics"] == [{"name": "uptime", "target": "99.9%"}]


def test_a_level_with_a_name_goes_by_it():
    (clause,) = detect(bundled_detector(), "1. Service Levels\n1.1 Vendor shall maintain an uptime of 99.9%.").of_type(
        "service_levels"
    )
    assert clause.attributes["metrics"] == [{"name": "uptime", "target": "99.9%"}]


def test_a_share_may_stand_before_the_name_of_the_level():
    (clause,) = detect(bundled_detector(), "1. Service Levels\n1.1 Vendor shall achieve 99.5% availability.").of_type(
        "service_levels"
    )
    assert clause.attributes["metrics"] == [{"name": "availability", "target": "99.5%"}]
