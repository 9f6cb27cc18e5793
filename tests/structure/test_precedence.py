from __future__ import annotations

import pytest

from clausecheck.structure.precedence import Mention, find_precedence, mentions
from tests.support.contracts import contract

OWN, AMENDMENT, DPA, SOW, SCHEDULE = (
    Mention(own=True),
    Mention("amendment"),
    Mention("dpa"),
    Mention("sow"),
    Mention("schedule"),
)


def ranks(text):
    return [each.ranks for each in find_precedence(contract(text))]


def test_a_list_is_read_in_its_order():
    assert ranks("""
        1. Structure. If these documents conflict, the following order of precedence applies:
        (a) amendments, the later first;
        (b) the Data Processing Agreement;
        (c) this Agreement;
        (d) the Schedules; and
        (e) the Statements of Work.
    """) == [(AMENDMENT, DPA, OWN, SCHEDULE, SOW)]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        (
            "In case of conflict the order of precedence is: the Order Form, the DPA, and then these Cloud Terms.",
            (Mention("order_form"), DPA, OWN),
        ),
        ("In the event of a conflict, this Agreement controls over any Statement of Work.", (OWN, SOW)),
        (
            "If there is an inconsistency between this DPA and the Agreement, the terms of this DPA prevail.",
            (OWN, Mention(parent=True)),
        ),
        (
            "In the event of a conflict the terms of Schedule 2 take precedence over this Agreement.",
            (Mention(label="Schedule 2"), OWN),
        ),
        ("If the two conflict on a matter of data protection, this Addendum prevails.", (OWN,)),
    ],
)
def test_a_sentence_says_who_goes_first(sentence, wanted):
    assert ranks(f"1. Conflict. {sentence}") == [wanted]


def test_an_exception_names_no_winner_and_is_remembered():
    words = "In case of conflict, this Agreement prevails unless a Statement of Work says otherwise."
    found = find_precedence(contract(f"1. Conflict. {words}"))
    assert [(each.ranks[0], each.excepts) for each in found] == [(OWN, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The laws of Ohio govern this Agreement without regard to conflict of laws.",
        "Vendor shall avoid conflicts of interest and this Agreement governs the Services.",
        "Provider controls the servers. The parties differ.",
    ],
)
def test_other_conflicts_order_no_documents(sentence):
    assert all(each == (OWN,) for each in ranks(f"1. Law. {sentence}"))


def test_documents_are_named_in_the_order_of_the_text():
    assert mentions("the DPA, Exhibit B and the Agreement") == [DPA, Mention(label="Exhibit B"), Mention(parent=True)]
