from __future__ import annotations

import pytest

from clausecheck.detect.detector import Detector
from clausecheck.detect.selfcheck import check_proof, proof_of, run_examples
from clausecheck.patterns.model import Example
from tests.support.detections import exit_patterns

HOLDER = {"holder": {"read": "holder", "near": ["${anyone} .. ${may} .. terminate"]}}


@pytest.fixture(scope="module")
def detector():
    return Detector(exit_patterns(attributes=HOLDER))


def checked(detector, text, *, is_match=True, **fields):
    example = Example(text=text, source="written for this test", **fields)
    return check_proof(detector, detector.patterns["exit"], proof_of(example, is_match))


GRANT = "Customer may terminate this Agreement."
REFUSAL = "Customer may not terminate this Agreement."


def test_examples_read_as_meant(detector):
    assert checked(detector, GRANT, attributes={"holder": "customer"}) is None
    assert checked(detector, REFUSAL, denied=True) is None
    assert checked(detector, REFUSAL, is_match=False) is None
    assert checked(detector, "Customer may extend this Agreement.", is_match=False) is None


WRONGLY_FOUND = 'found, sure to 0.70, in a near miss, by exit.exit "Customer may swiftly terminate"'


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        (GRANT, {"attributes": {"holder": "provider"}}, "holder is read as 'customer', not 'provider'"),
        (GRANT, {"denied": True}, "read as a right, but it is refused"),
        (
            REFUSAL,
            {},
            "read as a refusal, by 'context' or by a signal with 'denies'; 'patterns try' shows by which words",
        ),
        ("Customer may leave.", {}, "not found"),
        ("Customer may leave.", {"denied": True}, "the refusal was not found"),
        (
            GRANT,
            {"is_match": False},
            WRONGLY_FOUND,
        ),
    ],
)
def test_examples_read_otherwise(detector, text, options, message):
    if message.startswith("found, sure"):
        text = "Customer may swiftly terminate the contract for its own good reasons and thereby end all Services."
    assert checked(detector, text, **options) == message


def test_an_example_is_no_proof_of_itself():
    example = {"source": "written for this test"}
    words = "Customer may swiftly terminate plan {} for its own good reasons and thereby end all its services."
    signals = [{"id": "exit", "weight": 0.2, "lines": ["may .. terminate"]}]
    examples = {
        "match": [{"text": words.format(number), **example} for number in (1, 2, 3)],
        "no_match": [{"text": f"Customer may extend plan {number}.", **example} for number in (1, 2, 3)],
    }
    detector = Detector(exit_patterns(signals=signals, examples=examples))
    assert checked(detector, words.format(1)) == "sure only to 0.20, and found from 0.5: the signals weigh too little"


def test_all_examples_of_all_clause_types_are_run():
    failures = run_examples(exit_patterns())
    assert {failure.clause_type for failure in failures} <= {"exit"}
    patterns = exit_patterns(signals=[{"id": "other", "weight": 0.7, "lines": ["may ... extend"]}], anchors=["extend"])
    assert [(failure.example, failure.message) for failure in run_examples(patterns)][:3] == [
        (f"Client may terminate plan {number}.", "not found") for number in (1, 2, 3)
    ]
    assert len(run_examples(patterns)) == 6
