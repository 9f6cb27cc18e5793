import pytest

from clausecheck.ingest.plain import text_lines
from clausecheck.ingest.plain_running import without_running_lines


def kept(text: str) -> list[str]:
    return [text[line.start : line.end] for line in without_running_lines(text, text_lines(text))]


@pytest.mark.parametrize(
    "between",
    [
        "23",
        "- 23 -",
        "Page 14 of 52",
        "Page 14\nCONFIDENTIAL",
        "16\nCONFIDENTIAL - Master Services Agreement",
        "Lakeland / Summit - Services Agreement              Page 31",
        "iv",
    ],
)
def test_what_a_page_break_puts_into_a_sentence_is_left_out(between):
    text = f"The Client and its auditors shall have the right to examine and\n\n{between}\n\naudit the books."
    assert kept(text) == [text.splitlines()[0], "audit the books."]


def test_a_line_that_repeats_is_left_out_where_it_interrupts():
    source = "SOURCE: ACME CORP, 10-K, 3/1/2010"
    pages = (
        "keep the records and",
        "of the Services.",
        "notify the Client of",
        "any delay.",
        "return",
        "the documents.",
    )
    first, second, third = (
        f"The Vendor shall {a}\n{source}\n{b}\n" for a, b in zip(pages[::2], pages[1::2], strict=True)
    )
    assert source not in kept(first + second + third)
    assert source in kept(first)


@pytest.mark.parametrize(
    "text",
    [
        "The Vendor shall keep records.\n12\nThe Client may inspect them.",
        "1. The parts are\nPump\nValve\nthe prices are in Exhibit B.",
        "The Supplier shall deliver the following to\n(a) the Customer;\nand to nobody else.",
        "Fees\n100\nper month",
        "The Client may inspect the records that are described on\n2.1 Page 12 lists them.\nand so on.",
    ],
)
def test_what_interrupts_no_sentence_stays(text):
    assert kept(text) == text.splitlines()
