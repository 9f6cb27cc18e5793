from dataclasses import fields
from types import SimpleNamespace

import pytest

from clausecheck.detect.reading import Reading, Sentences
from clausecheck.patterns.model import AttributeReader


def sentences(texts, asked):
    def scan(segment):
        asked.append(segment.text)
        return segment.text

    return Sentences([SimpleNamespace(text=text) for text in texts], scan)


def capital(text):
    return text if text.isupper() else None


def test_no_sentence_is_asked_twice_and_none_before_its_turn():
    asked = []
    found = sentences(["a", "B", "c", "D", "E"], asked)
    assert [found.first("capital", capital) for _ in range(9)] == ["B"] * 9
    assert asked == ["a", "B"]
    assert [found.first("capital", capital, found.segments[1]) for _ in range(9)] == ["D"] * 9
    assert asked == ["a", "B", "c", "D"]


def test_a_clause_does_not_answer_itself():
    found = sentences(["a", "B"], [])
    assert found.first("capital", capital, found.segments[1]) is None
    assert found.first("capital", capital) == "B"


def test_two_questions_are_kept_apart():
    found = sentences(["a", "B"], [])
    assert (found.first("capital", capital), found.first("any", str)) == ("B", "a")


def test_all_answers_are_listed_once_and_asked_for_once():
    asked = []
    found = sentences(["ab", "bc"], asked)
    assert [found.every("letters", list) for _ in range(9)] == [["a", "b", "c"]] * 9
    assert asked == ["ab", "bc"]


def sentence(text):
    return SimpleNamespace(text=text, passage=text, any=lambda words: any(word in text for word in words))


@pytest.mark.parametrize(
    ("neighbours", "answer"),
    [
        (["Fees are fixed.", "The insurance covers liability."], "The insurance covers liability."),
        (["Client maintains insurance.", "The insurance covers liability."], "The insurance covers liability."),
        (["Client maintains insurance."], None),
    ],
)
def test_only_a_sentence_on_the_matter_and_not_on_another_is_asked(neighbours, answer):
    reader = AttributeReader(
        read="choice", options={"liability": ["liability"]}, look="section", about=["insurance"], not_about=["Client"]
    )
    empty = dict.fromkeys((field.name for field in fields(Reading)), ())
    others = {"scan": None, "neighbours": [sentence(text) for text in neighbours], "told_by": {}}
    reading = Reading(**empty | others)
    assert reading.first(reader, lambda _, scan: scan and scan.text) == answer
    assert reading.told_by == ({id(reader): answer} if answer else {})
