import pytest

from clausecheck.ingest import load
from tests.support.documents import Sheet, lines_of, pdf

TERMS = """\
7.1 Termination for convenience. The Customer may terminate this Agreement
in whole or in part, for any reason or no reason, by giving the Supplier
not less than sixty days' written notice.
7.2 Effect. Upon termination under clause 7.1 the Customer shall pay for
Services performed before the date of termination, and no termination fee
shall be payable by the Customer.
The Supplier shall keep complete and accurate records of the Services and
of the charges and shall make them available on request."""
ASIDE = """\
Any questions about
this contract can be
put to our service
desk, which answers
on working days from
nine until five, or
in writing to the
address overleaf."""
LEFT = """\
1. The Supplier shall
perform the Services
with reasonable skill
and care and in line
with good industry
practice at all times.
2. The Customer shall
pay the fees that are
due within thirty days"""
MIDDLE = """\
of each invoice and
shall not withhold any
undisputed amount for
any reason whatsoever.
3. Each party shall
keep secret what the
other party tells it
and shall use it only
to do what it must do"""
RIGHT = """\
under this agreement.
4. The Customer may
audit the records of
the Supplier once in
each year upon thirty
days of notice that it
gives in writing.
5. The fees stay fixed
for the whole term."""
STARTS = ["7.1 Ter", "7.2 Eff", "The Sup"]


def starts(sheet: Sheet) -> list[str]:
    return [line[:7] for line in lines_of(load(pdf(sheet)))]


def test_a_sidebar_is_read_after_the_text_that_it_stands_beside():
    assert starts(Sheet().lines(40, 100, ASIDE).lines(170, 100, TERMS)) == [*STARTS, "Any que"]
    assert starts(Sheet().lines(40, 100, TERMS).lines(480, 100, ASIDE)) == [*STARTS, "Any que"]


def test_a_sidebar_of_another_size_is_one_too():
    sheet = Sheet().lines(40, 104, ASIDE, size=8, leading=10).lines(170, 100, TERMS)
    assert starts(sheet) == [*STARTS, "Any que"]


def test_terms_beside_their_definitions_stay_in_rows():
    sheet = Sheet()
    for row in range(7):
        sheet.text(72, 100 + 30 * row, f"Confidential Material {row}")
        sheet.text(220, 100 + 30 * row, f"means the material that part {row} of the first schedule lists and that")
        sheet.text(220, 113 + 30 * row, "was marked as confidential when it was given.")
    lines = lines_of(load(pdf(sheet)))
    assert "Confidential Material 3 means the material that part 3" in " ".join(lines)


def test_three_columns_are_read_one_after_the_other():
    text = load(pdf(Sheet().lines(40, 100, LEFT).lines(230, 100, MIDDLE).lines(420, 100, RIGHT))).text
    assert "within thirty days of each invoice" in text
    assert "to do what it must do under this agreement." in text


def test_a_heading_across_columns_parts_them():
    sheet = Sheet().text(72, 80, "PART ONE: THE SERVICES THAT THE SUPPLIER PERFORMS AND THE FEES THAT ARE PAYABLE")
    sheet.lines(72, 100, LEFT).lines(330, 100, MIDDLE)
    sheet.text(72, 240, "PART TWO: RECORDS, AUDITS AND ALL OTHER MATTERS THAT CONCERN BOTH PARTIES ALIKE")
    sheet.lines(72, 260, LEFT.replace("1.", "6.").replace("2.", "7.")).lines(330, 260, MIDDLE.replace("3.", "8."))
    found = starts(sheet)
    assert [start[:2] for start in found] == ["PA", "1.", "2.", "3.", "PA", "6.", "7.", "8."]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_text_drawn_turned_is_read_in_its_order(rotation, angle):
    sheet = Sheet(rotation=rotation)
    for row, line in enumerate(TERMS.split("\n")):
        x, y = {90: (100 + 13 * row, 700), 180: (540, 700 - 13 * row), 270: (500 - 13 * row, 100)}[angle]
        sheet.turned(x, y, line, angle)
    assert starts(sheet) == STARTS


def test_a_turned_stamp_in_the_margin_does_not_cut_into_the_text():
    sheet = Sheet().lines(72, 100, TERMS).turned(30, 600, "Execution version of 3 May", 90)
    assert starts(sheet) == [*STARTS, "Executi"]
