import io
import zipfile

import pytest

from clausecheck.errors import Corrupt, NoText
from clausecheck.ingest import load
from tests.support.documents import Word, lines_of, rezipped, run, word_field


def test_a_whole_clause_in_a_heading_style_is_no_heading():
    word = Word()
    word.paragraph("Liability", style="Heading 2")
    word.paragraph("The Supplier shall indemnify the Customer against all losses. " * 5, style="Heading 2")
    assert [(block.kind, block.level) for block in load(word.bytes()).blocks] == [("heading", 1), ("paragraph", None)]


def test_merged_cells_are_read_once_and_columns_stay_in_line():
    word = Word()
    table = word.table([
        ["Severity", "Response", "Credit"],
        ["Severity 1", "15 minutes", "10 %"],
        ["", "30 minutes", "5 %"],
        ["Credits are capped", "", ""],
    ])  # fmt: skip
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2))
    source = load(word.bytes())
    assert lines_of(source) == [
        "Severity | Response | Credit", "Severity 1 | 15 minutes | 10 %", "30 minutes | 5 %", "Credits are capped",
    ]  # fmt: skip
    cells = [[source.text[cell.start : cell.end] for cell in block.cells] for block in source.blocks]
    assert cells[1:] == [
        ["Severity 1", "15 minutes", "10 %"],
        ["", "30 minutes", "5 %"],
        ["Credits are capped", "", ""],
    ]
    assert [block.header for block in source.blocks] == [None, 0, 0, 0]
    assert all(block.span.contains(cell) for block in source.blocks for cell in block.cells)


def test_nested_tables_and_text_around_tables_keep_their_order():
    word = Word()
    word.paragraph("Before the table.")
    outer = word.table([["Region", "Fees"], ["EMEA", ""]])
    inner = outer.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Setup", "EUR 500"
    word.paragraph("After the table.")
    assert lines_of(load(word.bytes())) == [
        "Before the table.", "Region | Fees", "EMEA", "Setup | EUR 500", "After the table.",
    ]  # fmt: skip


def test_a_frame_of_one_cell_is_text():
    word = Word()
    table = word.table([["The Supplier shall insure the Services."]])
    table.cell(0, 0).add_paragraph("Cover is USD 5 million.")
    source = load(word.bytes())
    assert [block.kind for block in source.blocks] == ["paragraph", "paragraph"]


def test_words_in_containers_are_read_once():
    box = f"<w:txbxContent><w:p>{run('Confidential terms.')}</w:p></w:txbxContent>"
    word = Word().xml(
        f"<w:p>{run('See ')}<w:hyperlink>{run('Schedule 2')}</w:hyperlink>{run(' and ')}"
        f"<w:smartTag>{run('London')}</w:smartTag>{run('.')}</w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('Governing law: England.')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p>{run('Title')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p>"
        f"<w:p>{run('Term: ')}<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
        f"<w:r><w:instrText> REF t </w:instrText></w:r>"
        f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('36')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        f"<w:r><w:tab/><w:t>months</w:t></w:r></w:p>"
    )
    assert lines_of(load(word.bytes())) == [
        "See Schedule 2 and London.", "Governing law: England.", "Title", "Confidential terms.", "Term: 36 months",
    ]  # fmt: skip


def test_hidden_text_and_invisible_characters_are_left_out():
    word = Word().xml(
        f"<w:p>{run('Fees are pay&#173;able monthly.')}"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>Draft only.</w:t></w:r></w:p>"
    )
    source = load(word.bytes())
    assert lines_of(source) == ["Fees are payable monthly."]
    assert source.notes == ("2 hidden words were left out; what stands only there was not found.",)


def test_a_document_without_words_is_no_text():
    with pytest.raises(NoText):
        load(Word().bytes())


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<w:document", b"\x00\x01\x02", b"<a/>"])
def test_a_damaged_part_is_corrupt_or_harmless(part, content):
    word = Word()
    word.paragraph("The Supplier shall keep records.", depth=0)
    damaged = rezipped(word.bytes(), {part: content})
    try:
        source = load(damaged)
    except (Corrupt, NoText):
        return
    assert source.text.endswith("The Supplier shall keep records.")


def test_external_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    word = Word()
    word.paragraph("Visible &amp; safe")
    with zipfile.ZipFile(io.BytesIO(word.bytes())) as whole:
        content = whole.read("word/document.xml").decode()
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    content = content.replace("?>", f"?>{entity}", 1).replace("Visible", "Visible &x;")
    with pytest.raises(Corrupt) as caught:
        load(rezipped(word.bytes(), {"word/document.xml": content.encode()}))
    assert "SECRET" not in str(caught.value)


BOX = f"<w:txbxContent><w:p>{run('Confidential terms.')}</w:p></w:txbxContent>"


def test_footnotes_and_endnotes_stand_after_the_paragraph_that_refers_to_them():
    note = "<w:{0} w:id='{1}'><w:p><w:r><w:{0}Ref/></w:r>{2}</w:p></w:{0}>"
    word = Word().xml(
        f"<w:p>{run('Fees are fixed.')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        f"<w:p>{run('Taxes are extra.')}<w:r><w:endnoteReference w:id='2'/></w:r></w:p>"
    )
    again = "<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    word.part("footnotes", note.format("footnote", 2, run("Except in leap years.")) + note.format("footnote", 3, ""))
    word.part("endnotes", note.format("endnote", 2, run("Where they are due.")))
    assert lines_of(load(word.xml(again).bytes())) == [
        "Fees are fixed.", "Except in leap years.", "Taxes are extra.", "Where they are due.",
    ]  # fmt: skip


def test_a_note_that_refers_to_itself_is_read_once():
    word = Word().xml(f"<w:p>{run('Fees.')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>")
    note = f"<w:p>{run('See this note.')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
    word.part("footnotes", f"<w:footnote w:id='1'>{note}</w:footnote>")
    assert lines_of(load(word.bytes())) == ["Fees.", "See this note."]


def test_headers_and_footers_are_told_but_not_read():
    word = Word()
    word.paragraph("The Supplier shall keep records.")
    for number in range(2):
        section = word.document.sections[0] if number == 0 else word.document.add_section()
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = "Acme MSA v3 \u2013 Confidential"
        section.footer.paragraphs[0].text = f"Page {number + 1} of 2"
    source = load(word.bytes())
    assert source.text == "The Supplier shall keep records."
    assert source.notes == ("Headers and footers were left out: \u201cAcme MSA v3 \u2013 Confidential\u201d.",)


def test_a_long_header_is_cut_and_many_are_counted():
    word = Word()
    word.paragraph("The Supplier shall keep records.")
    section = word.document.sections[0]
    section.different_first_page_header_footer = True
    for place in (section.header, section.footer, section.first_page_header, section.first_page_footer):
        place.paragraphs[0].text = f"{id(place)} is a header of many words that go on and on " * 3
    (note,) = load(word.bytes()).notes
    assert note.count("\u2026") == 3 and note.endswith(" and 1 more.") and len(note) < 320


@pytest.mark.parametrize(
    ("choices", "fallback"),
    [
        (["<w:drawing><wps:txbx>{0}</wps:txbx></w:drawing>"], "<w:pict><v:textbox>{0}</v:textbox></w:pict>"),
        (["<w:drawing/>"], "<w:pict><v:textbox>{0}</v:textbox></w:pict>"),
        (["<w:drawing/>", "<w:drawing><wps:txbx>{0}</wps:txbx></w:drawing>"], ""),
        ([], "<w:pict><v:textbox>{0}</v:textbox></w:pict>"),
    ],
)
def test_the_words_of_a_shape_are_read_once_whatever_its_alternative(choices, fallback):
    inner = "".join(f"<mc:Choice Requires='wps'>{choice.format(BOX)}</mc:Choice>" for choice in choices)
    inner += f"<mc:Fallback>{fallback.format(BOX)}</mc:Fallback>"
    word = Word().xml(f"<w:p>{run('Title')}<w:r><mc:AlternateContent>{inner}</mc:AlternateContent></w:r></w:p>")
    assert lines_of(load(word.bytes())) == ["Title", "Confidential terms."]


def test_shapes_grouped_and_drawn_without_word_are_read():
    canvas = "<a:txBody><a:p><a:r><a:t>Fees are due</a:t></a:r><a:br/><a:r><a:t>monthly.</a:t></a:r></a:p></a:txBody>"
    group = f"<w:pict><v:group><v:shape><v:textbox>{BOX}</v:textbox></v:shape></v:group></w:pict>"
    word = Word().xml(f"<w:p><w:r>{group}</w:r></w:p><w:p><w:r><w:drawing>{canvas}</w:drawing></w:r></w:p>")
    assert lines_of(load(word.bytes())) == ["Confidential terms.", "Fees are due monthly."]


def test_content_controls_and_custom_xml_around_anything_are_looked_through():
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    def cell(text: str) -> str:
        return f"<w:tc><w:p>{control(run(text))}</w:p></w:tc>"

    rows = f"<w:tr>{cell('Region')}{control(cell('Fees'))}</w:tr>"
    rows += control(f"<w:tr>{cell('EMEA')}<w:customXml>{cell('EUR 500')}</w:customXml></w:tr>")
    word = Word().xml(control(f"<w:customXml><w:p>{run('Fees')}</w:p></w:customXml>") + f"<w:tbl>{rows}</w:tbl>")
    assert lines_of(load(word.bytes())) == ["Fees", "Region | Fees", "EMEA | EUR 500"]


def test_columns_left_out_at_the_start_of_a_row_keep_the_others_in_line():
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    full = "".join(cell.format(run(text)) for text in ("Severity", "Response", "Credit"))
    late = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + "".join(cell.format(run(text)) for text in ("1 hour", "5 %"))
    source = load(Word().xml(f"<w:tbl><w:tr>{full}</w:tr><w:tr>{late}</w:tr></w:tbl>").bytes())
    assert [source.text[cell.start : cell.end] for cell in source.blocks[1].cells] == ["", "1 hour", "5 %"]


def test_hyphens_rubies_and_tabs_are_read_as_they_look():
    ruby = f"<w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('Term')}</w:rubyBase></w:ruby>"
    word = Word().xml(
        f"<w:p>{run('non')}<w:r><w:noBreakHyphen/></w:r>{run('exclu')}<w:r><w:softHyphen/></w:r>{run('sive')}</w:p>"
        f"<w:p><w:r>{ruby}</w:r><w:r><w:tab/><w:t>36</w:t><w:cr/><w:t>months</w:t></w:r></w:p>"
    )
    assert lines_of(load(word.bytes())) == ["non-exclusive", "Term 36 months"]


def test_text_hidden_by_a_style_is_left_out_and_the_report_says_so():
    word = Word()
    hidden = word.document.styles.add_style("Drafting", 2)
    hidden.font.hidden = True
    word.document.styles.add_style("Drafting note", 2).base_style = hidden
    paragraph = word.paragraph("Fees are fixed.")
    paragraph.add_run(" Ask for more.", style="Drafting note")
    shown = paragraph.add_run(" For the Term.", style="Drafting note")
    shown.font.hidden = False
    source = load(word.bytes())
    assert source.text == "Fees are fixed. For the Term."
    assert "3 hidden words were left out; what stands only there was not found." in source.notes


def test_words_in_white_are_read_and_the_report_says_so():
    white, shade = "<w:color w:val='FFFFFF'/>", "<w:shd w:val='clear' w:fill='000000'/>"
    word = Word().xml(
        f"<w:p>{run('Fees are fixed.')}<w:r><w:rPr>{white}</w:rPr><w:t xml:space='preserve'> Client pays.</w:t></w:r>"
        f"<w:r><w:rPr>{white}{shade}</w:rPr><w:t xml:space='preserve'> Title.</w:t></w:r></w:p>"
    )
    source = load(word.bytes())
    assert source.text == "Fees are fixed. Client pays. Title."
    assert source.notes == ("2 words in white were read as part of the text, though they may not show on the page.",)


def test_several_sections_are_one_text():
    word = Word()
    word.paragraph("First section.")
    word.document.add_section()
    word.paragraph("Second section.")
    assert lines_of(load(word.bytes())) == ["First section.", "Second section."]


def test_a_document_of_nothing_but_an_embedded_one_says_so():
    with pytest.raises(NoText, match="altChunk"):
        load(Word().xml("<w:altChunk r:id='rId99'/>").bytes())


def test_a_field_over_several_paragraphs_shows_its_result():
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
    toc = "<w:r><w:instrText> TOC \\o </w:instrText></w:r>"
    word = Word().xml(
        f"<w:p>{begin}{toc}{separate}{run('1. Fees')}{word_field('PAGEREF _Toc1', '2')}</w:p>"
        f"<w:p>{run('2. Term ')}{word_field('PAGEREF _Toc2', '3')}</w:p><w:p>{end}{run('Fees are fixed.')}</w:p>"
    )
    assert lines_of(load(word.bytes())) == ["1. Fees2", "2. Term 3", "Fees are fixed."]
