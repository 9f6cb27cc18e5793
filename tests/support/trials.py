"""Trials of the quality benchmark, as short as a test wants them."""

from __future__ import annotations

from typing import Any

from evaluation.result import Event, Result, Run, Trial

OPEN, HELD_BACK = "contract 2", "contract 1"
"""A name whose hash puts it into the tuning part, and one that is held back."""


def trial(contract: str = OPEN, **fields: Any) -> Trial:
    """Make a trial of audit rights in the tuning part, found as labelled."""
    defaults = {"clause_type": "audit_rights", "part": "tuning", "present": True, "found": True}
    return Trial(contract, **{**defaults, **fields})


def trials(true: int = 0, *, wrong: int = 0, missed: int = 0, rest: int = 0, **fields: Any) -> list[Trial]:
    """Make as many trials of each outcome, each on a contract of its own."""
    outcomes = [(True, True)] * true + [(False, True)] * wrong + [(True, False)] * missed + [(False, False)] * rest
    return [
        trial(f"contract {number}", present=present, found=found, **fields)
        for number, (present, found) in enumerate(outcomes)
    ]


def sure(evidence: float, right: bool = True) -> tuple[Event, ...]:
    """Make the events of a trial in which one clause was reported."""
    return (Event(evidence, right),)


def result(*found: Trial, run: str = "text", unreadable: tuple[str, ...] = ()) -> Result:
    """Make a result of one run."""
    return Result("0.0.0", {run: Run(len({t.contract for t in found}), unreadable, found)})
