from __future__ import annotations

import pytest

from evaluation.compare import compare, summary
from tests.support.trials import HELD_BACK, result, trial


def changes(before, after):
    return [(change.what, change.lost) for change in compare(result(before), result(after))]


@pytest.mark.parametrize(
    ("present", "before", "after", "change"),
    [
        (True, True, False, ("no longer found", True)),
        (True, False, True, ("found", False)),
        (False, False, True, ("found, labelled absent", True)),
        (False, True, False, ("no longer found, labelled absent", False)),
    ],
)
def test_presence_gained_and_lost(present, before, after, change):
    assert changes(trial(present=present, found=before), trial(present=present, found=after)) == [change]


def test_nothing_changed():
    assert changes(trial(located=True), trial(located=True, excerpt="other words")) == []


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (True, False, ("stands elsewhere than labelled, before where labelled", True)),
        (False, True, ("stands where labelled, before elsewhere than labelled", False)),
    ],
)
def test_evidence_gained_and_lost(before, after, change):
    assert changes(trial(located=before), trial(located=after)) == [change]


@pytest.mark.parametrize(
    ("before", "after", "lost"), [(30, 60, True), (60, 30, False), (60, 90, None)], ids=["lost", "gained", "both wrong"]
)
def test_terms_gained_and_lost(before, after, lost):
    old, new = (trial(attributes={"notice_days": (30, read)}) for read in (before, after))
    assert changes(old, new) == [(f"notice_days {after}, before {before}, labelled 30", lost)]


def test_a_label_that_changed_is_neither_gain_nor_loss():
    assert changes(trial(), trial(present=False)) == [("labelled otherwise", None)]


def test_a_contract_that_cannot_be_read_any_more_loses_what_was_right():
    old = result(trial("a"), trial("b"), trial("c", found=False))
    new = result(trial("b"), unreadable=("a: cannot be opened [not-a-document]", "c: gone [gone]"))
    assert [(c.trial.contract, c.what, c.lost) for c in compare(old, new)] == [("a", "no longer readable", True)]


def test_what_was_not_measured_is_not_compared():
    old = result(trial(), trial("other"), trial(clause_type="auto_renewal"))
    assert compare(old, result(trial())) == []
    assert compare(old, result(trial(found=False), run="pdf")) == []


def test_a_change_shows_words_unless_they_are_held_back():
    for name, part, shown in [("a", "tuning", True), (HELD_BACK, "held-back", False)]:
        (change,) = compare(
            result(trial(name, part=part, excerpt="Client may audit.")), result(trial(name, part=part, found=False))
        )
        assert str(change).startswith(f"LOST    text  audit_rights  {name}: no longer found")
        assert ("Client may audit." in str(change)) is shown


def test_the_summary_counts():
    old = [trial("a"), trial("b", found=False), trial("c")]
    new = [trial("a", found=False), trial("b"), trial("c", present=False)]
    assert summary(compare(result(*old), result(*new))) == "1 gained, 1 lost, 1 changed otherwise"
