"""The default playbook, held against the terms that its sources recommend and against those they warn of."""

from __future__ import annotations

import re
from typing import Any

import pytest

from clausecheck.playbook.areas import AREA_TITLES
from clausecheck.playbook.assess import assess
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.loader import load_playbook
from tests.support.findings import clause, contract_of, detection_of

CORE = (
    "exit-for-convenience",
    "audit",
    "ownership",
    "breach-notice",
    "service-levels",
    "service-credits",
    "auto-renewal",
)


def finding_for(clause_type: str, **attributes: Any) -> Finding:
    findings = assess(contract_of(), detection_of(clause(clause_type, **attributes)), load_playbook("outsourcing"))
    (finding,) = (finding for finding in findings if finding.rule.clause_type == clause_type)
    return finding


def test_the_seven_core_rules_come_first_and_make_two_fifths_of_the_score():
    rules = load_playbook("outsourcing").rules
    assert tuple(rule.id for rule in rules[: len(CORE)]) == CORE
    weight = sum(rule.weight for rule in rules)
    assert sum(rule.weight for rule in rules[: len(CORE)]) / weight == pytest.approx(0.4, abs=0.01)
    assert {rule.id for rule in rules if rule.must_have} < set(CORE)


def test_no_clause_type_has_two_rules_and_all_areas_have_some():
    rules = load_playbook("outsourcing").rules
    assert len({rule.clause_type for rule in rules}) == len(rules)
    assert {rule.area for rule in rules} == set(AREA_TITLES)


METRICS = [{"name": "first response time", "target": "95% within 30 seconds"}]


@pytest.mark.parametrize(
    ("clause_type", "attributes", "status"),
    [
        # "Client may terminate this agreement at any time with 60 days written notice for convenience."
        ("termination_for_convenience", {"holder": "customer", "notice_days": 60}, "met"),
        ("termination_for_convenience", {"holder": "either", "notice_days": 30, "fee": False}, "met"),
        ("termination_for_convenience", {"holder": "customer", "notice_days": 90}, "weak"),
        ("termination_for_convenience", {"holder": "customer", "notice_days": None}, "weak"),
        ("termination_for_convenience", {"holder": "customer", "notice_days": 30, "fee": True}, "weak"),
        ("termination_for_convenience", {"holder": "customer", "notice_days": 365}, "adverse"),
        ("termination_for_convenience", {"holder": "provider", "notice_days": 30}, "adverse"),
        # "Client retains the right to audit vendor processes for compliance annually."
        ("audit_rights", {"holder": "customer", "subject": ["compliance"], "per_year": 1}, "met"),
        ("audit_rights", {"holder": "either", "subject": ["records", "controls"], "notice_days": 30}, "met"),
        ("audit_rights", {"holder": "customer"}, "met"),
        ("audit_rights", {"holder": "customer", "subject": ["records"]}, "weak"),
        ("audit_rights", {"holder": "customer", "subject": ["compliance"], "per_year": 0.5}, "weak"),
        ("audit_rights", {"holder": "customer", "subject": ["compliance"], "notice_days": 60}, "weak"),
        ("audit_rights", {"holder": "provider", "subject": ["records"]}, "adverse"),
        # "All materials, data, and processes developed ... remain the exclusive property of the client."
        ("ip_ownership", {"owner": "customer", "mechanism": "statement"}, "met"),
        ("ip_ownership", {"owner": "customer", "mechanism": "assignment"}, "met"),
        ("ip_ownership", {"owner": "joint", "mechanism": "statement"}, "weak"),
        ("ip_ownership", {"owner": "customer", "mechanism": "license"}, "weak"),
        ("ip_ownership", {"owner": "provider", "mechanism": "statement"}, "adverse"),
        # "... will notify the client of any data breaches within 24 hours."
        ("breach_notification", {"notifier": "provider", "deadline_hours": 24}, "met"),
        ("breach_notification", {"notifier": "either", "deadline_hours": 0}, "met"),
        ("breach_notification", {"notifier": "provider", "deadline_hours": 24, "best_efforts": True}, "weak"),
        ("breach_notification", {"notifier": "provider", "deadline_hours": 48}, "weak"),
        ("breach_notification", {"notifier": "provider", "deadline_hours": 72}, "weak"),
        ("breach_notification", {"notifier": "provider", "deadline_text": "promptly"}, "weak"),
        ("breach_notification", {"notifier": "provider", "deadline_hours": 120}, "adverse"),
        ("breach_notification", {"notifier": "customer", "deadline_hours": 24}, "adverse"),
        ("service_levels", {"metrics": METRICS}, "met"),
        ("service_levels", {"metrics": [{"name": "first response time", "target": ""}]}, "weak"),
        ("service_levels", {"metrics": []}, "weak"),
        ("sla_penalties", {"kind": "credit", "percent": 5, "at_provider_discretion": False}, "met"),
        ("sla_penalties", {"kind": "fee_reduction"}, "met"),
        ("sla_penalties", {"kind": "credit", "percent": 5, "at_provider_discretion": True}, "adverse"),
        ("auto_renewal", {"term_months": 12, "optout_notice_days": 60}, "met"),
        ("auto_renewal", {"term_months": 24, "optout_notice_days": 60}, "weak"),
        ("auto_renewal", {"term_months": 12, "optout_notice_days": 90}, "weak"),
        ("auto_renewal", {"term_months": 12, "optout_notice_days": 60, "price_uplift": True}, "weak"),
        ("auto_renewal", {"term_months": 60, "optout_notice_days": 60}, "adverse"),
        ("auto_renewal", {"term_months": 12, "optout_notice_days": 365}, "adverse"),
        ("unilateral_change", {"favours": "provider", "only_from_renewal": True, "may_leave": True}, "met"),
        ("unilateral_change", {"favours": "provider", "only_from_renewal": True, "may_leave": False}, "weak"),
        ("unilateral_change", {"favours": "provider", "only_from_renewal": False, "may_leave": True}, "weak"),
        ("unilateral_change", {"favours": "provider", "only_from_renewal": False, "may_leave": False}, "adverse"),
        ("unilateral_change", {"favours": "customer", "only_from_renewal": False, "may_leave": False}, "met"),
        ("liability_cap", {"limits": "amount", "cap_months": 12, "cap_percent": 100}, "met"),
        ("liability_cap", {"limits": "amount", "cap_months": 14.4, "cap_percent": 40}, "met"),
        ("liability_cap", {"limits": "amount", "cap_percent": 100}, "met"),
        ("liability_cap", {"limits": "amount", "cap_months": 7.2, "cap_percent": 60}, "weak"),
        ("liability_cap", {"limits": "amount", "cap_months": 6, "cap_percent": 100}, "weak"),
        ("liability_cap", {"limits": "amount", "cap_percent": 60}, "weak"),
        ("liability_cap", {"limits": "amount", "cap_months": 3, "cap_percent": 150}, "adverse"),
        ("liability_cap", {"limits": "amount", "cap_percent": 25}, "adverse"),
        ("liability_cap", {"limits": "amount", "cap_months": 12, "of_two_sums": "lesser"}, "weak"),
        ("liability_cap", {"limits": "amount", "cap_months": 12, "of_two_sums": "greater"}, "met"),
        ("liability_cap", {"limits": "all", "favours": "provider"}, "adverse"),
        ("liability_cap", {"limits": "all", "favours": "mutual"}, "adverse"),
    ],
)
def test_positions(clause_type, attributes, status):
    assert finding_for(clause_type, **attributes).status == status


def test_the_language_to_ask_for_names_the_parties_by_their_defined_terms():
    for rule in load_playbook("outsourcing").rules:
        words = set(re.findall(r"\w+", rule.recommended_language))
        assert words & {"Customer", "Provider", "party", "parties", "Agreement"}, rule.id
        assert not words & {"Client", "Vendor", "Supplier"}, rule.id
