from __future__ import annotations

import pytest

from clausecheck.playbook.checks.stated import STATED


@pytest.mark.parametrize(
    ("value", "stated"),
    [
        ("promptly", True),
        (0, True),
        (False, True),
        (None, False),
        ("", False),
        ("unclear", False),
        ([], False),
        ([{"name": "uptime", "target": "99.9%"}], True),
        ([{"name": "uptime", "target": ""}], False),
        ([{"name": "uptime", "target": ""}, {"name": "CSAT", "target": "90%"}], True),
    ],
)
def test_stated_and_its_opposite(value, stated):
    assert STATED.holds(True, value) is stated
    assert STATED.holds(False, value) is not stated


def test_words():
    assert [STATED.wanted(True), STATED.wanted(False)] == ["stated in full", "not stated"]
