"""Detection on contracts written in a test."""

from __future__ import annotations

from functools import cache
from textwrap import dedent
from typing import Any

from clausecheck.detect.clause import Clause, Detection
from clausecheck.detect.detector import Detector
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import PatternSet
from tests.support.contracts import contract
from tests.support.patterns import clause_file, patterns_of

PREAMBLE = (
    'This Agreement is made between Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor").\n'
)


@cache
def bundled_detector() -> Detector:
    """Give the detector of all bundled patterns, compiled once for the tests of this process."""
    return Detector(load_patterns())


def detect(patterns: PatternSet | Detector, text: str) -> Detection:
    """Run detection on a contract between Client and Vendor."""
    detector = patterns if isinstance(patterns, Detector) else Detector(patterns)
    return detector.find(contract(PREAMBLE + dedent(text).strip()))


def only_clause(patterns: PatternSet | Detector, text: str) -> Clause:
    """Find the only clause of a contract."""
    found = detect(patterns, text).clauses
    assert len(found) == 1, found
    return found[0]


def exit_patterns(*, fragments: dict[str, list[str]] | None = None, **fields: Any) -> PatternSet:
    """Make a pattern set of one clause type, an exit on notice, with its own readers and context."""
    who = ["${customer}", "${provider}", "${either_party}", "${other_party}"]
    may = ["may", "may not", "shall (not) be entitled to", "shall have the right to"]
    known = {"anyone": who, "either_party": ["either|neither party", "the parties"], "may": may, **(fragments or {})}
    signal = {"id": "exit", "weight": 0.7, "lines": ["${anyone} .. ${may} ... terminate"]}
    modifiers = {
        "refusal": {
            "scope": "operative",
            "reach": 8,
            "lines": ["not", "neither party", "in no event"],
            "terminators": ["but"],
            "pseudo": ["not only"],
        },
        "fault": {"scope": "segment", "lines": ["breach"], "pseudo": ["without .. breach"]},
        "single_order": {"scope": "segment", "lines": ["statement of work"]},
        "after_the_end": {"scope": "heading", "lines": ["effect of termination"]},
    }
    context = {"refusal": "deny", "single_order": "partial", "after_the_end": "reject"}
    filed = clause_file(signals=[{**signal, "unless": ["fault"]}], context=context)
    return patterns_of({"exit": {**filed, **fields}}, fragments=known, modifiers=modifiers)
