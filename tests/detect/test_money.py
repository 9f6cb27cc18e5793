import pytest

from clausecheck.detect.money import read_money, sums
from clausecheck.patterns.model import AttributeReader
from tests.support.scans import lines_of, scan_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("shall not exceed Five Million Dollars (US$5,000,000) in the aggregate", ["USD 5000000"]),
        (
            "limits of not less than $1,000,000 per occurrence and $2 million in the aggregate",
            ["$ 1000000", "$ 2000000"],
        ),
        ("a fee of EUR 12'500.50 per month, or 2.5 million Euros", ["EUR 12500.50", "EUR 2500000"]),
        ("\u00a3250k, GBP 3bn and 500 pounds sterling", ["GBP 250000", "GBP 3000000000", "GBP 500"]),
        ("liquidated damages of one thousand (1,000) USD", ["USD 1000"]),
        ("the sum of 10,000 United States Dollars", ["$ 10000"]),
        ("within 30 days, at 99.9 % and under Section 5.2", []),
    ],
)
def test_sums_are_read_with_their_currency(text, found):
    assert [str(each) for each in sums(text)] == found


@pytest.mark.parametrize(
    ("reader", "value"),
    [
        ({"near": ["aggregate"]}, "$ 2000000"),
        ({"near": ["per occurrence"]}, "$ 1000000"),
        ({}, "$ 1000000"),
        ({"near": ["insurance", "aggregate"], "not_near": ["per occurrence"]}, "$ 2000000"),
        ({"near": ["deductible"]}, None),
    ],
)
def test_the_sum_nearest_to_its_words_is_meant(reader, value):
    text = "Vendor shall carry liability insurance of $1,000,000 per occurrence and $2,000,000 in the aggregate."
    lines = [line for field in reader.values() for line in field]
    scan = scan_of(text, lines_of("Vendor", *lines))
    assert read_money(AttributeReader(read="money", **reader), scan) == value
