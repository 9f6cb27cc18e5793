import pikepdf
import pytest

from clausecheck.ingest import load
from clausecheck.spans import Span
from tests.support.documents import Sheet, annotated, field, lines_of, pdf, remark, resaved

PARTIES = (
    Sheet()
    .text(72, 100, "This Agreement is made between Harbour Bank plc (the Customer) and")
    .text(72, 113, "(the Supplier) and takes effect on the date of the last signature.")
)
SUPPLIER = field("Tx", (400, 689, 545, 703), T="supplier", V="Northwind Support Limited")
TICK = {"/V": pikepdf.Name.Yes, "/AS": pikepdf.Name.Yes}


def test_the_value_of_a_form_field_is_read_where_it_stands():
    data = annotated(pdf(PARTIES), SUPPLIER, field("Ch", (72, 600, 200, 615), T="law", V="England", Ff=1 << 17))
    source = load(data)
    assert lines_of(source) == [
        "This Agreement is made between Harbour Bank plc (the Customer) and Northwind Support Limited (the Supplier) "
        "and takes effect on the date of the last signature.",
        "England",
    ]
    assert "2 form fields filled in; read as part of the text." in source.notes
    start = source.text.index("Northwind")
    (box,) = source.boxes(Span(start, start + len("Northwind")))
    assert 400 <= box.x0 < box.x1 < 545
    assert 85 < box.y0 < box.y1 < 106


def test_empty_fields_are_not_counted_and_ticks_are_said_to_be_unread():
    data = annotated(
        pdf(PARTIES),
        field("Tx", (400, 689, 545, 703), T="supplier"),
        {**field("Btn", (72, 600, 84, 612), T="renews"), **TICK},
        field("Btn", (72, 580, 84, 592), T="ends"),
    )
    assert load(data).notes == ("2 boxes to tick, 1 of them ticked; which ones was not read.",)


def test_a_text_box_over_the_page_is_read_and_comments_are_only_counted():
    data = annotated(
        pdf(PARTIES),
        remark("FreeText", (72, 500, 320, 520), "The notice period is ninety days."),
        remark("FreeText", (72, 400, 320, 420), "Hidden words", flags=2),
        remark("Text", (500, 500, 520, 520), "Ask legal about this"),
        remark("Highlight", (72, 680, 200, 700), "Important"),
    )
    source = load(data)
    assert lines_of(source)[-1] == "The notice period is ninety days."
    assert [words in source.text for words in ("Hidden", "Ask legal", "Important")] == [False, False, False]
    assert source.notes == (
        "1 text box written over the pages; read as part of the text.",
        "2 comments or marks by a reader on page 1; not read.",
    )


def test_a_text_box_that_cannot_be_shown_is_not_said_to_be_read():
    def drop_form(file: pikepdf.Pdf) -> None:
        del file.Root.AcroForm

    box = remark("FreeText", (72, 500, 320, 520), "The notice period is ninety days.")
    source = load(resaved(annotated(pdf(PARTIES), box), drop_form))
    assert "ninety" not in source.text
    assert source.notes == ("1 comment or mark by a reader on page 1; not read.",)


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_link_changes_nothing(rotation):
    sheet = Sheet(rotation=rotation).lines(72, 100, "The Supplier shall keep records.\nThe Customer may audit them.")
    link = {"/Subtype": pikepdf.Name.Link, "/Rect": pikepdf.Array((72, 600, 200, 620))}
    plain, linked = load(pdf(sheet)), load(annotated(pdf(sheet), link))
    assert (linked.text, linked.notes) == (plain.text, ())
