"""Check kinds: the ways a playbook can ask something of one attribute. One file a kind, one line in this table."""

from __future__ import annotations

from clausecheck.playbook.checks import contains, limit, one_of, stated
from clausecheck.playbook.checks.kind import Check

CHECKS: dict[str, Check] = {
    "at_most": limit.AT_MOST,
    "at_least": limit.AT_LEAST,
    "more_than": limit.MORE_THAN,
    "less_than": limit.LESS_THAN,
    "one_of": one_of.ONE_OF,
    "contains": contains.CONTAINS,
    "stated": stated.STATED,
}
