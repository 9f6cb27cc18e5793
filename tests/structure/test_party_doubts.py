from __future__ import annotations

import pytest

from clausecheck.structure.party_doubts import name_doubts
from tests.support.contracts import contract

PREAMBLE = 'This Services Agreement is made between {} ("Customer") and Beta Support Ltd ("Provider").'
BODY = (
    "\n\nThe Customer may terminate this Agreement. The Provider shall keep records. The Customer shall pay the fees."
)


def doubts(name):
    read = contract(PREAMBLE.format(name) + BODY)
    return list(name_doubts(read.parties, read.source.text))


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("____________", "is left open"),
        ("[\u25cf]", "is left open"),
        ("[insert name of company]", "is left open"),
        ("", "is left open"),
        ("<b>Acme</b> Ltd", "holds signs that names do not have"),
        ("[Acme](http://acme.example) Ltd", "holds signs that names do not have"),
        ("=HYPERLINK|calc Ltd", "holds signs that names do not have"),
        ("\u0410cme Retail Ltd", "mixes letters of several alphabets, which look alike"),
        ("Customer", "is given as no more than its term"),
        ("Provider", "is a word for the other side"),
        ("Acme " + "Very " * 60 + "Ltd", "may begin before what is shown of it"),
    ],
)
def test_a_name_that_may_not_be_what_it_seems_is_told_without_it(name, doubt):
    assert doubts(name) == [f"The name of the customer {doubt}; see who is meant."]


@pytest.mark.parametrize(
    "name",
    [
        "Acme Retail plc",
        "AT&T Corp.",
        "3M Company",
        "O'Brien & Sons, Inc., a Delaware corporation",
        "S\u00e3o Jo\u00e3o Com\u00e9rcio Ltd",
        "Mi\u00f3d \u0395\u03bb\u03bb\u03ac\u03c2 Ltd",
        "Customer Care International Inc.",
        "the Ministry of Health",
    ],
)
def test_ordinary_names_raise_no_doubt(name):
    assert doubts(name) == []


def test_what_stands_on_a_line_of_its_own_before_a_name_is_no_part_of_it():
    read = contract(
        "SERVICES AGREEMENT\n\nBETWEEN\nWATTLE ENERGY PTY LTD (Customer)\nAND\nSOUTHERN PTY LTD (Provider)" + BODY
    )
    assert [party.name for party in read.parties] == ["WATTLE ENERGY PTY LTD", "SOUTHERN PTY LTD"]
    assert list(name_doubts(read.parties, read.source.text)) == []


def test_a_contract_that_names_its_parties_by_their_terms_alone_is_not_doubted():
    read = contract("The Customer shall pay the Provider. The Provider shall serve the Customer." * 2)
    assert [party.name for party in read.parties] == ["Customer", "Provider"]
    assert list(name_doubts(read.parties, read.source.text)) == []


def test_a_name_after_an_and_is_doubted_where_no_other_party_is_introduced():
    read = contract(
        'This Agreement is made between Acme Retail and Garden, Inc. ("Provider"). The Provider shall report monthly. '
        "The Provider shall serve Acme Retail. The Provider shall keep records."
    )
    doubt = "The name of the provider may begin before what is shown of it; see who is meant."
    assert list(name_doubts(read.parties, read.source.text)) == [doubt]
