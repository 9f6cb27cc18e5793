import pytest

from clausecheck.detect.detector import Detector
from clausecheck.detect.trial import try_pattern
from tests.support.contracts import contract
from tests.support.detections import PREAMBLE, exit_patterns

TEXT = """
1. Exit
1.1 Client may terminate this Agreement.
1.2 Vendor may not terminate this Agreement.
1.3 Client may terminate this Agreement for any breach by Vendor.
1.4 Termination of Client's account shall not affect accrued rights.
1.5 Client shall pay the Fees.
"""


@pytest.fixture(scope="module")
def trial():
    patterns = exit_patterns()
    return try_pattern(Detector(patterns), patterns["exit"], contract(PREAMBLE + TEXT))


def passage(trial, words):
    return next(each for each in trial.shown if words in each.segment.text)


def test_only_passages_with_an_anchor_are_looked_at(trial):
    assert trial.looked_at == 4 < trial.passages
    assert not any("Fees" in each.segment.text for each in trial.shown)


def test_a_clause_is_shown_with_the_words_that_show_it(trial):
    found = passage(trial, "Client may terminate this Agreement.")
    assert (found.outcome, found.section) == ("found", "1.1 Exit")
    assert [(seen.signal.id, seen.words, seen.voided_by) for seen in found.seen] == [
        ("exit", "Client may terminate", ())
    ]
    assert found.clause is not None and found.clause.confidence == 0.7


def test_a_refusal_is_told_from_a_right_with_the_words_that_make_it_one(trial):
    refused = passage(trial, "may not")
    assert refused.outcome == "refused"
    assert [seen.turned_by for seen in refused.seen] == [(("refusal", "not"),)]


def test_signals_that_weigh_too_little_are_told_by_their_weight():
    weak = [{"id": "exit", "weight": 0.2, "lines": ["${anyone} .. ${may} ... terminate"]}]
    patterns = exit_patterns(signals=weak)
    text = "1. Client may, whenever that pleases its board of directors, terminate this Agreement."
    tried = try_pattern(Detector(patterns), patterns["exit"], contract(PREAMBLE + text))
    assert [(each.outcome, round(each.evidence, 2)) for each in tried.shown] == [("passed over", 0.2)]


def test_what_stopped_a_near_miss_is_named_with_its_words(trial):
    stopped = passage(trial, "for any breach")
    assert stopped.outcome == "stopped"
    assert [seen.voided_by for seen in stopped.seen] == [(("fault", "breach"),)]


def test_a_passage_too_far_from_every_line_is_not_shown(trial):
    assert not any("accrued rights" in each.segment.text for each in trial.shown)


@pytest.mark.parametrize(
    ("sentence", "lacks", "fault"),
    [
        ("Client may at any time end or have terminated orders.", ("terminate",), ""),
        (
            "To terminate this Agreement, Client may write to Vendor.",
            (),
            "nothing, but its words stand",
        ),
    ],
)
def test_what_a_passage_lacks_of_the_nearest_line_is_named(sentence, lacks, fault):
    patterns = exit_patterns()
    found = try_pattern(Detector(patterns), patterns["exit"], contract(f"{PREAMBLE}\n1. Exit\n1.1 {sentence}\n"))
    (near,) = [each.near for each in found.shown]
    assert near is not None
    assert near.lacks == lacks
    assert near.fault.startswith(fault) and bool(near.fault) == bool(fault)


@pytest.mark.parametrize(
    ("wanted", "sentence", "fault"),
    [
        ({"under": ["expiry"]}, "Client may terminate this Agreement.", "no title above is one of 'under'"),
        ({"all": ["for convenience"]}, "Client may terminate this Agreement.", "a line of 'all' is not there"),
        (
            {"parties": "differ", "lines": ["${anyone} ... may terminate ... assign to ${anyone}"]},
            "Client may terminate this Agreement and assign to Client all work in progress.",
            "it names one party where 'parties' wants two",
        ),
    ],
)
def test_what_a_signal_asks_for_beside_its_line_is_named(wanted, sentence, fault):
    signal = {"id": "exit", "weight": 0.7, "lines": ["${anyone} .. ${may} ... terminate"], **wanted}
    patterns = exit_patterns(signals=[signal])
    found = try_pattern(Detector(patterns), patterns["exit"], contract(f"{PREAMBLE}\n1. Exit\n1.1 {sentence}\n"))
    (near,) = [each.near for each in found.shown]
    assert near is not None
    assert (near.lacks, near.fault) == ((), fault)
