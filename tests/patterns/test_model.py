from __future__ import annotations

import pytest
from pydantic import ValidationError

from clausecheck.patterns.model import ClauseFile
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
