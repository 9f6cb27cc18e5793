from __future__ import annotations

import pytest

from tests.support.contracts import contract


def references(text):
    return [(reference.label, reference.supplied) for reference in contract(text).references]


def test_an_attachment_in_the_document_is_supplied_and_its_heading_is_no_reference():
    parsed = contract("""
        1. Levels. The Service Levels are set out in Schedule 2. The Fees are set out in Exhibit B hereto.
        Schedule 2 - Service Levels
        1. The Services shall be available 99.9% of the time.
    """)
    assert [(reference.label, reference.supplied) for reference in parsed.references] == [
        ("Schedule 2", True),
        ("Exhibit B", False),
    ]
    span = parsed.references[1].span
    assert parsed.source.text[span.start : span.end] == "Exhibit B"


@pytest.mark.parametrize(
    "words",
    [
        "Schedule C of the Main Agreement",
        "Schedule C to the Master Services Agreement",
        "Schedule C (Service Levels) to that Framework Agreement",
    ],
)
def test_an_attachment_of_another_contract_is_not_supplied_by_ours_of_that_name(words):
    assert references(f"""
        1. Levels. The Service Levels are set out in {words}.
        Schedule C
        1. The Fees are fixed.
    """) == [("Schedule C", False)]


@pytest.mark.parametrize("words", ["Schedule C to this Agreement", "Schedule C of the Agreement", "Schedule C hereto"])
def test_an_attachment_of_this_contract_is_supplied(words):
    assert references(f"""
        1. Levels. The Service Levels are set out in {words}.
        Schedule C
        1. The Fees are fixed.
    """) == [("Schedule C", True)]


@pytest.mark.parametrize(
    "text",
    ["The goods exhibit a defect.", "Vendor shall schedule 2 calls a week.", "Such attachment shall be in writing."],
)
def test_common_words_are_no_references(text):
    assert references(text) == []


def test_an_entry_in_a_table_of_contents_supplies_nothing():
    assert references("""
        TABLE OF CONTENTS
        1. Levels ......... 1
        Schedule 2 - Service Levels ......... 9
        1. Levels
        1.1 The Service Levels are set out in Schedule 2.
    """) == [("Schedule 2", False), ("Schedule 2", False)]
