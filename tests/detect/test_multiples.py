from __future__ import annotations

import re

import pytest

from clausecheck.detect.multiples import multiple_at, multiples


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60% of the fees", 0.6),
        ("one hundred and fifty percent (150%) of the Charges", 1.5),
        ("half of the annual charges", 0.5),
        ("half the annual charges", 0.5),
        ("one-half of the fees", 0.5),
        ("two-thirds of the fees", 2 / 3),
        ("three quarters of the fees", 0.75),
        ("twice the fees", 2),
        ("triple the fees", 3),
        ("six (6) times the monthly fees", 6),
        ("1.5 times the fees", 1.5),
        ("1.5x the fees", 1.5),
        ("one and a half times the fees", 1.5),
        ("one-and-a-half (1.5) times the fees", 1.5),
    ],
)
def test_a_multiple_or_share_of_a_sum_is_read(text, value):
    assert [multiple.value for multiple in multiples(f"It shall not exceed {text}.")][-1] == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "fees, plus 10%, of the year",
        "at all times the fees are due",
        "in the first half, the fees",
        "the fees of the preceding quarter",
        "from time to time",
    ],
)
def test_what_multiplies_nothing_is_no_multiple(text):
    assert list(multiples(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("60% of the total Fees paid in the preceding twelve months", 0.6),
        ("60% of the Fees paid or payable in the preceding twelve months", 0.6),
        ("the Fees paid in the preceding twelve months, and for data breaches 200% of the Fees", 1),
        ("the greater of (a) 50% of the Fees and (b) the Fees paid in the preceding twelve months", 1),
        ("10% of the Fees in any month and 60% of the Fees of the preceding twelve months", 0.6),
        ("50% of the value, or the Fees paid in the preceding twelve months", 1),
        ("interest at 5% of what is due; the Fees paid in the preceding twelve months", 1),
    ],
)
def test_the_multiple_of_a_period_is_that_of_the_sum_it_belongs_to(text, value):
    start = text.index("twelve months")
    sums = [match.span() for match in re.finditer("Fees", text)]
    assert multiple_at(text, sums, start, start + len("twelve months")) == pytest.approx(value)
