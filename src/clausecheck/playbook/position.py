"""Positions in words: what a rule asks of a contract, term by term."""

from __future__ import annotations

from clausecheck.playbook.model import Condition, Conditions, Rule
from clausecheck.playbook.wording import described, label, lead, quantity


def positions(rule: Rule) -> list[Conditions]:
    """List the positions taken, best first; a position without conditions is none."""
    return [position for position in (rule.preferred, rule.acceptable) if position]


def wanted(rule: Rule) -> str:
    """Say what meets a rule at the least: "held by the customer or either party, notice at most 60 days"."""
    taken = positions(rule)
    terms = ", ".join(position_on(name, condition) for name, condition in taken[-1].items()) if taken else ""
    if rule.expects == "absent":
        return f"no such clause, or only with {terms}" if terms else "no such clause"
    return terms or "such a clause, on any terms"


def position_on(name: str, condition: Condition) -> str:
    """Say what a condition asks, in words that stand alone: "notice at most 30 days"."""
    words = wanted_of(name, condition)
    return words if _is_flag(condition) or label(name) in words else f"{lead(name)} {words}".strip()


def wanted_of(name: str, condition: Condition, *, with_unit: bool = True) -> str:
    """Say what a condition asks of an attribute; the unit may stand beside it already."""
    bound = condition.bound
    if condition.stated is not None:
        return f"{label(name)} {condition.check.wanted(bound)}"
    if isinstance(bound, float):
        words = condition.check.wanted(bound)
        unit = quantity(name, bound).partition(" ")[2] if with_unit else ""
        return " ".join(filter(None, (words, unit)))
    if _is_flag(condition):
        return described(name, bound[0])
    return condition.check.wanted(bound)


def _is_flag(condition: Condition) -> bool:
    return condition.one_of in ([True], [False])
