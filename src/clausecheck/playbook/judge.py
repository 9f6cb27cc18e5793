"""One clause held against one rule: met, weak or adverse, and the reasons in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from clausecheck.detect.clause import IN_WORDS, UNCLEAR, AttributeValue, Clause
from clausecheck.playbook.mirror import OTHER_SIDE
from clausecheck.playbook.model import Condition, Conditions, Rule
from clausecheck.playbook.position import asked_of, position_on, positions, wanted_of
from clausecheck.playbook.severity import Side
from clausecheck.playbook.wording import described, is_silent, label, listed

QUOTED = 60
_ONLY = {"holder": "held only by", "favours": "favours only", "notifier": "given only by"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one clause amounts to under one rule.

    `others` is true when the clause is only the other side's right: no use to this side, but no harm to its own.
    `wishes` counts the preferred terms that a clause which is met leaves open. `unstated` is true of a weak clause
    that is weak for its silence alone.
    """

    clause: Clause
    status: Literal["met", "weak", "adverse"]
    reasons: tuple[str, ...]
    others: bool = False
    wishes: int = 0
    unstated: bool = False


def judge(rule: Rule, clause: Clause, side: Side) -> Verdict:
    """Hold one clause, which does not deny the right, against one rule."""
    theirs = _others_term(rule, clause, side)
    if theirs:
        return Verdict(clause, "adverse", (_not_ours(rule, clause, theirs),), others=True)
    harm = tuple(_harm(rule, clause))
    if harm:
        return Verdict(clause, "adverse", harm)
    shortfall = tuple(_shortfall(rule, clause))
    if shortfall:
        return Verdict(clause, "weak", shortfall, unstated=_is_unstated(rule, clause))
    wishes = _fails(rule.preferred, clause)
    return Verdict(clause, "met", (_merits(rule, clause, wishes),), wishes=len(wishes))


def deciding_terms(rule: Rule, clause: Clause) -> tuple[str, ...]:
    """Name the terms by which a clause is adverse under a rule, or else weak."""
    harm = [name for name, condition in rule.walk_away.items() if _holds(condition, clause.attributes.get(name))]
    harm += [name for each in rule.unacceptable if not _fails(each.when, clause) for name in each.when]
    taken = positions(rule)
    return tuple(harm) or tuple(_fails(taken[-1], clause) if taken else ())


def concerns(rule: Rule, clause: Clause) -> bool:
    """Tell whether the rule is about this clause at all."""
    return clause.type == rule.clause_type and not _fails(rule.where, clause)


def is_others(rule: Rule, clause: Clause, side: Side) -> bool:
    """Tell whether the clause is a right of the other side alone, and the rule does not say that this is fine."""
    return _others_term(rule, clause, side) is not None


def _others_term(rule: Rule, clause: Clause, side: Side) -> str | None:
    """Name the term by which a clause serves the other side alone: it favours it, or is its right, or its notice."""
    if rule.expects == "absent":
        return None
    # A duty is held by one side and favours the other: where both are told, the second is the one that counts.
    right = "favours" if "favours" in clause.attributes else "holder"
    for name, party in ((right, OTHER_SIDE[side]), ("notifier", side)):
        if clause.attributes.get(name) != party:
            continue
        if not any(_holds(condition, party) for condition in asked_of(rule, name)):
            return name
    return None


def is_partial(clause: Clause) -> bool:
    """Tell whether the clause covers only part of the agreement, such as one statement of work."""
    return clause.attributes.get("scope") == "partial"


def is_unclear(clause: Clause) -> bool:
    """Tell whether detection could not make out one of the clause's terms."""
    return UNCLEAR in [value for value in clause.attributes.values() if isinstance(value, str)]


def _holds(condition: Condition, value: AttributeValue) -> bool:
    verdict = condition.check.holds(condition.bound, value)
    return condition.if_silent == "met" if verdict is None else verdict


def _fails(conditions: Conditions, clause: Clause) -> list[str]:
    return [name for name, condition in conditions.items() if not _holds(condition, clause.attributes.get(name))]


def _harm(rule: Rule, clause: Clause) -> Iterator[str]:
    for name, condition in rule.walk_away.items():
        if _holds(condition, clause.attributes.get(name)):
            asked = asked_of(rule, name)
            yield _contrast(name, clause, asked[-1]) if asked else f"{_found(name, clause)} is not acceptable"
    for objection in rule.unacceptable:
        if not _fails(objection.when, clause):
            yield objection.message.rstrip(".")


def _not_ours(rule: Rule, clause: Clause, name: str) -> str:
    asked = asked_of(rule, name)
    held = f"{_ONLY[name]} {listed([str(clause.attributes[name])], 'or')}"
    return f"{held}; wanted {wanted_of(name, asked[-1])}" if asked else held


def _shortfall(rule: Rule, clause: Clause) -> Iterator[str]:
    if rule.expects == "present" and is_partial(clause):
        yield described("scope", "partial")
    taken = positions(rule)
    if not taken and rule.expects == "absent":
        yield "found; wanted none"
    if taken and all(_fails(position, clause) for position in taken):
        least = taken[-1]
        for name in _fails(least, clause):
            yield _contrast(name, clause, least[name])


def _is_unstated(rule: Rule, clause: Clause) -> bool:
    lacking = _fails(positions(rule)[-1], clause) if positions(rule) else []
    return bool(lacking) and not is_partial(clause) and all(_silent(name, clause) for name in lacking)


def _merits(rule: Rule, clause: Clause, wishes: list[str]) -> str:
    asked = dict.fromkeys(name for position in positions(rule) for name in position)
    stated = [described(name, clause.attributes.get(name)) for name in asked if not _silent(name, clause)]
    better = [position_on(name, rule.preferred[name]) for name in wishes]
    hint = f" (preferred: {', '.join(better)})" if better else ""
    return f"{', '.join(stated) or 'found, as wanted'}{hint}"


def _silent(name: str, clause: Clause) -> bool:
    return is_silent(clause.attributes.get(name))


def _contrast(name: str, clause: Clause, condition: Condition) -> str:
    """Set what the clause states against what was wanted: "notice 90 days; wanted at most 60"."""
    silent = _silent(name, clause)
    if silent and condition.stated:
        return _found(name, clause)
    return f"{_found(name, clause)}; wanted {wanted_of(name, condition, with_unit=silent)}"


def _found(name: str, clause: Clause) -> str:
    words = clause.attributes.get(f"{name.rpartition('_')[0]}{IN_WORDS}")
    if _silent(name, clause) and isinstance(words, str) and words.strip():
        return f"{label(name)} only “{' '.join(words.split())[:QUOTED]}”"
    return described(name, clause.attributes.get(name))
