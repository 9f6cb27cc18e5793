"""Selfcheck: the examples that patterns carry, run through the same flow as a contract."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.detect.clause import Clause
from clausecheck.detect.detector import Detector
from clausecheck.ingest import load
from clausecheck.patterns.model import ClauseType, Example, PatternSet
from clausecheck.structure import parse

PRESENT = 0.5
"""The confidence from which a clause counts as found."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that its own pattern reads otherwise than its author."""

    clause_type: str
    example: str
    message: str


def run_examples(patterns: PatternSet) -> list[Failure]:
    """Run every example of every clause type; an empty list means that all are read as their authors meant."""
    detector = Detector(patterns)
    return [
        Failure(kind.id, example.text, message)
        for kind in patterns.clause_types
        for example, is_match in _examples(kind)
        if (message := check_example(detector, kind, example, is_match))
    ]


def _examples(kind: ClauseType) -> list[tuple[Example, bool]]:
    examples = kind.definition.examples
    return [(example, True) for example in examples.match] + [(example, False) for example in examples.no_match]


def check_example(detector: Detector, kind: ClauseType, example: Example, is_match: bool) -> str | None:
    """Run one example; give a sentence that says what is wrong, or None."""
    contract = parse(load(example.text.encode(), name="example.txt"))
    found = [clause for clause in detector.find(contract).of_type(kind.id) if clause.confidence >= PRESENT]
    granted = [clause for clause in found if not clause.denied]
    if not is_match:
        return f"found, sure to {granted[0].confidence:.2f}, in a near miss" if granted else None
    if example.denied:
        if granted:
            return "read as a right, but it is refused"
        return None if found else "the refusal was not found"
    if not granted:
        return "read as a refusal" if found else "not found"
    return _wrong_attribute(granted[0], example)


def _wrong_attribute(clause: Clause, example: Example) -> str | None:
    for name, wanted in example.attributes.items():
        value = clause.attributes.get(name)
        if value != wanted:
            return f"{name} is read as {value!r}, not {wanted!r}"
    return None
