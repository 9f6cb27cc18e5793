from __future__ import annotations

import pytest

from clausecheck.ingest import load
from clausecheck.ingest.plain_tables import cells_of
from clausecheck.spans import Span

LEVELS = """Supplier shall meet these service levels.
Metric | Target | Credit
Speed of answer | 80% in 20 seconds | 4%
Abandonment | 3% or less | 2%
Credits are shown on the next invoice."""


def rows_of(text: str) -> list[list[str]]:
    source = load(text.encode(), name="levels.txt")
    return [[text[cell.start : cell.end] for cell in block.cells] for block in source.blocks if block.cells]


@pytest.mark.parametrize(
    "text",
    [
        LEVELS,
        LEVELS.replace(" | ", "\t"),
        LEVELS.replace("Metric", "| Metric")
        .replace("Speed", "| Speed")
        .replace("Aband", "| Aband")
        .replace("Credit\n", "Credit |\n|---|---|---|\n")
        .replace("4%", "4% |")
        .replace("2%", "2% |"),
    ],
    ids=["bars", "tabs", "framed with a rule"],
)
def test_rows_of_as_many_cells_are_a_table_with_the_titles_of_its_columns(text):
    assert rows_of(text) == [
        ["Metric", "Target", "Credit"],
        ["Speed of answer", "80% in 20 seconds", "4%"],
        ["Abandonment", "3% or less", "2%"],
    ]
    blocks = load(text.encode(), name="levels.txt").blocks
    assert [block.header for block in blocks] == [None, None, 1, 1, None]


def test_a_table_of_the_text_is_read_like_one_of_a_word_file():
    contract = f'This Agreement is made between Halden plc ("Customer") and Corvane Ltd ("Supplier").\n{LEVELS}'
    assert load(contract.encode(), name="a.txt").blocks[3].header == 2


@pytest.mark.parametrize(
    "text",
    [
        "Halden plc | 1 Quay Street | Bristol\n\nThis Agreement is made on 1 May 2026.",
        "1.\tCustomer may terminate this Agreement.\nSupplier shall repay the fees paid in advance.",
        "Option A | Option B\n\nOption C | Option D",
    ],
)
def test_a_line_of_cells_alone_is_no_table(text):
    assert rows_of(text) == []


def test_numbered_lines_with_a_tab_after_the_number_are_no_table():
    text = "1.\tCustomer may terminate this Agreement.\n2.\tSupplier shall repay the fees paid in advance."
    assert rows_of(text) == []


def test_blanks_without_end_are_gone_through_once():
    text = "a" + " " * 300_000 + "b | c"
    assert [text[cell.start : cell.end][-1:] for cell in cells_of(text, Span(0, len(text)))] == ["b", "c"]
