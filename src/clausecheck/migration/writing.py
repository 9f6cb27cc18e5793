"""Writing: what was carried over as a playbook file, with what was not as comments, the regular expressions among them.

The words come from a stranger's file. Those of its names and advice are on one line and free of control characters; a
pattern is kept as it is, so one that could break out of its comment is written with escapes.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from clausecheck._yaml import on_one_line
from clausecheck.migration.carry import Carried
from clausecheck.migration.redline_buddy import RegexPlaybook
from clausecheck.playbook.draft import given
from clausecheck.playbook.model import CONDITIONED, Playbook, Rule

_WIDTH = 118

_HEAD = """\
# Carried over from the redline-buddy playbook {name} {version}.
#
# Regular expressions are not carried over: each rule is on a clause type, and its terms are conditions. Terms that no
# regex states are those of "{base}". What was lost stands above a rule; what could not be carried over, at the end.
# "clausecheck playbooks show FILE" tells every rule in words, "clausecheck playbooks validate FILE" checks changes.

id: {id}
title: {name}
version: {version}
side: {side}
threshold: {threshold}

rules:
"""


def written(playbook: RegexPlaybook, carried: Sequence[Carried], base: Playbook) -> str:
    """Write the YAML of the playbook that the rules carried over make up."""
    head = _HEAD.format(
        name=on_one_line(playbook.name),
        version=on_one_line(playbook.version),
        base=base.id,
        id=file_id(playbook),
        side=base.side,
        threshold=base.threshold,
    )
    rules = [(each, each.rule) for each in carried if each.rule]
    parts = [head, *("\n" + "".join(f"  {line}\n" for line in _block(each, rule)) for each, rule in rules)]
    left = [each for each in carried if not each.rule]
    if left:
        parts.append("\n# Not carried over:\n")
        parts.extend("#\n" + "".join(f"# {line}\n" for line in _remainder(each)) for each in left)
    return "".join(parts)


def file_id(playbook: RegexPlaybook) -> str:
    """Make an id, fit to be part of a file name, out of the name of a playbook."""
    words = re.findall(r"[a-z0-9]+", playbook.name.lower())
    return "-".join(words)[:60].strip("-") or "imported"


def _block(carried: Carried, rule: Rule) -> Iterator[str]:
    yield from _comment(f"{carried.source.title} ({carried.outcome})")
    for loss in carried.lost:
        yield from _comment(f"Lost: {loss}.")
    yield f"- id: {on_one_line(rule.id)}"
    for line in _members(rule):
        yield f"  {line}"


def _members(rule: Rule) -> Iterator[str]:
    yield f"clause_type: {rule.clause_type}"
    yield f"title: {on_one_line(rule.title)}"
    yield f"severity: {rule.severity.name.lower()}"
    yield f"weight: {rule.weight:g}"
    if rule.area:
        yield f"area: {rule.area}"
    yield f"expects: {rule.expects}"
    for key in CONDITIONED:
        conditions = getattr(rule, key)
        yield from [f"{key}:"] * bool(conditions)
        yield from (f"  {name}: {on_one_line(given(condition))}" for name, condition in conditions.items())
    if rule.unacceptable:
        yield "unacceptable:"
    for objection in rule.unacceptable:
        when = {name: given(condition) for name, condition in objection.when.items()}
        yield f"  - when: {on_one_line(when)}"
        yield f"    message: {on_one_line(objection.message)}"
    yield from _folded("why", rule.why)
    yield from _folded("recommended_language", rule.recommended_language)
    yield "sources:"
    yield from (f"  - {on_one_line(source)}" for source in rule.sources)


def _remainder(carried: Carried) -> Iterator[str]:
    """Write all of a rule that has no place in the file, so that nothing of it is lost."""
    source, check = carried.source, carried.source.check
    yield f"{on_one_line(source.id)}: {source.title} ({source.severity}, {check.kind})"
    for reason in carried.lost:
        yield from _indented(f"Why not: {reason}.")
    for label, words in (("Why", source.why or source.description), ("Advice", source.suggestion)):
        yield from _indented(f"{label}: {words}") if words else ()
    yield from _indented(f"Language: {source.fallback}") if source.fallback else ()
    for name, patterns in (("patterns", check.patterns), ("unless_any", check.unless_any)):
        yield from [f"  {name}:"] * bool(patterns)
        yield from (f"    - {_exact(pattern)}" for pattern in patterns)
    if check.kind == "max_value":
        yield f"  max: {on_one_line(check.max)}"


def _comment(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH - 2, initial_indent="# ", subsequent_indent="#   ", **_WHOLE_WORDS)


def _indented(words: str) -> list[str]:
    return textwrap.wrap(words, _WIDTH - 2, initial_indent="  ", subsequent_indent="    ", **_WHOLE_WORDS)


def _folded(key: str, words: str) -> list[str]:
    """Write words as a folded block, which reads back as the same words."""
    lines = textwrap.wrap(words, _WIDTH - 4, initial_indent="  ", subsequent_indent="  ", **_WHOLE_WORDS)
    return [f"{key}: >-", *lines]


def _exact(pattern: str) -> str:
    return on_one_line(pattern) if pattern.isprintable() else json.dumps(pattern)


_WHOLE_WORDS: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
