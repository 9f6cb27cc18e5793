"""changes(): what tracked changes do to the verdict, rule by rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.playbook.finding import Finding, Status


@dataclass(frozen=True, slots=True)
class Change:
    """The verdicts on one rule before and after the tracked changes; they may be the same on other terms."""

    rule: str
    original: Status
    accepted: Status


def changes(original: Sequence[Finding], accepted: Sequence[Finding]) -> list[Change]:
    """List the rules whose status or deciding terms differ, in the order of the playbook."""
    return [
        Change(before.rule.id, before.status, after.status)
        for before, after in zip(original, accepted, strict=True)
        if (before.status, _terms(before)) != (after.status, _terms(after))
    ]


def _terms(finding: Finding) -> list[object]:
    return [(clause.type, dict(clause.attributes)) for clause in finding.clauses]
