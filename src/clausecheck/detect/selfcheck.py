"""Selfcheck: the examples that patterns carry, run through the same flow as a contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausecheck.detect.clause import Clause
from clausecheck.detect.confidence import PRESENT, strength
from clausecheck.detect.detector import Detector
from clausecheck.ingest import load
from clausecheck.patterns.model import ClauseType, Example, PatternSet
from clausecheck.structure import parse
from clausecheck.structure.contract import Contract

_TURNED = "read as a refusal, by 'context' or by a signal with 'denies'; 'patterns try' shows by which words"


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that its own pattern reads otherwise than its author; `key` is its place in the clause file."""

    clause_type: str
    example: str
    message: str
    key: tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Proof:
    """An example as the contract that it makes, and whether it is one of those that match."""

    example: Example
    is_match: bool
    contract: Contract


def run_examples(patterns: PatternSet, *clause_types: str) -> list[Failure]:
    """Run the examples of these clause types, of all when none is named; an empty list means that none is misread."""
    detector = Detector(patterns)
    kinds = [patterns[name] for name in clause_types] or patterns.clause_types
    return [
        Failure(kind.id, proof.example.text, message, _key(kind, proof))
        for kind in kinds
        for proof in proofs_of(kind)
        if (message := check_proof(detector, kind, proof))
    ]


def _key(kind: ClauseType, proof: Proof) -> tuple[str, str, int]:
    side = "match" if proof.is_match else "no_match"
    examples: list[Example] = getattr(kind.definition.examples, side)
    return "examples", side, examples.index(proof.example)


def proofs_of(kind: ClauseType) -> Iterator[Proof]:
    """Read the examples of a clause type as contracts."""
    examples = kind.definition.examples
    for example in examples.match:
        yield proof_of(example, True)
    for example in examples.no_match:
        yield proof_of(example, False)


def proof_of(example: Example, is_match: bool) -> Proof:
    """Read an example as a contract."""
    return Proof(example, is_match, parse(load(example.text.encode(), name="example.txt")))


def check_proof(detector: Detector, kind: ClauseType, proof: Proof) -> str | None:
    """Run one example; give a sentence that says what is wrong, or None."""
    clauses = detector.find(proof.contract).of_type(kind.id)
    found = [
        clause
        for clause in clauses
        if clause.confidence >= PRESENT and (not proof.is_match or _strength(clause) >= PRESENT)
    ]
    granted = [clause for clause in found if not clause.denied]
    if not proof.is_match:
        return _found_wrongly(granted[0], proof) if granted else None
    if proof.example.denied:
        if granted:
            return "read as a right, but it is refused"
        return None if found else "the refusal was not found"
    if not granted:
        return _TURNED if found else _not_found(clauses)
    return _wrong_attribute(granted[0], proof.example)


def _strength(clause: Clause) -> float:
    """Say how sure a clause is without the exemplars: every example agrees with itself, which proves nothing."""
    return strength(item for item in clause.evidence if item.kind != "exemplar")


def _not_found(clauses: Sequence[Clause]) -> str:
    surest = max(map(_strength, clauses), default=0.0)
    if not surest:
        return "not found"
    return f"sure only to {surest:.2f}, and found from {PRESENT}: the signals weigh too little"


def _found_wrongly(clause: Clause, proof: Proof) -> str:
    shown = {item.pattern: proof.contract.source.text[item.span.start : item.span.end] for item in clause.evidence}
    why = ", ".join(f'{name} "{words}"' for name, words in shown.items())
    return f"found, sure to {clause.confidence:.2f}, in a near miss, by {why}"


def _wrong_attribute(clause: Clause, example: Example) -> str | None:
    for name, wanted in example.attributes.items():
        value = clause.attributes.get(name)
        if value != wanted:
            return f"{name} is read as {value!r}, not {wanted!r}"
    return None
