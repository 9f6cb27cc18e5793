"""Playbooks for tests that are not about what the bundled ones ask."""

from __future__ import annotations

from clausecheck.playbook.loader import load_playbook
from clausecheck.playbook.model import Playbook

_WEIGHTY = 2


def core() -> Playbook:
    """Give the seven rules of `outsourcing` that weigh most, which have decided from the first."""
    whole = load_playbook("outsourcing")
    return whole.model_copy(update={"rules": [rule for rule in whole.rules if rule.weight >= _WEIGHTY]})
