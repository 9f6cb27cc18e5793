import pytest

from clausecheck.errors import NoText
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.source import Revisions, Source
from tests.support.documents import Word, lines_of, run

BY = 'w:id="1" w:author="Jane Counsel" w:date="2026-01-02T03:04:05Z"'
BY_BOB = 'w:id="2" w:author="Bob"'


def ins(inner: str, by: str = BY) -> str:
    return f"<w:ins {by}>{inner}</w:ins>"


def deleted(text: str, by: str = BY) -> str:
    return f'<w:del {by}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def paragraph(inner: str, mark: str = "", properties: str = "") -> str:
    """Write a paragraph whose end bears a tracked change, such as "ins"."""
    change = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{change}</w:pPr>{inner}</w:p>"


def read(xml: str, revisions: str) -> Source:
    return load(Word().xml(xml).bytes(), options=ReadOptions(revisions=revisions))


def readings(xml: str) -> tuple[list[str], list[str], list[str]]:
    accepted, original, marked = (lines_of(read(xml, each)) for each in ("accepted", "original", "marked"))
    return accepted, original, marked


def test_inserted_and_deleted_words():
    change = deleted("not ") + ins(run("at any time "))
    assert readings(paragraph(f"{run('Client may ')}{change}{run('audit Vendor.')}")) == (
        ["Client may at any time audit Vendor."],
        ["Client may not audit Vendor."],
        ["Client may [-not -][+at any time +]audit Vendor."],
    )


def test_words_inserted_by_one_and_deleted_by_another_are_in_neither_text():
    change = ins(f"{run('sixty ')}{deleted('business ', BY_BOB)}")
    assert readings(paragraph(f"{run('Within ')}{change}{run('days.')}")) == (
        ["Within sixty days."],
        ["Within days."],
        ["Within [+sixty [-business -]+]days."],
    )


def test_neighbouring_changes_of_a_kind_are_one_in_the_marks():
    changes = ins(run("sixty ")) + ins(run("(60) "), BY_BOB)
    assert readings(paragraph(f"{changes}{run('days')}"))[2] == ["[+sixty (60) +]days"]


def test_moved_words_stand_in_one_place_in_either_text():
    source = (
        "<w:moveFromRangeStart w:id='5' w:name='move1'/><w:moveFrom {0}>{1}</w:moveFrom><w:moveFromRangeEnd w:id='5'/>"
    )
    target = "<w:moveToRangeStart w:id='6' w:name='move1'/><w:moveTo {0}>{1}</w:moveTo><w:moveToRangeEnd w:id='6'/>"
    xml = paragraph(source.format(BY, run("Fees.")), "moveFrom") + paragraph(run("Term."))
    xml += paragraph(target.format(BY, run("Fees.")), "moveTo") + paragraph(run("End."))
    assert readings(xml) == (
        ["Term.", "Fees.", "End."],
        ["Fees.", "Term.", "End."],
        ["[-Fees.-][-\u00b6-]", "Term.", "[+Fees.+][+\u00b6+]", "End."],
    )
    revisions = read(xml, "accepted").revisions
    assert (revisions.insertions, revisions.deletions, revisions.moves) == (0, 0, 1)


def test_moves_without_ranges_are_counted_by_their_ends():
    xml = paragraph(
        f"<w:moveTo {BY}>{run('Fees.')}</w:moveTo>{run('Term.')}<w:moveFrom {BY}>{run('Fees.')}</w:moveFrom>"
    )
    assert read(xml, "accepted").revisions.moves == 1


def test_a_paragraph_that_lost_its_end_goes_on_in_the_next():
    xml = paragraph(run("Fees are fixed"), "del") + paragraph(run("for the Term.")) + paragraph(run("End."))
    assert readings(xml) == (
        ["Fees are fixed for the Term.", "End."],
        ["Fees are fixed", "for the Term.", "End."],
        ["Fees are fixed[-\u00b6-]", "for the Term.", "End."],
    )


def test_a_paragraph_that_was_split_is_whole_in_the_original():
    xml = paragraph(run("Fees are fixed"), "ins") + paragraph(run("for the Term."))
    assert readings(xml)[:2] == (["Fees are fixed", "for the Term."], ["Fees are fixed for the Term."])


def test_inserted_and_deleted_paragraphs_are_not_numbered_where_they_are_not():
    listed = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    xml = paragraph(run("Term"), properties=listed) + paragraph(deleted("Exit"), "del", listed)
    xml += paragraph(ins(run("Audit")), "ins", listed) + paragraph(run("Fees"), properties=listed)
    assert readings(xml)[:2] == (["1. Term", "2. Audit", "3. Fees"], ["1. Term", "2. Exit", "3. Fees"])


def test_a_lost_end_before_a_table_or_at_the_end_of_a_cell_joins_nothing():
    cell = f"<w:tc>{paragraph(run('EMEA'), 'del')}</w:tc><w:tc>{paragraph(run('EUR 500'))}</w:tc>"
    xml = paragraph(run("Fees"), "del") + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>" + paragraph(run("End."))
    assert readings(xml)[0] == ["Fees", "EMEA | EUR 500", "End."]


def test_a_lost_end_reaches_into_a_content_control():
    xml = paragraph(run("Fees are fixed"), "del")
    xml += f"<w:sdt><w:sdtContent>{paragraph(run('for the Term.'))}</w:sdtContent></w:sdt>"
    assert readings(xml)[0] == ["Fees are fixed for the Term."]


def row(cells: list[str], change: str = "") -> str:
    mark = f"<w:trPr><w:{change} {BY}/></w:trPr>" if change else ""
    return f"<w:tr>{mark}{''.join(f'<w:tc><w:p>{cell}</w:p></w:tc>' for cell in cells)}</w:tr>"


def test_inserted_and_deleted_rows():
    rows = [row([run("Region"), run("Fees")]), row([run("EMEA"), run("EUR 500")], "del")]
    rows.append(row([ins(run("APAC")), run("EUR 700")], "ins"))
    assert readings(f"<w:tbl>{''.join(rows)}</w:tbl>") == (
        ["Region | Fees", "APAC | EUR 700"],
        ["Region | Fees", "EMEA | EUR 500"],
        ["Region | Fees", "[-EMEA-] | [-EUR 500-]", "[+APAC+] | [+EUR 700+]"],
    )


def test_a_row_inserted_and_deleted_again_is_marked_once():
    twice = row([run("EMEA"), run("EUR 500")], "ins").replace("</w:trPr>", f"<w:del {BY_BOB}/></w:trPr>")
    xml = f"<w:tbl>{row([run('Region'), run('Fees')])}{twice}</w:tbl>"
    assert readings(xml) == (
        ["Region | Fees"],
        ["Region | Fees"],
        ["Region | Fees", "[+EMEA+] | [+EUR 500+]"],
    )


def test_inserted_and_deleted_cells():
    cells = "<w:tc><w:p>{0}</w:p></w:tc><w:tc><w:tcPr><w:{1} {2}/></w:tcPr><w:p>{3}</w:p></w:tc><w:tc><w:p/></w:tc>"
    xml = f"<w:tbl><w:tr>{cells.format(run('Fees'), 'cellIns', BY, run('EUR 7'))}</w:tr>"
    xml += f"<w:tr>{cells.format(run('Term'), 'cellDel', BY, run('1 year'))}</w:tr></w:tbl>"
    assert readings(xml) == (
        ["Fees | EUR 7", "Term"],
        ["Fees", "Term | 1 year"],
        ["Fees | [+EUR 7+]", "Term | [-1 year-]"],
    )


def test_changed_formatting_is_no_change_of_words():
    listed = f"<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:ins {BY}/></w:numPr>"
    changed = f"<w:pPrChange {BY}><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:pPrChange>"
    bold = f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>Fees</w:t></w:r>"
    xml = f"<w:p><w:pPr>{listed}{changed}</w:pPr>{bold}</w:p>"
    assert readings(xml) == (["1. Fees"],) * 3
    assert read(xml, "accepted").revisions is None


def test_a_deleted_field_leaves_nothing_behind():
    char = "<w:r><w:fldChar w:fldCharType='{0}'/></w:r>"
    gone = char.format("begin") + "<w:r><w:delInstrText> REF x </w:delInstrText></w:r>" + char.format("separate")
    gone += "<w:r><w:delText>Schedule 2</w:delText></w:r>" + char.format("end")
    xml = paragraph(f"{run('See ')}<w:del {BY}>{gone}</w:del>{run('.')}")
    assert readings(xml)[:2] == (["See ."], ["See Schedule 2."])


def test_notes_are_read_in_the_same_way():
    word = Word().xml(f"<w:p>{run('Fees.')}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>")
    word.part("footnotes", f"<w:footnote w:id='1'><w:p>{deleted('Five')}{ins(run('Ten'))}</w:p></w:footnote>")
    for revisions, note in (("accepted", "Ten"), ("original", "Five"), ("marked", "[-Five-][+Ten+]")):
        source = load(word.bytes(), options=ReadOptions(revisions=revisions))
        assert lines_of(source) == ["Fees.", note]
        assert (source.revisions.insertions, source.revisions.deletions) == (1, 1)


def test_changes_are_counted_with_their_authors_and_comments_are_kept_apart():
    change = deleted("not ") + ins(run("also "), BY_BOB) + ins(run("always ")) + "<w:commentReference w:id='1'/>"
    word = Word().xml(paragraph(f"{run('Client may ')}{change}{run('audit.')}", "del"))
    comment = "<w:comment w:id='{0}' w:author='{1}'><w:p>{2}</w:p><w:p>{3}</w:p></w:comment>"
    more = comment.format(1, "Jane Counsel", run("Too wide?"), run("Ask them.")) + comment.format(
        2, "", run("Agreed."), ""
    )
    source = load(word.part("comments", more).bytes())
    assert source.text == "Client may also always audit."
    comments = (("Jane Counsel", "Too wide? Ask them."), ("", "Agreed."))
    assert source.revisions == Revisions(2, 2, 0, ("Jane Counsel", "Bob"), comments)
    assert source.notes == (
        "The document holds 4 tracked changes; they were read as accepted.",
        "The document holds 2 comments, which were kept apart from the text.",
    )


@pytest.mark.parametrize(
    ("revisions", "note"),
    [("original", "it was read as if it had not been made"), ("marked", "it is marked in the text")],
)
def test_a_note_says_how_changes_were_read(revisions, note):
    assert read(paragraph(run("Fees") + ins(run("."))), revisions).notes == (
        f"The document holds 1 tracked change; {note}.",
    )


def test_a_document_that_is_all_inserted_has_no_original():
    xml = paragraph(ins(run("Fees.")), "ins")
    assert read(xml, "accepted").text == "Fees."
    with pytest.raises(NoText):
        read(xml, "original")


def test_a_document_without_changes_and_comments_has_no_revisions():
    assert all(read(paragraph(run("Fees.")), each).revisions is None for each in ("accepted", "original", "marked"))
