import pytest

from clausecheck.ingest import load
from clausecheck.spans import Span
from tests.support.documents import lines_of

WRAPPED = """\
                     MASTER SERVICES AGREEMENT

This Master Services Agreement is made by and between Harbour Bank plc
(the "Customer") and Northwind Support Limited (the "Supplier").

1. Term. This Agreement commences on the Effective Date and shall continue
for a period of three years, as further described in Section
12.3 of this Agreement, unless terminated within sixty
(60) days.
2. Records. The Supplier shall:
   (a) keep complete and accurate records of the Services and of all
       charges; and
   (b) give the Customer access to them.
   The Customer may copy such records at its own expense, during business
hours and on reasonable notice to the Supplier.
"""


def test_a_line_is_a_paragraph_where_lines_are_long():
    text = "1.1   Audit.   " + "The Customer may inspect the records of the Supplier. " * 6
    text += "\n\n1.2 " + "Records are kept for seven years after termination. " * 5 + "\nSchedule 1\n"
    source = load(text.encode(), name="a.txt")
    assert [line[:8] for line in lines_of(source)] == ["1.1   Au", "1.2 Reco", "Schedule"]
    assert source.text == text


def test_wrapped_lines_become_paragraphs_and_the_text_stays_as_it_is():
    source = load(WRAPPED.encode(), name="a.txt")
    assert source.text == WRAPPED
    assert [" ".join(line.split()) for line in lines_of(source)] == [
        "MASTER SERVICES AGREEMENT",
        'This Master Services Agreement is made by and between Harbour Bank plc (the "Customer") and Northwind Support '
        'Limited (the "Supplier").',
        "1. Term. This Agreement commences on the Effective Date and shall continue for a period of three years, as "
        "further described in Section 12.3 of this Agreement, unless terminated within sixty (60) days.",
        "2. Records. The Supplier shall:",
        "(a) keep complete and accurate records of the Services and of all charges; and",
        "(b) give the Customer access to them.",
        "The Customer may copy such records at its own expense, during business hours and on reasonable notice to the "
        "Supplier.",
    ]


WIDE = """\
SUPPORT SERVICES AGREEMENT

This Support Services Agreement is made on 2 March 2026 between Northwind Retail, Inc. ("Customer") and BrightCall
Solutions Ltd. ("Provider").

1. Termination for convenience. Customer may terminate this Agreement at any time for convenience by giving Provider
not less than sixty (60) days' written notice.
"""


def test_lines_as_wide_as_an_editor_makes_them_are_wrapped_too():
    assert lines_of(load(WIDE.encode(), name="a.txt"))[1].endswith('and BrightCall\nSolutions Ltd. ("Provider").')


def test_line_ends_are_given_one_spelling_and_form_feeds_end_blocks():
    source = load(b"The Supplier shall keep records.\fThe Customer\r\nmay audit them.\r\n", name="a.txt")
    assert source.text == "The Supplier shall keep records.\fThe Customer\nmay audit them.\n"
    assert lines_of(source)[0] == "The Supplier shall keep records."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_word_processors_write_are_read(encoding):
    text = "The \u201cFees\u201d are \u20ac500 \u2013 payable by Soci\u00e9t\u00e9 Exemple."
    source = load(text.encode(encoding), name="a.txt")
    assert source.text == text
    assert any("Windows-1252" in note for note in source.notes) == (encoding == "cp1252")


def test_a_text_has_no_pages_and_no_boxes():
    source = load(b"The Supplier shall keep records.")
    assert (source.page_count, source.unreadable_pages, source.boxes(source.blocks[0].span)) == (None, (), ())


def test_a_hyphen_carries_a_word_into_the_next_line_even_where_lines_are_paragraphs():
    source = load(b"11.2 Cus-\ntomer may end this Agree-\nment.\n11.3 The fees are non-\n\nrefundable.\n", name="a.txt")
    assert lines_of(source) == ["11.2 Cus-\ntomer may end this Agree-\nment.", "11.3 The fees are non-", "refundable."]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_invisible_characters_and_ligatures_are_cleaned(name):
    text = (
        "14.2 The Cus\u200btomer may ter\u00adminate this Agree\u2060ment for con\u200dvenience.\n"
        "\n15.1 The \ufb01nal fees are con\ufb01den\u200ctial and non\u2011refundable.\n"
    )
    source = load(text.encode(), name=name)
    assert lines_of(source) == [
        "14.2 The Customer may terminate this Agreement for convenience.",
        "15.1 The final fees are confidential and non-refundable.",
    ]


def test_a_soft_hyphen_at_a_line_end_still_joins_the_halves_of_a_word():
    source = load("11.2 The Cus\u00ad\ntomer may end this Agree\u00adment.\n".encode(), name="a.txt")
    assert lines_of(source) == ["11.2 The Cus\u00ad\ntomer may end this Agreement."]


def test_the_words_of_a_plain_text_lead_back_into_the_file():
    file = "\ufeffThe o\ufb03cer\u200b of the Customer\r\nmay audit the Supplier."
    source = load(file.encode(), name="a.txt")
    assert source.text == "The officer of the Customer\nmay audit the Supplier."
    for words, raw in [("officer", "o\ufb03cer"), ("Customer\nmay", "Customer\r\nmay"), ("Supplier.", "Supplier.")]:
        start = source.text.index(words)
        found = source.anchored(Span(start, start + len(words)))
        last = found[-1]
        assert file[found[0].offset : last.offset + last.end - last.start] == raw
