import pytest

from clausecheck.ingest import load
from clausecheck.spans import Span
from tests.support.documents import Sheet, pdf

TERMS = """\
7.1 Termination for convenience. The Customer may terminate this Agreement
in whole or in part, for any reason or no reason, by giving the Supplier
not less than sixty days' written notice.
7.2 Effect. Upon termination under clause 7.1 the Customer shall pay for
Services performed before the date of termination, and no termination fee
shall be payable by the Customer.
(a) The Supplier shall return Customer Data.
The Supplier shall keep complete and accurate records of the Services and
of the charges and shall make them available on request."""


def pleading(x: float, *, step: int = 1, first: int = 1, rows: int = 28, leading: int = 24) -> Sheet:
    """Draw the terms with numbers in the margin beside each line, or each fifth line."""
    sheet = Sheet()
    lines = TERMS.split("\n")
    for row in range(rows):
        number = first + row
        if number % step == 0:
            sheet.text(45 - 5 * (len(str(number)) - 1), 60 + leading * row, str(number))
        if row < len(lines):
            sheet.text(x, 60 + leading * row, lines[row])
    return sheet


@pytest.mark.parametrize("x", [60, 90], ids=["close", "apart"])
@pytest.mark.parametrize(("first", "step", "rows"), [(1, 1, 28), (95, 1, 12), (1, 5, 45)])
def test_line_numbers_go_and_are_counted(x, first, step, rows):
    sheet = pleading(x, first=first, step=step, rows=rows, leading=24 if rows < 30 else 15)
    source = load(pdf(sheet))
    expected = load(pdf(Sheet().lines(x, 60, TERMS, leading=24)))
    assert source.text == expected.text
    count = sum(number % step == 0 for number in range(first, first + rows))
    assert source.notes == (f"Removed {count} line numbers.",)


def test_boxes_leave_line_numbers_out():
    source = load(pdf(pleading(60)))
    start = source.text.index("not less than sixty")
    (box,) = source.boxes(Span(start, start + len("not less than sixty")))
    assert (round(box.x0), box.x1 < 160) == (60, True)


def test_numbered_rows_and_clauses_keep_their_numbers():
    items = ("Laptop", "Headset", "Telephone", "Screen", "Desk", "Chair", "Printer", "Router", "Cable", "Licence")
    sheet = Sheet()
    for row, item in enumerate(items):
        sheet.text(72, 100 + 20 * row, str(row + 1)).text(120, 100 + 20 * row, f"{item} for each agent of the Supplier")
    source = load(pdf(sheet))
    assert "10 Licence for each agent" in source.text
    duties = Sheet()
    for row in range(1, 11):
        duties.text(72, 100 + 20 * row, f"{row} shall keep complete records of part {row} of the Services;")
    source = load(pdf(duties))
    assert "9 shall keep complete records of part 9 of the Services;" in source.text
    assert source.notes == ()
