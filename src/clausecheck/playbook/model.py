"""Playbook: an organisation's positions on each clause type, as a lawyer writes them in YAML."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Side = Literal["customer", "provider"]


class Severity(IntEnum):
    """How much a finding matters, in ascending order."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4


def _severity(value: object) -> object:
    names = {level.name.lower(): level for level in Severity}
    if isinstance(value, str) and value in names:
        return names[value]
    raise ValueError(f"one of {', '.join(names)}")


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Condition(_Definition):
    """What one attribute of a clause has to be. Exactly one check, and what silence of the contract counts for.

    `at_most` and `at_least` compare numbers, `one_of` names, `contains` lists; `stated` asks only for some value.
    """

    at_most: float | None = None
    at_least: float | None = None
    one_of: list[str | bool] | None = None
    contains: list[str] | None = None
    stated: bool | None = None
    if_silent: Literal["met", "not_met"] = "not_met"


Conditions = dict[str, Condition]


class Objection(_Definition):
    """A combination of attributes that is not acceptable even when a position is met."""

    when: Conditions
    message: str


class Rule(_Definition):
    """One position of the playbook.

    `expects` "present" wants the clause, "absent" accepts it only on the `acceptable` terms. `preferred` and
    `acceptable` are met when all their conditions are; `walk_away` makes a clause adverse when any of its conditions
    holds, and so does any `unacceptable` objection.
    """

    id: str
    clause_type: str
    title: str
    severity: Annotated[Severity, BeforeValidator(_severity)]
    weight: float = Field(gt=0)
    must_have: bool = False
    expects: Literal["present", "absent"] = "present"
    preferred: Conditions = {}
    acceptable: Conditions = {}
    walk_away: Conditions = {}
    unacceptable: list[Objection] = []
    why: str
    recommended_language: str
    sources: list[str] = Field(min_length=1)


class Playbook(_Definition):
    """All positions of one organisation, for one side of the table; `threshold` is the score that passes."""

    id: str
    title: str
    version: str
    side: Side
    threshold: int = Field(ge=0, le=100)
    rules: list[Rule] = Field(min_length=1)
