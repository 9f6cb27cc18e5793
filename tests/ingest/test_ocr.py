import socket
from types import SimpleNamespace

import numpy as np
import pypdfium2 as pdfium
import pytest

from clausecheck.errors import NoText, OptionError
from clausecheck.ingest import load, ocr
from clausecheck.ingest.document import ReadOptions
from clausecheck.spans import Span
from tests.support.documents import Sheet, lines_of, pdf, scanned

CLAUSE = """\
7.1 Termination for convenience. The Customer may terminate this Agreement for any
reason or no reason, by giving the Supplier not less than sixty (60) days' notice.
7.2 Effect. No termination fee shall be payable by the Customer."""
PARAGRAPHS = [
    "7.1 Termination for convenience. The Customer may terminate this Agreement for any reason or no reason, by giving "
    "the Supplier not less than sixty (60) days' notice.",
    "7.2 Effect. No termination fee shall be payable by the Customer.",
]
PLAIN = (
    "1. Services. The Supplier shall perform the Services set out in the Statement of Work with skill and care.\n" * 2
)


@pytest.fixture(scope="module")
def page():
    return pdf(Sheet(height=200).lines(72, 60, CLAUSE, leading=15, size=11))


@pytest.fixture(scope="module")
def scan(page):
    return scanned(page)


@pytest.fixture(scope="module")
def source(scan):
    """The scan as the real engine reads it, on a machine without a network."""

    def refuse(*_):
        raise AssertionError("OCR went to the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        ocr._engine.cache_clear()
        return load(scan, name="scan.pdf")


def seen(*lines, score=0.99):
    """Let the engine see lines: text and x0, y0, x1, y1 in points."""
    scale = 200 / 72
    boxes = [
        [(x * scale, y * scale) for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))] for _, x0, y0, x1, y1 in lines
    ]
    words = [() for _ in lines]
    texts = [text for text, *_ in lines]
    return SimpleNamespace(txts=texts or None, scores=[score] * len(lines), boxes=np.array(boxes), word_results=words)


@pytest.fixture
def engine(monkeypatch):
    """An engine that sees what the test says; gives the pictures that it was shown."""
    stand_in = SimpleNamespace(sees=seen(), pictures=[])

    def read(picture):
        stand_in.pictures.append(picture)
        if isinstance(stand_in.sees, Exception):
            raise stand_in.sees
        return stand_in.sees

    monkeypatch.setattr(ocr, "_engine", lambda: read)
    return stand_in


@pytest.fixture
def without_the_extra(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)


def test_a_scan_is_read_into_the_paragraphs_it_shows(source):
    assert lines_of(source) == PARAGRAPHS
    assert [(page.readable, page.recognized) for page in source.pages] == [(True, True)]
    assert source.notes == ("Page 1 was read by OCR; its words may be wrong.",)


@pytest.mark.parametrize("words", ["Termination for convenience", "sixty (60) days", "termination fee"])
def test_the_boxes_of_a_scan_lie_on_the_words(source, page, scan, words):
    start = source.text.index(words)
    (box,) = source.boxes(Span(start, start + len(words)))
    original = load(page)
    at = original.text.index(words)
    (truth,) = original.boxes(Span(at, at + len(words)))
    assert (box.x0, box.x1) == pytest.approx((truth.x0, truth.x1), abs=6)
    assert (box.y0 + box.y1) / 2 == pytest.approx((truth.y0 + truth.y1) / 2, abs=3)
    ink = pdfium.PdfDocument(scan)[0].render(scale=2, grayscale=True).to_numpy()
    assert ink[int(2 * box.y0) : int(2 * box.y1), int(2 * box.x0) : int(2 * box.x1)].min() < 128


def test_only_the_pages_without_text_are_read_by_ocr(engine):
    data = pdf(Sheet().lines(72, 100, PLAIN), Sheet().picture(), Sheet().lines(72, 100, PLAIN), Sheet().picture())
    engine.sees = seen(("8.2 Audit. The Customer may audit the records.", 72, 100, 400, 112))
    source = load(data)
    assert len(engine.pictures) == 2
    assert [page.recognized for page in source.pages] == [False, True, False, True]
    assert "Pages 2, 4 were read by OCR; their words may be wrong." in source.notes
    assert source.page_of(source.text.index("Audit")) == 2


def test_forced_ocr_reads_every_page(engine):
    engine.sees = seen(("What the picture says, and not what the text says.", 72, 100, 400, 112))
    source = load(pdf(Sheet().lines(72, 100, PLAIN)), options=ReadOptions(ocr="force"))
    assert lines_of(source) == ["What the picture says, and not what the text says."]


def test_without_ocr_a_scanned_page_stays_unread(engine):
    data = pdf(Sheet().lines(72, 100, PLAIN), Sheet().picture())
    source = load(data, options=ReadOptions(ocr="off"))
    assert source.unreadable_pages == (2,)
    assert source.notes == ("Page 2 holds no text that could be read (probably scanned).",)
    assert engine.pictures == []


def test_where_the_extra_is_missing_the_note_names_it(without_the_extra):
    data = pdf(Sheet().lines(72, 100, PLAIN), Sheet().picture())
    source = load(data)
    assert source.unreadable_pages == (2,)
    assert 'pip install ".[ocr]"' in source.notes[0]
    with pytest.raises(NoText, match=r'pip install "\.\[ocr\]"'):
        load(pdf(Sheet().picture()))


def test_forced_ocr_needs_the_extra(without_the_extra):
    with pytest.raises(OptionError, match=r'pip install "\.\[ocr\]"'):
        load(pdf(Sheet().lines(72, 100, PLAIN)), options=ReadOptions(ocr="force"))


@pytest.mark.parametrize(
    "sees",
    [
        seen(),
        seen(("Thc Cvst0mer nnay tern1inate", 72, 100, 300, 112), score=0.6),
        seen(("The Customer may terminate", 72, 100, 84, 400)),
        ValueError("the engine failed"),
    ],
    ids=["nothing", "unsure", "lying across", "failure"],
)
def test_a_page_that_ocr_cannot_read_well_stays_unread(engine, sees):
    engine.sees = sees
    source = load(pdf(Sheet().lines(72, 100, PLAIN), Sheet().picture()))
    assert source.unreadable_pages == (2,)


def test_a_line_that_is_a_guess_is_left_out(engine):
    engine.sees = seen(
        ("8.2 Audit. The Customer may audit the records of it.", 72, 100, 400, 112), ("~;*", 72, 700, 90, 712)
    )
    engine.sees.scores[1] = 0.2
    assert lines_of(load(pdf(Sheet().picture()))) == ["8.2 Audit. The Customer may audit the records of it."]


def test_two_columns_of_a_scan_are_read_one_after_the_other(engine):
    left = [(f"left column of the agreement, row {row}", 72, 100 + 14 * row, 290, 112 + 14 * row) for row in range(9)]
    right = [
        (f"right column of the agreement, row {row}", 320, 100 + 14 * row, 540, 112 + 14 * row) for row in range(9)
    ]
    engine.sees = seen(*(line for pair in zip(left, right, strict=True) for line in pair))
    text = load(pdf(Sheet().picture())).text
    assert text.index("left column of the agreement, row 8") < text.index("right column of the agreement, row 0")


def test_punctuation_of_full_width_becomes_that_of_english(engine):
    engine.sees = seen(("Fees（net）， as agreed； payable monthly。", 72, 100, 400, 112))
    assert lines_of(load(pdf(Sheet().picture()))) == ["Fees(net), as agreed; payable monthly."]


def test_a_page_of_which_nothing_is_shown_gives_no_picture(engine):
    sheet = Sheet(crop=(5000, 5000, 6000, 6000)).lines(72, 100, PLAIN)
    assert not load(pdf(sheet), options=ReadOptions(ocr="force")).pages[0].recognized
    assert engine.pictures == []


def test_the_picture_of_a_page_is_bounded(engine):
    engine.sees = seen(("A drawing of great size.", 72, 100, 400, 112))
    load(pdf(Sheet(width=14_000, height=9_000).picture()))
    assert max(engine.pictures[0].shape) <= 3_401
