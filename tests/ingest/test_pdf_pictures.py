import io

from PIL import Image

from clausecheck.ingest import open_document
from clausecheck.ingest.pdf_pictures import page_picture
from tests.support.documents import Sheet, pdf


def test_a_page_is_drawn_as_wide_as_asked():
    document = open_document(pdf(Sheet().text(72, 72, "Vendor may terminate at any time.", 40)))
    picture = page_picture(document, 1, width=306)
    image = Image.open(io.BytesIO(picture.jpeg)).convert("L")
    assert (picture.width, picture.height, image.size) == (612, 792, (306, 396))
    assert image.crop((30, 15, 200, 40)).getextrema()[0] < 100  # the words
    assert image.crop((0, 200, 306, 396)).getextrema() == (255, 255)


def test_a_page_as_long_as_a_roll_is_drawn_smaller():
    document = open_document(pdf(Sheet(width=100, height=5000).text(10, 40, "Annex")))
    assert Image.open(io.BytesIO(page_picture(document, 1, width=200).jpeg)).size[1] <= 601


def test_the_same_page_gives_the_same_bytes():
    document = open_document(pdf(Sheet().text(72, 72, "Term")))
    assert page_picture(document, 1, width=100) == page_picture(document, 1, width=100)
