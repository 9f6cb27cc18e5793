import io
import zlib

import pikepdf
import pytest

from clausecheck.errors import LimitExceeded, TimeLimit
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.limits import Limits
from tests.support.documents import Sheet, pdf

CLAUSE = "The Customer may terminate this Agreement for convenience on sixty days' notice."
TIGHT = ReadOptions(limits=Limits(stream_bytes=1_000_000))


def document_with(content: bytes, *, stages: int = 1, **dictionary: object) -> bytes:
    """Make a PDF with a clause on its first page and, on its second, drawing operators compressed some times."""
    file = pikepdf.open(io.BytesIO(pdf(Sheet().text(72, 100, CLAUSE), Sheet())))
    for _ in range(stages):
        content = zlib.compress(content, 9)
    filters = [pikepdf.Name.FlateDecode] * stages
    file.pages[1].Contents = pikepdf.Stream(file, content, Filter=pikepdf.Array(filters), **dictionary)
    target = io.BytesIO()
    file.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return target.getvalue()


@pytest.mark.parametrize("stages", [1, 2, 3])
def test_a_stream_that_inflates_to_too_much_is_refused(stages):
    bomb = document_with(b" " * 3_000_000, stages=stages)
    assert len(bomb) < 20_000
    with pytest.raises(LimitExceeded, match="inflates to more than the limit of 1,000,000 bytes"):
        load(bomb, options=TIGHT)


@pytest.mark.parametrize("stages", [1, 2])
def test_a_stream_within_the_limit_is_read(stages):
    assert load(document_with(b" " * 900_000, stages=stages), options=TIGHT).text == CLAUSE


def test_pictures_may_be_large():
    picture = document_with(b" " * 3_000_000, Subtype=pikepdf.Name.Image)
    assert load(picture, options=TIGHT).text == CLAUSE


def test_a_damaged_stream_is_left_to_the_reader():
    data = document_with(b" " * 3_000_000)
    start = data.index(zlib.compress(b" " * 3_000_000, 9)[:40])
    assert load(data[:start] + b"\0\0\0\0" + data[start + 4 :], options=TIGHT).text == CLAUSE


def test_a_page_that_draws_too_much_is_refused():
    many = pdf(Sheet().text(72, 100, CLAUSE), Sheet().grid(range(72, 560, 8), range(72, 560, 8)))
    assert load(many).text == CLAUSE
    with pytest.raises(LimitExceeded, match="more than 100 objects"):
        load(many, options=ReadOptions(limits=Limits(objects=100)))


def test_time_is_heeded_between_pages():
    with pytest.raises(TimeLimit, match="limit of 0 seconds"):
        load(pdf(Sheet().text(72, 100, CLAUSE)), options=ReadOptions(limits=Limits(seconds=0)))
    assert load(pdf(Sheet().text(72, 100, CLAUSE)), options=ReadOptions(limits=Limits(seconds=None))).text == CLAUSE


def with_second_page(spoil) -> bytes:
    """Make a PDF with a clause on its first page; the compressed bytes of its second are spoiled."""
    file = pikepdf.open(io.BytesIO(pdf(Sheet().text(72, 100, CLAUSE), Sheet())))
    content = zlib.compress(b"BT /F1 11 Tf 72 700 Td (The Supplier shall keep records.) Tj ET " * 40, 9)
    file.pages[1].Contents = pikepdf.Stream(file, spoil(content), Filter=pikepdf.Name.FlateDecode)
    target = io.BytesIO()
    file.save(target, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return target.getvalue()


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[: len(data) // 2], lambda data: data[:20] + bytes(20) + data[40:], lambda _: b"no deflate"],
    ids=["cut short", "overwritten", "something else"],
)
def test_what_does_not_inflate_is_a_part_of_the_document_that_was_not_read(spoil):
    source = load(with_second_page(spoil), options=ReadOptions(ocr="off"))
    assert CLAUSE in source.text
    assert source.unread == ("a damaged part of the PDF",)


def test_what_inflates_is_no_damage():
    assert load(with_second_page(lambda data: data)).unread == ()
