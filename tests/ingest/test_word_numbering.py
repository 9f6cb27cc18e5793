import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from clausecheck.ingest import load
from tests.support.documents import Word, lines_of


def labels(word: Word) -> list[str]:
    return [line.rpartition(" ")[0] for line in lines_of(load(word.bytes()))]


def numbered(word: Word, *places: tuple[int, str]) -> Word:
    for depth, number in places:
        word.paragraph("Deliverable", depth=depth, number=number)
    return word


def level(word: Word, definition: str, depth: int):
    (item,) = (each for each in word.numbering if each.get(qn("w:abstractNumId")) == definition)
    return item.findall(qn("w:lvl"))[depth]


def put(element, tag: str, value: str) -> None:
    element.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:val="{value}"/>'))


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


@pytest.mark.parametrize(
    ("restart", "wanted"),
    [
        (None, ["1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1", "(a)"]),
        ("0", ["1.", "1.1", "(a)", "(b)", "1.2", "(c)", "2.", "2.1", "(d)"]),
        ("1", ["1.", "1.1", "(a)", "(b)", "1.2", "(c)", "2.", "2.1", "(a)"]),
    ],
)
def test_a_level_restarts_after_the_levels_it_names(restart, wanted):
    word = Word()
    if restart is not None:
        put(level(word, "1", 2), "lvlRestart", restart)
    numbered(word, *((depth, "1") for depth in (0, 1, 2, 2, 1, 2, 0, 1, 2)))
    assert labels(word) == wanted


def test_a_start_value_of_a_list_holds_whenever_the_level_starts_again():
    word = Word([("decimal", "%1."), ("lowerLetter", "(%2)")]).list("2", "1", starts={1: 3})
    numbered(word, (0, "2"), (1, "2"), (1, "2"), (0, "2"), (1, "2"), (0, "1"), (1, "1"))
    assert labels(word) == ["1.", "(c)", "(d)", "2.", "(c)", "3.", "(a)"]


def test_letters_double_after_z():
    word = Word([("lowerLetter", "(%1)")]).list("2", "1", starts={0: 26})
    assert labels(numbered(word, *[(0, "2")] * 3)) == ["(z)", "(aa)", "(bb)"]


def test_a_level_without_a_number_counts_and_shows_nothing():
    word = Word([("none", ""), ("decimal", "%1%2."), ("lowerLetter", "%3)")])
    numbered(word, (0, "1"), (1, "1"), (1, "1"), (2, "1"), (0, "1"), (1, "1"))
    source = load(word.bytes())
    assert [line.rpartition(" ")[0] for line in lines_of(source)] == ["", "1.", "2.", "a)", "", "1."]
    assert [block.level for block in source.blocks] == [None, 1, 1, 2, None, 1]


def test_words_around_a_number_that_is_not_shown_are_kept():
    assert labels(numbered(Word([("none", "Recital"), ("decimal", "%2.")]), (0, "1"))) == ["Recital"]


def test_legal_style_on_a_lower_level_turns_all_its_numbers_into_figures():
    word = Word([("upperRoman", "Article %1"), ("decimal", "%1.%2"), ("lowerLetter", "%1.%2(%3)")])
    for depth in (1, 2):
        level(word, "1", depth).append(parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
    numbered(word, *((depth, "1") for depth in (0, 0, 0, 0, 1, 2)))
    assert labels(word)[-3:] == ["Article IV", "4.1", "4.1(1)"]


def test_levels_follow_the_styles_they_are_tied_to():
    word = Word()
    for depth, name in enumerate(("Heading 1", "Heading 2", "Heading 3")):
        put(level(word, "1", depth), "pStyle", name.replace(" ", ""))
        properties = word.document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    for style in ("Heading 1", "Heading 2", "Heading 3", "Heading 3", "Heading 2", "Heading 1"):
        word.paragraph("Deliverable", style=style)
    assert labels(word) == ["1.", "1.1", "(a)", "(b)", "1.2", "2."]


def test_a_list_may_take_its_levels_from_a_list_style():
    word = Word([("decimal", "%1.")])
    word.definition("2", []).definition("3", [("upperLetter", "%1)")]).list("2", "2").list("3", "3")
    (link,) = (each for each in word.numbering if each.get(qn("w:abstractNumId")) == "2")
    (style,) = (each for each in word.numbering if each.get(qn("w:abstractNumId")) == "3")
    put(link, "numStyleLink", "Legal")
    put(style, "styleLink", "Legal")
    assert labels(numbered(word, (0, "2"), (0, "3"), (0, "2"))) == ["A)", "B)", "C)"]


def test_a_list_may_have_levels_of_its_own():
    word = Word([("decimal", "%1."), ("decimal", "%1.%2")]).list("2", "1")
    word.numbering[-1].append(
        parse_xml(
            f'<w:lvlOverride {nsdecls("w")} w:ilvl="1"><w:lvl w:ilvl="1"><w:start w:val="1"/>'
            '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl></w:lvlOverride>'
        )
    )
    assert labels(numbered(word, (0, "2"), (1, "2"), (1, "2"), (1, "1"))) == ["1.", "(i)", "(ii)", "1.3"]


def test_a_number_of_zero_and_a_list_that_does_not_exist_show_none():
    assert labels(numbered(Word(), (0, "0"), (0, "77"), (8, "1"), (0, "1"))) == ["", "", "", "1."]


def test_numbers_beyond_reason_are_no_reason_to_fail():
    word = Word([("lowerLetter", "%1."), ("lowerRoman", "%2."), ("decimal", "%3.")])
    word.list("2", "1", starts={0: 999_999_999, 1: 999_999_999}).list("3", "1")
    put(word.numbering[-1], "lvlOverride", "x")
    put(level(word, "1", 2), "lvlRestart", "-7")
    numbered(word, (0, "2"), (1, "2"), (2, "3"))
    assert labels(word) == ["999999999.", "999999999.", "1."]


def test_empty_numbered_paragraphs_count_though_they_are_not_in_the_text():
    word = Word()
    for text in ("Fees", "", "Term"):
        word.paragraph(text, depth=0)
    assert lines_of(load(word.bytes())) == ["1. Fees", "3. Term"]


def test_a_paragraph_may_move_its_level_and_keep_the_list_of_its_style():
    word = Word()
    style = word.document.styles["List Number"].element.get_or_add_pPr()
    for old in style.findall(qn("w:numPr")):
        style.remove(old)
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>'))
    word.paragraph("Fees", style="List Number")
    moved = word.paragraph("Invoices", style="List Number")
    moved._p.pPr.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="1"/></w:numPr>'))
    assert lines_of(load(word.bytes())) == ["1. Fees", "1.1 Invoices"]
