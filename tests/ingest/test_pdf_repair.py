"""PDFs that are stored in unusual ways or damaged, and open all the same."""

import re

import pikepdf
import pytest

from clausecheck.errors import Corrupt
from clausecheck.ingest import load
from tests.support.documents import Sheet, pdf, resaved

TEXT = "The Supplier shall keep complete and accurate records of the Services and of the charges."
CONTRACT = pdf(*[Sheet().text(72, 100, f"{number}. {TEXT}") for number in range(1, 4)])
PACKED = resaved(CONTRACT, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def wrong_offsets(data: bytes) -> bytes:
    return re.sub(rb"(\d{10}) 00000 n", lambda found: b"%010d 00000 n" % (int(found[1]) + 7), data)


@pytest.mark.parametrize(
    "data",
    [
        resaved(CONTRACT, linearize=True),
        PACKED,
        resaved(CONTRACT, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        resaved(CONTRACT, encryption=pikepdf.Encryption(user="", owner="owner", R=4), linearize=True),
        resaved(CONTRACT, encryption=pikepdf.Encryption(user="", owner="owner", R=6)),
        wrong_offsets(CONTRACT),
        re.sub(rb"startxref\s+\d+", b"startxref\n999999", CONTRACT),
        re.sub(rb"startxref\s+\d+", b"startxref\n0", PACKED),
        CONTRACT[: CONTRACT.rindex(b"startxref")],
        CONTRACT[: CONTRACT.rindex(b"trailer")],
        CONTRACT[: CONTRACT.index(b"\nxref")],
        PACKED[: PACKED.rindex(b"startxref")],
        CONTRACT[: CONTRACT.rindex(b"%%EOF")],
        b"\n\r\nHTTP noise\n" + CONTRACT,
        CONTRACT + b"\n<!-- appended by a mail gateway -->\n",
        re.sub(rb"/Length \d+", b"/Length 99999", CONTRACT),
    ],
    ids=[
        *("linearised", "object streams", "linearised object streams", "owner password", "owner password AES-256"),
        *(
            "wrong offsets",
            "wrong startxref",
            "wrong startxref of streams",
            "no startxref",
            "no trailer",
            "no xref",
            "no startxref of streams",
            "no end mark",
        ),
        *("noise before", "noise after", "wrong stream lengths"),
    ],
)
def test_it_opens(data):
    source = load(data)
    assert [f"{number}. {TEXT}" in source.text for number in (1, 2, 3)] == [True, True, True]
    assert source.unreadable_pages == ()


def test_a_page_whose_contents_are_lost_is_unreadable_and_not_blank():
    contents = [found.end() for found in re.finditer(rb"endstream", CONTRACT)]
    data = CONTRACT[: contents[1]]
    source = load(data)
    assert source.page_count == 3
    assert source.unreadable_pages == (2, 3)
    assert "The PDF lacks its end and was repaired; text may be missing." in source.notes
    assert load(CONTRACT).notes == ()


def test_what_is_lost_is_an_error_and_no_empty_result():
    with pytest.raises(Corrupt, match="of 3 pages none could be read"):
        load(CONTRACT[:200])
    with pytest.raises(Corrupt, match="damaged beyond repair"):
        load(b"%PDF-1.7\n1 0 obj\n<< /Type /Font >>\nendobj\n")
