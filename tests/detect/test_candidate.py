from __future__ import annotations

import pytest

from clausecheck.detect.candidate import token_name, weigh
from clausecheck.detect.context import Setting
from clausecheck.spans import Span
from clausecheck.structure.contract import Piece, Segment
from tests.support.detections import exit_patterns
from tests.support.scans import scan_of


def weighed(text, title="", **fields):
    patterns = exit_patterns(**fields)
    segment = Segment(0, "sentence", text, (Piece(Span(0, len(text)), 0),), "body", None, (title,) if title else ())
    titles = scan_of(title, patterns) if title else None
    return weigh(patterns["exit"], segment, Setting(scan_of(text, patterns), titles, patterns.modifiers))


def signals(sightings):
    return [sighting.signal.id for sighting in sightings]


def test_a_segment_without_a_signal_is_no_candidate():
    assert weighed("Client shall pay the Fees.") is None


@pytest.mark.parametrize(
    ("text", "title", "accepted", "denied", "rejected"),
    [
        ("Client may terminate this Agreement.", "", ["exit"], [], []),
        ("Client may not terminate this Agreement.", "", [], ["exit"], []),
        ("Client may terminate this Agreement for breach.", "", [], [], ["exit"]),
        ("Client may terminate this Agreement without any breach.", "", ["exit"], [], []),
        ("Client may not only suspend but also terminate this Agreement.", "", ["exit"], [], []),
        ("Client may terminate this Agreement.", "Effect of Termination", [], [], ["exit"]),
        ("Client may not terminate this Agreement for breach.", "", [], [], ["exit"]),
    ],
)
def test_context_decides_how_a_signal_is_read(text, title, accepted, denied, rejected):
    candidate = weighed(text, title)
    assert candidate is not None
    assert signals(candidate.accepted) == accepted
    assert signals(candidate.denied) == denied
    assert signals(candidate.rejected) == rejected


def test_a_right_over_a_part_is_accepted_as_partial():
    candidate = weighed("Client may terminate any Statement of Work.")
    assert candidate is not None
    assert candidate.partial
    assert not candidate.is_denial
    assert signals(candidate.accepted) == ["exit"]


SIGNALS = [
    {"id": "strong", "weight": 0.8, "lines": ["may ... terminate"]},
    {"id": "weak", "weight": 0.5, "lines": ["terminate"]},
    {"id": "absent", "weight": 0.9, "lines": ["cancel"]},
]


def test_signals_add_up_and_the_weightiest_comes_first():
    candidate = weighed("Client may terminate this Agreement.", signals=SIGNALS[::-1])
    assert candidate is not None
    assert signals(candidate.sightings) == ["strong", "weak"]
    assert candidate.weight == pytest.approx(0.9)


def test_a_signal_may_ask_for_more_words_and_for_a_title():
    def seen(text, title="", **more):
        return weighed(text, title, signals=[{**SIGNALS[0], **more}]) is not None

    assert seen("Client may terminate upon notice.", all=["notice"])
    assert not seen("Client may terminate.", all=["notice"])
    assert seen("Client may terminate.", "Exit", under=["exit"])
    assert not seen("Client may terminate.", "Fees", under=["exit"])
    assert not seen("Client may terminate.", under=["exit"])


def test_wording_that_refuses_is_a_denial_whatever_surrounds_it():
    refusal = {"id": "refusal", "weight": 0.9, "lines": ["waives"], "denies": True}
    candidate = weighed("Client waives any right to terminate and may not terminate.", signals=[*SIGNALS, refusal])
    assert candidate is not None
    assert candidate.is_denial
    assert "refusal" in signals(candidate.sightings)


def test_token_patterns_are_named_by_clause_type_and_signal():
    patterns = exit_patterns()
    assert token_name("exit", patterns["exit"].definition.signals[0]) == "tokens:exit.exit"


@pytest.mark.parametrize(
    ("text", "accepted", "denied", "rejected"),
    [
        ('The sentence "Client may terminate this Agreement." is hereby deleted.', [], ["exit"], []),
        ('Delete the words "Client may terminate this Agreement".', [], ["exit"], []),
        ('The words "Client may terminate this Agreement" in Section 5.3 are struck out.', [], ["exit"], []),
        ('Section 12.2 ("Client may terminate this Agreement") is deleted.', [], ["exit"], []),
        ('The parties delete Section 12.2 ("Client may terminate this Agreement").', [], ["exit"], []),
        ('Delete clause 12.2 of the Agreement, "Client may terminate this Agreement".', [], ["exit"], []),
        ('Section 12.2 ("Client may terminate this Agreement") is revoked.', [], ["exit"], []),
        ('Section 12.2 ("Client may terminate this Agreement") no longer applies.', [], ["exit"], []),
        ('Section 12.2 ("Client may terminate this Agreement") is of no further effect.', [], ["exit"], []),
        ('Section 12.2 ("Client may terminate this Agreement") remains in force.', ["exit"], [], []),
        ('Delete clause 12.2 and insert "Client may terminate this Agreement".', ["exit"], [], []),
        ('The sentence "Client may not terminate this Agreement." is deleted.', [], [], ["exit"]),
        ('The sentence "Client may terminate this Agreement." is replaced by "Each pays its costs."', [], ["exit"], []),
        ('"Each pays its costs." is replaced by "Client may terminate this Agreement."', ["exit"], [], []),
        ('The sentence "Client may terminate this Agreement." is not deleted.', ["exit"], [], []),
        ('The sentence "Client may terminate this Agreement." is deleted unless Client objects.', ["exit"], [], []),
        ('The following sentence is added: "Client may terminate this Agreement."', ["exit"], [], []),
    ],
)
def test_what_is_quoted_to_be_deleted_is_refused(text, accepted, denied, rejected):
    candidate = weighed(text)
    assert candidate is not None
    assert signals(candidate.accepted) == accepted
    assert signals(candidate.denied) == denied
    assert signals(candidate.rejected) == rejected
