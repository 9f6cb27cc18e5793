import pytest

from clausecheck.ingest import load
from clausecheck.spans import Span
from tests.support.documents import Sheet, lines_of, pdf

FILLER = """\
The Supplier shall keep complete and accurate records of the Services and of the charges
and shall make them available to the Customer on request during business hours, at which
the Customer may take copies of them."""


def heading(sheet: Sheet) -> str:
    return lines_of(load(pdf(sheet.lines(72, 130, FILLER))))[0]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("C O N F I D E N T I A L I T Y", "CONFIDENTIALITY"),
        ("D A T A   P R O T E C T I O N", "DATA PROTECTION"),
        ("W I T N E S S E T H :", "WITNESSETH :"),
        ("R e c i t a l s", "Recitals"),
    ],
)
def test_letters_apart_by_spaces_are_words(drawn, read):
    assert heading(Sheet().bold(72, 100, drawn)) == read


@pytest.mark.parametrize("spacing", [2, 4, 8])
def test_letters_apart_by_character_spacing_are_words(spacing):
    assert heading(Sheet().spaced(72, 100, "DATA PROTECTION", spacing)) == "DATA PROTECTION"


def test_small_capitals_are_words():
    assert heading(Sheet().small_capitals(72, 100, "Data Protection")) == "DATA PROTECTION"


@pytest.mark.parametrize("words", ["A B C D E F G", "I, J. R. R. T.", "X or Y or Z"])
def test_single_letters_stay_single(words):
    assert heading(Sheet().text(72, 100, words)) == words


def test_a_word_put_together_has_one_box():
    source = load(pdf(Sheet().bold(72, 100, "A U D I T   R I G H T S").lines(72, 130, FILLER)))
    start = source.text.index("RIGHTS")
    (box,) = source.boxes(Span(start, start + 6))
    assert 110 < box.x0 < box.x1 < 200
    assert 88 < box.y0 < box.y1 < 106
