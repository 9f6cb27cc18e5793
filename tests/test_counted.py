import pytest

from clausecheck._counted import counted


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (counted(0, "problem"), "0 problems"),
        (counted(1, "problem"), "1 problem"),
        (counted(1200, "rule"), "1,200 rules"),
        (counted(1, "box", "boxes"), "1 box"),
        (counted(2, "box", "boxes"), "2 boxes"),
    ],
)
def test_one_is_said_otherwise_than_many(said, words):
    assert said == words
