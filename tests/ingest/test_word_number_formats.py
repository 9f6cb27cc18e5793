import pytest

from clausecheck.ingest.word_number_formats import written


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("decimal", {0: "0", 12: "12"}),
        ("decimalZero", {7: "07", 12: "12", 120: "120"}),
        ("lowerLetter", {0: "", 1: "a", 26: "z", 27: "aa", 28: "bb", 53: "aaa"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv", 49: "xlix", 1994: "mcmxciv"}),
        ("upperRoman", {40: "XL"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 13: "13th", 21: "21st", 112: "112th"}),
        ("cardinalText", {1: "One", 12: "Twelve", 20: "Twenty", 21: "Twenty-one", 40: "Forty", 100: "100"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first", 30: "Thirtieth", 100: "100"}),
        ("decimalEnclosedParen", {3: "(3)"}),
        ("decimalEnclosedFullstop", {3: "3."}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {3: ""}),
        ("ideographDigital", {3: "3"}),
        ("lowerLetter", {40_000: "40000"}),
        ("lowerRoman", {999_999_999: "999999999"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(style, numbers):
    assert {number: written(number, style) for number in numbers} == numbers
