from __future__ import annotations

import pytest

from clausecheck.structure.parts import find_parts
from tests.support.contracts import contract

TERMS = """SUBSCRIPTION TERMS

These Terms are made between Acme Retail plc ("Customer") and Beta Support Ltd ("Supplier").

1. Services
1.1 Supplier shall provide the services.

5. General
5.1 {order}

ORDER FORM

1. Fees
1.1 Customer shall pay USD 10,000 a month.

Schedule 1
Support

1. Supplier answers calls.
"""


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (
            "The Order Form prevails over these Terms.",
            ["ORDER FORM goes before the rest of the document by 5.1 General."],
        ),
        (
            "If there is a conflict, the Order Form takes precedence over these Terms.",
            ["ORDER FORM goes before the rest of the document by 5.1 General."],
        ),
        (
            "In a conflict the order of precedence is: (a) Schedule 1; (b) the Order Form; (c) these Terms.",
            ["Schedule 1 goes before ORDER FORM, then the rest of the document by 5.1 General."],
        ),
        ("In the event of a conflict these Terms prevail over the Order Form.", []),
    ],
)
def test_the_parts_of_a_document_are_ordered_as_it_says(order, told):
    parts = find_parts(contract(TERMS.format(order=order)))
    assert parts is not None
    assert list(parts.orders()) == told


def test_each_place_is_in_its_part():
    read = contract(TERMS.format(order="The Order Form prevails over these Terms."))
    parts = find_parts(read)
    assert parts is not None
    places = ("shall provide", "USD", "answers")
    assert [parts.at(read.source.text.index(words)) for words in places] == [0, 1, 2]


@pytest.mark.parametrize(
    "order",
    [
        "The laws of England govern these Terms.",
        "Customer's interests prevail over those of Supplier.",
        "Supplier has control over the Order Form.",
    ],
)
def test_a_document_that_says_nothing_of_its_parts_has_none(order):
    assert find_parts(contract(TERMS.format(order=order))) is None


def test_a_document_without_parts_has_none():
    assert find_parts(contract("1. General\n1.1 In a conflict this Agreement prevails over any Order Form.")) is None
