from clausecheck.playbook.changes import Change, changes
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.severity import Severity
from tests.support.findings import clause, rule_of

KIND = "termination_for_convenience"


def finding(status: str, rule: str = "exit", **terms: object) -> Finding:
    clauses = (clause(KIND, **terms),) if terms else ()
    return Finding(rule_of(id=rule), status, Severity.HIGH, f"Found {len(clauses)}.", clauses=clauses)


def test_another_status_is_a_change_and_the_order_is_that_of_the_rules():
    original = [finding("missing"), finding("met", "audit", notice_days=5), finding("met", "levels")]
    accepted = [finding("met", notice_days=60), finding("met", "audit", notice_days=5), finding("adverse", "levels")]
    assert changes(original, accepted) == [Change("exit", "missing", "met"), Change("levels", "met", "adverse")]


def test_other_terms_are_a_change_though_the_verdict_is_the_same():
    assert changes([finding("met", notice_days=30)], [finding("met", notice_days=60)]) == [Change("exit", "met", "met")]


def test_another_place_or_confidence_on_the_same_terms_is_none():
    original = finding("met", notice_days=30, confidence=0.9, section="12.3")
    assert changes([original], [finding("met", notice_days=30, confidence=0.8, section="12.4")]) == []
