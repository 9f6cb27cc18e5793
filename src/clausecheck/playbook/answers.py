"""Conditions that no reading of a contract could meet: a sum that is compared, a name that is never read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clausecheck._yaml import as_list
from clausecheck.errors import did_you_mean
from clausecheck.patterns.values import Values
from clausecheck.playbook.wording import joined

_COMPARING = ("at_most", "at_least", "more_than", "less_than")
_NAMING = ("one_of", "contains")


def unanswerable(name: str, condition: dict[str, Any], values: Values) -> Iterator[str]:
    """Say what a condition asks of an attribute that the attribute never is; the condition may be of any shape."""
    for check in condition:
        if check in _COMPARING and values.kind != "figure":
            yield f"'{name}' is no figure, {check} never holds; {_what_to_ask(values)}"
        elif check in ("at_most", "less_than") and _is_below_none(condition[check], check):
            yield f"'{name}' is never below 0, {check}: {condition[check]} never holds"
        if check in _NAMING:
            yield from (problem for each in as_list(condition[check]) if (problem := _misnamed(name, each, values)))


def _is_below_none(bound: object, check: str) -> bool:
    return isinstance(bound, int | float) and (bound < 0 or (bound == 0 and check == "less_than"))


def _misnamed(name: str, value: object, values: Values) -> str | None:
    if values.kind == "flag" and not isinstance(value, bool):
        return f"'{name}' is true or false, never '{value}'"
    if values.kind == "figure":
        return f"'{name}' is a figure, never '{value}'; ask at_most, at_least, more_than or less_than"
    if values.kind == "name" and value not in values.names:
        hint = did_you_mean(str(value), values.names)
        return f"'{name}' is never '{value}'{hint}; it is {joined(values.names, 'or')}"
    return None


def _what_to_ask(values: Values) -> str:
    if values.kind == "flag":
        return "ask one_of: [true] or one_of: [false]"
    if values.kind == "name":
        return f"ask one_of, it is {joined(values.names, 'or')}"
    return "ask whether it is stated"
