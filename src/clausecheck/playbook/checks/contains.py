"""contains: a list that has all the entries named."""

from __future__ import annotations

from clausecheck.detect.clause import AttributeValue
from clausecheck.playbook.checks.kind import Check
from clausecheck.playbook.wording import entries, is_silent, listed


def _holds(bound: list[str], value: AttributeValue) -> bool | None:
    if is_silent(value):
        return None
    return set(bound) <= set(entries(value))


def _wanted(bound: list[str]) -> str:
    return listed(bound, "and")


CONTAINS = Check(_holds, _wanted)
