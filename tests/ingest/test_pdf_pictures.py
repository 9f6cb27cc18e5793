from __future__ import annotations

import io

import pikepdf
import PIL.Image
import pytest

from clausecheck.errors import Corrupt, Encrypted
from clausecheck.ingest import open_document, read
from clausecheck.ingest.pdf_pictures import page_frames, page_picture
from clausecheck.spans import Span
from tests.support.documents import Sheet, pdf

WORDS = "Either party may terminate this Agreement upon ninety (90) days' prior written notice to the other party."


def document_of(*sheets: Sheet, password: str | None = None, **options: object):
    return open_document(pdf(*sheets, **options), name="agreement.pdf", password=password)


def drawn(picture: bytes) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(picture)).convert("L")


def dark_part(picture: PIL.Image.Image) -> tuple[int, int, int, int]:
    """Give the bounds of what is printed on a white page."""
    return picture.point(lambda value: 255 if value < 128 else 0).getbbox()


def test_a_picture_is_as_wide_as_asked_and_in_the_shape_of_the_page():
    picture = page_picture(document_of(Sheet().text(60, 80, WORDS)), 1, width=800)
    assert picture.startswith(b"\x89PNG")
    width, height = drawn(picture).size
    assert width == 800 and height == pytest.approx(800 * 792 / 612, abs=1)


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet().text(60, 80, WORDS),
        Sheet(rotation=90).turned(300, 700, WORDS, 90),
        Sheet(rotation=180).turned(560, 700, WORDS, 180),
        Sheet(rotation=270).turned(300, 100, WORDS, 270),
        Sheet(crop=(30, 100, 600, 780)).text(60, 80, WORDS),
    ],
)
def test_a_box_lies_on_its_words_at_its_share_of_the_page(sheet):
    document = document_of(sheet)
    source, frame = read(document), page_frames(document)[1]
    picture = drawn(page_picture(document, 1, width=1_000))
    (box,) = source.boxes(Span(0, len(source.text)))
    scale = picture.width / frame.width
    assert picture.height == pytest.approx(frame.height * scale, abs=1)
    left, top, right, bottom = dark_part(picture)
    assert (box.x0 * scale, box.x1 * scale) == pytest.approx((left, right), abs=4)
    assert box.y0 * scale - 2 <= top < bottom <= box.y1 * scale + 2


@pytest.mark.parametrize(
    ("size", "width", "longest"),
    [((14_400, 14_400), 800, 800), ((20, 14_400), 800, 4_000), ((612, 792), 1_000_000, 4_000), ((3, 3), 800, 800)],
)
def test_no_page_makes_a_picture_without_bounds(size, width, longest):
    picture = drawn(page_picture(document_of(Sheet(*size)), 1, width=width))
    assert max(picture.size) == longest


def test_what_was_filled_in_and_marked_is_seen():
    file = pikepdf.open(io.BytesIO(pdf(Sheet().text(60, 700, WORDS))))
    mark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Highlight,
        Rect=[60, 690, 200, 710],
        QuadPoints=[60, 710, 200, 710, 60, 690, 200, 690],
        C=[1, 0, 0],
        F=4,
    )
    file.pages[0].obj.Annots = [file.make_indirect(mark)]
    target = io.BytesIO()
    file.save(target)
    picture = page_picture(open_document(target.getvalue()), 1, width=612)
    red, green, _ = PIL.Image.open(io.BytesIO(picture)).convert("RGB").getpixel((150, 84))
    assert red > 240 and green < 20


@pytest.mark.parametrize("number", [0, -1, 2, 99])
def test_a_page_that_is_not_there_cannot_be_drawn(number):
    with pytest.raises(Corrupt, match=rf"^Page {number} of the PDF cannot be drawn\.$"):
        page_picture(document_of(Sheet().text(60, 80, WORDS)), number, width=800)


@pytest.mark.parametrize("crop", [(5000, 5000, 6000, 6000), (612, 792, 700, 800), (-500, -500, -100, -100)])
def test_a_page_of_which_nothing_is_shown_cannot_be_drawn(crop):
    document = document_of(Sheet(crop=crop).text(60, 80, WORDS))
    with pytest.raises(Corrupt, match=r"^Page 1 of the PDF cannot be drawn\.$"):
        page_picture(document, 1, width=800)


def test_a_page_that_is_lost_is_left_out_of_the_measures():
    file = pikepdf.open(io.BytesIO(pdf(Sheet(), Sheet(width=300))))
    file.Root.Pages.Kids.append(file.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=[], Count=1)))
    file.Root.Pages.Count = 3
    target = io.BytesIO()
    file.save(target)
    frames = page_frames(open_document(target.getvalue()))
    assert {number: frame.width for number, frame in frames.items()} == {1: 612, 2: 300}


def test_a_locked_document_takes_its_password():
    encryption = pikepdf.Encryption(owner="boss", user="secret", R=6)
    locked = document_of(Sheet(), encryption=encryption)
    for ask in (page_frames, lambda document: page_picture(document, 1, width=100)):
        with pytest.raises(Encrypted):
            ask(locked)
    opened = document_of(Sheet(), encryption=encryption, password="secret")
    assert drawn(page_picture(opened, 1, width=100)).width == 100 and page_frames(opened)[1].width == 612


def test_a_file_that_is_no_pdf_cannot_be_drawn():
    with pytest.raises(Corrupt):
        page_picture(open_document(b"Either party may terminate."), 1, width=100)
