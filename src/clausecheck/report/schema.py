"""The JSON Schemas of the wire formats, made from their models."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from clausecheck.report.comparison.model import COMPARISON_SCHEMA_VERSION, Comparison
from clausecheck.report.model import SCHEMA_VERSION, FileError, Report

Result = Annotated[Report | FileError, Field(discriminator="kind")]


def report_schema() -> dict[str, Any]:
    """Give the JSON Schema of what stands for one document: a report or an error, told apart by `kind`."""
    return _schema(f"clausecheck report {SCHEMA_VERSION}", TypeAdapter[Report | FileError](Result))


def comparison_schema() -> dict[str, Any]:
    """Give the JSON Schema of a comparison."""
    return _schema(f"clausecheck comparison {COMPARISON_SCHEMA_VERSION}", TypeAdapter(Comparison))


def _schema(title: str, adapter: TypeAdapter[Any]) -> dict[str, Any]:
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "title": title,
        **(adapter.json_schema(mode="serialization") | {"title": title}),
    }
