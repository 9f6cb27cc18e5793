from __future__ import annotations

import pytest

from clausecheck.playbook.checks.contains import CONTAINS


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        (["records", "controls", "facilities"], True),
        (["records"], False),
        ("records", False),
        ([{"name": "records", "target": ""}, {"name": "controls", "target": "all"}], True),
        ([], None),
        (None, None),
    ],
)
def test_all_entries_are_wanted(value, holds):
    assert CONTAINS.holds(["records", "controls"], value) is holds


def test_words():
    assert CONTAINS.wanted(["records", "controls"]) == "records and controls"
