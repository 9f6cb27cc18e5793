from __future__ import annotations

from datetime import date

import pytest

from clausecheck.structure.parent import find_parent
from tests.support.contracts import contract


def parent(title, words):
    return find_parent(contract(f"{title}\n\n{words}\n\n1. Scope. Vendor shall answer the calls of Client."))


@pytest.mark.parametrize(
    ("title", "words", "wanted"),
    [
        (
            "Statement of Work No. 1",
            "This SOW is entered into pursuant to the Master Services Agreement dated March 3, 2024.",
            ("Master Services Agreement", "msa", date(2024, 3, 3)),
        ),
        (
            "Data Processing Addendum",
            "This DPA forms part of the Tessera Cloud Terms and is made as of May 12, 2025 between Client and Vendor.",
            ("Tessera Cloud Terms", "saas_terms", None),
        ),
        (
            "Amendment No. 2 to the Call Center Outsourcing Agreement",
            'This Amendment amends the Call Center Outsourcing Agreement (the "CCA"), effective as of 1 June 2021.',
            ("Call Center Outsourcing Agreement", "msa", date(2021, 6, 1)),
        ),
        ("Order Form", "This Order Form is governed by the Agreement.", ("Agreement", None, None)),
        (
            "Service Level Agreement",
            "This Service Level Agreement is incorporated by reference into that certain MASTER SERVICES AGREEMENT.",
            ("MASTER SERVICES AGREEMENT", "msa", None),
        ),
    ],
)
def test_the_agreement_that_a_document_belongs_to_is_read(title, words, wanted):
    found = parent(title, words)
    assert (found.title, found.type, found.date) == wanted


def test_a_parent_is_named_in_words():
    found = parent("Statement of Work", "It is issued under the Master Services Agreement dated 4 March 2024.")
    assert found.words == "Master Services Agreement of 4 March 2024"


def test_a_main_agreement_belongs_to_none_that_it_does_not_date():
    assert parent("Master Services Agreement", "Work is ordered under the Purchase Terms of Client.") is None
    dated = parent("Master Services Agreement", "It is made pursuant to the Framework Agreement dated 2 May 2023.")
    assert dated.date == date(2023, 5, 2)


def test_a_document_is_not_its_own_parent():
    assert parent("Data Processing Agreement", "The duties under the Data Processing Agreement bind Vendor.") is None
