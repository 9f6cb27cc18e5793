import pytest

from clausecheck.migration.redline_buddy import RegexRule
from clausecheck.migration.searching import Query, find
from clausecheck.migration.subject import Subjects, examples_of
from clausecheck.patterns.loader import load_patterns
from tests.support.detections import bundled_detector
from tests.support.regex_playbooks import EXIT, RENEWAL, UNIFORMS

PATTERNS = load_patterns()
EXAMPLES = examples_of(PATTERNS)


@pytest.fixture(scope="module")
def subjects():
    return Subjects(bundled_detector(), EXAMPLES)


def hits(rule):
    query = Query(tuple(rule.check.patterns), (), "value", rule.fallback)
    return find(tuple(example.text for example in EXAMPLES), query)


def about(subjects, fields, *, run=True):
    rule = RegexRule.model_validate(fields)
    return subjects.of(rule, hits(rule) if run else None)


def test_regexes_language_and_name_agree(subjects):
    subject = about(subjects, EXIT)[0]
    assert subject.clause_type.id == "termination_for_convenience"
    assert subject.found > 10 and subject.language > 0.9
    assert f"{subject.found} of its {subject.of} examples" in str(subject)


def test_without_regexes_language_and_name_do(subjects):
    subject = about(subjects, RENEWAL | {"title": "Automatic renewal"}, run=False)[0]
    assert (subject.clause_type.id, subject.found, subject.named) == ("auto_renewal", 0, True)
    assert "regexes" not in str(subject)


def test_one_thing_alone_is_not_enough(subjects):
    assert about(subjects, UNIFORMS | {"fallback": EXIT["fallback"]}) == []
    assert about(subjects, UNIFORMS | {"title": "Automatic renewal"}) == []
    assert about(subjects, UNIFORMS | {"check": {"kind": "requires_any", "patterns": ["automatically renew"]}}) == []


def test_a_word_that_stands_in_everything_decides_nothing(subjects):
    assert about(subjects, UNIFORMS | {"check": {"kind": "requires_any", "patterns": ["the"]}}) == []


def test_what_two_clause_types_are_called_names_neither(subjects):
    assert subjects._named("Term") == set()
    assert subjects._named("No cap on liability") == {"liability_cap"}
