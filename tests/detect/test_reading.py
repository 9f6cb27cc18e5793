from types import SimpleNamespace

from clausecheck.detect.reading import Sentences


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
