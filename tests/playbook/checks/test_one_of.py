from __future__ import annotations

import pytest

from clausecheck.playbook.checks.one_of import ONE_OF


@pytest.mark.parametrize(
    ("bound", "value", "holds"),
    [
        (["customer", "either"], "either", True),
        (["customer", "either"], "provider", False),
        (["customer", "either"], None, None),
        (["customer", "either"], "unclear", None),
        ([False], False, True),
        ([False], True, False),
        ([False], None, None),
        ([False], 0, False),
        (["compliance", "controls"], ["records", "controls"], True),
        (["compliance", "controls"], ["records"], False),
        (["compliance", "controls"], [], None),
    ],
)
def test_one_of(bound, value, holds):
    assert ONE_OF.holds(bound, value) is holds


def test_words():
    assert ONE_OF.wanted(["customer", "either"]) == "the customer or either party"
