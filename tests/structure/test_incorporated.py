from __future__ import annotations

import pytest

from clausecheck.structure.incorporated import find_incorporated
from tests.support.contracts import contract


def found(words):
    return [(each.url, each.changeable) for each in find_incorporated(contract(f"1. Documents. {words}"))]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "The Terms at https://vendor.example/terms, as updated from time to time, are incorporated by reference.",
            [("https://vendor.example/terms", True)],
        ),
        (
            "Customer shall comply with the Acceptable Use Policy posted at www.vendor.example/aup.",
            [("www.vendor.example/aup", None)],
        ),
        (
            "The SLA at https://vendor.example/sla (as in effect on the Effective Date) forms part of this Agreement.",
            [("https://vendor.example/sla", False)],
        ),
        (
            "Service levels are set out at https://vendor.example/sla. Vendor may amend the page on notice.",
            [("https://vendor.example/sla", True)],
        ),
    ],
)
def test_terms_at_an_address_are_found_with_their_risk(words, wanted):
    assert found(words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        "Notices are sent to legal@vendor.example; more is at https://vendor.example.",
        "Training films can be watched at https://vendor.example/films.",
        "The Terms are incorporated by reference.",
    ],
)
def test_a_mere_address_is_none(words):
    assert found(words) == []


def test_the_words_are_led_back_to_the_document():
    parsed = contract("1. Documents. This Agreement is subject to the Policy at https://vendor.example/policy.")
    (each,) = find_incorporated(parsed)
    assert parsed.source.text[each.address.start : each.address.end] == "https://vendor.example/policy"
    assert parsed.source.text[each.passage.start : each.passage.end].startswith("This Agreement")
