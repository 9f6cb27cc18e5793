import pytest

from clausecheck.ingest import load
from tests.support.documents import Sheet, pdf

FILLER = """\
The Supplier shall keep complete and accurate records of the Services and of the charges
and shall make them available to the Customer on request during business hours."""


def pages(count: int) -> list[Sheet]:
    return [Sheet().lines(72, 120 + 7 * number, f"{number}.1 Records. {FILLER}") for number in range(1, count + 1)]


@pytest.mark.parametrize("stamp", ["ABC{:07}", "HARBOUR-{:06}", "Exhibit 7 ACME 00{:04}", "DEF_LIT_{:08}"])
def test_bates_stamps_go_and_are_counted(stamp):
    sheets = pages(6)
    for number, sheet in enumerate(sheets, 1234):
        sheet.text(480, 770, stamp.format(number), 8)
    source = load(pdf(*sheets))
    assert "12" not in source.text
    kind = "running header and footer lines" if " " in stamp[:9] else "Bates stamps"
    assert source.notes == (f"Removed 6 {kind}.",)


def test_headers_page_numbers_and_stamps_are_counted_apart():
    sheets = pages(4)
    for number, sheet in enumerate(sheets, 1):
        sheet.text(200, 30, "CONFIDENTIAL", 8).text(290, 750, f"- {number} -", 8).text(
            500, 775, f"ABC000{700 + number}", 8
        )
    source = load(pdf(*sheets))
    assert source.notes == ("Removed 4 running header and footer lines, 4 page numbers, 4 Bates stamps.",)


def test_codes_that_do_not_count_the_pages_stay():
    sheets = pages(4)
    for sheet, code in zip(sheets, ("PO0004711", "PO0009923", "PO0000815", "PO0003141"), strict=True):
        sheet.text(72, 40, code)
    source = load(pdf(*sheets))
    assert [code in source.text for code in ("PO0004711", "PO0003141")] == [True, True]


def test_a_heading_is_a_running_header_only_where_it_repeats_at_one_place():
    sheets = pages(6)
    sheets[1].text(72, 300, "Confidentiality")
    for sheet in sheets[2:5]:
        sheet.text(72, 40, "Confidentiality")
    assert load(pdf(*sheets)).text.count("Confidentiality") == 2  # as a heading, and where the header first appears
    for row, sheet in enumerate(more := pages(4)):
        sheet.text(72, 230 + 90 * row, "Confidentiality")
    assert load(pdf(*more)).text.count("Confidentiality") == 4
