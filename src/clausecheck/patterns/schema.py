"""The JSON Schema of clause files, for editors that check while one writes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from clausecheck.patterns.model import ClauseFile

SCHEMA = "pattern.schema.json"
"""The name of the file with the schema, by which a clause file beside it names it to an editor."""


def pattern_schema() -> dict[str, Any]:
    """Give the JSON Schema of a clause file, draft 2020-12."""
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        **ClauseFile.model_json_schema(),
        "title": "clausecheck pattern file",
    }
