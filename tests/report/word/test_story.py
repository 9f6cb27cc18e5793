"""Marks are put exactly around words, whatever holds these, and nothing else in the paragraph changes."""

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.report.word.comments import Comments
from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.story import Story
from clausecheck.spans import Span
from tests.support.documents import Word, run
from tests.support.word_markup import commented_words, faults, root_of

BY = 'w:id="1" w:author="Jane Counsel"'
BOLD = '<w:rPr><w:rStyle w:val="Strong"/><w:b/></w:rPr>'
HOLDERS = {
    "plain": "{}",
    "link": '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    "inserted": f"<w:ins {BY}>{{}}</w:ins>",
    "control": "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "field": '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
    "tag": '<w:smartTag w:element="x">{}</w:smartTag>',
}
RUN = st.lists(
    st.sampled_from(["fees ", "due", " now", "<w:tab/>", "<w:br/>", "<w:lastRenderedPageBreak/>"]), max_size=4
)
PARAGRAPH = st.lists(st.tuples(st.sampled_from(sorted(HOLDERS)), RUN, st.booleans()), min_size=1, max_size=5)


def written(pieces, *, is_bold=False):
    inner = "".join(
        piece if piece.startswith("<") else f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces
    )  # fmt: skip
    return f'<w:r w:rsidR="00AB12CD">{BOLD if is_bold else ""}{inner}</w:r>'


def marked(data, *spans, revisions="accepted"):
    """Put a comment around each span of the text; give the document and the numbers of the comments."""
    source = load(data, options=ReadOptions(revisions=revisions))
    package = WordPackage(data)
    story = Story(package)
    comments = Comments(package, story)
    numbers = []
    for start, end in spans:
        marks = comments.add("Seen", [])
        story.enclose(story.reachable(source.anchored(Span(start, end))), marks)
        numbers.append(marks.start.get(qn("w:id")))
    story.settle()
    return package.saved(), numbers


def looks(data):
    """Give each character with the properties of its run and what stands around that."""
    root = root_of(data)
    for text in root.iter(qn("w:t")):
        own = text.getparent()
        properties = own.find(qn("w:rPr"))
        around = tuple(each.tag for each in own.iterancestors())
        look = None if properties is None else etree.tostring(properties)
        yield from ((char, look, own.get(qn("w:rsidR")), around) for char in text.text or "")


@settings(max_examples=40)
@given(PARAGRAPH, st.data())
def test_any_words_of_any_paragraph(paragraph, choice):
    inner = "".join(HOLDERS[holder].format(written(pieces, is_bold=is_bold)) for holder, pieces, is_bold in paragraph)
    data = Word().xml(f"<w:p><w:pPr><w:keepNext/></w:pPr>{inner}{run('end')}</w:p>").bytes()
    source = load(data)
    places = st.tuples(st.integers(0, len(source.text)), st.integers(0, len(source.text))).map(sorted)
    reachable = places.filter(
        lambda place: any(source.text[a.start : a.end].strip() for a in source.anchored(Span(*place)))
    )
    spans = choice.draw(st.lists(reachable, min_size=1, max_size=4))
    made, numbers = marked(data, *spans)
    assert faults(made) == []
    assert load(made).text == source.text
    assert list(looks(made)) == list(looks(data))
    for (start, end), number in zip(spans, numbers, strict=True):
        # What no text element holds, a tab or break, belongs to the words only between them.
        anchors = source.anchored(Span(start, end))
        assert commented_words(made, number) == source.text[anchors[0].start : anchors[-1].end].strip()


def test_words_over_several_paragraphs_and_cells():
    word = Word().xml(f"<w:p>{run('Fees are ')}</w:p>")
    word.table([["Metric", "Target"], ["Availability", "high"]])
    data = word.bytes()
    text = load(data).text
    made, (number,) = marked(data, (5, text.index("ability")))
    assert commented_words(made, number) == "are MetricTargetAvail"
    assert load(made).text == text and faults(made) == []


def test_the_reference_stands_outside_of_what_may_vanish():
    deleted = f'<w:del {BY}><w:r><w:delText xml:space="preserve">never </w:delText></w:r></w:del>'
    data = Word().xml(f"<w:p>{run('We ')}{deleted}{run('pay')}</w:p>").bytes()
    made, (number,) = marked(data, (3, 6), revisions="original")
    assert commented_words(made, number) == "nev"
    reference = next(root_of(made).iter(qn("w:commentReference"))).getparent()
    assert reference.getparent().tag == qn("w:p")
    assert reference.getprevious().tag == qn("w:del")
    assert faults(made) == []


@pytest.mark.parametrize(
    ("inner", "enclosed"),
    [
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "oMath"),
        (f"<w:r><w:ruby><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>", "r"),
        (
            f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
            "r",
        ),
    ],
)
def test_what_may_hold_no_mark_stands_between_them_as_a_whole(inner, enclosed):
    data = Word().xml(
        f"<w:p xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{inner}</w:p>"
    ).bytes()  # fmt: skip
    source = load(data)
    made, _ = marked(data, (1, len(source.text)))
    start = next(root_of(made).iter(qn("w:commentRangeStart")))
    between = [etree.QName(each).localname for each in start.itersiblings()]
    assert between == [enclosed, "commentRangeEnd", "r"]
    assert load(made).text == source.text


def test_spaces_at_a_cut_are_kept():
    data = Word().xml("<w:p><w:r><w:t>one two</w:t></w:r></w:p>").bytes()
    made, _ = marked(data, (0, 4))
    spaces = [text.get("{http://www.w3.org/XML/1998/namespace}space") for text in root_of(made).iter(qn("w:t"))]
    assert spaces == ["preserve", "preserve"]


def test_a_document_whose_words_are_all_computed_is_marked_at_its_beginning():
    data = Word().xml("<w:p><w:pPr/><w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>").bytes()
    package = WordPackage(data)
    story = Story(package)
    story.enclose_beginning(Comments(package, story).add("Seen", []))
    made = package.saved()
    assert faults(made) == []
    assert load(made).text == load(data).text


def test_an_accent_written_apart_stays_with_its_letter():
    said = "No exit at the Cafe\u0301 of Mu\u0308ller."
    data = Word().xml(f"<w:p>{run(said)}</w:p>").bytes()
    begin = load(data).text.index("Caf")
    saved, numbers = marked(data, (begin, begin + len("Caf_")), (begin, begin + len("Caf_ of M_ller")))
    words = [commented_words(saved, number) for number in numbers]
    assert words == ["Cafe\u0301", "Cafe\u0301 of Mu\u0308ller"]
