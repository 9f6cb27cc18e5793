"""Playbook files -> Playbook; every fault of a file at once, with its place."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from clausecheck._yaml import Key, YamlFaults, YamlFile
from clausecheck.errors import Fault, OptionError, PlaybookError
from clausecheck.patterns import bundled
from clausecheck.playbook.model import Playbook

Known = Mapping[str, Collection[str]]

_POSITIONS = ("preferred", "acceptable", "walk_away")


def load_playbook(id_or_path: str | Path, *, known: Known | None = None) -> Playbook:
    """Load a bundled playbook by its id, or any playbook by the path of its YAML file.

    Args:
        id_or_path: An id such as "outsourcing", or a path; a name ending in .yaml or holding a slash is a path.
        known: The attributes of each clause type; when given, a playbook may use no others.

    Raises:
        PlaybookError: The file cannot be read or is wrong; all its faults are listed.
        OptionError: There is no bundled playbook of this id.
    """
    path = _path(id_or_path)
    try:
        file = YamlFile(path)
    except YamlFaults as error:
        raise PlaybookError(error.faults) from error
    faults = list(_faults(file, known))
    try:
        playbook = file.read(Playbook)
    except YamlFaults as error:
        raise PlaybookError(_in_order([*error.faults, *faults])) from error
    if faults:
        raise PlaybookError(_in_order(faults))
    return playbook


def list_playbooks() -> list[Playbook]:
    """Load every bundled playbook, in the order of their ids."""
    return [load_playbook(path) for path in sorted(_folder().glob("*.yaml"))]


def _folder() -> Path:
    return bundled() / "playbooks"


def _path(id_or_path: str | Path) -> Path:
    name = str(id_or_path)
    if isinstance(id_or_path, Path) or name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return Path(id_or_path)
    path = _folder() / f"{name}.yaml"
    if not path.is_file():
        ids = sorted(found.stem for found in _folder().glob("*.yaml"))
        raise OptionError(f"no playbook '{name}'{_hint(name, ids)}; bundled: {', '.join(ids)}")
    return path


def _in_order(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.line, fault.column))


def _hint(name: str, choices: Collection[str]) -> str:
    guess = difflib.get_close_matches(name, list(choices), n=1)
    return f"; did you mean '{guess[0]}'?" if guess else ""


def _faults(file: YamlFile, known: Known | None) -> Iterator[Fault]:
    """Find what the schema cannot see, in data that may be any shape."""
    seen: dict[str, int] = {}
    for index, rule in enumerate(_list(_dict(file.data).get("rules"))):
        key: Key = ("rules", index)
        rule_id = _dict(rule).get("id")
        if isinstance(rule_id, str):
            if rule_id in seen:
                yield file.fault((*key, "id"), f"'{rule_id}' is the id of rule {seen[rule_id] + 1} too")
            seen.setdefault(rule_id, index)
        if known is not None:
            yield from _unknown(file, key, _dict(rule), known)


def _unknown(file: YamlFile, key: Key, rule: dict[str, Any], known: Known) -> Iterator[Fault]:
    clause_type = rule.get("clause_type")
    if not isinstance(clause_type, str):
        return
    if clause_type not in known:
        yield file.fault((*key, "clause_type"), f"unknown clause type '{clause_type}'{_hint(clause_type, known)}")
        return
    attributes = known[clause_type]
    for place in _conditions(rule):
        for name in _at(rule, place):
            if name not in attributes:
                message = f"{clause_type} has no attribute '{name}'{_hint(name, attributes)}"
                yield file.fault((*key, *place, name), message)


def _conditions(rule: dict[str, Any]) -> Iterator[Key]:
    """List where in a rule conditions stand."""
    yield from ((position,) for position in _POSITIONS)
    yield from (("unacceptable", index, "when") for index in range(len(_list(rule.get("unacceptable")))))


def _at(rule: dict[str, Any], place: Key) -> dict[str, Any]:
    value: Any = rule
    for step in place:
        value = value[step] if isinstance(step, int) else _dict(value).get(step)
    return _dict(value)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
