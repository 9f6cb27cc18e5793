from __future__ import annotations

from evaluation.yardsticks import CLASSIFIER, PEER, beside_others
from tests.support.trials import trial


def test_the_yardsticks_stand_beside_ours_and_say_on_what_they_were_measured():
    text = beside_others([trial("a"), trial("b", part="held-back", found=False), trial("c", part="held-back")])
    assert "clausecheck, 2 held back" in text and "clausecheck, all 3" in text
    row = next(line for line in text.splitlines() if line.startswith("| audit_rights"))
    assert [part.strip() for part in row.strip("| ").split("|")][3:] == [
        CLASSIFIER["audit_rights"],
        PEER["audit_rights"],
    ]


def test_without_a_held_back_part_there_is_nothing_to_compare():
    assert beside_others([trial()]) == ""
