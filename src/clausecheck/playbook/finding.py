"""Finding: what the playbook wanted, what the contract says about it, and why the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from clausecheck.detect.clause import Clause, Place
from clausecheck.playbook.model import Rule
from clausecheck.playbook.severity import Severity

Status = Literal["met", "weak", "missing", "adverse", "unverified", "not_applicable"]

SETTLED: frozenset[Status] = frozenset({"met", "not_applicable"})
"""The statuses that leave nothing to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one rule.

    `message` says in one sentence what was found against what was wanted; `clauses` are the clauses that decided,
    the deciding one first; `nearest` the passages considered when no clause was found. `deciding` is the sentence by
    which a clause is adverse or weak, where that is none of its own.
    """

    rule: Rule
    status: Status
    severity: Severity
    message: str
    needs_review: bool = False
    clauses: tuple[Clause, ...] = ()
    nearest: tuple[Place, ...] = ()
    deciding: Place | None = None
