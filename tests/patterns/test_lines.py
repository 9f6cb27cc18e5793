from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.patterns.lines import LONG_GAP, SHORT_GAP, Step, parse_line


def test_a_line_is_read_step_by_step():
    line = parse_line("${party} ... Terminate|cancel* (this|the) agreement .. for convenience")
    assert line.steps == (
        Step(0, fragment="party"),
        Step(LONG_GAP, words=("terminate", "cancel*")),
        Step(0, words=("this", "the"), optional=True),
        Step(0, words=("agreement",)),
        Step(SHORT_GAP, words=("for",)),
        Step(0, words=("convenience",)),
    )
    assert line.fragments == ("party",)


def test_a_fragment_may_be_left_out():
    line = parse_line("(${party}) pays")
    assert line.steps == (Step(0, fragment="party", optional=True), Step(0, words=("pays",)))
    assert line.fragments == ("party",)


@pytest.mark.parametrize("text", [";", "'", "days'", "third-party", "%", "$"])
def test_marks_are_words_too(text):
    assert parse_line(text).steps == (Step(0, words=(text,)),)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("... terminate", "a gap stands between two words"),
        ("may ... .. terminate", "a gap stands between two words"),
        ("may terminate ...", "cannot end in a gap"),
        ("(may)", "needs at least one word that cannot be left out"),
        ("", "needs at least one word that cannot be left out"),
        ("may||shall terminate", "has an empty alternative"),
        ("${May} terminate", "is not a word"),
        ("${may}|shall terminate", "is not a word"),
        ("$may terminate", "is not a word"),
        ("(may terminate", "a bracket opens and closes around one place"),
        ("may (...) terminate", "is not a word"),
        ("(${may}|shall) terminate", "a bracket opens and closes around one place"),
        ("() may", "a bracket opens and closes around one place"),
    ],
)
def test_what_a_line_cannot_say(text, problem):
    with pytest.raises(ValueError, match=problem):
        parse_line(text)


@given(st.text(max_size=40))
def test_any_text_is_a_line_or_a_clear_error(text):
    try:
        line = parse_line(text)
    except ValueError as error:
        assert str(error)
    else:
        assert line.steps
        assert line.steps[0].gap == 0


@pytest.mark.parametrize("text", ["*", "may *", "may|* terminate"])
def test_a_word_that_begins_with_nothing_is_no_word(text):
    with pytest.raises(ValueError, match="empty alternative"):
        parse_line(text)
