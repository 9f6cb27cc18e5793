import pytest

from clausecheck.playbook.areas import AREA_TITLES
from clausecheck.report.model import AreaRecord
from clausecheck.report.radar import RADIUS, spokes


def area(name: str, score: int | None) -> AreaRecord:
    return AreaRecord(area=name, title=AREA_TITLES[name], score=score, weight=1, rules_evaluated=1, rules_unverified=0)


def test_scores_stand_on_axes_around_the_centre_the_first_at_the_top():
    exit_, security, levels, ip = spokes(
        [area("exit", 100), area("data_security", 50), area("service_levels", 0), area("ip", 100)]
    )
    assert exit_.score == exit_.end == (0, -RADIUS)
    assert security.score == (RADIUS / 2, 0)
    assert levels.score == (0, 0)
    assert ip.score == (-RADIUS, 0)


def test_labels_stand_outside_on_their_side():
    anchors = [spoke.anchor for spoke in spokes([area("exit", 1), area("ip", 1), area("commercial", 1)])]
    assert anchors == ["middle", "start", "end"]


def test_long_titles_take_two_lines():
    top, right, _ = spokes([area("exit", 1), area("data_security", 1), area("commercial", 1)])
    assert (top.lines, top.lift) == (["Exit"], 0)
    assert (right.lines, right.lift) == (["Data and", "security"], 0.5)


def test_what_could_not_be_evaluated_has_its_point_at_the_centre():
    assert spokes([area("exit", None), area("ip", 1), area("commercial", 1)])[0].score == (0, 0)


@pytest.mark.parametrize("names", [[], ["exit"], ["exit", "ip"]])
def test_two_areas_enclose_nothing(names):
    assert spokes([area(name, 50) for name in names]) == []


def test_no_zero_has_a_sign():
    text = str(spokes([area("exit", 0), area("ip", 0), area("commercial", 0), area("governance", 0)]))
    assert "-0.0" not in text
