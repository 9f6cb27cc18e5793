"""The file that an organisation's own playbook begins with: another one extended, and what may be changed in it."""

from __future__ import annotations

from typing import Any

from clausecheck._yaml import on_one_line
from clausecheck.playbook.model import POSITIONS, Condition, Conditions, Playbook, Rule
from clausecheck.playbook.schema import SCHEMA

_HEAD = """\
# yaml-language-server: $schema={schema}
# Our positions, as far as they differ from "{title}" ({base} {version}).
#
# Every rule of {base} applies as it stands there. To change one, remove the "#" from its block below, change what
# differs and delete what does not: a line that is not given stays as it was, and a position that is given (preferred,
# acceptable, walk_away) is given as a whole. A rule with an id of its own is added. To leave rules out, name them:
#   without: [{first}]
#
# "clausecheck playbooks show {extends}" tells every rule in words, with reasons and the language to ask for;
# "clausecheck playbooks validate FILE" lists each fault with its line and column.

id: {name}
title: {name}
version: "0.1"
extends: {extends}

rules:
"""


def draft(base: Playbook, extends: str, name: str) -> str:
    """Write the YAML of a playbook called `name` that extends `base` and changes nothing yet.

    `extends` is how the file names the base: by its id, or by its path from the file.
    """
    of_base = {"title": base.title, "base": base.id, "version": base.version, "first": base.rules[0].id}
    head = _HEAD.format(**of_base, schema=SCHEMA, name=name, extends=on_one_line(extends))
    return head + "".join(f"\n{_block(rule)}" for rule in base.rules)


def _block(rule: Rule) -> str:
    """Write the lines of a rule that are most often changed, as a comment."""
    lines = [f"# {rule.title}", f"- id: {on_one_line(rule.id)}", f"  severity: {rule.severity.name.lower()}"]
    lines += [f"  weight: {rule.weight:g}", f"  must_have: {on_one_line(rule.must_have)}"]
    for position in POSITIONS:
        conditions: Conditions = getattr(rule, position)
        lines += [f"  {position}:"] * bool(conditions)
        lines += [f"    {name}: {on_one_line(given(condition))}" for name, condition in conditions.items()]
    return "".join(f"#  {line}\n" for line in lines)


def given(condition: Condition) -> dict[str, Any]:
    """Give what a condition asks, with whole numbers as a lawyer would write them: 60, not 60.0."""
    given = condition.model_dump(exclude_none=True, exclude_defaults=True)
    whole = {name: int(value) for name, value in given.items() if isinstance(value, float) and value.is_integer()}
    return given | whole
