"""A playbook read from the other side of the table."""

from __future__ import annotations

import re

from clausecheck.playbook.model import CONDITIONED, Condition, Conditions, Objection, Playbook, Rule
from clausecheck.playbook.severity import Side

OTHER_SIDE: dict[Side, Side] = {"customer": "provider", "provider": "customer"}

_EXCHANGE = {"customer": "provider", "provider": "customer", "Customer": "Provider", "Provider": "Customer"}
# "The customer" and the defined term "Customer" are parties; "customer satisfaction" is not.
_PARTY = re.compile(r"\b(?:Customer|Provider)\b|(?<=[Tt]he )(?:customer|provider)\b")


def mirrored(playbook: Playbook) -> Playbook:
    """Exchange customer and provider in the side, the conditions, the titles and the language to ask for."""
    rules = [_rule(rule) for rule in playbook.rules]
    return playbook.model_copy(update={"side": OTHER_SIDE[playbook.side], "rules": rules})


def _rule(rule: Rule) -> Rule:
    return rule.model_copy(
        update={
            "title": _words(rule.title),
            "recommended_language": _words(rule.recommended_language),
            **{key: _conditions(getattr(rule, key)) for key in CONDITIONED},
            "unacceptable": [
                Objection(when=_conditions(objection.when), message=objection.message)
                for objection in rule.unacceptable
            ],
        }
    )


def _conditions(conditions: Conditions) -> Conditions:
    return {name: _condition(condition) for name, condition in conditions.items()}


def _condition(condition: Condition) -> Condition:
    if condition.one_of is None:
        return condition
    exchanged = [_EXCHANGE.get(name, name) if isinstance(name, str) else name for name in condition.one_of]
    return condition.model_copy(update={"one_of": exchanged})


def _words(text: str) -> str:
    return _PARTY.sub(lambda match: _EXCHANGE[match.group()], text)
