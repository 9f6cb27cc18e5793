import pytest

from clausecheck.ingest import load
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
