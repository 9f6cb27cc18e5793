from __future__ import annotations

import pytest

from clausecheck.playbook.wording import described, listed, number, quantity


@pytest.mark.parametrize(
    ("attribute", "value", "words"),
    [
        ("notice_days", 60, "notice 60 days"),
        ("of_two_sums", "lesser", "of two sums the lesser"),
        ("notice_days", 1, "notice 1 day"),
        ("notice_days", None, "no notice stated"),
        ("optout_notice_days", 90, "opt-out notice 90 days"),
        ("deadline_hours", 0, "deadline immediately"),
        ("deadline_hours", 1.5, "deadline 1.5 hours"),
        ("term_months", 12, "term 12 months"),
        ("percent", 5, "5 %"),
        ("cap_percent", 12.5, "cap 12.5 %"),
        ("per_year", 1, "once a year"),
        ("above_index", "higher_of", "rise by the higher of an index and a percentage"),
        ("above_index", "margin", "rise by an index and a margin on top"),
        ("per_year", 4, "four times a year"),
        ("per_year", 1.5, "1.5 times a year"),
        ("per_year", 0.33, "once every three years"),
        ("per_year", 0.67, "once every 18 months"),
        ("per_year", 26, "26 times a year"),
        ("times_per_year", 2, "twice a year"),
        ("holder", "either", "held by either party"),
        ("holder", "unclear", "holder not clear"),
        ("owner", "joint", "owned by both parties jointly"),
        ("notifier", "provider", "given by the provider"),
        ("mechanism", "work_for_hire", "by work for hire"),
        ("scope", "partial", "covers only part of the agreement"),
        ("kind", "fee_reduction", "fee reduction"),
        ("matters", ["wilful_misconduct", "law"], "covers wilful misconduct or fraud, law"),
        ("subject", ["records", "data_centres"], "covers records, data centres"),
        ("subject", [], "no subject stated"),
        ("metrics", [{"name": "uptime", "target": "99.9%"}], "metrics uptime 99.9%"),
        ("metrics", [{"name": "uptime", "target": ""}], "metrics uptime (no target)"),
        ("fee", True, "exit fee"),
        ("fee", False, "no exit fee"),
        ("at_provider_discretion", False, "owed without discretion"),
        ("tested", False, "plans not tested"),
        ("cure_days", 30, "time to cure 30 days"),
        ("regions", ["united_states", "india"], "in the United States, India"),
        ("jurisdiction", "england_and_wales", "law of England and Wales"),
        ("kinds", [], "no kind stated"),
        ("kinds", ["cyber"], "cyber"),
        ("cost", "at_providers_cost", "at the provider's cost"),
        ("control", "free", "without consent or notice"),
    ],
)
def test_values_in_words(attribute, value, words):
    assert described(attribute, value) == words


def test_names_in_a_sentence():
    assert listed(["customer"], "or") == "the customer"
    assert listed(["customer", "either"], "or") == "the customer or either party"
    assert listed(["credit", "fee_reduction", "refund"], "and") == "credit, fee reduction and refund"


def test_numbers_have_no_needless_decimals():
    assert [number(60.0), number(2.5), quantity("notice_days", 1.0)] == ["60", "2.5", "1 day"]
