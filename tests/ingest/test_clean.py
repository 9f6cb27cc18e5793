import pytest

from clausecheck.ingest.clean import ends_sentence, mapped, spelled_out, squeeze


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("the o\ufb03cer\u2019s \ufb01nal o\ufb00er", "the officer\u2019s final offer"),
        ("pay\u00adable\u200b monthly", "payable monthly"),
        ("Fees\u00a0\u00a0are\tdue ", "Fees are due"),
        ("non\u2011exclusive", "non-exclusive"),
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


def test_spelling_out_leaves_white_space_and_hyphens_at_line_ends():
    assert (
        spelled_out("a  \ufb01rst\u200b\u00a0 Cus\u00ad\r\ntomer pay\u00adable\t")
        == "a  first\u00a0 Cus\u00ad\r\ntomer payable\t"
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
