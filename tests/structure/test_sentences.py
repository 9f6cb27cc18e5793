from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.structure.sentences import MAX_SENTENCE, inline_items, split_sentences


def sentences(text):
    return [text[span.start : span.end] for span in split_sentences(text)]


def items(text):
    return [text[span.start : span.end] for span in inline_items(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Inc. provides the Services.",
        "Acme Corp. and Beta Ltd. shall cooperate.",
        "See No. 5 of the list.",
        "The U.S. Department of Commerce approves.",
        "J. R. Smith signs for the Vendor.",
        "Reports are due, e.g. Monthly Reports, by noon.",
        "Fees (see Sec. 4.2) and taxes (see Art. 28) apply.",
        "Support is offered from 9 a.m. Eastern time to 5 p.m. Eastern time.",
        "The uptime is 99.9% and the limit is $1.5 million.",
        "Mr. Jones and Dr. Smith are the contacts",
    ],
)
def test_abbreviations_initials_and_figures_end_no_sentence(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Notices go to Acme Inc.", "The notice period is five days."),
        ("Services are performed in the U.S.", "The Fees are in dollars."),
        ("It is called the “Term.”", "The Term is three years."),
        ('He wrote "terminated."', "Each party agreed."),
        ("The fees are set out in Exhibit A.", "Client pays them monthly."),
        ("The levels are in Schedule 1.", "Vendor meets them."),
        ("This follows from Section 5.", "The Supplier agrees."),
        ("This follows from clause 12.", "The Supplier agrees."),
        ("(See the Schedule.)", "The Client pays."),
        ("Is notice required?", "Yes."),
        ("Payment is due within 30 days.", "3.2 Late fees apply."),
        ("Fees are due.", "(Taxes are extra.)"),
    ],
)
def test_sentences_end(first, second):
    assert sentences(f"{first} {second}") == [first, second]


def test_an_endless_sentence_is_cut_at_a_semicolon():
    text = "The Vendor shall keep " + "records of every contact; " * 400
    parts = sentences(text)
    assert len(parts) > 1
    assert all(len(part) <= MAX_SENTENCE for part in parts)
    assert all(part.endswith(";") for part in parts)


def test_a_word_without_end_is_cut_all_the_same():
    assert "".join(sentences("x" * (2 * MAX_SENTENCE + 5))) == "x" * (2 * MAX_SENTENCE + 5)


@given(st.text(alphabet=st.sampled_from('Aab1.;?!"”() \n'), max_size=200))
def test_no_character_is_lost_between_sentences(text):
    spans = list(split_sentences(text))
    assert "".join("".join(text[span.start : span.end] for span in spans).split()) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Client may terminate (a) for cause; or (b) at will.", ["(a) for cause; or", "(b) at will."]),
        (
            "Vendor shall: (i) notify; (ii) mitigate; and (iii) report.",
            ["(i) notify;", "(ii) mitigate; and", "(iii) report."],
        ),
        ("Levels are (1) 99.5%; (2) 99.9%", ["(1) 99.5%;", "(2) 99.9%"]),
        ("(A) audit; (B) inspect", ["(A) audit;", "(B) inspect"]),
        ("(a) one: (i) x; (ii) y; (b) two", ["(a) one: (i) x; (ii) y;", "(b) two"]),
    ],
)
def test_lists_inside_a_sentence(text, expected):
    assert items(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Client may terminate (a) for cause.",
        "either (a) one or (c) three",
        "either (x) one or (y) two",
        "by (i) notice; (j) fax",
        "(a) one; (B) two",
        "Amounts under Section 4(a) and Section 4(b) are due.",
        "Under clauses (a), (b) and (c) above, Client may terminate.",
        "See paragraph (a) of this Section and (b) below.",
    ],
)
def test_what_is_no_list(text):
    assert items(text) == []
