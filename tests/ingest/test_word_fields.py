import pytest

from clausecheck.ingest import load
from tests.support.documents import LEVELS, Word, lines_of, run, word_field

LOST = "Error! Reference source not found."


def marked(name: str, inner: str, depth: int) -> str:
    """Write a numbered paragraph with a bookmark."""
    properties = f"<w:pPr><w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    return f"<w:p>{properties}<w:bookmarkStart w:id='1' w:name='{name}'/>{inner}<w:bookmarkEnd w:id='1'/></w:p>"


def contract(levels=LEVELS, *, ahead: str = "") -> Word:
    """Make clauses 1, 1.1, (a) and (i), each with a bookmark of its level, the text `ahead` before all others."""
    texts = ("Term", "Exit", "for breach;", "of Schedule 2.")
    return Word(levels).xml(
        ahead + "".join(marked(f"_Ref{depth}", run(text), depth) for depth, text in enumerate(texts))
    )


def last_line(word: Word) -> str:
    return lines_of(load(word.bytes()))[-1]


def test_only_the_result_of_a_field_is_read():
    simple = f"<w:fldSimple w:instr=' DOCPROPERTY Term '>{run('36')}</w:fldSimple>"
    word = Word().xml(f"<w:p>{run('Term: ')}{simple}{run(' months, see page ')}{word_field('PAGEREF x', '7')}</w:p>")
    assert last_line(word) == "Term: 36 months, see page 7"


def test_a_field_inside_of_an_instruction_is_instruction():
    question = word_field("IF", "36 months").replace(
        "</w:instrText></w:r>", f"</w:instrText></w:r>{word_field('MERGEFIELD Kind', 'Secret')}", 1
    )
    assert last_line(Word().xml(f"<w:p>{run('Term: ')}{question}</w:p>")) == "Term: 36 months"


def test_a_field_inside_of_a_result_is_read():
    link = word_field("HYPERLINK", "").replace(
        '<w:fldChar w:fldCharType="separate"/></w:r>',
        f'<w:fldChar w:fldCharType="separate"/></w:r>{run("see ")}{word_field("REF x", "Schedule 2")}',
    )
    assert last_line(Word().xml(f"<w:p>{link}</w:p>")) == "see Schedule 2"


def test_a_field_that_is_never_closed_hides_nothing():
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>"
    stray = "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    word = Word().xml(f"<w:p>{stray}{begin}{run('Fees')}</w:p><w:p>{run('are fixed.')}</w:p>")
    assert lines_of(load(word.bytes())) == ["Fees", "are fixed."]


def test_a_text_box_in_a_field_has_fields_of_its_own():
    inner = f"<w:p>{run('Page ')}{word_field('PAGE', '2')}</w:p>"
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"
    outer = word_field("QUOTE x", "Fees").replace(run("Fees"), run("Fees") + box)
    assert lines_of(load(Word().xml(f"<w:p>{outer}{run(' are fixed.')}</w:p>").bytes())) == [
        "Fees are fixed.", "Page 2",
    ]  # fmt: skip


@pytest.mark.parametrize("stored", [None, "", LOST, "Error! Bookmark not defined."])
@pytest.mark.parametrize(
    ("instruction", "shown"),
    [
        (r"REF _Ref2 \w \h", "1.1(a)"),
        (r"REF _Ref2 \n \h", "(a)"),
        (r"REF _Ref3 \w", "1.1(a)(i)"),
        (r"REF _Ref1 \r \h  \* MERGEFORMAT", "1.1"),
        (r"ref _Ref0 \N", "1"),
    ],
)
def test_a_lost_paragraph_number_is_put_back(instruction, shown, stored):
    word = contract().xml(f"<w:p>{run('See ')}{word_field(instruction, stored)}{run('.')}</w:p>")
    assert last_line(word) == f"See {shown}."


def test_a_lost_number_of_a_simple_field_and_one_further_on_are_put_back():
    simple = rf"<w:p>{run('See ')}<w:fldSimple w:instr=' REF _Ref2 \w '>{run(LOST)}</w:fldSimple></w:p>"
    assert lines_of(load(contract(ahead=simple).bytes())) == [
        "See 1.1(a)", "1. Term", "1.1 Exit", "(a) for breach;", "(i) of Schedule 2.",
    ]  # fmt: skip


def test_a_relative_number_leaves_out_what_both_places_share():
    reference = word_field(r"REF _Ref2 \r", LOST)
    word = contract().xml(marked("_Here", run("See ") + reference, 2) + marked("_There", run("See ") + reference, 1))
    assert lines_of(load(word.bytes()))[-2:] == ["(b) See (a)", "1.2 See 1.1(a)"]


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ([("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3.")], "1.a.i"),
        ([("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)")], "1(a)(i)"),
        ([("upperRoman", "Article %1"), ("decimal", "Section %1.%2"), ("lowerLetter", "(%3)")], "Section I.1(a)"),
    ],
)
def test_a_full_number_is_put_together_from_its_levels(levels, shown):
    reference = word_field(r"REF _Ref2 \w", None)
    assert last_line(contract(levels).xml(f"<w:p>{reference}</w:p>")) == shown


def test_the_words_of_a_number_may_be_left_out():
    levels = [("upperRoman", "Article %1"), ("decimal", "Section %1.%2")]
    reference = word_field(r"REF _Ref1 \w \t", None)
    word = contract(levels).xml(f"<w:p>{run('Section ')}{reference}</w:p>")
    assert last_line(word) == "Section I.1"


@pytest.mark.parametrize(
    ("instruction", "stored"),
    [
        (r"REF _Ref2 \w", "9.9(z)"),
        (r"REF _Gone \w", LOST),
        ("REF _Ref2", LOST),
        (r"PAGEREF _Ref2 \h", LOST),
        ("", "as stored"),
    ],
)
def test_what_is_stored_or_cannot_be_told_stays_as_the_reader_sees_it(instruction, stored):
    assert last_line(contract().xml(f"<w:p>{word_field(instruction, stored)}</w:p>")) == stored


def test_a_bookmark_between_paragraphs_is_that_of_the_next_one():
    reference = word_field(r"REF _Next \w", LOST)
    bookmark = "<w:bookmarkStart w:id='9' w:name='_Next'/>"
    word = contract().xml(f"{bookmark}{marked('_x', run('Fees'), 1)}<w:p>{reference}</w:p>")
    assert last_line(word) == "1.2"


FORM = "<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{0}</w:ffData></w:fldChar></w:r><w:r><w:instrText>{1}"
FORM += "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
LIST = "<w:ddList>{0}<w:listEntry w:val='12 months'/><w:listEntry w:val='36 months'/></w:ddList>"


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "\u2612"),
        ("<w:checkBox><w:default w:val='1'/></w:checkBox>", "\u2612"),
        ("<w:checkBox><w:default w:val='0'/></w:checkBox>", "\u2610"),
        (LIST.format("<w:result w:val='1'/>"), "36 months"),
        (LIST.format("<w:default w:val='1'/>"), "36 months"),
        (LIST.format(""), "12 months"),
        (LIST.format("<w:result w:val='7'/>"), ""),
    ],
)
def test_a_form_field_shows_what_was_chosen(data, shown):
    word = Word().xml(f"<w:p>{run('Term: ')}{FORM.format(data, 'FORM')}</w:p>")
    assert last_line(word) == f"Term: {shown}".strip()
