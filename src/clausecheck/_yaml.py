"""YAML files checked against a pydantic model, with the line and column of every fault. The one home of PyYAML."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from clausecheck.errors import Fault, did_you_mean

ModelT = TypeVar("ModelT", bound=BaseModel)
Key = tuple[str | int, ...]
Place = tuple[int, int]

_MAX_DEPTH = 40
_NAMES = ("id", "title")
_LONGEST_NAME = 60  # characters; a longer one would hide the fault
_MAX_PLACES = 200_000  # aliases of aliases make billions of values of a few lines
_OFTEN = (
    "often a quote or an indent is wrong, here or a line above, or a text needs quotes, such as one with ': ', "
    "or inside [ ] one with '${'"
)
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFaults(Exception):
    """All mistakes found in one YAML file."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class YamlFile:
    """One parsed YAML file that still knows where each of its keys and values stands."""

    def __init__(self, path: Path) -> None:
        """Parse a file; raise YamlFaults when it is not YAML."""
        self.path = path
        self.places: dict[Key, Place] = {(): (1, 1)}
        self._duplicates: list[Fault] = []
        try:
            # A letter with an accent may be written as two characters; contracts are read with it as one.
            node = yaml.compose(unicodedata.normalize("NFC", path.read_text("utf-8")), Loader=_Loader)
            self.data: Any = None if node is None else self._construct(node, ())
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            problem = error.problem or error.context or "not YAML"
            raise YamlFaults([Fault(str(path), line, column, f"not valid YAML: {problem}; {_OFTEN}")]) from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise YamlFaults([Fault(str(path), line, 1, "no UTF-8 text; save the file as UTF-8")]) from error
        except (yaml.YAMLError, ValueError) as error:
            raise YamlFaults([Fault(str(path), 1, 1, f"not valid YAML: {error}")]) from error
        except OSError as error:
            guess = did_you_mean(path.name, yaml_files_in(path.parent)) if isinstance(error, FileNotFoundError) else ""
            raise YamlFaults([Fault(str(path), 0, 0, f"cannot be read: {error.strerror}{guess}")]) from error
        if self._duplicates:
            raise YamlFaults(self._duplicates)

    def _construct(self, node: yaml.Node, key: Key) -> Any:
        place = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.places.setdefault(key, place)
        if len(self.places) > _MAX_PLACES:
            raise YamlFaults([Fault(str(self.path), *place, f"more than {_MAX_PLACES:,} values")])
        if len(key) > _MAX_DEPTH:
            raise YamlFaults([Fault(str(self.path), *place, "nested too deeply, or an alias that contains itself")])
        if isinstance(node, yaml.SequenceNode):
            return [self._construct(child, (*key, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return dict(self._members(node, key))
        # "on", "off", "yes" and "no" are words of contract language; only true and false are truth values (YAML 1.2).
        is_word = node.tag.endswith(":bool") and node.value.lower() not in ("true", "false")
        if node.tag.endswith(":str") or is_word:
            return str(node.value)
        constructor = yaml.SafeLoader("")
        return constructor.construct_object(node)

    def _members(self, node: yaml.MappingNode, key: Key) -> Iterator[tuple[str, Any]]:
        for key_node, value_node in node.value:
            name = str(key_node.value)
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if (*key, name) in self.places:
                self._duplicates.append(Fault(str(self.path), *place, f"'{name}' is given twice"))
                continue
            self.places[(*key, name)] = place
            yield name, self._construct(value_node, (*key, name))

    def fault(self, key: Key, message: str) -> Fault:
        """Say what is wrong at a key, with the place of the key or of the nearest one above it."""
        while key not in self.places:
            key = key[:-1]
        return Fault(str(self.path), *self.places[key], message)

    def read(self, model: type[ModelT]) -> ModelT:
        """Check the file against a model; raise YamlFaults with everything that does not fit."""
        return self.read_as(model, self.data, lambda key: key)

    def read_as(
        self, model: type[ModelT], data: Any, place_of: Callable[[Key], Key], *, directives: Sequence[str] = ()
    ) -> ModelT:
        """Check data that the file is a part of; `place_of` tells where in the file a place in the data is written.

        `directives` are keys that a file may begin with beside those of the model.
        """
        try:
            return model.model_validate(data)
        except ValidationError as error:
            faults = [
                self._unknown(model, detail, place_of(tuple(detail["loc"])), directives)
                if detail["type"] == "extra_forbidden"
                else self._explain(detail, place_of(tuple(detail["loc"])))
                for detail in error.errors()
            ]
            raise YamlFaults(sorted(faults, key=lambda fault: (fault.line, fault.column))) from error

    def _unknown(self, model: type[BaseModel], detail: Any, key: Key, directives: Sequence[str]) -> Fault:
        above = tuple(detail["loc"])[:-1]
        known = [*_keys_at(model, above), *(() if above else directives)]
        hint = did_you_mean(str(key[-1]), known) or f"; known here: {', '.join(known)}"
        return self.fault(key, f"unknown key '{key[-1]}'{hint}")

    def _explain(self, detail: Any, key: Key) -> Fault:
        if detail["type"] == "missing":
            return self.fault(key, f"'{key[-1]}' is missing")
        written = key
        while written not in self.places:  # pydantic names what it tried as well: "[key]", "str"
            written = written[:-1]
        return self.fault(key, f"{self._named(written) or 'the file'}: {_worded(detail)}")

    def _named(self, key: Key) -> str:
        """Name a key for people, an item of a list by its id or title or else from 1: "rules 'exit', severity"."""
        words, joint = "", ""
        value = self.data
        for step in key:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and step < len(value) else None
                words += f" {_called(as_dict(value)) or f'no. {step + 1}'}"
                joint = ", "
            else:
                value = as_dict(value).get(step)
                words += f"{joint}{step}"
                joint = "."
        return words.strip()


def _called(item: dict[str, Any]) -> str | None:
    names = (item.get(name) for name in _NAMES)
    return next((f"'{name}'" for name in names if isinstance(name, str) and len(name) <= _LONGEST_NAME), None)


def _worded(detail: Any) -> str:
    """Say what a value is not, in the words of whoever writes the file and not of the model."""
    kind, given, bounds = detail["type"], detail["input"], detail.get("ctx", {})
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "keys with values are wanted here"
    if kind == "literal_error":
        names = re.findall(r"'([^']*)'", bounds["expected"])
        return f"{_shown(given)} is not known here, but {bounds['expected']}{did_you_mean(str(given), names)}"
    if kind == "string_pattern_mismatch":
        return f"{_shown(given)} is no id: small letters, digits and underscores, such as audit_rights"
    if kind in ("too_short", "string_too_short"):
        least = bounds["min_length"]
        return (
            f"at least {least} wanted here, not {len(given)}" if kind == "too_short" else "a text is wanted, not none"
        )
    for ending, wanted in _WANTED.items():
        if kind.startswith(ending):
            return f"{wanted.format(**bounds)} is wanted, not {_shown(given)}{_remedy(kind, given)}"
    message: str = detail["msg"].removeprefix("Value error, ")
    return f"{message[0].lower()}{message[1:]}"


_WANTED = {
    "string_type": "a text",
    "list_type": "a list, [one, another],",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "finite_number": "a number",
    "greater_than_equal": "a number of at least {ge:g}",
    "less_than_equal": "a number of at most {le:g}",
    "greater_than": "a number above {gt:g}",
    "less_than": "a number below {lt:g}",
}
"""What is wanted where a model says otherwise, by how the name of its complaint begins."""


def _shown(given: Any) -> str:
    """Name a value as it stands in the file."""
    if isinstance(given, dict | list):
        return "keys with values" if isinstance(given, dict) else "a list"
    if given is None:
        return "nothing"
    return str(given).lower() if isinstance(given, bool) else f"'{given}'" if isinstance(given, str) else str(given)


def _remedy(kind: str, given: Any) -> str:
    if kind == "string_type" and given is not None and not isinstance(given, list):
        return ": put it in quotes" + (", as every text with ': ' in it" if isinstance(given, dict) else "")
    return ": it has no quotes" if kind.startswith(("float", "int")) and str(given).isdigit() else ""


def _keys_at(model: type[BaseModel], place: Key) -> list[str]:
    """List the keys that are known at a place; an index or the name of an entry leads to what its list is made of."""
    models = [model]
    for step in place:
        fields = [each.model_fields[str(step)] for each in models if step in each.model_fields]
        models = [inner for field in fields for inner in _models_in(field.annotation)] or models
    return [name for each in models for name in each.model_fields]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models_in(argument)


def yaml_files_in(folder: Path) -> list[str]:
    """List the names of the YAML files in a folder."""
    return sorted(path.name for path in folder.glob("*") if path.suffix in (".yaml", ".yml"))


def as_dict(value: Any) -> dict[str, Any]:
    """Take what a file holds for a mapping, and anything else for an empty one."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Take what a file holds for a list, and anything else for an empty one."""
    return value if isinstance(value, list) else []


def on_one_line(data: Any) -> str:
    """Write a value as YAML on one line, in its own order."""
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=math.inf, default_flow_style=True)
    return text.removesuffix("...\n").rstrip("\n")
