from __future__ import annotations

import pytest

from clausecheck.detect.boxes import answer, is_unticked, options


@pytest.mark.parametrize(
    "text",
    [
        "☐ 12 months ☒ 24 months ☐ 36 months",
        "[ ] 12 months [X] 24 months [ ] 36 months",
        "12 months ☐ 24 months ☑ 36 months □.",
    ],
)
def test_what_stands_beside_a_ticked_box_is_chosen(text):
    chosen = [text[option.start : option.end].strip() for option in options(text) if option.ticked]
    assert chosen == ["24 months"]
    assert [is_unticked(text, text.index(words)) for words in ("12", "24", "36")] == [True, False, True]


@pytest.mark.parametrize("text", ["within [ ] days, or 30 days", "on 30 days' notice", "☒ on 30 days' notice"])
def test_a_single_box_or_blank_is_no_list_of_options(text):
    assert not is_unticked(text, text.index("30"))


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
