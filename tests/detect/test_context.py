from __future__ import annotations

import pytest

from clausecheck.detect.context import find_modifier
from tests.support.patterns import clause_file, patterns_of
from tests.support.scans import scan_of, words_of

LINE = "${anyone} ... ${may} ... terminate"


def reaching(modifier, text, title=""):
    """Find the words by which a modifier reaches "... may ... terminate" in a text."""
    signal = {"id": "exit", "weight": 0.5, "lines": [LINE], "unless": ["modifier"]}
    patterns = patterns_of(
        {"exit": clause_file(signals=[signal])},
        fragments={"anyone": ["${customer}", "${provider}"], "may": ["may", "may not"]},
        modifiers={"modifier": modifier},
    )
    scan = scan_of(text, patterns)
    (evidence, *_) = scan.find(LINE)
    titles = scan_of(title, patterns) if title else None
    match = find_modifier(patterns.modifiers["modifier"], scan, evidence, titles)
    return match and words_of(titles if modifier["scope"] == "heading" else scan, match)


BREACH = {"scope": "segment", "lines": ["breach"]}


@pytest.mark.parametrize(
    "text",
    ["Upon a breach, Client may terminate.", "Client may terminate this Agreement with its schedules for breach."],
)
def test_a_segment_modifier_reaches_everywhere(text):
    assert reaching(BREACH, text) == "breach"


def test_before_and_after_reach_some_words_to_one_side():
    before = {"scope": "before", "reach": 3, "lines": ["unless"]}
    after = {"scope": "after", "reach": 3, "lines": ["unless"]}
    assert reaching(before, "unless it agrees Client may terminate it") == "unless"
    assert reaching(before, "unless it first agrees Client may terminate it") is None
    assert reaching(before, "Client may terminate unless it agrees") is None
    assert reaching(after, "Client may terminate it unless it agrees") == "unless"
    assert reaching(after, "Client may terminate this very Agreement unless it agrees") is None
    assert reaching(after, "unless it agrees Client may terminate it") is None


REFUSAL = {"scope": "operative", "reach": 4, "lines": ["not", "in no event"]}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Client may not terminate this Agreement.", "not"),
        ("In no event is it certain that Client may terminate.", None),
        ("In no event Client may terminate.", "In no event"),
        ("Client may terminate even if Vendor is not in default.", None),
        ("Client may, if Vendor does not perform, terminate.", None),
    ],
)
def test_the_operative_reach_ends_at_the_verb_of_permission(text, words):
    assert reaching(REFUSAL, text) == words


def test_a_terminator_between_modifier_and_evidence_cuts_the_reach():
    modifier = {**BREACH, "terminators": ["but", ";"]}
    assert reaching(modifier, "A breach entitles Vendor to sue; Client may terminate.") is None
    assert reaching(modifier, "Client may terminate, but not for breach.") is None
    assert reaching(modifier, "Upon breach Client may terminate but Vendor may not.") == "breach"


def test_a_pseudo_line_voids_the_modifier_that_it_covers():
    modifier = {**BREACH, "pseudo": ["without .. breach"]}
    assert reaching(modifier, "Client may terminate without any breach by Vendor.") is None
    assert reaching(modifier, "Client may terminate without notice after three weeks of grace on breach.") == "breach"
    assert (
        reaching(modifier, "Client may terminate without any breach of its own, and of course upon breach.") == "breach"
    )


def test_what_a_party_is_called_is_no_modifier():
    modifier = {"scope": "segment", "lines": ["vendor|insurer", "vendor ... pays"]}
    assert reaching(modifier, "Client may terminate before Vendor pays.") is None
    assert reaching(modifier, "Client may terminate before the insurer of Vendor pays.") == "insurer"


def test_a_heading_modifier_looks_at_the_titles_above():
    modifier = {"scope": "heading", "lines": ["effect of termination"]}
    assert reaching(modifier, "Client may terminate.", "Effect of Termination") == "Effect of Termination"
    assert reaching(modifier, "Client may terminate; the effect of termination follows.", "Exit") is None
    assert reaching(modifier, "Client may terminate; the effect of termination follows.") is None
