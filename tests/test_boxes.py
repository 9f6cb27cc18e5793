"""The boxes of a clause cover its words and no others, on the page as it is shown."""

from __future__ import annotations

import re

import pypdfium2 as pdfium
import pytest

from tests.support.samples import FOLDER, review_of_sample

PDFS = sorted(path for path in FOLDER.glob("*.pdf") if "scanned" not in path.stem)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def read_back(pdf: pdfium.PdfDocument, box: tuple[float, ...]) -> str:
    """Read what PDFium finds inside a box: page, x0, y0, x1, y1 from the top left."""
    number, x0, y0, x1, y1 = box
    page = pdf[int(number) - 1]
    height = page.get_height()
    # Tightly set lines reach into one another with their tails; the words of each stand in its middle.
    edge = 0.2 * (y1 - y0)
    text_page = page.get_textpage()
    return text_page.get_text_bounded(left=x0 - 0.5, bottom=height - y1 + edge, right=x1 + 0.5, top=height - y0 - edge)


@pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)
def test_the_words_inside_the_boxes_are_those_of_the_clause(path):
    report = review_of_sample(path.name).report
    assert report.clauses
    with pdfium.PdfDocument(path) as pdf:
        for clause in report.clauses:
            assert clause.boxes
            inside = "".join(read_back(pdf, tuple(box)) for box in clause.boxes)
            assert letters(inside) == letters(clause.text), clause.type
