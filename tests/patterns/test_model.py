from __future__ import annotations

import pytest
from pydantic import ValidationError

from clausecheck.patterns.model import CalibrationFile, ClauseFile
from tests.support.patterns import clause_file


def test_what_may_be_left_out_is_empty():
    definition = ClauseFile.model_validate(clause_file())
    assert (definition.headings, definition.context, definition.subject, definition.attributes) == ([], {}, [], {})
    assert not definition.signals[0].denies
    assert not definition.examples.match[0].denied


def test_definitions_do_not_change():
    definition = ClauseFile.model_validate(clause_file())
    with pytest.raises(ValidationError, match="frozen"):
        definition.title = "Entry"


@pytest.mark.parametrize(
    ("knots", "message"),
    [
        ([], "the first knot is 0.5 on both sides"),
        ([(0.5, 0.6), (1, 0.9)], "the first knot is 0.5 on both sides"),
        ([(0.5, 0.5), (0.9, 0.9)], "the last has evidence 1"),
        ([(0.5, 0.5), (0.7, 0.9), (1, 0.8)], "rise from knot to knot"),
        ([(0.5, 0.5), (0.7, 0.6), (0.7, 0.7), (1, 0.8)], "rise from knot to knot"),
    ],
)
def test_a_calibration_starts_at_one_half_and_rises(knots, message):
    with pytest.raises(ValidationError, match=message):
        CalibrationFile.model_validate({"calibration": {"exit": [{"evidence": e, "confidence": c} for e, c in knots]}})
