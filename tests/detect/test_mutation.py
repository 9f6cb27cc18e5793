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


def mutated(signals, copied=()):
    examples = {
        "match": [{"text": text, **SOURCE} for text in MATCH],
        "no_match": [{"text": text, **SOURCE} for text in NEAR],
    }
    patterns = patterns_of({"exit": clause_file(signals=signals, anchors=["may"], examples=examples)})
    return list(mutate(Detector(patterns), patterns["exit"], copied))


def test_the_place_of_a_wording_is_told():
    signals = [
        signal("exit", "may terminate|end|stop"),
        signal("quits", "stop and quit"),
        signal("x", "may go", "may fly"),
    ]
    found = mutated(signals)
    assert [(each.line, each.key) for each in found] == [
        (None, ("signals", 1)),
        (None, ("signals", 2)),
        ("may go", ("signals", 2, "lines", 0)),
        ("may fly", ("signals", 2, "lines", 1)),
    ]


def test_what_is_copied_is_left_alone_and_a_signal_only_as_a_whole():
    signals = [
        signal("exit", "may terminate|end|stop"),
        signal("quits", "stop and quit"),
        signal("x", "may go", "may fly"),
    ]
    found = mutated(signals, {"stop and quit", "may go"})
    assert [(each.signal, each.line) for each in found] == [("x", None), ("x", "may fly")]
