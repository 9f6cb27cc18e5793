import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from clausecheck.errors import Corrupt, Encrypted, NoText
from clausecheck.ingest import load
from clausecheck.ingest import pdf as pdf_reader
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.source import Source
from clausecheck.spans import Span
from tests.support.documents import PAGE_HEIGHT, Sheet, lines_of, pdf

SAMPLE = Path(__file__).parents[2] / "sample_contracts" / "bpo_msa_customer_paper.pdf"
WITHOUT_OCR = ReadOptions(ocr="off")
TERM = """\
7.1 Termination for convenience. The Customer may terminate this Agreement, in whole or
in part, for any reason or no reason, by giving the Supplier not less than sixty (60) days'
written notice as set out in Section
14.2 of this Agreement.
7.2 Effect. Upon termination under clause 7.1 the Customer shall pay for Services performed
before the date of termination, and no termination fee shall be payable by the Customer.
(a) The Supplier shall return Customer Data.
(b) The Supplier shall give exit assistance."""
FILLER = """\
The Supplier shall keep complete and accurate records of the Services and of the charges
and shall make them available to the Customer on request during business hours."""


def text_in_boxes(data: bytes, source: Source, words: str) -> str:
    """Give what PDFium reads inside the boxes of some words of the source."""
    start = source.text.index(words)
    found = []
    file = pdfium.PdfDocument(data)
    for box in source.boxes(Span(start, start + len(words))):
        page = file[box.page - 1]
        left, bottom, right, top = page.get_cropbox()
        width, height = right - left, top - bottom
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        corners = {
            0: (left + x0, top - y1, left + x1, top - y0),
            90: (left + y0, bottom + x0, left + y1, bottom + x1),
            180: (right - x1, bottom + y0, right - x0, bottom + y1),
            270: (right - y1, top - x1, right - y0, top - x0),
        }[page.get_rotation()]
        assert 0 <= x0 < x1 <= max(width, height) and 0 <= y0 < y1 <= max(width, height)
        found.append(page.get_textpage().get_text_bounded(*corners).strip())
    return " ".join(found)


def test_wrapped_lines_become_paragraphs():
    source = load(pdf(Sheet().lines(72, 100, TERM)))
    assert lines_of(source) == [
        "7.1 Termination for convenience. The Customer may terminate this Agreement, in whole or in part, for any "
        "reason or no reason, by giving the Supplier not less than sixty (60) days' written notice as set out in "
        "Section 14.2 of this Agreement.",
        "7.2 Effect. Upon termination under clause 7.1 the Customer shall pay for Services performed before the date "
        "of termination, and no termination fee shall be payable by the Customer.",
        "(a) The Supplier shall return Customer Data.",
        "(b) The Supplier shall give exit assistance.",
    ]


RUN_IN = """The Supplier shall indemnify the Customer from third-party claims and losses arising out of
its performance, including attorneys' fees, which come from (i) its negligence or misconduct,
(ii) wages, benefits, taxes or any claim that the Customer is an employer of its agents,
(iii) dishonesty of its personnel, or (iv) an allegation that work product infringes rights."""


def test_a_list_in_running_text_stays_whole_where_a_line_happens_to_break_before_a_label():
    assert lines_of(load(pdf(Sheet().lines(72, 100, RUN_IN)))) == [RUN_IN.replace("\n", " ")]


def test_items_on_lines_of_their_own_stay_apart_without_an_indent():
    items = RUN_IN.replace("which come from (i)", "which come from\n(i)").replace(", or (iv)", ", or\n(iv)")
    assert [line[:5] for line in lines_of(load(pdf(Sheet().lines(72, 100, items))))] == [
        *("The S", "(i) i", "(ii) ", "(iii)", "(iv) ")
    ]


def test_a_gap_and_a_heading_end_a_paragraph():
    sheet = Sheet().text(72, 100, "AUDIT RIGHTS").lines(72, 113, FILLER).lines(72, 160, FILLER)
    assert [line[:12] for line in lines_of(load(pdf(sheet)))] == ["AUDIT RIGHTS", "The Supplier", "The Supplier"]


def test_a_hanging_label_stands_before_its_text():
    sheet = Sheet().text(72, 100, "(a)").lines(100, 100, FILLER).text(72, 140, "2.1Fees are payable monthly.")
    assert [line[:20] for line in lines_of(load(pdf(sheet)))] == ["(a) The Supplier sha", "2.1 Fees are payable"]


def test_a_sentence_goes_on_over_a_page_break_and_pages_stay_exact():
    one, two = FILLER.split("\n")
    source = load(pdf(Sheet().text(72, 700, one), Sheet().text(72, 80, two).text(72, 120, "2. Fees")))
    assert lines_of(source) == [f"{one} {two}", "2. Fees"]
    first, second = source.pages
    assert source.text[first.span.start : first.span.end] == one
    assert source.text[second.span.start : second.span.end] == f"{two}\n2. Fees"
    assert source.page_of(len(one) - 1) == 1
    assert source.page_of(len(one) + 1) == 2


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_words_broken_at_line_ends_are_whole_and_compounds_keep_their_hyphen(hyphen):
    words = f"The Supplier shall give notice of any terminat{hyphen}\nion in writing. Each party grants a non-\n"
    source = load(pdf(Sheet().lines(72, 100, f"{words}exclusive licence.")))
    assert source.text == (
        "The Supplier shall give notice of any termination in writing. Each party grants a non-exclusive licence."
    )


def test_no_break_and_repeated_spaces_are_plain():
    source = load(pdf(Sheet().text(72, 100, "Fees\u00a0are payable within   30 days.")))
    assert source.text == "Fees are payable within 30 days."


def running(count: int) -> list[Sheet]:
    return [
        Sheet()
        .text(200, 30, "Harbour Bank - Master Services Agreement", 8)
        .lines(72, 120 + 7 * number, f"{number}.1 Records. {FILLER}")
        .text(290, 770, f"Page {number} of {count}", 8)
        for number in range(1, count + 1)
    ]


def test_running_headers_and_page_numbers_go_and_are_counted():
    source = load(pdf(*running(5)))
    assert "Harbour Bank" not in source.text
    assert "Page" not in source.text
    assert "Removed 5 running header and footer lines, 5 page numbers." in source.notes
    assert len(source.blocks) == 5


def test_headings_that_look_like_running_headers_stay():
    sheets = running(6)
    sheets[0].text(160, 70, "Harbour Bank - Master Services Agreement", 14)
    sheets[2].text(72, 55, "Schedule 1")
    sheets[4].text(72, 55, "Schedule 5")
    text = load(pdf(*sheets)).text
    assert text.count("Harbour Bank - Master Services Agreement") == 1
    assert [f"Schedule {number}" in text for number in (1, 5)] == [True, True]


def test_a_section_name_over_later_pages_is_kept_where_it_begins():
    sheets = running(7)
    for sheet in sheets[3:]:
        sheet.text(72, 55, "EXHIBIT A: SERVICE LEVELS")
    source = load(pdf(*sheets))
    assert source.text.count("EXHIBIT A: SERVICE LEVELS") == 1
    assert source.page_of(source.text.index("EXHIBIT A")) == 4


def test_a_single_page_keeps_its_title():
    source = load(pdf(Sheet().text(72, 40, "EXHIBIT 10.5").lines(72, 100, FILLER)))
    assert source.text.startswith("EXHIBIT 10.5\n")


LEFT = """\
1. The Supplier shall perform the
Services with reasonable skill and
care and in accordance with good
industry practice at all times and
shall comply with all policies of
the Customer that it was given.
2. The Customer shall pay the fees
stated in the order form within
thirty days of each invoice and"""
RIGHT = """\
shall not withhold any undisputed
amount for any reason whatsoever.
3. Each party shall keep secret the
information of the other party and
shall use it only to perform its
obligations under this agreement.
4. The Customer may audit records
of the Supplier once a year upon
thirty days of written notice."""


@pytest.mark.parametrize("drawn_by", ["column", "row"])
def test_two_columns_are_read_one_after_the_other(drawn_by):
    sheet = Sheet().text(72, 60, "GENERAL TERMS AND CONDITIONS FOR THE SUPPLY OF OUTSOURCED SERVICES, VERSION 3")
    if drawn_by == "column":
        sheet.lines(72, 100, LEFT).lines(330, 100, RIGHT)
    else:
        for number, (left, right) in enumerate(zip(LEFT.split("\n"), RIGHT.split("\n"), strict=True)):
            sheet.text(72, 100 + 13 * number, left).text(330, 100 + 13 * number, right)
    blocks = lines_of(load(pdf(sheet)))
    assert [block[:2] for block in blocks] == ["GE", "1.", "2.", "3.", "4."]
    assert "each invoice and shall not withhold" in blocks[2]


def test_facing_signature_blocks_are_no_columns():
    sheet = Sheet().lines(72, 100, FILLER)
    for number, row in enumerate(("Customer", "By: ____________", "Name: Ann Lee", "Title: CPO")):
        sheet.text(72, 200 + 20 * number, row).text(330, 200 + 20 * number, row)
    assert "Name: Ann Lee Name: Ann Lee" in load(pdf(sheet)).text


ROWS = [("Metric", "Target", "Service credit"), ("Availability", "99.9 %", "5 %"), ("Response", "4 hours", "2 %")]


def table_sheet() -> Sheet:
    sheet = Sheet().lines(72, 80, FILLER).grid((72, 200, 320, 460), (130, 150, 170, 200)).lines(72, 230, FILLER)
    for row, cells in enumerate(ROWS):
        for column, cell in enumerate(cells):
            sheet.text((78, 206, 326)[column], 144 + 20 * row, cell)
    return sheet.text(326, 195, "of the fees")


def test_a_ruled_table_gives_rows_with_cells_in_their_place():
    source = load(pdf(table_sheet()))
    assert [block.kind for block in source.blocks] == ["paragraph", *["table_row"] * 3, "paragraph"]
    assert lines_of(source)[1:4] == [
        "Metric | Target | Service credit",
        "Availability | 99.9 % | 5 %",
        "Response | 4 hours | 2 % of the fees",
    ]
    assert [block.header for block in source.blocks] == [None, None, 1, 1, None]
    last = source.blocks[3]
    assert [source.text[cell.start : cell.end] for cell in last.cells] == ["Response", "4 hours", "2 % of the fees"]


def test_a_table_goes_on_under_its_header_on_the_next_page():
    more = Sheet().grid((72, 200, 320, 460), (60, 80, 100))
    more.text(78, 74, "Accuracy").text(206, 74, "98 %").text(326, 74, "1 %")
    more.text(78, 94, "Quality").text(206, 94, "90 %").text(326, 94, "1 %")
    first = Sheet().lines(72, 80, FILLER).grid((72, 200, 320, 460), (130, 150, 170))
    for row, cells in enumerate(ROWS[:2]):
        for column, cell in enumerate(cells):
            first.text((78, 206, 326)[column], 144 + 20 * row, cell)
    assert [block.header for block in load(pdf(first, more)).blocks] == [None, None, 1, 1, 1]


def test_a_frame_around_text_is_no_table():
    sheet = Sheet().grid((60, 550), (80, 300)).lines(72, 100, FILLER)
    assert [block.kind for block in load(pdf(sheet)).blocks] == ["paragraph"]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (36, 20, 600, 780)])
def test_boxes_hold_exactly_the_words(rotation, crop):
    data = pdf(Sheet(rotation=rotation, crop=crop).lines(72, 100, TERM))
    source = load(data)
    for words in (
        "may terminate this Agreement",
        "no reason, by giving the Supplier",
        "sixty (60) days' written notice",
    ):
        assert words in source.text
        assert text_in_boxes(data, source, words) == words


def test_boxes_go_line_by_line_and_page_by_page():
    one, two = FILLER.split("\n")
    data = pdf(Sheet().text(72, 700, one), Sheet().text(72, 80, two))
    source = load(data)
    boxes = source.boxes(source.blocks[0].span)
    assert [(box.page, round(box.x0)) for box in boxes] == [(1, 72), (2, 72)]
    assert 690 < boxes[0].y0 < 700 < boxes[0].y1 < 706
    assert boxes[0].x1 < 612
    assert text_in_boxes(data, source, "charges and shall") == "charges and shall"


def test_a_table_cell_has_a_box_inside_its_cell():
    data = pdf(table_sheet())
    source = load(data)
    cell = source.blocks[2].cells[1]
    (box,) = source.boxes(cell)
    assert 200 < box.x0 < box.x1 < 320
    assert 150 < box.y0 < box.y1 < 170


def test_pages_that_are_pictures_are_unreadable_and_keep_their_place():
    stamped = Sheet().picture().text(72, 20, "Envelope ID: 8A7F2B1C-1D2E-4F3A-9B4C-5D6E7F8A9B0C", 6)
    data = pdf(Sheet().lines(72, 100, TERM), Sheet().picture(), stamped, Sheet(), Sheet().lines(72, 100, FILLER))
    source = load(data, options=WITHOUT_OCR)
    assert source.unreadable_pages == (2, 3)
    assert [len(page.span) > 0 for page in source.pages] == [True, False, False, False, True]
    assert "Pages 2-3 hold no text that could be read (probably scanned)." in source.notes
    assert "Envelope" not in source.text


def test_a_scan_in_strips_is_unreadable_also_with_a_stamp():
    strips = Sheet().text(72, 20, "Envelope ID: 8A7F2B1C-1D2E-4F3A-9B4C-5D6E7F8A9B0C", 6)
    for row in range(8):
        strips.operate(f"q 612 0 0 90 0 {row * 92} cm /Im1 Do Q")
    logo = Sheet().text(72, 300, "Signature page follows").operate("q 90 0 0 40 72 700 cm /Im1 Do Q")
    source = load(pdf(Sheet().lines(72, 100, TERM), strips, logo), options=WITHOUT_OCR)
    assert source.unreadable_pages == (2,)


def test_a_scan_is_no_text():
    with pytest.raises(NoText, match="scan of 2 pages"):
        load(pdf(Sheet().picture(), Sheet().picture()), options=WITHOUT_OCR)
    with pytest.raises(NoText, match="blank"):
        load(pdf(Sheet()))


def encrypted(user: str, owner: str) -> bytes:
    return pdf(Sheet().lines(72, 100, FILLER), encryption=pikepdf.Encryption(user=user, owner=owner))


def test_a_pdf_locked_only_against_changes_opens_without_a_password():
    assert "accurate records" in load(encrypted("", "owner")).text
    assert "accurate records" in load(encrypted("", "owner"), password="not needed").text


def test_a_password_is_asked_for_used_and_refused_in_clear_words():
    data = encrypted("harbour", "owner")
    with pytest.raises(Encrypted, match="none was given"):
        load(data)
    with pytest.raises(Encrypted, match="does not open it") as caught:
        load(data, password="wrong-password")
    assert "wrong-password" not in str(caught.value)
    source = load(data, password="harbour")
    assert "accurate records" in source.text
    assert source.boxes(source.blocks[0].span)[0].page == 1


def test_a_page_that_cannot_be_opened_is_unreadable_and_not_lost(monkeypatch):
    open_page = pdfium.PdfDocument.get_page

    def fail_on_second(self, index):
        if index == 1:
            raise pdfium.PdfiumError("Failed to load page.")
        return open_page(self, index)

    monkeypatch.setattr(pdfium.PdfDocument, "__getitem__", fail_on_second)
    source = load(pdf(*[Sheet().lines(72, 100, FILLER) for _ in range(2)], Sheet().lines(72, 300, TERM)))
    assert source.unreadable_pages == (2,)
    assert source.page_count == 3


def test_errors_of_the_library_do_not_get_out(monkeypatch):
    def fail(self):
        raise pdfium.PdfiumError("Failed to load text page.")

    monkeypatch.setattr(pdfium.PdfPage, "get_textpage", fail)
    with pytest.raises(Corrupt, match="of 1 page none"):
        load(pdf(Sheet().lines(72, 100, FILLER)))
    monkeypatch.undo()
    with pytest.raises(Corrupt):
        load(b"%PDF-1.4\n" + bytes(2000))


def test_the_page_height_is_the_fixture_s():
    source = load(pdf(Sheet().text(72, PAGE_HEIGHT - 10, "The Term is three years.")))
    (box,) = source.boxes(source.blocks[0].span)
    assert PAGE_HEIGHT - 22 < box.y0 < box.y1 < PAGE_HEIGHT


def test_graph_paper_is_no_table():
    lines = [72 + 4 * step for step in range(110)]
    source = load(pdf(Sheet().grid(lines, lines).text(75, 82, "Fee").text(175, 82, "Due")))
    assert {block.kind for block in source.blocks} == {"paragraph"}


def test_boxes_of_many_passages_open_the_pdf_and_each_page_once(monkeypatch):
    source = load(SAMPLE.read_bytes())
    opened = []
    for name in ("open_pdf", "open_page"):
        real = getattr(pdf_reader, name)
        monkeypatch.setattr(pdf_reader, name, lambda *given, real=real: opened.append(given[1:]) or real(*given))
    spans = [block.span for block in source.blocks]
    boxes = source.boxes_of(spans)
    assert len(opened) == 1 + source.page_count
    assert boxes[:3] + boxes[-3:] == [source.boxes(span) for span in spans[:3] + spans[-3:]]


@pytest.mark.endurance
def test_reading_many_documents_needs_the_memory_of_one():
    """Read one document again and again in a process of its own; its memory must not go on growing."""
    script = f"""
import resource
from clausecheck.ingest import load
data = open({str(SAMPLE)!r}, "rb").read()
peaks = []
for _ in range(60):
    source = load(data)
    source.boxes(source.blocks[5].span)
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(peaks[19], peaks[-1])
"""
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    early, late = map(int, out.split())
    assert late < 1.1 * early
