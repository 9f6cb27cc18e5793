from __future__ import annotations

import pytest

from clausecheck.ingest import load
from clausecheck.structure import parse
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


ACTS = 'between Acme Retail plc ("Client") and Beta Support Ltd ("Contractor").'
CHANGE = "\n\n1. Section 4.2 is deleted."


@pytest.mark.parametrize(
    "opening",
    [
        f"This Amendment No. 1 is entered into {ACTS}",
        f"This Amendment Number Two is made {ACTS}",
        f"This Second Amendment is made {ACTS}",
        f"This Variation Agreement is dated 1 March 2025 and made {ACTS}",
        f"AMENDMENT NO. 3\n\nThe parties to it are those named here, {ACTS}",
        f"SERVICES AGREEMENT\n\nThis Amendment No. 1 is made {ACTS[:-1]}, and amends the Services Agreement.",
    ],
)
def test_an_amendment_changes_an_agreement_even_one_that_it_does_not_name(opening):
    parsed = contract(opening + CHANGE)
    assert parsed.amended is not None
    assert not parsed.amended.supplied
    assert parsed.source.text[parsed.amended.span.start : parsed.amended.span.end].strip()


def test_a_document_that_somebody_calls_an_amendment_changes_an_agreement():
    source = load(f"Made {ACTS}{CHANGE}".encode(), name="change.txt")
    amended = parse(source, type="amendment").amended
    assert amended is not None
    assert "Acme Retail plc" in source.text[amended.span.start : amended.span.end]
    assert parse(source).amended is None


@pytest.mark.parametrize(
    "opening",
    [
        f"This Services Agreement is made {ACTS}\n\n1. Amendment. No amendment binds unless it is in writing.",
        f"This Services Agreement No. 1 is entered into {ACTS}",
        f"This Amended and Restated Services Agreement is made {ACTS}",
    ],
)
def test_an_agreement_amends_no_other(opening):
    assert contract(opening + CHANGE).amended is None


def test_an_attachment_may_go_by_its_title():
    text = "1. Services\n\nThe services are described in the Schedule of Services."
    assert references(text) == [("Schedule of Services", False)]
    assert references(f"{text}\n\nSCHEDULE OF SERVICES\n\nCalls.") == [("Schedule of Services", True)]
