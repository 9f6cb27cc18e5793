import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.ingest.clean import DECOMPOSED, ends_sentence, kept_in_place, mapped, spelled_out, squeeze


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the o\ufb03cer\u2019s \ufb01nal o\ufb00er", "the officer\u2019s final offer"),
        ("pay\u00adable\u200b monthly", "payable monthly"),
        ("Fees\u00a0\u00a0are\tdue ", "Fees are due"),
        ("non\u2011exclusive", "non-exclusive"),
        ("Ku\u0308ndigung der Cafe\u0301-Gru\u0308nde", "K\u00fcndigung der Caf\u00e9-Gr\u00fcnde"),
        ("", ""),
    ],
)
def test_squeeze_makes_text_plain(raw, clean):
    assert squeeze(raw) == clean


def test_each_clean_piece_knows_where_it_came_from():
    raw = "an o\ufb03cer  shall\u00ad sign"
    pieces = list(mapped(raw))
    assert "".join(piece for piece, _, _ in pieces) == "an officer shall sign"
    for piece, start, end in pieces:
        assert squeeze(raw[start:end]) == piece.strip()
        if piece not in {"ffi", " "}:
            assert raw[start:end] == piece


def test_spelling_out_leaves_white_space_and_hyphens_at_ends_of_lines():
    assert (
        spelled_out("a  \ufb01rst\u200b\u00a0 Cus\u00ad\r\ntomer pay\u00adable\t")
        == "a  first\u00a0 Cus\u00ad\ntomer payable\t"
    )


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("Fees are due within 30 days.", True),
        ("the \u201cServices.\u201d)", True),
        ("as follows:", True),
        ("the Supplier shall", False),
        ("(the \u201cServices\u201d)", False),
        ("", False),
    ],
)
def test_a_sentence_ends_with_its_sign_whatever_closes_behind_it(line, ends):
    assert ends_sentence(line) is ends


ODD = st.lists(
    st.sampled_from(["fees", " ", "\r\n", "\n", "\r", "\ufb03", "\u0133", "\u200b", "\ufeff", "\u00ad", "\u2011"])
)


@given(ODD.map("".join))
def test_every_character_spelled_out_knows_the_one_it_came_from(raw):
    clean = spelled_out(raw)
    covered = []
    for start, end, origin in kept_in_place(raw):
        covered.extend(range(start, end))
        for place in range(start, end):
            assert clean[place] in spelled_out(raw[origin + place - start] + " \n")
    assert covered == list(range(len(clean)))


ACCENTED = st.lists(
    st.sampled_from(["u", "\u0308", "\u0301", "\u0323", " ", "\ufb01", "\u200b", "x\u0338", "-", "\u00fc"])
)


@given(ACCENTED.map("".join))
def test_a_letter_with_its_accents_is_one_character_that_knows_where_they_began(raw):
    clean = spelled_out(raw)
    places = list(kept_in_place(raw))
    assert [place for start, end, _ in places for place in range(start, end)] == list(range(len(clean)))
    for start, _, origin in places:
        ink = DECOMPOSED.match(raw, origin) or re.compile(".").match(raw, origin)
        assert unicodedata.normalize("NFKD", clean[start])[0] in unicodedata.normalize("NFKD", ink.group())


def test_what_was_composed_stands_for_the_letter_and_its_accents():
    raw = "die Ku\u0308ndigung"
    assert ("\u00fc", 5, 7) in list(mapped(raw))
    assert list(kept_in_place(raw)) == [(0, 5, 0), (5, 6, 5), (6, 13, 7)]
