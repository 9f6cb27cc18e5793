"""Doubtful labels: entries of a corpus that are wrong when the contract is read as a lawyer reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator

from clausecheck._yaml import YamlFile
from evaluation.labels import ATTRIBUTES, CLAUSE_TYPES, is_held_back
from evaluation.result import Trial

MOST_WORDS = 25
_QUOTE = re.compile(r"“([^”]*)”")


def open_contract(name: str) -> str:
    """Accept the name of a contract that may be read; raise ValueError for one that is held back."""
    if is_held_back(name):
        raise ValueError("the contract is held back, nobody may have read it")
    return name


def short(words: str) -> str:
    """Accept words of a contract that are few enough to be quoted; raise ValueError otherwise."""
    if len(words.split()) > MOST_WORDS:
        raise ValueError(f"a quote has at most {MOST_WORDS} words")
    return words


class Doubt(BaseModel):
    """One label that looks wrong; an arguable one is written down and left as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contract: str
    clause_type: Literal[CLAUSE_TYPES]  # type: ignore[valid-type]
    attribute: str | None = None
    labelled: str | int
    reason: str
    arguable: bool = False

    _open = field_validator("contract")(open_contract)

    @field_validator("reason")
    @classmethod
    def _quotes_little(cls, reason: str) -> str:
        for words in _QUOTE.findall(reason):
            short(words)
        return reason

    def concerns(self, trial: Trial) -> bool:
        """Tell whether a trial rests on this label."""
        return (trial.contract, trial.clause_type) == (self.contract, self.clause_type)

    def still_holds(self, trial: Trial) -> bool:
        """Tell whether the trial is labelled as the entry says."""
        if self.attribute is None:
            return self.labelled == ("present" if trial.present else "absent")
        return bool(trial.attributes.get(self.attribute, (None, None))[0] == self.labelled)


class DoubtFile(BaseModel):
    """All labels of a corpus that look wrong."""

    model_config = ConfigDict(extra="forbid")

    doubtful: list[Doubt]

    @field_validator("doubtful")
    @classmethod
    def _known_attributes(cls, doubts: list[Doubt]) -> list[Doubt]:
        for doubt in doubts:
            if doubt.attribute is not None and doubt.attribute not in ATTRIBUTES.get(doubt.clause_type, ()):
                raise ValueError(f"{doubt.contract}: {doubt.clause_type} has no attribute '{doubt.attribute}'")
        return doubts


def read_doubts(path: Path) -> list[Doubt]:
    """Read the list of doubtful labels; raise YamlFaults with everything that is wrong with it."""
    return YamlFile(path).read(DoubtFile).doubtful


def without(trials: Iterable[Trial], doubts: Sequence[Doubt]) -> list[Trial]:
    """Leave out the trials, or the terms in them, whose label is plainly wrong."""
    plain = [doubt for doubt in doubts if not doubt.arguable]
    kept = []
    for trial in trials:
        mine = [doubt for doubt in plain if doubt.concerns(trial)]
        if any(doubt.attribute is None for doubt in mine):
            continue
        wrong = {doubt.attribute for doubt in mine}
        left = {name: pair for name, pair in trial.attributes.items() if name not in wrong}
        kept.append(replace(trial, attributes=left) if wrong else trial)
    return kept


def outdated(trials: Sequence[Trial], doubts: Sequence[Doubt]) -> list[Doubt]:
    """List the entries that no trial is labelled like: a misspelt name, or a label that has since been changed."""
    measured = {trial.clause_type for trial in trials}
    return [
        doubt
        for doubt in doubts
        if doubt.clause_type in measured
        and not any(doubt.concerns(trial) and doubt.still_holds(trial) for trial in trials)
    ]
