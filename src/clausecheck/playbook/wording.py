"""The words of a finding: attributes, their values and what was wanted of them, as a lawyer would say them."""

from __future__ import annotations

from collections.abc import Sequence

from clausecheck.detect.clause import UNCLEAR, AttributeValue
from clausecheck.playbook.flag_words import FLAGS

_UNITS = {"days": "day", "hours": "hour", "months": "month", "percent": "%"}
_LABELS = {
    "above_index": "rise above the index",
    "percent": "percentage",
    "per_year": "frequency",
    "optout_notice_days": "opt-out notice",
    "fetch_days": "time to fetch the data",
    "payment_days": "time to pay",
    "cure_days": "time to cure",
    "rto_hours": "recovery time",
    "rpo_hours": "recovery point",
    "change": "change of place",
    "kinds": "kind",
    "grants": "right or duty",
    "grounds": "ground",
    "times_per_year": "frequency",
    "after_end_months": "time after the end",
    "cap_months": "cap in fees of",
    "favours": "whom it favours",
    "terminate_after_days": "right to leave after",
    "window_months": "period",
}
_SPOKEN = {
    "customer": "the customer",
    "provider": "the provider",
    "either": "either party",
    "joint": "both parties jointly",
    "mutual": "both parties alike",
    "lesser": "the lesser",
    "greater": "the greater",
    "at_providers_cost": "at the provider's cost",
    "wilful_misconduct": "wilful misconduct or fraud",
    "as_listed": "the places listed",
    "european_union": "the European Union",
    "united_kingdom": "the United Kingdom",
    "united_states": "the United States",
    "switzerland": "Switzerland",
    "canada": "Canada",
    "latin_america": "Latin America",
    "india": "India",
    "philippines": "the Philippines",
    "other_asia": "other countries of Asia",
    "africa": "Africa",
    "australia_new_zealand": "Australia or New Zealand",
    "dpia": "impact assessments",
    "bsi_c5": "BSI C5",
    "fedramp": "FedRAMP",
    "hipaa": "HIPAA",
    "hitrust": "HITRUST",
    "isae_3000": "ISAE 3000",
    "isae_3402": "ISAE 3402",
    "iso_9001": "ISO 9001",
    "iso_22301": "ISO 22301",
    "iso_27001": "ISO 27001",
    "iso_27017_27018": "ISO 27017 and 27018",
    "iso_27701": "ISO 27701",
    "nist": "NIST",
    "pci_attestation": "PCI attestation",
    "pci_dss": "PCI DSS",
    "soc_1": "SOC 1",
    "soc_2": "SOC 2",
    "soc_3": "SOC 3",
    "third_party_ip": "infringement",
    "tisax": "TISAX",
}
_VALUES = {
    ("change", "free"): "at will",
    ("above_index", "higher_of"): "the higher of an index and a percentage",
    ("above_index", "margin"): "an index and a margin on top",
    ("control", "free"): "without consent or notice",
    ("control", "affiliates"): "to affiliates without consent or notice",
    ("cost", "free"): "free of charge",
    ("cost", "not_stated"): "cost not stated",
}
_VERBS = {
    "above_index": "rise by",
    "holder": "held by",
    "owner": "owned by",
    "notifier": "given by",
    "mechanism": "by",
    "subject": "covers",
    "trigger": "covers",
    "duties": "duty to",
    "grants": "covers",
    "grounds": "for",
    "jurisdiction": "law of",
    "matters": "covers",
    "means": "by",
    "particulars": "states",
    "regions": "in",
    "tasks": "covers",
    "approval": "agreed by",
    "change": "change:",
    "effect": "effect:",
    "favours": "favours",
    "limit": "limit:",
    "training_on_customer_data": "training on customer data:",
    "use": "use:",
}
_UNSTATED = {
    "cap_months": "no cap in months of fees made out",
    "described_in": "no schedule or statement of work that describes them",
    "metrics": "no metric with its target made out",
}
_SELF_EVIDENT = frozenset(
    (
        *("kind", "kinds", "percent", "control", "cost", "activities", "checks", "measures", "methods", "reports"),
        "standards",
    )
)
_PLACES = frozenset({"jurisdiction"})
_SCOPES = {"partial": "covers only part of the agreement", "agreement": "covers the whole agreement"}
_TIMES: dict[float, str] = {1: "once", 2: "twice"}
_COUNTS: dict[float, str] = dict(
    enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1)
)


def is_silent(value: AttributeValue) -> bool:
    """Tell whether a value says nothing: absent, empty, or not to be told from the text."""
    return value is None or value in ("", UNCLEAR) or value == []


def number(value: float) -> str:
    """Write a number without needless decimals."""
    return str(int(value)) if value == int(value) else f"{value:g}"


def joined(words: Sequence[str], conjunction: str) -> str:
    """Join words in a sentence: "a, b or c"."""
    return f" {conjunction} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def listed(names: Sequence[str], conjunction: str) -> str:
    """Join the values of an attribute in a sentence, as a lawyer would say them."""
    return joined([_spoken(name) for name in names], conjunction)


def entries(value: AttributeValue) -> list[str]:
    """List the names in a value; of a list of records, the names of the records."""
    if isinstance(value, list):
        return [entry.get("name", "") if isinstance(entry, dict) else entry for entry in value]
    return [value] if isinstance(value, str) else []


def label(attribute: str) -> str:
    """Name an attribute: "notice_days" is "notice", "cap_percent" is "cap"."""
    if attribute in _LABELS:
        return _LABELS[attribute]
    stem, _, unit = attribute.rpartition("_")
    return (stem if stem and unit in _UNITS else attribute).replace("_", " ")


def lead(attribute: str) -> str:
    """Give the words that lead up to a value: "notice", "held by"; none where the value says it all."""
    return "" if attribute in _SELF_EVIDENT else _VERBS.get(attribute, label(attribute))


def quantity(attribute: str, amount: float, *, with_unit: bool = True) -> str:
    """Write an amount with the unit that the attribute's name carries: "60 days", "once every three years"."""
    if label(attribute) == "frequency":
        return _frequency(amount)
    if not with_unit:
        return number(amount)
    unit = _UNITS.get(attribute.rpartition("_")[2], "")
    if unit.isalpha():
        unit += "" if amount == 1 else "s"
    return " ".join(filter(None, (number(amount), unit)))


def described(attribute: str, value: AttributeValue) -> str:
    """Say what the contract states: "notice 60 days", "held by either party", "no fee"."""
    name = label(attribute)
    if value == UNCLEAR:
        return f"{name} not clear"
    if is_silent(value) and attribute in _UNSTATED:
        return _UNSTATED[attribute]
    if is_silent(value):
        return f"no {name} stated"
    if isinstance(value, bool) and attribute in FLAGS:
        return FLAGS[attribute][0 if value else 1]
    if isinstance(value, bool):
        return name if value else f"{'not' if name.startswith('at ') else 'no'} {name}"
    if isinstance(value, (int, float)):
        return _amount(attribute, value)
    if isinstance(value, list):
        return f"{lead(attribute)} {', '.join(_entry(entry) for entry in value)}".strip()
    return _named(attribute, str(value))


def _amount(attribute: str, value: float) -> str:
    if label(attribute) == "frequency":
        return _frequency(value)
    if attribute.endswith("_hours") and value == 0:
        return f"{label(attribute)} immediately"
    return f"{lead(attribute)} {quantity(attribute, value)}".strip()


def _frequency(a_year: float) -> str:
    months = round(12 / a_year) if 0 < a_year < 1 else 12
    if months % 12:
        return f"once every {_count(months)} months"
    if months > 12:
        return f"once every {_count(months // 12)} years"
    return f"{_TIMES.get(a_year) or f'{_count(a_year)} times'} a year"


def _count(amount: float) -> str:
    """Write a small whole number in words, as lawyers do where no unit follows that is measured."""
    return _COUNTS.get(amount) or number(amount)


def _entry(entry: str | dict[str, str]) -> str:
    if isinstance(entry, str):
        return _spoken(entry)
    return " ".join(filter(None, entry.values())) if all(entry.values()) else f"{entry.get('name', '')} (no target)"


def _named(attribute: str, value: str) -> str:
    if attribute == "scope" and value in _SCOPES:
        return _SCOPES[value]
    words = value.replace("_", " ").title().replace(" And ", " and ") if attribute in _PLACES else _spoken(value)
    return f"{lead(attribute)} {_VALUES.get((attribute, value), words)}".strip()


def _spoken(name: str) -> str:
    return _SPOKEN.get(name, name.replace("_", " "))
