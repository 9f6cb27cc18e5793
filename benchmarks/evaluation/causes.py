"""Error causes: why contracts of the tuning part are read otherwise than labelled, as somebody found who looked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from clausecheck._yaml import YamlFile
from evaluation.doubtful import open_contract, short
from evaluation.labels import CLAUSE_TYPES
from evaluation.result import Trial

MOST_QUOTES = 3


class Quote(BaseModel):
    """A few words of a contract of the tuning part."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contract: str
    words: str = Field(min_length=1)

    _open = field_validator("contract")(open_contract)
    _short = field_validator("words")(short)


class Cause(BaseModel):
    """One reason for errors of one kind, with their number and some of the words in question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cause: str = Field(min_length=1)
    kind: Literal["missed", "found wrongly", "read otherwise"]
    count: int = Field(gt=0)
    quotes: list[Quote] = Field(default=[], max_length=MOST_QUOTES)

    @model_validator(mode="after")
    def _counts_its_quotes(self) -> Cause:
        if self.count < len(self.quotes):
            raise ValueError(f"count is {self.count}, but there are {len(self.quotes)} quotes")
        return self


class CauseFile(BaseModel):
    """The causes of errors by clause type."""

    model_config = ConfigDict(extra="forbid")

    causes: dict[Literal[CLAUSE_TYPES], list[Cause]]  # type: ignore[valid-type]


def read_causes(path: Path) -> dict[str, list[Cause]]:
    """Read the causes of errors; raise YamlFaults with everything that is wrong with the file."""
    return YamlFile(path).read(CauseFile).causes


def describe(causes: dict[str, list[Cause]]) -> str:
    """Write the causes as Markdown, the most frequent first."""
    lines = []
    for name in CLAUSE_TYPES:
        for position, cause in enumerate(sorted(causes.get(name, ()), key=lambda cause: -cause.count)):
            lines += ["", f"**{name}**", ""] if position == 0 else []
            lines.append(f"- {cause.count} {cause.kind}: {cause.cause}")
            lines += [f"    - “{quote.words}” ({quote.contract})" for quote in cause.quotes]
    return "\n".join(lines).lstrip("\n") + "\n" if lines else ""


def overcounted(causes: dict[str, list[Cause]], trials: Sequence[Trial]) -> list[str]:
    """Name the clause types and kinds of which the file counts more errors than the tuning part has."""
    answers = []
    for name, mine in causes.items():
        known = [trial for trial in trials if trial.clause_type == name and trial.part == "tuning"]
        for kind, happens in _KINDS.items():
            counted, there = sum(c.count for c in mine if c.kind == kind), sum(map(happens, known))
            if counted > there:
                answers.append(f"{name}: {counted} {kind} are explained, but there are {there}")
    return answers


def _read_otherwise(trial: Trial) -> bool:
    wrong = any(wanted != read for wanted, read in trial.attributes.values())
    return trial.present and trial.found and (wrong or trial.located is False)


_KINDS: dict[str, Callable[[Trial], bool]] = {
    "missed": lambda trial: trial.present and not trial.found,
    "found wrongly": lambda trial: trial.found and not trial.present,
    "read otherwise": _read_otherwise,
}
