import pytest

from clausecheck.ingest import load
from clausecheck.ingest.source import Block, Source
from clausecheck.spans import Span
from clausecheck.structure.mending import find_repairs, read_mended
from tests.support.contracts import contract, located, segment_with, texts


def read(text: str) -> str:
    source = load(text.encode(), name="agreement.txt")
    whole = Span(0, len(source.text))
    return read_mended(source.text, whole, find_repairs(source))[0]


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("Client rnay audit the records.", "Client may audit the records."),
        ("The Bank may ter minate this Agree ment.", "The Bank may terminate this Agreement."),
        ("No th ing in this Agreement is sec ret.", "Nothing in this Agreement is secret."),
        ("17. T E R M I N A T I O N", "17. TERMINATION"),
        ("The Vendor shall keep the Vendor'srecords.", "The Vendor shall keep the Vendor's records."),
        ("forty-five(45)days'notice to the other", "forty-five (45) days' notice to the other"),
        ("upon thirty (3O) days' notice", "upon thirty (30) days' notice"),
        ("for one (l) year", "for one (1) year"),
        ("within l2 months after that date", "within 12 months after that date"),
        ("a credit of l0% of the fee", "a credit of 10% of the fee"),
    ],
)
def test_damage_is_read_as_what_it_was(damaged, sound):
    assert read(damaged) == sound


@pytest.mark.parametrize("width", [45, 90])
def test_a_word_cut_by_a_line_end_is_whole_and_a_compound_keeps_its_hyphen(width):
    lines = (
        "Either party may termi-",
        "nate this Agreement, and the licence is non-",
        "exclusive for forty-",
        "five days.",
    )
    parsed = contract("\n".join(line.rjust(width) for line in lines))
    assert "may terminate this Agreement, and the licence is non-exclusive for forty-five days." in " ".join(
        texts(parsed)
    )


@pytest.mark.parametrize(
    "sound",
    [
        "Exhibit C1-10 lists the parts, Schedule D the prices, and O1 is the code of room 1O.",
        "Section 1l follows; version l2 of the form SF-3O is used.",
        "Mr. Arnold Stern of Acme Modems GmbH, Andover, met Ms. Gail Mayfair in Torn.",
        "Die Parteien vereinbaren eine ordentliche K\u00fcndigung mit einer Frist von drei Monaten.",
        "The party's election is final in form or substance, and in to to it may be that any one can not.",
        "The buyer or assign or person a party names is broad.",
    ],
)
def test_names_codes_figures_and_foreign_words_stay(sound):
    assert read(sound) == sound


def test_one_strange_word_in_a_long_text_makes_nobody_bold():
    sound = "The Supplier shall keep records with out delay. " * 40
    assert "with out" in read(sound + "The Custorner pays.") and "Customer pays" in read(sound + "The Custorner pays.")
    assert "without delay" in read("The Custorner rnay inspect with out delay.")


def test_cells_of_a_table_are_not_joined():
    cells = (Span(0, 3), Span(4, 10))
    source = Source("a", None, "", "text/plain", "ter minate", (Block(Span(0, 10), "table_row", cells=cells),))
    assert find_repairs(source) == ()


def test_a_word_broken_by_the_end_of_a_page_is_read_whole_across_it():
    parsed = contract(
        """
        7.3 The Provider shall report every Security Incident to the Bank within two (2) busi-

        Page 14 of 52

        ness days of its discovery.
        """
    )
    assert "within two (2) business days of its discovery" in " ".join(texts(parsed)[0].split())


def test_a_segment_reads_mended_and_is_quoted_as_printed():
    parsed = contract("9.1 Custorner rnay aud1t the Vendor'srecords and fac ilities at any tirne.")
    segment = segment_with(parsed, "Customer may audit the Vendor's records and facilities at any time.")
    assert located(parsed, segment, "may audit") == ["rnay aud1t"]
    assert located(parsed, segment, "records and facilities at") == ["srecords and fac ilities at"]


def test_a_title_above_a_segment_is_mended():
    parsed = contract("11. AUD1T R1GHTS\n11.1 The Bank may inspect the records of the Servicer.")
    assert segment_with(parsed, "inspect").path == ("AUDIT RIGHTS",)


def test_a_sound_document_has_no_repairs():
    parsed = contract("1. Term. This Agreement is in force for three years unless terminated under Section 12.")
    assert all(segment.repairs == () for segment in parsed.segments)
