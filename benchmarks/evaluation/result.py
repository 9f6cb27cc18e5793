"""Result: what one run of the benchmark knows of every contract, as a file that later runs are compared with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
"""Raised when a file of an older version can no longer be read."""


class ResultError(ValueError):
    """A file that is no result of this benchmark."""


@dataclass(frozen=True)
class Event:
    """One clause that was reported: its evidence before calibration, and whether it is rightly there."""

    evidence: float
    right: bool


@dataclass(frozen=True)
class Trial:
    """Label and reading of one clause type in one contract."""

    contract: str
    clause_type: str
    part: str
    """`tuning` or `held-back`; empty where a folder has no parts."""
    present: bool
    """Whether the annotators have the clause."""
    found: bool
    """Whether the program does: a clause that is no refusal, sure to 0.5 or more."""
    located: bool | None = None
    """Whether the words found overlap the words annotated; None where nothing was annotated, or nothing found."""
    misled: bool | None = None
    """Whether words that imitate the clause were taken for it; None where the labels name none."""
    attributes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """The labelled terms: as labelled, and as read from the surest clause."""
    events: tuple[Event, ...] = ()
    """Every clause reported for this type, surest first."""
    excerpt: str = ""
    wanted: str = ""
    patterns: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Tell whether presence is read as labelled."""
        return self.present == self.found


@dataclass(frozen=True)
class Run:
    """All trials on the documents of one folder in one format."""

    contracts: int
    unreadable: tuple[str, ...]
    trials: tuple[Trial, ...]


@dataclass(frozen=True)
class Result:
    """What was measured: a run by its name (`text`, `pdf`, `agreements`, `samples`)."""

    version: str
    runs: dict[str, Run]


def save(result: Result, path: Path) -> None:
    """Write a result, a trial a line, so that two of them can be told apart line by line."""
    runs = ",\n".join(f"{json.dumps(name)}: {_dump(run)}" for name, run in result.runs.items())
    head = f'"format": {FORMAT}, "version": {json.dumps(result.version)}'
    path.write_text(f'{{{head}, "runs": {{\n{runs}\n}}}}\n', "utf-8")


def _dump(run: Run) -> str:
    trials = ",\n".join(json.dumps(_slim(trial), ensure_ascii=False) for trial in run.trials)
    head = f'"contracts": {run.contracts}, "unreadable": {json.dumps(run.unreadable)}'
    return f'{{{head}, "trials": [\n{trials}\n]}}'


def _slim(trial: Trial) -> dict[str, Any]:
    """Leave out what says nothing; `present` and `found` are always there."""
    always = ("present", "found")
    nothing: tuple[object, ...] = (None, "", (), {})
    return {key: value for key, value in asdict(trial).items() if key in always or value not in nothing}


def load(path: Path) -> Result:
    """Read a result; raise ResultError for any other file."""
    try:
        record = json.loads(path.read_text("utf-8"))
        if record["format"] != FORMAT:
            raise ResultError(f"{path}: format {record['format']}, not {FORMAT}; save it again with this version")
        runs = {
            name: Run(run["contracts"], tuple(run["unreadable"]), tuple(_trials(run["trials"])))
            for name, run in record["runs"].items()
        }
        return Result(record["version"], runs)
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise ResultError(f"{path}: no result of this benchmark") from error


def _trials(records: Iterable[dict[str, Any]]) -> Iterable[Trial]:
    for record in records:
        fields = {**record, "part": record.get("part", "")}
        fields["attributes"] = {name: (pair[0], pair[1]) for name, pair in record.get("attributes", {}).items()}
        fields["events"] = tuple(Event(**event) for event in record.get("events", ()))
        fields["patterns"] = tuple(record.get("patterns", ()))
        yield Trial(**fields)
