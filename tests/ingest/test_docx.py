import io
import zipfile

import pytest

from clausecheck.errors import Corrupt, NoText
from clausecheck.ingest import load
from tests.support.documents import Word, lines_of


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_multi_level_list_is_numbered_as_word_shows_it():
    word = Word()
    for depth, text in [
        (0, "Term"), (1, "Initial term."), (1, "Renewal."), (0, "Audit"), (1, "The Customer may:"),
        (2, "inspect records;"), (2, "visit premises, being"), (3, "data centres;"), (3, "offices; and"),
        (2, "interview staff."), (1, "Costs."),
    ]:  # fmt: skip
        word.paragraph(text, depth=depth)
    source = load(word.bytes())
    assert lines_of(source) == [
        "1. Term", "1.1 Initial term.", "1.2 Renewal.", "2. Audit", "2.1 The Customer may:", "(a) inspect records;",
        "(b) visit premises, being", "(i) data centres;", "(ii) offices; and", "(c) interview staff.", "2.2 Costs.",
    ]  # fmt: skip
    assert [block.level for block in source.blocks] == [0, 1, 1, 0, 1, 2, 2, 3, 3, 2, 1]


def test_letters_and_romans_and_legal_style():
    word = Word([("upperRoman", "Article %1"), ("decimalZero", "Section %1.%2"), ("upperLetter", "%3.")])
    word.definition("2", [("upperRoman", "Article %1"), ("decimalZero", "Section %1.%2")], "<w:isLgl/>").list("2", "2")
    for depth in (0, 0, 0, 0, 1, 2, 2):
        word.paragraph("Fees", depth=depth)
    word.paragraph("Scope", depth=0, number="2")
    word.paragraph("Scope", depth=1, number="2")
    labels = [line.rsplit(" ", 1)[0] for line in lines_of(load(word.bytes()))]
    assert labels[3:] == ["Article IV", "Section IV.01", "A.", "B.", "Article 1", "Section 1.01"]


def test_lists_go_on_share_or_restart_their_count():
    word = Word([("decimal", "%1.")]).list("2", "1").list("3", "1", starts={0: 1})
    for number in ("1", "1", "2", "3", "3", "1"):
        word.paragraph("Deliverable", depth=0, number=number)
    assert [line[:2] for line in lines_of(load(word.bytes()))] == ["1.", "2.", "3.", "1.", "2.", "3."]


def test_numbering_from_a_style_and_switched_off_in_a_paragraph():
    word = Word()
    style = word.document.styles["Heading 1"]
    properties = word.paragraph("template", depth=0)._p.pPr
    style.element.get_or_add_pPr().append(properties.numPr)
    word.document.element.body.remove(properties.getparent())
    word.paragraph("Definitions", style="Heading 1")
    word.paragraph("Preamble", style="Heading 1", depth=0, number="0")
    word.paragraph("Services", style="Heading 1")
    source = load(word.bytes())
    assert lines_of(source) == ["1. Definitions", "Preamble", "2. Services"]
    assert [(block.kind, block.level) for block in source.blocks] == [("heading", 0)] * 3


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


def test_tracked_changes_are_read_as_accepted_and_noted():
    mark = 'w:id="1" w:author="Counsel"'
    word = Word().xml(
        f"<w:p>{run('The Customer may ')}<w:del {mark}><w:r><w:delText>not </w:delText></w:r></w:del>"
        f"<w:ins {mark}>{run('at any time ')}</w:ins>{run('audit the Supplier.')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del {mark}/></w:rPr></w:pPr>{run('Fees are fixed')}</w:p>"
        f"<w:p>{run('for the Term.')}</w:p>"
    )
    source = load(word.bytes())
    assert lines_of(source) == ["The Customer may at any time audit the Supplier.", "Fees are fixed for the Term."]
    assert any("3 tracked changes" in note for note in source.notes)


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
    assert lines_of(load(word.bytes())) == ["Fees are payable monthly."]


def test_a_document_without_words_is_no_text():
    with pytest.raises(NoText):
        load(Word().bytes())


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<w:document", b"\x00\x01\x02", b"<a/>"])
def test_a_damaged_part_is_corrupt_or_harmless(part, content):
    word = Word()
    word.paragraph("The Supplier shall keep records.", depth=0)
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.bytes())) as whole, zipfile.ZipFile(damaged, "w") as copy:
        for item in whole.namelist():
            copy.writestr(item, content if item == part else whole.read(item))
    try:
        source = load(damaged.getvalue())
    except (Corrupt, NoText):
        return
    assert source.text.endswith("The Supplier shall keep records.")


def test_external_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    word = Word()
    word.paragraph("Visible &amp; safe")
    damaged = io.BytesIO()
    entity = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    with zipfile.ZipFile(io.BytesIO(word.bytes())) as whole, zipfile.ZipFile(damaged, "w") as copy:
        for item in whole.namelist():
            data = whole.read(item).decode("utf-8", "surrogateescape")
            if item == "word/document.xml":
                data = data.replace("?>", f"?>{entity}", 1).replace("Visible", "Visible &x;")
            copy.writestr(item, data.encode("utf-8", "surrogateescape"))
    try:
        assert "SECRET" not in load(damaged.getvalue()).text
    except Corrupt as error:
        assert "SECRET" not in str(error)
