"""How Word writes a number: figures, letters, Roman numerals and words."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 32_767  # what Word counts to; a larger start value is no number to write out
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)  # fmt: skip
_TENS = ("", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def roman(number: int) -> str:
    """Write a number in lower-case Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def letters(number: int) -> str:
    """Write a number as Word's letters: a to z, then aa, bb, ..."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _cardinal_text(number: int) -> str:
    return _in_words(number, _WORDS, "")


def _ordinal_text(number: int) -> str:
    return _in_words(number, _ORDINALS, "th")


def _in_words(number: int, small: tuple[str, ...], ending: str) -> str:
    if number < len(small):
        return small[number].capitalize()
    tens, ones = divmod(number, 10)
    if tens >= len(_TENS):
        return str(number)
    if ones:
        return f"{_TENS[tens]}-{small[ones]}".capitalize()
    return (f"{_TENS[tens][:-1]}ie{ending}" if ending else _TENS[tens]).capitalize()


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": _cardinal_text,
    "ordinalText": _ordinal_text,
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
}


def written(number: int, style: str) -> str:
    """Write a number in a w:numFmt of Word, in figures where the format is not known."""
    return _FORMATS.get(style, str)(number) if 0 <= number <= _MOST else str(number)
