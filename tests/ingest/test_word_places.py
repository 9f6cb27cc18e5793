import io
import pickle
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.word_places import Anchored, Place, Words, anchored, collapse, joined, text_elements
from clausecheck.spans import Span
from tests.support.documents import Word, run, word_field

RAW = st.text(st.sampled_from("ab. \t\n\u00a0\u202f\u200b\u00ad\ufeff"), max_size=12)


def stored(source, data):
    """Give for each stretch of text with an anchor its offsets, and what the file has there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each.part: etree.fromstring(archive.read(each.part)) for each in source.anchors}
    elements = {part: list(text_elements(root)) for part, root in parts.items()}
    for start, end, part, element, offset in source.anchors:
        yield start, end, elements[part][element].text[offset : offset + end - start]


def assert_leads_back(data, revisions="accepted", *, computed=()):
    """Every word but the computed ones is led back to where it stands in the file."""
    source = load(data, options=ReadOptions(revisions=revisions))
    rest = list(source.text)
    for start, end, words in stored(source, data):
        assert words.translate({0xA0: " ", 0x9: " ", 0xA: " "}) == source.text[start:end]
        rest[start:end] = " " * (end - start)
    assert "".join(rest).split() == list(computed)
    return source


@given(st.lists(st.tuples(RAW, st.booleans()), max_size=6))
def test_each_character_is_led_back_to_the_one_that_it_was(given_pieces):
    pieces = [
        Words(text, Place("p", number) if is_text else None) for number, (text, is_text) in enumerate(given_pieces)
    ]
    found = anchored(pieces)
    assert found.text == collapse("".join(text for text, _ in given_pieces))
    covered = set()
    for start, end, _, element, offset in found.anchors:
        raw = given_pieces[element][0][offset : offset + end - start]
        assert [" " if char.isspace() else char for char in raw] == list(found.text[start:end])
        assert covered.isdisjoint(range(start, end))
        covered.update(range(start, end))
    letters = sum(char in "ab." for text, is_text in given_pieces if is_text for char in text)
    assert sum(found.text[place] in "ab." for place in covered) == letters


def test_anchors_move_with_the_words_when_passages_are_joined():
    passages = [anchored([Words("Fees ", Place("p", 0))]), Anchored(), anchored([Words("  due", Place("p", 1))])]
    whole = joined(" | ", passages)
    assert whole.text == "Fees |  | due"
    assert [(whole.text[start:end], element, offset) for start, end, _, element, offset in whole.anchors] == [
        ("Fees", 0, 0),
        ("due", 1, 2),
    ]


def test_numbers_that_word_computes_have_no_place_in_the_file():
    word = Word()
    word.paragraph("Term", depth=0)
    word.paragraph("The  term is\u00a0one year.", depth=1)
    assert_leads_back(word.bytes(), computed=["1.", "1.1"])


def test_rows_and_nested_tables():
    word = Word()
    word.paragraph("Targets")
    table = word.table([["Metric", "Target"], ["Availability", "99.9% "]])
    table.rows[1].cells[1].add_paragraph("each month")
    assert_leads_back(word.bytes(), computed=["|", "|"])


@pytest.mark.parametrize("revisions", ["accepted", "original"])
def test_tracked_changes_take_nothing_from_the_count(revisions):
    deleted = '<w:del w:id="1"><w:r><w:delText xml:space="preserve">sixty </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("thirty ")}</w:ins>'
    lost = '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'
    data = Word().xml(f"<w:p>{lost}{run('Notice ')}{deleted}</w:p><w:p>{inserted}{run('days')}</w:p>").bytes()
    assert_leads_back(data, revisions)


def test_the_marks_of_a_marked_reading_have_no_place():
    inserted = f'<w:ins w:id="2">{run("thirty")}</w:ins>'
    data = Word().xml(f"<w:p>{run('Notice ')}{inserted}{run(' days')}</w:p>").bytes()
    source = load(data, options=ReadOptions(revisions="marked"))
    assert [words for _, _, words in stored(source, data)] == ["Notice ", "thirty", " days"]


def test_alternatives_that_are_not_read_count_as_well():
    box = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
    choice = (
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box.format(run('New'))}</wps:txbx></w:drawing></mc:Choice>"
    )
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box.format(run('Old'))}</v:textbox></w:pict></mc:Fallback>"
    shape = f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    source = assert_leads_back(Word().xml(f"<w:p>{shape}{run('after')}</w:p>").bytes())
    assert source.text.split("\n") == ["after", "New"]
    assert sorted(anchor.element for anchor in source.anchors) == [0, 2]


def test_notes_lead_to_their_own_part():
    word = Word().xml(f"<w:p>{run('Fees.')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>")
    word.part("footnotes", f"<w:footnote w:id='2'><w:p>{run('Net of tax.')}</w:p></w:footnote>")
    source = assert_leads_back(word.bytes())
    assert [anchor.part for anchor in source.anchors] == ["word/document.xml", "word/footnotes.xml"]


def test_a_number_put_in_the_place_of_a_lost_result_has_no_place():
    word = Word().xml(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f'<w:bookmarkStart w:id="1" w:name="t"/>{run("Term")}</w:p>'
    )
    sound, lost = word_field("REF t", "Term"), word_field("REF t \\r", "Error! Not found.")
    source = assert_leads_back(
        word.xml(f"<w:p>{run('See ')}{sound}{run(', ')}{lost}</w:p>").bytes(), computed=["1.", "1"]
    )
    assert source.text.endswith("See Term, 1")


def test_anchors_of_a_span_are_cut_to_it_and_plain_data():
    word = Word().xml(f"<w:p>{run('The term ')}{run('is one year.')}</w:p>")
    source = load(word.bytes())
    found = source.anchored(Span(4, 11))
    assert [(source.text[each.start : each.end], each.element, each.offset) for each in found] == [
        ("term ", 0, 4),
        ("is", 1, 0),
    ]
    assert pickle.loads(pickle.dumps(found)) == found
    assert source.anchored(Span(3, 3)) == []


def test_accents_written_apart_make_one_character_that_is_led_back_to_its_letter():
    words = collapse("Die Ku\u0308ndigung ist mo\u0308glich.")
    assert words == "Die K\u00fcndigung ist m\u00f6glich."
    found = anchored([Words("Die K"), Words("u\u0308ndigung", Place("word/document.xml", 3))])
    assert found.text == "Die K\u00fcndigung"
    assert [tuple(each) for each in found.anchors] == [
        (5, 6, "word/document.xml", 3, 0),
        (6, 13, "word/document.xml", 3, 2),
    ]
