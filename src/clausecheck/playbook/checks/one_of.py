"""one_of: a name or flag that is among those listed; of a list, at least one entry."""

from __future__ import annotations

from clausecheck.detect.clause import AttributeValue
from clausecheck.playbook.checks.kind import Check
from clausecheck.playbook.wording import entries, is_silent, listed


def _holds(bound: list[str | bool], value: AttributeValue) -> bool | None:
    if is_silent(value):
        return None
    if isinstance(value, list):
        return any(entry in bound for entry in entries(value))
    return any(value is wanted if isinstance(wanted, bool) else value == wanted for wanted in bound)


def _wanted(bound: list[str | bool]) -> str:
    return listed([str(wanted) for wanted in bound], "or")


ONE_OF = Check(_holds, _wanted)
