from __future__ import annotations

import pytest

from clausecheck.detect.matchers.heading import heading_agreement

USUAL = ["termination for convenience", "early termination"]


@pytest.mark.parametrize(
    "path",
    [
        ("Termination for Convenience",),
        ("TERMINATION FOR CONVENIENCE",),
        ("Convenience, Termination for",),
        ("Term and Termination", "Early Termination"),
        ("Early Termination", "Notice"),
        ("Terminaton for Convenience",),
    ],
)
def test_a_usual_title_agrees_whatever_its_case_order_or_typing(path):
    assert heading_agreement(path, USUAL) >= 0.88


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("Termination for Cause",),
        ("Fees",),
        ("Early Termination", "Assistance", "Fees"),
    ],
)
def test_other_titles_and_those_far_above_do_not(path):
    assert heading_agreement(path, USUAL) == 0.0


def test_without_usual_titles_nothing_agrees():
    assert heading_agreement(("Early Termination",), []) == 0.0
