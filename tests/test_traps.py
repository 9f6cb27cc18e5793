"""Mini-contracts that mislead a reader of keywords: tests/traps/<clause type>/<family>.yaml, a list of cases each.

A case has a `text`, what a lawyer finds in it (`present`, `denied`, `attributes`) and `why`. One that the program does
not read rightly yet says so in `known_gap`; when it is read rightly, the test asks for the mark to be taken out.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from clausecheck.detect.clause import Clause
from clausecheck.ingest import load
from clausecheck.structure import parse
from tests.support.detections import bundled_detector

FOLDER = Path(__file__).parent / "traps"
KEYS = {"text", "present", "denied", "attributes", "why", "known_gap"}
FOUND = 0.5


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*/*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), start=1):
            gap = case.get("known_gap")
            marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=gap)] if gap else []
            name = f"{path.parent.name}/{path.stem}/{number}"
            found.append(pytest.param(path.parent.name, case, id=name, marks=marks))
    return found


CASES = cases()


def read(text: str, clause_type: str) -> tuple[list[Clause], list[Clause]]:
    """Give the clauses that are granted and those that are denied, surest first."""
    clauses = bundled_detector().find(parse(load(text.encode(), name="contract.txt"))).of_type(clause_type)
    granted = [clause for clause in clauses if not clause.denied and clause.confidence >= FOUND]
    return granted, [clause for clause in clauses if clause.denied]


def comparable(value: Any) -> Any:
    """Put a list in an order of its own, since the order of subjects or metrics says nothing."""
    return sorted(value, key=repr) if isinstance(value, list) else value


def test_the_cases_were_found():
    assert len(CASES) > 300


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_file_is_well_formed(path):
    assert path.parent.name in bundled_detector().patterns.known_attributes
    written = yaml.safe_load(path.read_text("utf-8"))
    assert len(written) >= 2
    assert {case["present"] for case in written} == {True, False} or path.stem == "values"
    for case in written:
        assert case.keys() <= KEYS
        assert case["text"].strip() and case["why"].strip()
        assert not (case["present"] and case.get("denied"))
        assert case["present"] or not case.get("attributes")


@pytest.mark.parametrize(("clause_type", "case"), CASES)
def test_trap(clause_type, case):
    granted, denied = read(case["text"], clause_type)
    assert bool(granted) is case["present"], case["why"]
    if case.get("denied"):
        assert denied, case["why"]
    for name, expected in case.get("attributes", {}).items():
        assert comparable(granted[0].attributes.get(name)) == comparable(expected), f"{name}: {case['why']}"
