import codecs

import pytest

from clausecheck.errors import NoText
from clausecheck.ingest import load

CLAUSE = "14.2 The Customer may terminate this Agreement at any time on sixty days' written notice to the Supplier. "


def test_a_contract_in_english_is_read():
    assert "terminate" in load((CLAUSE * 20).encode(), name="msa.txt").text


def test_a_short_text_is_not_judged():
    assert load(b"Netzwerk Vertrag GmbH", name="title.txt").text


@pytest.mark.parametrize(
    "text",
    [
        codecs.encode(CLAUSE, "rot13") * 20,
        "Der Kunde kann diesen Vertrag jederzeit mit einer Frist von sechzig Tagen schriftlich kündigen. " * 20,
        "客户可随时以书面通知终止本协议。" * 100,
    ],
    ids=["garbled", "German", "Chinese"],
)
def test_a_text_that_is_no_english_is_an_error_and_no_clean_report(text):
    with pytest.raises(NoText, match="does not read as English"):
        load(text.encode(), name="msa.txt")
