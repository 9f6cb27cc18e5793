import pytest

from clausecheck.ingest import load
from tests.support.documents import Sheet, pdf

FILLER = """\
The Supplier shall keep complete and accurate records of the Services and of the charges
and shall make them available to the Customer on request during business hours, at which
the Customer may take copies of them."""


def kind_of_first(sheet: Sheet) -> str:
    source = load(pdf(sheet.lines(72, 130, FILLER)))
    assert len(source.blocks) == 2
    return source.blocks[0].kind


@pytest.mark.parametrize("title", ["How long this lasts", "What you will do for us", "Looking after personal data"])
def test_a_bold_or_larger_line_is_a_heading(title):
    assert kind_of_first(Sheet().bold(72, 100, title)) == "heading"
    assert kind_of_first(Sheet().text(72, 100, title, 14)) == "heading"
    assert kind_of_first(Sheet().text(72, 100, title)) == "paragraph"


@pytest.mark.parametrize(
    "words",
    [
        "The Customer may terminate this Agreement for convenience at any time.",
        "The Customer may terminate at will",
        "the Supplier's aggregate liability",
        "2.1 Looking after personal data",
        "Name: Ann Lee",
        "Fees of $500 each month",
    ],
)
def test_bold_sentences_numbers_and_blanks_are_no_headings_by_their_look(words):
    assert kind_of_first(Sheet().bold(72, 100, words)) == "paragraph"


def test_a_sentence_that_begins_in_bold_is_none():
    sheet = Sheet().bold(72, 100, "Looking after data").text(164, 100, "is a duty of the Supplier and of its people")
    assert kind_of_first(sheet) == "paragraph"
