from __future__ import annotations

from pathlib import Path

import clausecheck
from clausecheck import Markup

SAMPLE = Path(__file__).resolve().parents[3] / "sample_contracts" / "saas_subscription.docx"


def test_the_offsets_of_a_report_count_in_it():
    review = clausecheck.Analyzer().review(SAMPLE)
    text = clausecheck.annotate(review, Markup("text-layer")).decode("utf-8")
    assert text == clausecheck.load(SAMPLE).text
    for clause in review.report.clauses:
        assert text[clause.start : clause.end] == clause.text[-(clause.end - clause.start) :]
