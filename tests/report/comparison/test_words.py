from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausecheck.report.comparison.words import CONTEXT, differ, likeness, with_context, word_runs

texts = st.lists(st.sampled_from(["notice", "of", "sixty", "(60)", "days", "shall", "not", "be"]), max_size=30).map(
    " ".join
)


def kinds(before, after):
    return [(run.kind, run.text) for run in word_runs(before, after)]


def test_the_words_that_differ_are_told_from_those_that_do_not():
    assert kinds("on sixty (60) days' notice", "on ninety (90) days' notice") == [
        ("same", "on"),
        ("removed", "sixty (60)"),
        ("added", "ninety (90)"),
        ("same", "days' notice"),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Provider’s “Work Product”", 'Provider\'s "Work Product"'),
        ("notice – if any –\n  in writing", "notice - if any - in writing"),
        ("ter\u00admination", "termination"),
        ("fifteen days\u037e", "fifteen days;"),
    ],
)
def test_what_pdf_and_word_write_differently_is_no_difference(before, after):
    assert not differ(before, after)
    assert {kind for kind, _ in kinds(before, after)} == {"same"}


@pytest.mark.parametrize(("before", "after"), [("may", "May"), ("60", "⁶0"), ("60", "６０"), ("24", "②④")])
def test_a_letter_and_the_shape_of_a_figure_are_a_difference(before, after):
    assert differ(f"Provider {before} days", f"Provider {after} days")
    assert kinds(before, after) == [("removed", before), ("added", after)]


def test_two_changes_with_next_to_nothing_between_are_one():
    assert kinds("within thirty days of receipt", "within ten weeks of invoice") == [
        ("same", "within"),
        ("removed", "thirty days of receipt"),
        ("added", "ten weeks of invoice"),
    ]


def test_a_text_against_none_is_new_or_gone():
    assert kinds("", "Client may audit.") == [("added", "Client may audit.")]
    assert kinds("Client may audit.", "") == [("removed", "Client may audit.")]


def test_long_runs_are_cut_and_changed_words_never():
    shared = " ".join(f"w{number}" for number in range(60))
    gone = " ".join(f"g{number}" for number in range(60))
    runs = with_context(word_runs(f"{shared} {gone} {shared}", f"{shared} new {shared}"))
    assert [run.kind for run in runs] == ["same", "removed", "added", "same"]
    assert runs[0].text.split() == ["…", *shared.split()[-CONTEXT:]]
    assert runs[1].text == gone
    assert runs[3].text.split() == [*shared.split()[:CONTEXT], "…"]


def test_likeness_is_of_words():
    assert likeness("a b c d", "a b c d") == 1
    assert likeness("a b c d", "e f g h") == 0


def test_a_text_made_to_be_slow_is_compared_all_the_same():
    before, after = "pay " * 30_000, "pay " * 29_999 + "more"
    assert "more" in word_runs(before, after)[-1].text


@given(texts, texts)
def test_both_texts_can_be_put_together_from_the_runs(before, after):
    runs = word_runs(before, after)
    assert " ".join(run.text for run in runs if run.kind != "added") == before
    assert " ".join(run.text for run in runs if run.kind != "removed") == after
