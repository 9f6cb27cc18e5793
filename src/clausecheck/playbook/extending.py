"""A playbook written as what differs from another: `extends`, `without`, and rules that give only what they change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clausecheck._yaml import Key, as_dict, as_list
from clausecheck.errors import did_you_mean

# What a file says of itself, and what a rule keeps of the one that it changes, are never taken over.
_OWN = ("id", "title", "version")
DIRECTIVES = ("extends", "without")
"""The keys by which a file says what it builds on; a playbook, once whole, has none of them."""


@dataclass(frozen=True, slots=True)
class Extended:
    """A whole playbook, not checked yet, and where its file has each rule; None stands for one that it leaves alone."""

    data: Any
    written: tuple[int | None, ...]

    def place_of(self, key: Key) -> Key:
        """Give the place in the file for a place in the whole playbook."""
        if len(key) < 2 or key[0] != "rules" or not isinstance(key[1], int):
            return key
        written = self.written[key[1]]
        return ("rules",) if written is None else ("rules", written, *key[2:])


def alone(data: Any) -> Extended:
    """Take a file that extends nothing as it stands."""
    return Extended(data, tuple(range(len(as_list(as_dict(data).get("rules"))))))


def extended(base: dict[str, Any], data: dict[str, Any]) -> Extended:
    """Lay a file over the playbook that it extends.

    A rule whose id the base has changes the keys that it gives, each as a whole, and stays where it was; any other rule
    comes after those of the base. What has not the right shape is passed on, for the schema to find; what misfits()
    finds is left out.
    """
    dropped = [name for name in as_list(data.get("without")) if isinstance(name, str)]
    rules: dict[str, tuple[Any, int | None]] = {rule["id"]: (rule, None) for rule in base["rules"]}
    added: list[tuple[Any, int | None]] = []
    for index, rule in enumerate(as_list(data.get("rules"))):
        changed = rules.get(_id(rule))
        if changed and changed[1] is None:
            rules[rule["id"]] = ({**changed[0], **rule}, index)
        elif not _changes_nothing(rule, base):
            added.append((rule, index))
    merged = [*(rule for name, rule in rules.items() if name not in dropped), *added]
    kept = {key: value for key, value in base.items() if key not in (*_OWN, "rules")}
    given = {key: value for key, value in data.items() if key not in DIRECTIVES}
    whole = {**kept, **given}
    if data.get("rules") is None or isinstance(data["rules"], list):
        whole["rules"] = [rule for rule, _ in merged]
    return Extended(whole, tuple(index for _, index in merged))


def misfits(base: dict[str, Any], data: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    """Find what does not fit the base: its place in the file, and what is wrong there."""
    ids = [rule["id"] for rule in base["rules"]]
    side = data.get("side", base["side"])
    if side != base["side"]:
        yield ("side",), f"'{base['id']}' speaks for the {base['side']}; a playbook for the other side cannot extend it"
    if not isinstance(data.get("without", []), list):
        yield ("without",), "'without' is a list of the ids of rules: [one, another]"
    for index, name in enumerate(as_list(data.get("without"))):
        if name not in ids:
            yield ("without", index), f"'{name}' is no rule of '{base['id']}'{did_you_mean(str(name), ids)}"
    for index, rule in enumerate(as_list(data.get("rules"))):
        name = _id(rule)
        if _changes_nothing(rule, base):
            yield ("rules", index, "id"), f"'{name}' is no rule of '{base['id']}'{did_you_mean(name, ids)}"
        elif name and name in as_list(data.get("without")):
            yield ("rules", index, "id"), f"'{name}' is left out by 'without'; it cannot be changed as well"


def _changes_nothing(rule: Any, base: dict[str, Any]) -> bool:
    """Tell whether a rule means to change one that the base has not: it has a name and no clause type of its own."""
    return bool(_id(rule)) and "clause_type" not in rule and _id(rule) not in [known["id"] for known in base["rules"]]


def _id(rule: Any) -> str:
    name = as_dict(rule).get("id")
    return name if isinstance(name, str) else ""
