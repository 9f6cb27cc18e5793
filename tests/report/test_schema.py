from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from clausecheck.report.comparison.compare import compare
from clausecheck.report.model import DocumentRecord, ErrorDetail, FileError
from clausecheck.report.schema import comparison_schema, report_schema
from tests.support.comparisons import one_finding
from tests.support.reports import file_error

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
COMMITTED = REFERENCE / "report.schema.json"


def test_the_documented_schema_is_the_one_of_the_models():
    assert json.loads(COMMITTED.read_text("utf-8")) == report_schema(), "python docs/generate.py writes it"


def test_a_reader_can_tell_reports_from_errors_by_their_kind():
    schema = report_schema()
    assert schema["discriminator"]["propertyName"] == "kind"
    kinds = {
        name: schema["$defs"][reference.rpartition("/")[2]]["properties"]["kind"]["const"]
        for name, reference in schema["discriminator"]["mapping"].items()
    }
    assert kinds == {"report": "report", "error": "error"}


def test_everything_that_is_written_is_promised():
    error = FileError(document=DocumentRecord(name="scan.pdf"), error=ErrorDetail(code="no-text", message="A scan."))
    definitions = report_schema()["$defs"]
    written = json.loads(error.model_dump_json())
    assert sorted(definitions["FileError"]["required"]) == sorted(written)
    assert sorted(definitions["DocumentRecord"]["required"]) == sorted(written["document"])


def test_a_comparison_keeps_to_its_documented_schema():
    documented = json.loads((REFERENCE / "comparison.schema.json").read_text("utf-8"))
    assert documented == comparison_schema()
    for way in ("versions", "vendors"):
        comparison = compare([one_finding("met"), file_error(), one_finding("weak")], way)
        jsonschema.validate(json.loads(comparison.model_dump_json()), documented)
