"""Playbook: an organisation's positions on each clause type, as a lawyer writes them in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from clausecheck.errors import did_you_mean
from clausecheck.patterns import ID
from clausecheck.playbook.areas import Area
from clausecheck.playbook.checks import CHECKS
from clausecheck.playbook.checks.kind import Check
from clausecheck.playbook.severity import Severity, Side
from clausecheck.structure.contract import DocumentType


def _severity(value: object) -> object:
    names = {level.name.lower(): level for level in Severity}
    if isinstance(value, Severity):
        return value
    if isinstance(value, str) and value in names:
        return names[value]
    raise ValueError(f"'{value}' is not known here, but {', '.join(names)}{did_you_mean(str(value), names)}")


class _Definition(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


Limit = Annotated[float, Field(strict=True)]
ClauseTypeId = Annotated[str, Field(pattern=f"^{ID.pattern}$")]
Words = Annotated[str, Field(min_length=1)]
RedlineMode = Literal["insert", "replace"]
POSITIONS = ("preferred", "acceptable", "walk_away")
"""The positions that a rule may take, each a mapping of conditions."""

CONDITIONED = ("where", *POSITIONS)
"""All keys of a rule that hold conditions."""


class Condition(_Definition):
    """What one attribute of a clause has to be: exactly one check, and what the contract's silence counts for.

    `at_most`, `at_least`, `more_than` and `less_than` compare numbers; `one_of` wants one of the values named, and of
    a list at least one; `contains` wants all of them in a list; `stated` asks only that the contract says something.
    """

    at_most: Limit | None = None
    at_least: Limit | None = None
    more_than: Limit | None = None
    less_than: Limit | None = None
    one_of: Annotated[list[str | bool], Field(min_length=1)] | None = None
    contains: Annotated[list[str], Field(min_length=1)] | None = None
    stated: bool | None = None
    if_silent: Literal["met", "not_met"] = "not_met"

    @model_validator(mode="before")
    @classmethod
    def _a_check_and_no_value(cls, given: Any) -> Any:
        if isinstance(given, str | bool | int | float):
            check = f"one_of: [{str(given).lower() if isinstance(given, bool) else given}]"
            if isinstance(given, int | float) and not isinstance(given, bool):
                check = f"at_most: {given}"
            raise ValueError(f"a condition is wanted, such as {{{check}}}")
        return given

    @model_validator(mode="after")
    def _exactly_one_check(self) -> Condition:
        given = [name for name in CHECKS if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) if given else "none"
            raise ValueError(f"a condition has exactly one of {', '.join(CHECKS)}; this one has {found}")
        return self

    @property
    def check(self) -> Check:
        """Give the one check of this condition."""
        return next(check for name, check in CHECKS.items() if getattr(self, name) is not None)

    @property
    def bound(self) -> Any:
        """Give what the check compares with: a number, a list of names, or a flag."""
        return next(bound for name in CHECKS if (bound := getattr(self, name)) is not None)


Conditions = dict[str, Condition]


class Objection(_Definition):
    """A combination of attributes that is not acceptable even when a position is met."""

    when: Annotated[Conditions, Field(min_length=1)]
    message: Words


class Rule(_Definition):
    """One position of the playbook.

    `expects` "present" wants the clause, "absent" accepts it only on the `preferred` or `acceptable` terms. Each of
    these is met when all its conditions are; `walk_away` makes a clause adverse when any of its conditions holds, and
    so does any `unacceptable` objection. Clauses that do not fulfil all of `where` are none of the rule's business,
    such as the limit of the other side's liability: it is judged as if they were not there. `area` is where the
    scorecard counts the rule. `redline` says what a proposal does to a clause that is weak or adverse: "insert" puts
    the recommended language after it, "replace" in its place. `not_for` names the types of documents that need no such
    clause, each with the reason that the report gives.
    """

    id: Words
    clause_type: ClauseTypeId
    title: Words
    severity: Annotated[Severity, BeforeValidator(_severity)]
    weight: float = Field(gt=0)
    area: Area | None = None
    must_have: bool = False
    expects: Literal["present", "absent"] = "present"
    where: Conditions = {}
    preferred: Conditions = {}
    acceptable: Conditions = {}
    walk_away: Conditions = {}
    unacceptable: list[Objection] = []
    why: Words
    recommended_language: Words
    redline: RedlineMode = "insert"
    not_for: dict[DocumentType, Words] = {}
    sources: list[Words] = Field(min_length=1)


class Playbook(_Definition):
    """All positions of one organisation, for one side of the table; `threshold` is the score that passes."""

    id: Words
    title: Words
    version: Words
    side: Side
    threshold: int = Field(ge=0, le=100)
    rules: list[Rule] = Field(min_length=1)

    def with_ids_of_today(self, renamed: Mapping[str, str]) -> Playbook:
        """Give the same playbook with the clause types of its rules called as they are now; former ids map to them."""
        rules = [
            rule.model_copy(update={"clause_type": renamed[rule.clause_type]}) if rule.clause_type in renamed else rule
            for rule in self.rules
        ]
        return self.model_copy(update={"rules": rules})
