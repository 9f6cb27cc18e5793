from itertools import pairwise

import pytest

from clausecheck.ingest import load
from clausecheck.spans import Span
from tests.support.documents import lines_of

TERMS = """\
# Master Services Agreement

## 7. Service levels ##

The Supplier shall meet the service levels
set out below.
- **Availability.** 99.9 % a month.
- Response within
  four hours.
1. Reports are due monthly.

| Metric | Target | Credit |
|--------|:------:|-------:|
| Availability | 99.9 % | 5 % |
| Response | 4 hours |  |

Term and renewal
----------------

***

The term is one year.
"""


def markdown():
    return load(TERMS.encode(), name="terms.md")


def test_marks_give_headings_with_their_level():
    source = markdown()
    headings = {source.text[b.span.start : b.span.end]: b.level for b in source.blocks if b.kind == "heading"}
    assert headings == {"Master Services Agreement": 0, "7. Service levels": 1, "Term and renewal": 1}


def test_wrapped_lines_join_and_list_items_stand_alone():
    assert lines_of(markdown())[2:6] == [
        "The Supplier shall meet the service levels\nset out below.",
        "- Availability. 99.9 % a month.",
        "- Response within\n  four hours.",
        "1. Reports are due monthly.",
    ]


def test_a_table_gives_rows_with_cells_under_their_header():
    source = markdown()
    rows = [block for block in source.blocks if block.kind == "table_row"]
    cells = [[source.text[cell.start : cell.end] for cell in row.cells] for row in rows]
    assert cells == [["Metric", "Target", "Credit"], ["Availability", "99.9 %", "5 %"], ["Response", "4 hours", ""]]
    assert rows[0].header is None
    assert all(source.blocks[row.header] is rows[0] for row in rows[1:])
    assert all(row.span.contains(cell) for row in rows for cell in row.cells)


def test_the_text_is_unchanged_but_for_stress_and_rules_are_no_blocks():
    source = markdown()
    assert source.text == TERMS.replace("**Availability.**", "Availability.")
    assert lines_of(source)[-1] == "The term is one year."
    assert not any(set(line) <= set("*-|: ") for line in lines_of(source))


def test_a_clause_set_as_a_heading_is_read_as_a_clause():
    words = (
        "## The Customer may terminate this Agreement at any time on sixty (60) days' written notice to the Supplier.\n"
    )
    source = load(words.encode(), name="contract.md")
    assert [(block.kind, block.level) for block in source.blocks] == [("paragraph", 1)]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Between **BrightLine, Inc.** and __Meridian LLC__.", "Between BrightLine, Inc. and Meridian LLC."),
        ("*Term.* The term (the “**Term**”) is _two_ years.", "Term. The term (the “Term”) is two years."),
        ("Confidential [***] and [**] stay.", "Confidential [***] and [**] stay."),
        ("Name: ________ Date: __ / __ / ____", "Name: ________ Date: __ / __ / ____"),
        ("The rate (*) applies to all sites (*).", "The rate (*) applies to all sites (*)."),
        ("Use snake_case_names and 2*3*4.", "Use snake_case_names and 2*3*4."),
    ],
)  # fmt: skip
def test_marks_of_stress_are_no_part_of_the_words(line, text):
    assert load(line.encode(), name="msa.md").text.strip() == text


def test_a_file_called_text_is_read_as_the_same_file_called_markdown():
    text, markdown = (load(TERMS.encode(), name=name) for name in ("terms.txt", "terms.md"))
    assert (text.text, text.blocks) == (markdown.text, markdown.blocks)


RAW = "# ﬁnal\r\n\r\n## *Term* and **notice**\r\n\r\n__“Term”__ is *_two*_ ye\u200bars, **re\u0301sume\u0301** too.\r\n"


def test_every_character_leads_back_to_where_it_stands_in_the_file():
    source = load(RAW.encode(), name="msa.md")
    assert source.anchors[0].start == 0
    for before, after in pairwise(source.anchors):
        assert before.end == after.start
    assert source.anchors[-1].end == len(source.text)
    for start, end, _, _, offset in source.anchors:
        if end - start > 1:
            assert source.text[start:end] == RAW[offset : offset + end - start]
    words = source.text.index("notice")
    (place,) = source.anchored(Span(words, words + 6))
    assert RAW[place.offset : place.offset + 6] == "notice"


def test_what_follows_a_fence_is_passed_over_only_where_it_is_the_name_of_a_language():
    source = load(b"## Fees\n\n```text\nMonthly.\n```\n\n``` The Customer shall pay at once.\n", name="msa.md")
    assert lines_of(source) == ["Fees", "Monthly.", "``` The Customer shall pay at once."]
