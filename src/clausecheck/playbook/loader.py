"""Playbook files -> Playbook; every fault of a file at once, with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clausecheck._yaml import Key, YamlFaults, YamlFile, as_dict, as_list, yaml_files_in
from clausecheck.errors import Fault, OptionError, PlaybookError, did_you_mean, expect, nearest
from clausecheck.patterns import bundled
from clausecheck.patterns.values import Values
from clausecheck.playbook.answers import unanswerable
from clausecheck.playbook.extending import DIRECTIVES, Extended, alone, extended, misfits
from clausecheck.playbook.model import CONDITIONED, Playbook

Known = Mapping[str, Mapping[str, Values]]


def load_playbook(id_or_path: str | Path, *, known: Known | None = None) -> Playbook:
    """Load a bundled playbook by its id, or any playbook by the path of its YAML file.

    Args:
        id_or_path: An id such as "outsourcing", or a path; a name ending in .yaml or holding a slash is a path.
        known: The attributes of each clause type and what they can be, as PatternSet.known_attributes gives them; when
            given, a playbook may ask for nothing else.

    Raises:
        PlaybookError: The file, or one that it extends, cannot be read or is wrong; all its faults are listed.
        OptionError: There is no bundled playbook of this id.
    """
    return _load(_path(id_or_path), known, ()).playbook


@dataclass(frozen=True, slots=True)
class _Loaded:
    playbook: Playbook
    data: dict[str, Any]


def _load(path: Path, known: Known | None, above: tuple[Path, ...]) -> _Loaded:
    """Load a file and what it extends; `above` are the files that extend it."""
    try:
        file = YamlFile(path)
    except YamlFaults as error:
        raise PlaybookError(error.faults) from error
    data = as_dict(file.data)
    _refuse_without_base(file, data)
    base = _base(file, known, (*above, path.resolve())) if "extends" in data else None
    whole = extended(base, data) if base else alone(file.data)
    faults = [file.fault(key, message) for key, message in misfits(base, data)] if base else []
    faults += _faults(file, whole, known)
    try:
        playbook = file.read_as(Playbook, whole.data, whole.place_of, directives=DIRECTIVES)
    except YamlFaults as error:
        raise PlaybookError(_in_order([*error.faults, *faults])) from error
    if faults:
        raise PlaybookError(_in_order(faults))
    return _Loaded(playbook, whole.data)


def _refuse_without_base(file: YamlFile, data: dict[str, Any]) -> None:
    """Raise PlaybookError for a file that means to extend another and does not: all of its rules would look wrong."""
    if "extends" in data:
        return
    for key in (each for each in data if each not in Playbook.model_fields):
        if nearest(key, [*Playbook.model_fields, *DIRECTIVES]) == ["extends"]:
            raise PlaybookError([file.fault((key,), f"unknown key '{key}'{did_you_mean(key, ['extends'])}")])
    if "without" in data:
        raise PlaybookError([file.fault(("without",), "'without' goes with 'extends', whose rules it leaves out")])


def _base(file: YamlFile, known: Known | None, above: tuple[Path, ...]) -> dict[str, Any]:
    """Read the playbook that a file extends, by its id or its path from that file."""
    name = file.data["extends"]
    try:
        path = file.path.parent / _path(str(name), file.path.parent)
    except OptionError as error:
        raise PlaybookError([file.fault(("extends",), str(error))]) from error
    if path.resolve() in above:
        raise PlaybookError([file.fault(("extends",), f"'{name}' extends this file in turn")])
    if not path.is_file():
        beside = [(Path(name).parent / each).as_posix() for each in yaml_files_in(path.parent)]
        raise PlaybookError([file.fault(("extends",), f"there is no file '{name}'{did_you_mean(str(name), beside)}")])
    return _load(path, known, above).data


def list_playbooks() -> list[Playbook]:
    """Load every bundled playbook, in the order of their ids."""
    return [load_playbook(path) for path in sorted(_folder().glob("*.yaml"), key=lambda path: path.stem)]


def is_file_name(id_or_path: str | Path) -> bool:
    """Tell whether a playbook is named by the path of its file, and not by the id of a bundled one."""
    name = str(id_or_path)
    return isinstance(id_or_path, Path) or name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name


def _folder() -> Path:
    return bundled() / "playbooks"


def _path(id_or_path: str | Path, folder: Path = Path()) -> Path:
    """Find a playbook by its id or path; for one that is neither, what was meant may lie in the folder."""
    expect("a playbook, as its id or the path of its file,", id_or_path, str, Path)
    name = str(id_or_path)
    if is_file_name(id_or_path):
        return Path(id_or_path)
    path = _folder() / f"{name}.yaml"
    if not path.is_file():
        ids = sorted(found.stem for found in _folder().glob("*.yaml"))
        guess = did_you_mean(name, [*ids, *yaml_files_in(folder)])
        raise OptionError(f"no playbook '{name}'{guess}; bundled: {', '.join(ids)}")
    return path


def _in_order(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.line, fault.column))


def _faults(file: YamlFile, whole: Extended, known: Known | None) -> Iterator[Fault]:
    """Find what the schema cannot see, in data that may be any shape."""
    seen: dict[str, int] = {}
    for index, rule in enumerate(as_list(as_dict(whole.data).get("rules"))):
        rule_id = as_dict(rule).get("id")
        if isinstance(rule_id, str):
            if rule_id in seen:
                message = f"'{rule_id}' is the id of rule {seen[rule_id] + 1} too"
                yield file.fault(whole.place_of(("rules", index, "id")), message)
            seen.setdefault(rule_id, whole.written[index] or 0)
        if known is not None:
            for place, message in _unknown(as_dict(rule), known):
                yield file.fault(whole.place_of(("rules", index, *place)), message)


def _unknown(rule: dict[str, Any], known: Known) -> Iterator[tuple[Key, str]]:
    clause_type = rule.get("clause_type")
    if not isinstance(clause_type, str):
        return
    if clause_type not in known:
        guess = did_you_mean(clause_type, known) or ";"
        hint = f"{guess} one of your own needs its patterns loaded (--patterns)"
        yield ("clause_type",), f"unknown clause type '{clause_type}'{hint}"
        return
    attributes = known[clause_type]
    for place in _conditions(rule):
        for name, condition in _at(rule, place).items():
            if name not in attributes:
                yield (*place, name), f"{clause_type} has no attribute '{name}'{did_you_mean(name, attributes)}"
                continue
            for problem in unanswerable(name, as_dict(condition), attributes[name]):
                yield (*place, name), f"{clause_type}: {problem}"


def _conditions(rule: dict[str, Any]) -> Iterator[Key]:
    """List where in a rule conditions stand."""
    yield from ((key,) for key in CONDITIONED)
    yield from (("unacceptable", index, "when") for index in range(len(as_list(rule.get("unacceptable")))))


def _at(rule: dict[str, Any], place: Key) -> dict[str, Any]:
    value: Any = rule
    for step in place:
        value = value[step] if isinstance(step, int) else as_dict(value).get(step)
    return as_dict(value)
