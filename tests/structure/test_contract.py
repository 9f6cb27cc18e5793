from __future__ import annotations

import pytest

from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Party, Section
from tests.support.contracts import citation_of, contract
from tests.support.findings import source_of

AGREEMENT = """
    MASTER SERVICES AGREEMENT
    The parties agree as follows.
    12. Termination
    12.3 Termination Rights. Client may terminate this Agreement:
    (a) for cause; or
    (b) for convenience on 30 days' notice.
    13. Reports
    The Vendor shall deliver:
    • monthly reports;
    • a yearly summary.
    Schedule 2 - Service Levels
    This Schedule sets out the levels.
    3. Service Credits
    3.1 Vendor shall credit Client with 5% of the monthly Fees.
    Escalation
    Incidents are escalated at once.
"""


@pytest.mark.parametrize(
    ("words", "citation"),
    [
        ("The parties agree", "MASTER SERVICES AGREEMENT"),
        ("12. Termination", "12 Termination"),
        ("for convenience", "12.3(b) Termination Rights"),
        ("monthly reports", "13 Reports"),
        ("sets out the levels", "Schedule 2 Service Levels"),
        ("credit Client", "Schedule 2, 3.1 Service Credits"),
        ("escalated at once", "Schedule 2, Escalation"),
    ],
)
def test_citations_read_as_a_lawyer_writes_them(words, citation):
    assert citation_of(contract(AGREEMENT), words) == citation


def test_text_before_the_first_section_has_no_citation():
    parsed = contract("This Agreement is made on March 3, 2024.\n1. Term\nIt lasts three years.")
    assert parsed.citation(0) == ""
    assert parsed.section_at(0) is None


def test_an_exhibit_that_is_the_whole_document_is_not_cited():
    parsed = contract("""
        Exhibit 10.1
        OUTSOURCING AGREEMENT
        4. Exit
        4.1 Client may terminate this Agreement at any time.
        Exhibit B
        1. Fees
        1.1 The Fees are fixed.
    """)
    assert citation_of(parsed, "Client may terminate") == "4.1 Exit"
    assert citation_of(parsed, "The Fees are fixed") == "Exhibit B, 1.1 Fees"


def test_a_character_belongs_to_the_innermost_section_that_holds_it():
    sections = (
        Section("1", "Term", 0, Span(0, 30), None),
        Section("1.1", "", 1, Span(5, 15), 0),
        Section("(a)", "", 2, Span(10, 15), 1),
    )
    parsed = Contract(source_of("x" * 40), sections, (), (), (), ())
    assert [parsed.section_at(offset) for offset in (0, 5, 12, 15, 29)] == [
        sections[0],
        sections[1],
        sections[2],
        sections[0],
        sections[0],
    ]
    assert parsed.section_at(30) is None
    assert parsed.chapter_at(12) == sections[0]
    assert parsed.chapter_at(30) is None


def test_the_terms_of_a_party_come_once_each_the_defined_term_first():
    party = Party("BrightCall", "Vendor", "provider", ("BrightCall", "Supplier"))
    assert party.terms == ("Vendor", "BrightCall", "Supplier")
