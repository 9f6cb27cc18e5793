import pytest

from clausecheck.migration.carry import carry_over
from clausecheck.migration.redline_buddy import RegexPlaybook
from clausecheck.patterns.loader import load_patterns
from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.severity import Severity
from tests.support.regex_playbooks import AUDIT, COMPETE, EXIT, JOINT, NOTICE, RENEWAL, UNIFORMS, regex_playbook

PATTERNS = load_patterns()
SLOW = {"kind": "requires_any", "patterns": [r"(\w+\s?)+#", r"terminat\w+.{0,30}for\s+convenience"]}


def carried(*rules, base="outsourcing"):
    playbook = RegexPlaybook.model_validate(regex_playbook(*rules))
    return {each.source.id: each for each in carry_over(playbook, load_playbook(base), PATTERNS)}


@pytest.fixture(scope="module")
def house():
    return carried(
        EXIT,
        NOTICE,
        RENEWAL,
        AUDIT,
        JOINT,
        COMPETE,
        UNIFORMS,
        EXIT | {"id": "slow-exit", "title": "No termination for convenience", "check": SLOW},
        EXIT | {"id": "broken-exit", "check": EXIT["check"] | {"patterns": ["(", "for convenience"]}},
        EXIT | {"id": "advised-exit", "title": "No termination for convenience", "fallback": ""},
        NOTICE | {"id": "boundless", "check": NOTICE["check"] | {"max": None}},
        NOTICE | {"id": "other-number", "check": NOTICE["check"] | {"patterns": ["terminat(?P<value>777)?"]}},
    )


def test_a_wording_that_is_required_is_a_clause_that_is_wanted(house):
    done = house["exit-without-cause"]
    assert (done.outcome, done.lost) == ("carried over", ())
    rule = done.rule
    assert (rule.clause_type, rule.expects, rule.severity) == ("termination_for_convenience", "present", Severity.HIGH)
    assert rule.why == "A partner who answers badly is no breach of contract. Ask for sixty days at most."
    assert rule.recommended_language == EXIT["fallback"]
    assert rule.sources == ["redline-buddy playbook help-desk 3, rule exit-without-cause"]


def test_a_bound_is_one_on_the_term_whose_values_are_captured(house):
    rule = house["exit-notice"].rule
    assert (house["exit-notice"].outcome, rule.expects) == ("carried over", "absent")
    assert rule.acceptable["notice_days"].at_most == rule.walk_away["notice_days"].more_than == 45


@pytest.mark.parametrize(("id", "reason"), [("boundless", "no 'max'"), ("other-number", "none of the terms")])
def test_a_bound_on_nothing_is_not_carried_over(house, id, reason):
    assert house[id].rule is None
    assert reason in house[id].lost[0]


def test_a_wording_that_is_refused_is_judged_by_the_terms_of_the_base(house):
    done, known = house["renewal"], load_playbook("outsourcing")
    positions = next(rule for rule in known.rules if rule.clause_type == "auto_renewal")
    assert (done.outcome, done.rule.expects) == ("carried over in part", "absent")
    assert (done.rule.acceptable, done.rule.walk_away) == (positions.acceptable, positions.walk_away)
    assert "'auto-renewal' of outsourcing" in done.lost[0]


def test_what_the_base_wants_none_of_is_refused_for_the_reason_that_the_title_names(house):
    done = house["joint-ownership"]
    assert (done.outcome, done.rule.expects) == ("carried over", "absent")
    assert done.rule.unacceptable[0].message == "Joint ownership of the results"


def test_what_the_base_takes_no_position_on_is_refused_altogether(house):
    assert house["no-rivals"].outcome == "carried over in part"
    assert "every such clause is refused" in house["no-rivals"].lost[0]


def test_the_positions_of_the_wrong_side_are_not_taken(house):
    assert house["audit-of-our-books"].rule is None
    assert "a playbook for the other side" in house["audit-of-our-books"].lost[0]
    provider = carried(AUDIT, base="outsourcing-provider")["audit-of-our-books"]
    assert (provider.rule.clause_type, provider.rule.expects) == ("audit_rights", "absent")


def test_what_no_clause_type_is_about_is_not_carried_over(house):
    done = house["uniforms"]
    assert (done.outcome, done.rule, done.subject) == ("not carried over", None, None)


def test_a_rule_whose_regexes_take_too_long_is_placed_without_them(house):
    done = house["slow-exit"]
    assert done.rule.clause_type == "termination_for_convenience"
    assert any("were not run" in loss for loss in done.lost)


def test_what_is_no_regular_expression_is_told(house):
    assert "1 of its patterns is no regular expression" in house["broken-exit"].lost


def test_a_rule_without_language_is_lent_some(house):
    known = next(rule for rule in load_playbook("outsourcing").rules if rule.id == "exit-for-convenience")
    assert house["advised-exit"].rule.recommended_language == known.recommended_language
    assert any("lends its own" in loss for loss in house["advised-exit"].lost)


def test_rules_on_one_clause_type_are_told_apart(house):
    assert house["exit-without-cause"].rule.title == "Termination for convenience (exit-without-cause)"
    assert house["joint-ownership"].rule.title == PATTERNS["joint_ip"].definition.title


def test_a_rule_that_does_not_accept_its_own_language_says_so():
    one_sided = EXIT | {"fallback": "Provider alone may terminate this Agreement for convenience at any time."}
    (done,) = carried(one_sided).values()
    assert any("its own fallback language is adverse" in loss for loss in done.lost)
