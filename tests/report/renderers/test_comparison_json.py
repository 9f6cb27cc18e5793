from __future__ import annotations

import json

from clausecheck.report.comparison.compare import compare
from clausecheck.report.comparison.model import Comparison
from clausecheck.report.renderers import render_comparison
from tests.support.comparisons import hostile


def test_the_record_comes_back_as_it_was():
    comparison = compare(hostile(), "versions")
    text = render_comparison(comparison, "json")
    assert text.endswith("}\n")
    assert Comparison.model_validate_json(text) == comparison


def test_it_says_what_it_is():
    record = json.loads(render_comparison(compare(hostile(), "vendors"), "json"))
    assert (record["kind"], record["schema_version"], record["way"]) == ("comparison", "1.0", "vendors")
