"""Positions in words: what a rule asks of a contract, term by term."""

from __future__ import annotations

from clausecheck.detect.clause import AttributeValue
from clausecheck.playbook.model import Condition, Conditions, Rule
from clausecheck.playbook.wording import described, label, lead, quantity

_ABSENT = "no such clause"
_WITH = "with "
_ABSENT_UNLESS = f"{_ABSENT}, or only {_WITH}"
_DIRECTIONS = {"at most": 1, "less than": 1, "at least": -1, "more than": -1}


def positions(rule: Rule) -> list[Conditions]:
    """List the positions taken, best first; a position without conditions is none."""
    return [position for position in (rule.preferred, rule.acceptable) if position]


def asked_of(rule: Rule, name: str) -> list[Condition]:
    """List what the positions ask of one attribute, best first."""
    return [position[name] for position in positions(rule) if name in position]


def wanted(rule: Rule) -> str:
    """Say what meets a rule at the least: "held by the customer or either party, notice at most 60 days"."""
    taken = positions(rule)
    terms = ", ".join(position_on(name, condition) for name, condition in taken[-1].items()) if taken else ""
    if rule.expects == "absent":
        return f"{_ABSENT_UNLESS}{terms.removeprefix(_WITH)}" if terms else _ABSENT
    return terms or "such a clause, on any terms"


def is_absence(wish: str) -> bool:
    """Tell whether wanted() speaks of a rule that a contract without the clause meets."""
    return wish.startswith(_ABSENT)


def distance(wish: str, name: str, value: AttributeValue) -> float | None:
    """Measure a value by what wanted() says of a rule: the less, the better; None where nothing is asked of it.

    Takes the words and not the rule, for a report has no other trace of it. Of two values under one rule the nearer one
    has the smaller distance; the figure alone means nothing.
    """
    asked = wish.removeprefix(_ABSENT_UNLESS).split(", ")
    if wish.startswith(_ABSENT_UNLESS):
        asked.append(f"{_WITH}{asked[0]}")
    if isinstance(value, bool):
        kept, broken = described(name, value) in asked, described(name, not value) in asked
        return float(broken) if kept or broken else None
    if not isinstance(value, (int, float)):
        return None
    sign = next((sign for words, sign in _DIRECTIONS.items() if any(_asks(each, name, words) for each in asked)), 0)
    return sign * value if sign else None


def _asks(position: str, name: str, words: str) -> bool:
    return position.startswith((f"{lead(name)} {words} ".lstrip(), f"{label(name)} {words} "))


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
        return condition.check.wanted(quantity(name, bound, with_unit=with_unit))
    if _is_flag(condition):
        return described(name, bound[0])
    return condition.check.wanted(bound)


def _is_flag(condition: Condition) -> bool:
    return condition.one_of in ([True], [False])
