from __future__ import annotations

import pytest

from clausecheck.report.model import PartyRecord
from clausecheck.report.word.terms import OwnTerms

LANGUAGE = "The Customer may terminate on notice to the Provider. Customer data stays with Customer."
WITHOUT_ARTICLE = "Company shall invoice Client monthly. Client shall pay Company."
WITH_ARTICLE = "The Vendor shall invoice the Buyer. The Buyer shall pay the Vendor."


def parties(customer, provider):
    return [
        PartyRecord(name="A", term=customer, role="customer"),
        PartyRecord(name="B", term=provider, role="provider"),
    ]


@pytest.mark.parametrize(
    ("contract", "named", "expected"),
    [
        (
            WITHOUT_ARTICLE,
            parties("Client", "Company"),
            "Client may terminate on notice to Company. Client data stays with Client.",
        ),
        (
            WITH_ARTICLE,
            parties("Buyer", "Vendor"),
            "The Buyer may terminate on notice to the Vendor. Buyer data stays with Buyer.",
        ),
        # A customer that is called the provider's usual name is not exchanged twice.
        (
            "Provider shall pay Agent.",
            parties("Provider", "Agent"),
            "Provider may terminate on notice to Agent. Provider data stays with Provider.",
        ),
        ("We shall serve you.", parties("You", "We"), LANGUAGE),
        (WITHOUT_ARTICLE, [PartyRecord(name="A", term="Client", role="customer")], LANGUAGE),
    ],
)
def test_the_parties_are_called_as_the_contract_calls_them(contract, named, expected):
    assert OwnTerms(contract, named).put(LANGUAGE) == expected


def test_a_term_with_marks_of_patterns_is_taken_as_it_stands():
    named = parties("A\\1+B", "C(o)")
    assert OwnTerms("A\\1+B pays C(o).", named).put("The Customer pays.") == "A\\1+B pays."
