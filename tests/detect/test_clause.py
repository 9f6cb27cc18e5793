from __future__ import annotations

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


def test_clauses_of_a_type_come_surest_first():
    sure, unsure, sooner = clause(confidence=0.9, at=50), clause(confidence=0.4), clause(confidence=0.9, at=20)
    detection = Detection((unsure, sooner, clause("audit"), sure))
    assert detection.of_type("exit") == (sooner, sure, unsure)
    assert detection.of_type("renewal") == ()
