from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.report.excerpt import deciding_words, harmless, one_line, shortened
from tests.support.reports import clause_record, evidence_in


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("Client \x1b[31mmay\x1b[0m audit", "Client may audit"),
        ("Client may\x1b[2K\x1b[1A audit", "Client may audit"),
        ("\x1b]0;owned\x07Client may audit", "Client may audit"),
        ("\x1b]8;;https://evil.example\x1b\\Client\x1b]8;;\x1b\\ may", "Client may"),
        ("Client \x9b31mmay", "Client may"),
        ("Client\tmay\r\n  audit\u2028now", "Client may audit now"),
        ("Client \u202etidua yam\u202c", "Client tidua yam"),
        ("Cli\u00adent \u200bmay\x00", "Client may"),
        ("a lone \x1b escape", "a lone escape"),
        ("\x1b]0;never closed, so it stays to be read", "]0;never closed, so it stays to be read"),
    ],
)
def test_hostile_text_is_shown_harmless(hostile, shown):
    assert one_line(hostile) == shown


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\x07[]m;\n"), max_size=60))
def test_nothing_shown_can_steer_a_terminal(text):
    shown = one_line(text)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs")]
    assert one_line(shown) == shown


LONG = " ".join(f"word{number}" for number in range(100))


def test_a_short_clause_is_quoted_whole():
    assert deciding_words(clause_record("audit_rights", "Client may\n  audit."), 160) == "Client may audit."


@pytest.mark.parametrize(
    ("words", "begins", "ends"),
    [("word0 word1", "word0 word1", "…"), ("word50", "… word", "…"), ("word98 word99", "… word", "word98 word99")],
)
def test_a_long_clause_is_cut_around_its_evidence_between_words(words, begins, ends):
    quote = deciding_words(clause_record("audit_rights", LONG, evidence=[evidence_in(LONG, words)]), 80)
    assert words in quote and quote.startswith(begins) and quote.endswith(ends)
    assert 60 <= len(quote) <= 84
    assert set(quote.replace("… ", "").replace(" …", "").split()) <= set(LONG.split())


def test_the_weightiest_evidence_is_quoted():
    evidence = [evidence_in(LONG, "word5 "), evidence_in(LONG, "word90", weight=0.9)]
    assert "word90" in deciding_words(clause_record("audit_rights", LONG, evidence=evidence), 60)


def test_evidence_in_the_last_piece_of_several():
    text = f"Client may terminate: … {LONG}"
    place = 5000 + LONG.index("word70")
    record = clause_record("audit_rights", text, start=5000, end=5000 + len(LONG))
    evidence = evidence_in("word70", "word70", start=place)
    assert "word70" in deciding_words(record.model_copy(update={"evidence": [evidence]}), 60)


def test_evidence_elsewhere_leaves_the_beginning():
    evidence = evidence_in("lead-in", "lead-in", start=3)
    assert deciding_words(clause_record("audit_rights", LONG, evidence=[evidence]), 30).startswith("word0 ")


def test_evidence_longer_than_the_quote_is_cut():
    quote = deciding_words(clause_record("audit_rights", LONG, evidence=[evidence_in(LONG, LONG[6:500])]), 60)
    assert quote.startswith("… word1 word2") and len(quote) <= 64


def test_shortened():
    assert shortened("one two three", 8) == "one two …"
    assert shortened("one\ntwo", 8) == "one two"
    assert shortened("a" * 20, 8) == "aaaaaaaa …"


def test_words_that_refuse_are_never_cut_from_what_they_refuse():
    filler = "The Fees have been agreed by the Parties on the footing, which each of them accepts, that "
    text = f"{filler}no Service Credits, rebates or other price reductions are payable for failure to achieve a level."
    words = evidence_in(text, "price reductions are payable for failure to achieve a level", weight=0.9)
    refusal = evidence_in(text, "no Service Credits", weight=0.0).model_copy(update={"kind": "context"})
    clause = clause_record("sla_penalties", text, evidence=[words, refusal])
    assert "no Service Credits, rebates" in deciding_words(clause, 110)


def test_a_short_beginning_is_not_cut_off():
    text = "Subject to clause 9, the Client may audit the Provider once a year" + ", and so on" * 20
    clause = clause_record("audit_rights", text, evidence=[evidence_in(text, "may audit the Provider")])
    assert deciding_words(clause, 80).startswith("Subject to clause 9, the Client may audit")


def test_invisible_characters_are_dropped_and_lines_kept():
    assert harmless("Vendor\u202e may\x00 \ud800ter\u200bminate\tnow\nor\u2028later\x1b[31m.") == (
        "Vendor may terminate now\nor later."
    )
