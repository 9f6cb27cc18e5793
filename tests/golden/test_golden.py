"""Every form of the report on every sample contract, as it was last looked at.

`pytest tests/golden --snapshot-update` writes all of them anew; look at the difference before it is committed. Of a
form that holds more than words, such as a PDF, what is kept is what a reader finds in it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pypdf
import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

import clausecheck
from clausecheck import Markup, ReadOptions
from clausecheck.report.renderers import TEXT_FORMATS
from tests.support.samples import FOLDER, review_of_sample
from tests.support.word_markup import commented_words, comments_of

NAMES = sorted(path.stem for path in (FOLDER / "expected").glob("*.yaml"))
DRESS = re.compile(r"<(style|script)>.*?</\1>|<meta http-equiv.*?>", re.DOTALL)


class Kept(SingleFileSnapshotExtension):
    """One file for each form and contract, which can be read and compared as text."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def kept(snapshot):
    return snapshot.use_extension(Kept)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("format", TEXT_FORMATS)
def test_texts(name, format, kept):
    text = clausecheck.render(review_of_sample(f"{name}.pdf").report, format)
    assert DRESS.sub("", text).replace("\r\n", "\n") == kept  # a calendar has the line ends of RFC 5545


@pytest.mark.parametrize("name", NAMES)
def test_web_page(name, kept):
    page = clausecheck.annotate(review_of_sample(f"{name}.pdf"), Markup("html")).decode("utf-8")
    assert DRESS.sub("", page) == kept


@pytest.mark.parametrize("name", NAMES)
def test_word_file(name, kept):
    file = clausecheck.annotate(review_of_sample(f"{name}.docx"), Markup("docx", redline=True))
    assert "\n".join([*comments_in(file), *changes_in(file)]) == kept


def comments_in(file: bytes) -> Iterator[str]:
    for number, paragraphs in comments_of(file).items():
        yield f"> {commented_words(file, number)}"
        yield from paragraphs
        yield ""


def changes_in(file: bytes) -> Iterator[str]:
    text = clausecheck.load(file, name="redline.docx", options=ReadOptions(revisions="marked")).text
    yield from (line for line in text.splitlines() if "[+" in line or "[-" in line)


@pytest.mark.parametrize("name", NAMES)
def test_pdf(name, kept):
    file = clausecheck.annotate(review_of_sample(f"{name}.pdf"), Markup("pdf"))
    assert "\n".join(notes_in(pypdf.PdfReader(io.BytesIO(file)))) == kept


def notes_in(reader: pypdf.PdfReader) -> Iterator[str]:
    """Give the words of the cover, then each note with its page and the corner of its highlight."""
    for number, page in enumerate(reader.pages, 1):
        if reader.page_labels[number - 1].startswith("Review"):
            yield page.extract_text()
        for note in page.annotations or ():
            note = note.get_object()
            if note["/Subtype"] == "/Highlight":
                left, _, _, top = (round(float(side)) for side in note["/Rect"])
                yield f"\npage {number}, {left} {top}\n{note['/Contents']}"
