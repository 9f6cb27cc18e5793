from clausecheck.detect.detector import Detector
from clausecheck.detect.mutation import mutate, mutate_signals
from tests.support.patterns import clause_file, patterns_of

SOURCE = {"source": "written for this test"}
MATCH = ["Client may terminate this plan.", "Client may end this plan.", "Client may stop and quit this plan."]
NEAR = ["Client may extend this plan.", "Client may read this plan.", "Client may rename this plan."]


def survivors(mutate, signals):
    examples = {
        "match": [{"text": text, **SOURCE} for text in MATCH],
        "no_match": [{"text": text, **SOURCE} for text in NEAR],
    }
    patterns = patterns_of({"exit": clause_file(signals=signals, anchors=["may"], examples=examples)})
    detector = Detector(patterns)
    return [(each.signal, each.line, each.exercised) for each in mutate(detector, patterns["exit"])]


def signal(name, *lines, **fields):
    return {"id": name, "weight": 0.7, "lines": list(lines), **fields}


def test_a_pattern_of_which_every_wording_has_its_example_leaves_none():
    signals = [signal("exit", "may terminate", "may end", "may stop")]
    assert survivors(mutate, signals) == []


def test_a_line_that_no_example_has_and_one_that_another_stands_in_for_are_told_apart():
    found = survivors(mutate, [signal("exit", "may terminate", "may end", "may stop", "quit", "may leave")])
    assert found == [("exit", "may stop", True), ("exit", "quit", True), ("exit", "may leave", False)]


def test_a_signal_that_another_stands_in_for():
    signals = [signal("exit", "may terminate|end|stop"), signal("quits", "stop and quit")]
    assert survivors(mutate_signals, signals) == survivors(mutate, signals) == [("quits", None, True)]


def test_a_signal_without_which_the_evidence_is_too_weak_is_missed():
    weak = signal("exit", "may terminate|end|stop", weight=0.45)
    assert ("plan", None, True) not in survivors(mutate_signals, [weak, signal("plan", "this plan", weight=0.3)])
