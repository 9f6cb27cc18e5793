"""stated: the contract says something about it, whatever that is."""

from __future__ import annotations

from clausecheck.detect.clause import AttributeValue
from clausecheck.playbook.checks.kind import Check
from clausecheck.playbook.wording import is_silent


def _holds(bound: bool, value: AttributeValue) -> bool | None:
    return _is_stated(value) is bound


def _is_stated(value: AttributeValue) -> bool:
    """A list of records states something when at least one record has no gap: a metric with its target."""
    if isinstance(value, list):
        return any(all(entry.values()) if isinstance(entry, dict) else entry for entry in value)
    return not is_silent(value)


def _wanted(bound: bool) -> str:
    return "stated in full" if bound else "not stated"


STATED = Check(_holds, _wanted)
