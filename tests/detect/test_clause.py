from __future__ import annotations

from dataclasses import replace

import pytest

from clausecheck.detect.clause import Clause, Detection
from clausecheck.spans import Span


def clause(kind="exit", *, confidence=0.9, at=0, **attributes):
    return Clause(kind, confidence, (Span(at, at + 5), Span(at + 10, at + 15)), "1", attributes, ())


def test_the_last_piece_of_a_clause_decides():
    assert clause(at=20).span == Span(30, 35)


def test_only_an_express_refusal_is_a_denial():
    assert clause(denied=True).denied
    assert not clause(denied=None).denied
    assert not clause().denied


@pytest.mark.parametrize(
    ("section", "pointed_to"),
    [
        ("Schedule 2", True),
        ("Schedule 2, 3.1 Service Credits", True),
        ("Schedule 2 Service Credits", True),
        ("Schedule 21, 3.1 Service Credits", False),
        ("7.3 Service Credits", False),
    ],
)
def test_a_clause_points_to_what_stands_in_the_attachments_that_it_names(section, pointed_to):
    pointing = replace(clause(), attachments=("Schedule 2",))
    assert pointing.points_to(replace(clause(), section=section)) is pointed_to
    assert not pointing.points_to(replace(clause(), section=section, document=1))
    assert not clause().points_to(replace(clause(), section=section))


def test_clauses_of_a_type_come_surest_first():
    sure, unsure, sooner = clause(confidence=0.9, at=50), clause(confidence=0.4), clause(confidence=0.9, at=20)
    detection = Detection((unsure, sooner, clause("audit"), sure))
    assert detection.of_type("exit") == (sooner, sure, unsure)
    assert detection.of_type("renewal") == ()
