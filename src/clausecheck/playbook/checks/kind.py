"""Check: what a check kind has to provide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clausecheck.detect.clause import AttributeValue


@dataclass(frozen=True, slots=True)
class Check:
    """One way to hold an attribute against the bound that a playbook gives.

    `holds(bound, value)` gives None where the contract is silent; `wanted(bound)` says in words what was asked for,
    where the bound is a number given its amount in words ("60 days", "once a year").
    """

    holds: Callable[[Any, AttributeValue], bool | None]
    wanted: Callable[[Any], str]
