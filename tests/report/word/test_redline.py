import pytest
from docx.oxml.ns import qn
from lxml import etree

from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.report.word.comments import Comments
from clausecheck.report.word.indentation import Indentation
from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.redline import Redline
from clausecheck.report.word.story import Story
from clausecheck.spans import Span
from tests.support.documents import Word, lines_of, run
from tests.support.word_markup import faults, root_of

BY = 'w:id="1" w:author="Jane Counsel"'
NUMBERED = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'


class Desk:
    """A document on which a redline is made."""

    def __init__(self, word):
        self.given = word.bytes()
        self.package = WordPackage(self.given)
        self.story = Story(self.package)
        self.comments = Comments(self.package, self.story)
        self.redline = Redline(self.story, self.comments.numbers, Indentation(self.package, self.story.words))

    def paragraph(self, words):
        return next(p for p in self.story.root.iter(qn("w:p")) if words in "".join(p.itertext()))

    def marks(self, words):
        source = load(self.given)
        start = source.text.index(words)
        marks = self.comments.add("Seen", [])
        self.story.enclose(self.story.reachable(source.anchored(Span(start, start + len(words)))), marks)
        self.story.settle()
        return marks

    def readings(self):
        """Give the lines with the proposals and without them, where the format is kept."""
        data = self.package.saved()
        assert faults(data) == []
        original = load(data, options=ReadOptions(revisions="original"))
        given = load(self.given, options=ReadOptions(revisions="original"))
        assert original.text == given.text and original.blocks == given.blocks
        return lines_of(load(data))

    def proposed(self):
        """Give the properties of the one paragraph proposed, by name."""
        (made,) = (p for p in self.story.root.iter(qn("w:p")) if "PROPOSAL" in "".join(p.itertext()))
        return {etree.QName(each).localname: each for each in made.find(qn("w:pPr"))}


def clauses():
    word = Word()
    word.paragraph("Term", depth=0)
    word.paragraph("The term is one year.", depth=1)
    word.paragraph("It renews each year.", depth=1)
    return word


def test_a_proposal_after_a_clause_leaves_the_numbers_of_the_others():
    desk = Desk(clauses())
    desk.redline.insert_after(desk.paragraph("The term"), "PROPOSAL")
    assert desk.readings() == ["1. Term", "1.1 The term is one year.", "PROPOSAL", "1.2 It renews each year."]


@pytest.mark.parametrize("words", ["Term", "The term", "It renews"])
def test_a_proposal_before_or_after_any_paragraph(words):
    for insert in ("insert_before", "insert_after"):
        desk = Desk(clauses())
        getattr(desk.redline, insert)(desk.paragraph(words), "PROPOSAL")
        assert "PROPOSAL" in desk.readings()


def test_a_proposal_looks_like_its_neighbour_without_number_break_or_heading():
    own = (
        '<w:pStyle w:val="Heading2"/><w:keepNext/><w:keepLines/><w:pageBreakBefore/>'
        f'{NUMBERED}<w:spacing w:after="120"/><w:ind w:left="720" w:hanging="720"/><w:jc w:val="both"/>'
        f'<w:outlineLvl w:val="1"/><w:rPr><w:del {BY}/><w:b/></w:rPr><w:sectPr/>'
    )
    look = '<w:rFonts w:ascii="Arial"/><w:b/><w:color w:val="FF0000"/><w:sz w:val="22"/><w:lang w:val="en-GB"/>'
    fees = f"<w:r><w:rPr>{look}</w:rPr><w:t>Fees</w:t></w:r>"
    desk = Desk(Word().xml(f"<w:p><w:pPr>{own}</w:pPr>{fees}</w:p><w:p>{run('x')}</w:p>"))
    desk.redline.insert_before(desk.paragraph("x"), "PROPOSAL")
    properties = desk.proposed()
    assert list(properties) == ["pStyle", "keepLines", "numPr", "spacing", "ind", "jc", "outlineLvl", "rPr"]
    assert properties["numPr"].find(qn("w:numId")).get(qn("w:val")) == "0"
    assert dict(properties["ind"].attrib) == {qn("w:left"): "720", qn("w:firstLine"): "0"}
    assert [each.tag for each in properties["rPr"]] == [qn("w:ins")]
    font = properties["rPr"].getparent().getnext().find(f"{qn('w:r')}/{qn('w:rPr')}")
    assert [etree.QName(each).localname for each in font] == ["rFonts", "sz", "lang"]


def test_a_proposal_stands_where_the_text_of_a_numbered_neighbour_does():
    word = Word()
    level = '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr>'
    for item in word.numbering.iter(qn("w:lvl")):
        item.append(etree.fromstring(level.replace("<w:pPr>", f'<w:pPr xmlns:w="{item.nsmap["w"]}">')))
    word.paragraph("The term is one year.", depth=1)
    desk = Desk(word)
    desk.redline.insert_after(desk.paragraph("The term"), "PROPOSAL")
    assert dict(desk.proposed()["ind"].attrib) == {qn("w:left"): "567", qn("w:firstLine"): "0"}


def test_several_proposals_at_one_place_stand_in_the_order_in_which_they_were_made():
    desk = Desk(clauses())
    for words in ("One", "Two", "Three"):
        desk.redline.insert_after(desk.paragraph("The term"), words)
    assert desk.readings()[1:] == ["1.1 The term is one year.", "One", "Two", "Three", "1.2 It renews each year."]


def test_a_proposal_in_a_cell_stays_in_it_and_one_may_leave_the_table():
    word = Word()
    word.table([["Metric", "Target"], ["Availability", "high"]])
    desk = Desk(word)
    desk.redline.insert_after(desk.paragraph("high"), "PROPOSAL")
    assert desk.readings() == ["Metric | Target", "Availability | high PROPOSAL"]
    desk = Desk(word)
    desk.redline.insert_after(desk.paragraph("high"), "PROPOSAL", leave_table=True)
    assert desk.readings() == ["Metric | Target", "Availability | high", "PROPOSAL"]
    desk = Desk(word)
    desk.redline.insert_before(desk.paragraph("high"), "PROPOSAL")
    assert desk.readings() == ["PROPOSAL", "Metric | Target", "Availability | high"]


def test_a_proposal_comes_after_the_paragraph_that_one_without_end_runs_into():
    lost = f"<w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>"
    desk = Desk(Word().xml(f"<w:p>{lost}{run('Fees ')}</w:p><w:p>{run('are due.')}</w:p><w:p>{run('Taxes.')}</w:p>"))
    desk.redline.insert_after(desk.paragraph("Fees"), "PROPOSAL")
    assert desk.readings() == ["Fees are due.", "PROPOSAL", "Taxes."]


def test_a_proposal_at_the_end_stands_before_the_properties_of_the_section():
    desk = Desk(clauses())
    desk.redline.insert_at_end("PROPOSAL")
    assert desk.readings()[-1] == "PROPOSAL"
    assert desk.story.body[-1].tag == qn("w:sectPr")


def test_words_are_replaced_where_they_stand():
    desk = Desk(clauses())
    desk.redline.replace(desk.marks("one year"), "PROPOSAL")
    assert desk.readings()[1] == "1.1 The term is PROPOSAL."


def test_the_words_of_a_text_box_between_replaced_words_stay():
    box = f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run('Seal')}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    desk = Desk(Word().xml(f"<w:p>{run('The term is one ')}{box}{run('year.')}</w:p>"))
    desk.redline.replace(desk.marks("one year"), "PROPOSAL")
    assert desk.readings() == ["The term is PROPOSAL.", "Seal"]


def test_words_that_others_inserted_or_deleted_are_replaced_as_well():
    inserted = f"<w:ins {BY}>{run('not more than ')}</w:ins>"
    deleted = f'<w:del {BY}><w:r><w:delText xml:space="preserve">about </w:delText></w:r></w:del>'
    link = f'<w:hyperlink w:anchor="x">{run("one year")}</w:hyperlink>'
    desk = Desk(Word().xml(f"<w:p>{run('The term is ')}{inserted}{deleted}{link}{run('.')}</w:p>"))
    desk.redline.replace(desk.marks("not more than one year"), "PROPOSAL")
    assert desk.readings() == ["The term is PROPOSAL."]
    others = [
        each for each in root_of(desk.package.saved()).iter(qn("w:del")) if each.get(qn("w:author")) != "clausecheck"
    ]
    assert len(others) == 1


@pytest.mark.parametrize("words", ["one year", "is one year", "one year from now", "year"])
def test_a_field_in_one_run_stays_whole(words):
    marks = {kind: f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")}
    code = "<w:instrText> REF term </w:instrText>"
    text = "<w:t xml:space='preserve'>The term is </w:t>"
    field = f"{text}{marks['begin']}{code}{marks['separate']}<w:t>one year</w:t>{marks['end']}"
    desk = Desk(Word().xml(f"<w:p><w:r>{field}<w:t xml:space='preserve'> from now.</w:t></w:r></w:p>"))
    desk.redline.replace(desk.marks(words), "PROPOSAL")
    assert desk.readings() == ["The term is one year from now.".replace(words, "PROPOSAL")]
    kept = list(desk.story.root.iter(qn("w:fldChar"), qn("w:instrText")))
    assert [each.get(qn("w:fldCharType")) for each in kept] == ["begin", None, "separate", "end"]
    assert not any(list(each.iterancestors(qn("w:del"))) for each in kept)
