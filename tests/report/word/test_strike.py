from __future__ import annotations

import pytest

from clausecheck.report.model import ClauseRecord, EvidenceRecord
from clausecheck.report.word.strike import strikeable


def clause(kind: str, text: str, *words: str) -> ClauseRecord:
    """Make a clause whose sentence is a text and whose evidence some of its words."""
    evidence = [
        EvidenceRecord(pattern=kind, kind="line", start=text.index(each), end=text.index(each) + len(each), weight=0.8)
        for each in words
    ]
    return ClauseRecord(
        id=kind, type=kind, confidence=0.9, text=text, section="", page=None, start=0, end=len(text), boxes=[],
        attributes={}, evidence=evidence,
    )  # fmt: skip


def struck(text: str, words: str, *others: str, met: bool = False) -> str | None:
    """Give what is left of a sentence when the clause with some words is struck; None if it is not."""
    also = [clause(f"other-{number}", text, each) for number, each in enumerate(others)]
    span = strikeable(clause("refused", text, words), also, also if met else [], text)
    return None if span is None else text[: span.start] + text[span.end :]


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        (
            "The monthly fee is USD 10,000 and Client shall purchase at least 500 hours.",
            "purchase at least",
            "The monthly fee is USD 10,000.",
        ),
        (
            "Client shall pay $10,000 a month; Vendor may increase the fees by 10% a year.",
            "may increase",
            "Client shall pay $10,000 a month.",
        ),
        (
            "Client shall purchase at least 500 hours and the fee for each shall be USD 25.",
            "purchase at least",
            "the fee for each shall be USD 25.",
        ),
        (
            "Vendor may change these terms by posting them, but the fees are USD 10,000.",
            "may change",
            "the fees are USD 10,000.",
        ),
        ("Client shall pay £9 a call, and shall buy from nobody else.", "nobody else", "Client shall pay £9 a call."),
    ],
)
def test_of_two_clauses_only_the_one_that_is_refused_is_struck(text, words, left):
    assert struck(text, words) == left


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Client shall purchase at least 500 hours in each month.", "purchase at least"),
        ("Vendor may charge a fee of USD 500 for an early end.", "charge a fee"),
        ("Rates are those of the list; Vendor may raise them by 7% a year.", "raise them"),
        ("Vendor earns back a credit of $5 if it meets the level and no other level is missed.", "earns back"),
    ],
)
def test_a_sentence_that_holds_nothing_else_is_struck_whole(text, words):
    assert struck(text, words) == ""


def test_another_clause_is_spared_and_what_is_as_wanted_forbids_the_strike():
    text = "Client may terminate on 30 days' notice and Client shall pay all fees for the rest of the term."
    assert struck(text, "pay all fees", "may terminate") == "Client may terminate on 30 days' notice."
    text = "Client may terminate on payment of a fee."
    assert struck(text, "payment of a fee", "may terminate") == ""
    assert struck(text, "payment of a fee", "may terminate", "of a fee", met=True) is None


def test_a_clause_whose_subject_the_next_one_needs_is_not_struck():
    assert struck("Client shall purchase at least 500 hours and shall pay USD 25 for each.", "at least 500") is None
