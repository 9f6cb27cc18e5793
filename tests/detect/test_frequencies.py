from __future__ import annotations

import pytest

from clausecheck.detect.frequencies import frequencies


@pytest.mark.parametrize(
    ("text", "a_year"),
    [
        ("twice a year", 2),
        ("two times in any calendar year", 2),
        ("six times a year", 6),
        ("twice yearly", 2),
        ("no more than once in a rolling 12-month period", 1),
        ("once within a period of twelve consecutive months", 1),
        ("once a quarter", 4),
        ("twice in any calendar quarter", 8),
        ("once a month", 12),
        ("every six months", 2),
        ("every three (3) months", 4),
        ("every twelve months", 1),
        ("at six-monthly intervals", 2),
        ("biannually", 2),
        ("on a monthly basis", 12),
        ("quarterly", 4),
        ("every other year", 0.5),
        ("at least annually, and twice in the first contract year", 1),
    ],
)
def test_how_often_a_year_is_read(text, a_year):
    assert next(frequencies(f"Client may audit Vendor {text}.")).value == a_year


@pytest.mark.parametrize(
    "text",
    [
        "Client may audit the records of the last six months.",
        "Client may audit monthly fees.",
        "Client may audit within two years of payment.",
        "Client may use forty (40) hours of assistance on ten days' notice.",
    ],
)
def test_what_says_nothing_of_how_often_is_read_as_nothing(text):
    assert list(frequencies(text)) == []
