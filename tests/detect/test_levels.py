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
        ("The Portal will be available 99.95% of each calendar month.", "available", "99.95%"),
    ],
)
def test_a_level_may_be_said_rather_than_named(text, name, target):
    (clause,) = detect(bundled_detector(), f"1. Service Levels\n1.1 {text}").of_type("service_levels")
    assert clause.attributes["metrics"] == [{"name": name, "target": target}]


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
