"""The default playbook, held against the terms that its sources recommend and against those they warn of."""

from __future__ import annotations

from typing import Any

import pytest

from clausecheck.playbook.assess import assess
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.loader import load_playbook
from tests.support.findings import clause, contract_of, detection_of

ATTRIBUTES = {
    "termination_for_convenience": {"holder", "notice_days", "scope", "fee", "denied"},
    "audit_rights": {"holder", "subject", "notice_days", "per_year", "denied"},
    "ip_ownership": {"owner", "mechanism", "denied"},
    "breach_notification": {"deadline_hours", "deadline_text", "notifier", "trigger", "denied"},
    "service_levels": {"metrics", "non_binding", "denied"},
    "sla_penalties": {"kind", "percent", "cap_percent", "at_provider_discretion", "denied"},
    "auto_renewal": {"term_months", "optout_notice_days", "price_uplift", "denied"},
}


def finding_for(clause_type: str, **attributes: Any) -> Finding:
    findings = assess(contract_of(), detection_of(clause(clause_type, **attributes)), load_playbook("outsourcing"))
    (finding,) = (finding for finding in findings if finding.rule.clause_type == clause_type)
    return finding


def test_it_has_one_rule_for_each_core_clause_and_uses_only_known_attributes():
    playbook = load_playbook("outsourcing", known=ATTRIBUTES)
    assert {rule.clause_type for rule in playbook.rules} == set(ATTRIBUTES)
    assert len(playbook.rules) == len(ATTRIBUTES)
    assert playbook.side == "customer"


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
    ],
)
def test_positions(clause_type, attributes, status):
    assert finding_for(clause_type, **attributes).status == status


def test_the_language_to_ask_for_names_the_parties_by_their_defined_terms():
    for rule in load_playbook("outsourcing").rules:
        assert "Customer" in rule.recommended_language, rule.id
        assert not {"Client", "Vendor", "Supplier"} & set(rule.recommended_language.split()), rule.id
