"""The JSON Schema of the wire format, made from its models."""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import Field, TypeAdapter

from clausecheck.report.model import SCHEMA_VERSION, FileError, Report

Result = Annotated[Report | FileError, Field(discriminator="kind")]


def json_schema() -> str:
    """Write the JSON Schema of what stands for one document: a report or an error, told apart by `kind`."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"clausecheck report {SCHEMA_VERSION}",
        **TypeAdapter[Report | FileError](Result).json_schema(mode="serialization"),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
