from __future__ import annotations

import pytest

from clausecheck.detect.boxes import answer, chosen, options, unticked


@pytest.mark.parametrize(
    "text",
    [
        "☐ 12 months ☒ 24 months ☐ 36 months",
        "[ ] 12 months [X] 24 months [ ] 36 months",
        "12 months ☐ 24 months ☑ 36 months □.",
    ],
)
def test_what_stands_beside_a_ticked_box_is_chosen(text):
    assert [text[option.start : option.end].strip() for option in options(text) if option.ticked] == ["24 months"]
    assert [text[start:end].strip() for start, end in unticked(text)] == ["12 months", "36 months"]


@pytest.mark.parametrize("text", ["within [ ] days, or 30 days", "on 30 days' notice", "☒ on 30 days' notice"])
def test_a_single_box_or_blank_is_no_list_of_options(text):
    assert unticked(text) == []
    assert chosen(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("☐ Yes ☒ No  Customer may audit.", False),
        ("☒ Yes ☐ No  Customer may audit.", True),
        ("Customer may audit. Yes [x] No [ ]", True),
        ("Audit: yes ☐ no ☒", False),
        ("☐ Yes ☐ No  Customer may audit.", None),
        ("☒ Customer may audit. ☐ No audit.", None),
    ],
)
def test_an_answer_is_the_one_that_is_ticked(text, said):
    assert answer(text) is said


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("within ☐ 24 hours ☒ 72 hours of the event", "within 72 hours of the event"),
        ("☐ 5% ☒ 10% of the fees", "10% of the fees"),
        ("payable within ☒ 30 ☐ 60 ☐ 90 days", "payable within 30 days"),
        ("☒ Yes ☐ No  Customer may audit.", "☒ Yes ☐ No Customer may audit."),
        ("within [ ] days", "within [ ] days"),
    ],
)
def test_what_is_chosen_keeps_its_place(text, left):
    assert " ".join(chosen(text).split()) == left
    assert len(chosen(text)) == len(text)
