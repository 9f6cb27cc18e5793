"""The JSON Schema of playbook files, for editors that check while one writes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from clausecheck.playbook.model import Playbook
from clausecheck.playbook.severity import Severity

SCHEMA = "playbook.schema.json"
"""The name of the file with the schema, by which a playbook beside it names it to an editor."""

_ALWAYS = ["id", "title", "version"]
_EXTENDS = {
    "description": "The playbook whose rules apply where this file says nothing else: a bundled one by its id, or a "
    "file by its path from this one.",
    "type": "string",
}
_WITHOUT = {
    "description": "Rules of the playbook extended that do not apply, by their ids.",
    "type": "array",
    "items": {"type": "string"},
}


def playbook_schema() -> dict[str, Any]:
    """Give the JSON Schema, draft 2020-12: of a whole playbook, and of one that extends another."""
    whole = Playbook.model_json_schema()
    kinds, properties = whole["$defs"], whole["properties"]
    kinds["Severity"] = {  # files name a level, the program numbers it
        "description": kinds["Severity"]["description"],
        "enum": [level.name.lower() for level in Severity],
        "type": "string",
    }
    kinds["Change"] = {
        **kinds["Rule"],
        "description": "A rule that gives an id of the playbook extended and the keys that it changes, or a new rule.",
        "required": ["id"],
    }
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **whole,
        "title": "clausecheck playbook",
        "properties": {
            **properties,
            "extends": _EXTENDS,
            "without": _WITHOUT,
            "rules": {"type": ["array", "null"], "title": "Rules"},
        },
        "required": _ALWAYS,
        "if": {"required": ["extends"]},
        "then": {"properties": {"rules": {"items": {"$ref": "#/$defs/Change"}}}},
        "else": {
            "properties": {"rules": properties["rules"]},
            "required": [name for name in whole["required"] if name not in _ALWAYS],
            "not": {"required": ["without"]},
        },
    }
