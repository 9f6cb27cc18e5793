from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from clausecheck.report.columns import columns, wrapped


def test_wide_characters_take_two_columns_and_combining_marks_none():
    assert [columns(text) for text in ("abc", "契約", "e\u0301")] == [3, 4, 1]


def test_lines_are_broken_between_words_and_indented():
    assert wrapped("the Customer may terminate", 18, first="Ask: ", indent="     ") == [
        "Ask: the Customer",
        "     may terminate",
    ]


def test_a_word_longer_than_the_line_is_broken():
    assert wrapped("abcdefgh", 5, indent="  ") == ["abc", "  def", "  gh"]
    assert wrapped("契約契約", 4) == ["契約", "契約"]


def test_no_words_are_one_line():
    assert wrapped("", 10, first="Name  ", indent="      ") == ["Name"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80), st.integers(8, 30))
def test_no_line_is_too_wide_and_no_character_is_lost(text, width):
    lines = wrapped(text, width, first="- ", indent="    ")
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(f"- {text}".split())
