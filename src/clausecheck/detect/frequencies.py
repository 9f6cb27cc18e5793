"""Frequencies: how often a year something may or must be done ("twice a year", "every six months", "quarterly")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.detect.quantities import NUMBER_WORDS, Figure, number, whole_number
from clausecheck.structure.dates import MONTHS

_YEAR = 12
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_A_YEAR = {"week": 52, "month": 12, "quarter": 4, "half": 2}
_NUMBERED = ("SOC", "type", "section", "clause", "schedule", "exhibit", "annex", *MONTHS)
# A number of hours, days or percent is not how often ("forty (40) hours of assistance per year"), and one that belongs
# to a name or a date is none either ("the SOC 2 report of each year", "by March 31 of each year").
_COUNT = (
    rf"\b(?=[otfsen\d]){''.join(rf'(?<!{word}[ -])' for word in _NUMBERED)}"
    rf"(?!\d+(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{'|'.join(MONTHS)}))"
    r"(?P<count>once|twice|thrice|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b(?!\s*[)\]]?[\s-]*"
    r"(?:(?:business|working|full|calendar)\s+)?(?:(?:hours?|days?|weeks?|months?|years?)\b|percent|per\s+cent|%))"
    r"(?:\s*\(\d+\))?(?:\s+(?:times?|audits?|inspections?|reviews?|visits?))?"
)
_PER_YEAR = re.compile(
    rf"{_COUNT}[^.;]{{0,40}}?"
    r"\b(?:per|each|every|a|in\s+any|in\s+each|in\s+the\s+same|in\s+one|during\s+(?:any|each)|within\s+(?:any|an?|one|the\s+same)"
    r"|annually|yearly|in\s+a|in(?=\s+(?:twelve|12)\b))\s*"
    r"(?:(?:contract|calendar|rolling|consecutive|period\s+of|given|one|single|financial|fiscal|licen[cs]e|royalty|plan|accounting)\s+)*"
    r"(?:(?:twelve|12)[\s-]*(?:\(12\)\s*)?(?:consecutive\s+)?months?|years?|annum|(?<=annually)|(?<=yearly))",
    re.IGNORECASE,
)
# "once a quarter", "twice in any month".
_PER_UNIT = re.compile(
    rf"{_COUNT}\s+(?:in\s+|during\s+|within\s+)?(?:per|each|every|an?|any|one)\s+"
    r"(?:(?:calendar|contract|rolling|fiscal|financial)\s+)*(?P<unit>week|month|quarter|half)\b",
    re.IGNORECASE,
)
# "once every three (3) years", "in any 24-month period", "every six months", "biennially", "at six-monthly intervals".
_APART = re.compile(
    r"\b(?:(?P<two>biennial(?:ly)?|every\s+(?:other|second)\s+(?:calendar\s+|contract\s+)?year)\b"
    r"|(?P<three>triennial(?:ly)?|every\s+third\s+(?:calendar\s+|contract\s+)?year)\b"
    rf"|(?P<monthly>{NUMBER_WORDS}|\d{{1,2}})[\s-]monthly\b"
    r"|(?:every|(?:once|one\s+(?:audit|inspection|review))\s+(?:in|per|during|within|over)(?:\s+(?:an?y?|each|every))?)"
    rf"\s+(?:period\s+of\s+)?(?:(?P<words>{NUMBER_WORDS})\b\s*)?[(\[]?(?P<digits>\d{{1,2}})?[)\]]?[\s-]*"
    r"(?:(?:contract|calendar|consecutive|rolling)\s+)*(?P<unit>year|month)(?:s|\b))",
    re.IGNORECASE,
)
_ADVERBS = (
    (4, r"\b(?:quarterly|(?:every|each|per)\s+(?:calendar\s+|fiscal\s+)?quarter)\b"),
    (2, r"\b(?:semi-?annual(?:ly)?|bi-?annual(?:ly)?|half[\s-]yearly|(?:every|each)\s+half[\s-]year)\b"),
    # As an adjective it is said of fees and invoices.
    (
        12,
        r"\bmonthly(?=\s*(?:[,.;)]|$|(?:and|or|on|upon|at|by|in|basis|intervals)\b))|\b(?:every|each)\s+month\b",
    ),
    (1, r"\b(?:annual(?:ly)?|yearly|every\s+year|each\s+year)\b"),
)
_BY_ADVERB = tuple((a_year, re.compile(pattern, re.IGNORECASE)) for a_year, pattern in _ADVERBS)


def frequencies(text: str) -> Iterator[Figure]:
    """Find how often a year something happens, less than once for what is further apart.

    What is told most exactly comes first: a count before "annually".
    """
    apart = [(match, months) for match in _APART.finditer(text) if (months := _months_apart(match))]
    yield from (_frequency(match, _YEAR / months) for match, months in apart if months > _YEAR)
    yield from (_frequency(match, _counted(match)) for match in _PER_YEAR.finditer(text))
    yield from (
        _frequency(match, _counted(match) * _A_YEAR[match["unit"].lower()]) for match in _PER_UNIT.finditer(text)
    )
    yield from (_frequency(match, _YEAR / months) for match, months in apart if months <= _YEAR)
    for a_year, pattern in _BY_ADVERB:
        yield from (_frequency(match, a_year) for match in pattern.finditer(text))


def _frequency(match: re.Match[str], a_year: float) -> Figure:
    return Figure(int(a_year) if a_year == int(a_year) else round(a_year, 2), match.start(), match.end())


def _counted(match: re.Match[str]) -> float:
    word = match["count"].lower()
    return _TIMES.get(word) or number(word) or int(word)


def _months_apart(match: re.Match[str]) -> float:
    if match["two"]:
        return 2 * _YEAR
    if match["three"]:
        return 3 * _YEAR
    if match["monthly"]:
        return number(match["monthly"]) or int(match["monthly"])
    return whole_number(match) * (_YEAR if match["unit"].lower() == "year" else 1)
