from __future__ import annotations

from evaluation.errors import errors
from tests.support.trials import trial


def kinds(*trials):
    return [text.partition("\n")[0] for text in errors(trials, "audit_rights")]


def test_every_kind_of_error_is_told():
    assert kinds(
        trial("right"),
        trial("wrong", present=False),
        trial("missed", found=False),
        trial("elsewhere", located=False),
        trial("term", attributes={"notice_days": (30, 60)}),
        trial("taken in", present=False, misled=True),
        trial("other type", clause_type="auto_renewal", found=False),
    ) == [
        "FALSE POSITIVE wrong",
        "FALSE NEGATIVE missed",
        "READ OTHERWISE elsewhere",
        "READ OTHERWISE term",
        "IMITATION TAKEN taken in",
        "FALSE POSITIVE taken in",
    ]


def test_the_words_of_both_sides_are_shown():
    (told,) = errors(
        [trial(attributes={"notice_days": (30, None)}, excerpt="found words", wanted="wanted words", located=False)],
        "audit_rights",
    )
    assert "notice_days: None instead of 30" in told
    assert "elsewhere than labelled: wanted words" in told and "found words" in told
