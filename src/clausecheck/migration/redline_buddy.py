"""Playbooks of redline-buddy (PyPI `redline-buddy` 0.2.0, MIT licence): YAML rules made of regular expressions.

A rule names a concern and has one check. `requires_any` raises it when no pattern is found in the contract,
`forbids_any` when one is, `forbids_unless` when one is and none of `unless_any`, `max_value` when the number that
`group` captures is larger than `max`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from clausecheck._yaml import YamlFaults, YamlFile
from clausecheck.errors import Fault, PlaybookError
from clausecheck.report.printable import printable

Kind = Literal["requires_any", "forbids_any", "forbids_unless", "max_value"]

_MOST_BYTES = 1_000_000
_MOST_RULES = 500


def _cleaned(value: object) -> object:
    """Put words on one line that can be shown anywhere; what is no scalar is left to the schema to refuse."""
    if value is None:
        return ""
    return value if isinstance(value, (dict, list)) else printable(" ".join(str(value).split()))


def _as_text(value: object) -> object:
    """Take a number for the pattern that it is written as."""
    return value if isinstance(value, (dict, list)) or value is None else str(value)


Name = Annotated[str, BeforeValidator(_cleaned), Field(min_length=1, max_length=200)]
Words = Annotated[str, BeforeValidator(_cleaned), Field(max_length=20_000)]
Pattern = Annotated[str, BeforeValidator(_as_text), Field(max_length=5_000)]


class _Foreign(BaseModel):
    # What redline-buddy overlooks is overlooked here too: a playbook that works there is not refused.
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class RegexCheck(_Foreign):
    """What is looked for, and what being found or not found means."""

    kind: Kind
    patterns: list[Pattern] = Field(min_length=1, max_length=200)
    unless_any: list[Pattern] = Field(default=[], max_length=200)
    group: str = "value"
    max: float | None = None


class RegexRule(_Foreign):
    """One concern; `suggestion` is advice to the reader, `fallback` language for the contract."""

    id: Name
    title: Name
    severity: Literal["critical", "high", "medium", "low"]
    description: Words = ""
    why: Words = ""
    suggestion: Words = ""
    fallback: Words = ""
    check: RegexCheck


class RegexPlaybook(_Foreign):
    """All rules of one file."""

    name: Name
    version: Name = "1"
    description: Words = ""
    rules: list[RegexRule] = Field(min_length=1, max_length=_MOST_RULES)


def read_regex_playbook(path: Path) -> RegexPlaybook:
    """Read a playbook of redline-buddy; raise PlaybookError with every fault in it. No pattern is compiled."""
    try:
        _refuse_huge(path)
        file = YamlFile(path)
        playbook = file.read(RegexPlaybook)
    except YamlFaults as error:
        raise PlaybookError(error.faults) from error
    faults = list(_repeated(file, playbook))
    if faults:
        raise PlaybookError(faults)
    return playbook


def _refuse_huge(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError:  # that it cannot be read is for the reader to say
        return
    if not path.is_file() or size > _MOST_BYTES:
        raise YamlFaults([Fault(str(path), 0, 0, f"no file of at most {_MOST_BYTES:,} bytes")])


def _repeated(file: YamlFile, playbook: RegexPlaybook) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, rule in enumerate(playbook.rules):
        if rule.id in seen:
            yield file.fault(("rules", index, "id"), f"'{rule.id}' is the id of an earlier rule too")
        seen.add(rule.id)
