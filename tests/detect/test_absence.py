from __future__ import annotations

import pytest

from tests.support.contracts import contract
from tests.support.detections import bundled_detector

PARTIES = 'This Agreement is between Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor").'


def nearest(kind: str, *lines: str) -> list[str]:
    read = contract("\n".join((PARTIES, "1. General", *lines)))
    places = bundled_detector().find(read).considered[kind]
    return [read.source.text[each.span.start : each.span.end] for each in places]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("key_personnel", "1.1 We have tried to write down what each of us has to do in words that people can follow."),
        (
            "step_in_rights",
            "1.1 The notice shall describe the data affected, the cause so far as known, and the steps.",
        ),
    ],
)
def test_of_passages_that_merely_share_words_only_the_best_is_named(kind, words):
    assert nearest(kind, words) == [words.removeprefix("1.1 ")]
    assert len(nearest(kind, words, "1.2 " + words.removeprefix("1.1 "))) == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("audit_rights", "The insurer may audit the records of Vendor."),
        ("subcontracting", "Vendor shall pay its subcontractors in time."),
        ("amendment", "It may itself be amended or waived only in a writing signed by both parties."),
    ],
)
def test_what_speaks_of_the_matter_is_near(kind, words):
    assert nearest(kind, f"1.1 {words}", "1.2 Client shall pay the fees within thirty days.")[:1] == [words]


def test_what_stands_under_a_usual_title_is_near():
    words = "Client may express concerns to the account manager of Vendor."
    read = contract(f"{PARTIES}\n3. Key Personnel\n3.1 {words}\n")
    places = bundled_detector().find(read).considered["key_personnel"]
    assert [read.source.text[each.span.start : each.span.end] for each in places] == [words]


def test_a_figure_alone_is_no_passage_that_came_nearest():
    assert nearest("step_in_rights", "1.1 Steps: 2%") == []


def test_a_definition_may_leave_the_services_to_a_schedule():
    words = '1.1 "Services" means the services described in the Schedule of Services.'
    read = contract("\n".join((PARTIES, "1. General", words)))
    left = [each for each in bundled_detector().find(read).deferrals if each.type == "service_description"]
    assert [each.reference for each in left] == ["Schedule of Services"]
