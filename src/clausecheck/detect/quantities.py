"""Quantities of legal prose: periods ("thirty (30) days", "a fortnight") and percentages, normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.patterns.model import Unit

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_ONES)} | {word: 10 * value for value, word in enumerate(_TENS, 2)}
_WORD = "|".join(sorted((*_VALUES, "hundred", "fourty"), key=len, reverse=True))
# No number has more words; without a bound a page of "nine nine nine ..." takes minutes.
NUMBER_WORDS = rf"(?:(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD})){{0,5}})"
"""The pattern of a number written in words, "one hundred and eighty"."""
_UNIT = r"(?:minutes?|hours?|hrs?|days?|weeks?|fortnights?|months?|quarters?|years?|yrs?)"
_KIND = (
    r"(?:(?:business|working|banking|calendar|consecutive|full|additional|successive|further|more|clear|week|contract|"
    r"support|subscription|maintenance|licen[cs]e|new|following|succeeding|subsequent)"
    r"[\s-]+)*"
)
_PERIOD = re.compile(
    rf"\b(?:(?P<words>{NUMBER_WORDS})|(?P<article>an?|another|each|every|per))?\s*-?\s*"
    rf"(?:[(\[]?\s*[\"“]?(?P<digits>\d{{1,4}}(?:\.\d)?)(?:st|nd|rd|th)?[\"”]?\s*[)\]]?)?['’]?\s*-?\s*"
    rf"(?:[(\[]\s*{NUMBER_WORDS}\s*[)\]]\s*)?"
    rf"(?:or\s+more\s+)?\(?(?P<kind>{_KIND})(?P<unit>{_UNIT})\b",
    re.IGNORECASE,
)
# "monthly" alone may be said of a fee or a report.
_ADVERB = re.compile(
    r"\b(?P<unit>annual(?:ly)?|yearly|year[\s-](?:to|by|on|after)[\s-]year|month[\s-](?:to|by|after)[\s-]month|"
    r"quarter[\s-](?:to|by|after)[\s-]quarter|anniversary[\s-]to[\s-]anniversary|quarterly|"
    r"(?:(?<=rolling\s)|(?<=renew\s)|(?<=renews\s)|(?<=renewed\s))monthly|monthly(?=\s(?:renewal|rolling|term)))\b",
    re.IGNORECASE,
)
# "net 30", a time to pay in days that are not named; "net 30 agents" and "net 30,000" are counts.
_NET = re.compile(
    rf"\bnet[\s-]+(?:(?P<words>{NUMBER_WORDS})\b\s*)?(?:[(\[]?\s*(?P<digits>\d{{1,3}})\s*[)\]]?)?"
    r"(?![\w%]|[.,]\d|\s*%|[\s-]+(?!(?:from|after|of|following|upon|on|in|and|or|with|eom|terms|basis)\b)[\w(])",
    re.IGNORECASE,
)
# No period does without one of these; to look for them costs a hundredth of looking for a period.
_UNIT_WORD = re.compile(rf"(?:{_UNIT}|annual(?:ly)?|(?:year|month|quarter)ly|net[\s-]+\S+)\b")
_RECURRING = frozenset({"each", "every", "per"})
# "three months out of any six": the second number counts what the first one does.
_OUT_OF = re.compile(
    rf"\b(?P<unit>{_UNIT})\s+(?:out\s+of|in\s+any|of\s+any)\s+(?:(?:any|every|each|consecutive|rolling)\s+){{0,2}}"
    rf"(?P<count>(?P<words>{NUMBER_WORDS})\b(?:\s*\(\d{{1,2}}\))?|(?P<digits>\d{{1,2}})\b)"
    rf"(?![\s-]*{_KIND}{_UNIT}\b|\s*%|[.,]\d)",
    re.IGNORECASE,
)
_HALF_YEAR = re.compile(r"\b(?:half(?:\sof)?[\s-](?:an?\s)?year|six-monthly)\b", re.IGNORECASE)
# "by the sixtieth day before expiry"; the fifteenth day of a month is no period.
_ORDINALS = {
    **{"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12},
    **{f"{word}th": value for word, value in _VALUES.items() if value in (6, 7, 10, 11, *range(13, 20))},
    **{f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, 2)},
}
_NTH_DAY = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})[\s-])?(?P<nth>{'|'.join(_ORDINALS)})\s+(?:\(\d{{1,3}}(?:st|nd|rd|th)\)\s+)?"
    r"(?:(?P<business>business|working)\s+|calendar\s+)?day(?=\s+(?:before|after|prior|preceding|following|from)\b)",
    re.IGNORECASE,
)
FRACTION = r"(?:(?:three[\s-])?quarters?|(?:two[\s-])?thirds?|half)"
"""The pattern of a part of one, "three quarters"."""
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "three quarters": 0.75, "two thirds": 2 / 3}
_PERCENT = re.compile(
    rf"(?:\b(?:(?:an?|one)[\s-])?(?P<part>{FRACTION})\s+of\s+)?"
    rf"(?:(?P<words>{NUMBER_WORDS})"
    rf"(?:\s+and\s+(?:(?:an?|one)[\s-]+)?(?P<rest>{FRACTION}))?"
    r"\s*(?:percent|per\s+cent|per\s+centum)?\s*)?"
    r"[(\[]?\s*(?:(?P<digits>\d{1,3}(?:[.,]\d{1,3})?)(?![\d/]))?(?:[\s-]*(?P<over>\d)\s?/\s?(?P<under>[2-8]))?"
    r"\s*(?:%|percent\b|per\s+cent(?:um)?\b)",
    re.IGNORECASE,
)
_NO_REFERENCE = "".join(
    rf"(?<!{word}\s)"
    for word in ("section", "clause", "article", "paragraph", "part", "schedule", "annex", "exhibit", "appendix")
)
# "three (3)", "12", "twice"; not the number of a clause, a share, or a part of a larger figure or of "six-month".
_NUMBER = re.compile(
    rf"(?<![\w.,$€£§]){_NO_REFERENCE}(?:(?P<words>{NUMBER_WORDS})(?![\w-])(?:\s*\(\d{{1,3}}\))?"
    r"|(?P<adverb>once|twice|thrice)\b|(?P<digits>\d{1,3})(?![\w-]|[.,]\d))(?!\s*(?:%|per\s?cent))",
    re.IGNORECASE,
)
_ADVERBS = {"once": 1, "twice": 2, "thrice": 3}
_HOURS: dict[str, float] = {
    "minute": 1 / 60,
    "hour": 1,
    "hr": 1,
    "day": 24,
    "week": 168,
    "fortnight": 336,
    "month": 720,
    "quarter": 2160,
    "year": 8760,
    "yr": 8760,
}
_DAYS: dict[str, float] = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 90, "year": 365, "yr": 365}
_MONTHS: dict[str, float] = {"month": 1, "quarter": 3, "year": 12, "yr": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as it stands in a text: how many of which unit, and where.

    `recurring` is true of one that says how often rather than how long: "annually", "each quarter".
    """

    count: float
    unit: str
    business: bool
    start: int
    end: int
    recurring: bool = False

    def in_unit(self, unit: Unit) -> float | None:
        """Convert to hours, days (a month is 30, 24 hours are one) or months; None where that would be a guess."""
        table = {"hours": _HOURS, "days": _DAYS, "months": _MONTHS}[unit]
        if self.unit in table:
            return self.count * table[self.unit]
        if unit == "days":
            hours = self.count * _HOURS.get(self.unit, 0)
            return hours / 24 if hours and hours % 24 == 0 else None
        days = self.count * _DAYS.get(self.unit, 0)
        if unit == "months" and days:
            return round(days / 30) if days % 30 == 0 or days in (365, 730) else None
        return None


def periods(text: str) -> Iterator[Period]:
    """Find the periods in a text, in order; words prevail over figures where the two differ."""
    if not _UNIT_WORD.search(text.casefold()):
        return
    for match in _PERIOD.finditer(text):
        count: float | None = number(match.group("words")) if match.group("words") else None
        if count is None and match.group("digits"):
            count = float(match.group("digits"))
        if count is None and (match.group("article") or match.group("unit").lower().startswith("fortnight")):
            count = 1
        if count is None:
            continue
        unit = match.group("unit").lower().rstrip("s")
        business = bool(re.search(r"business|working|banking", match.group("kind"), re.IGNORECASE))
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        recurring = (match.group("article") or "").lower() in _RECURRING and not match.group("digits")
        yield Period(count, unit, business, start, match.end(), recurring)
    for match in _ADVERB.finditer(text):
        unit = {"a": "year", "y": "year", "m": "month", "q": "quarter"}[match.group("unit")[0].lower()]
        yield Period(1, unit, False, match.start(), match.end(), recurring=True)
    for match in _NET.finditer(text):
        days = whole_number(match)
        if days:
            yield Period(days, "day", False, match.start(), match.end())
    for match in _NTH_DAY.finditer(text):
        count = _VALUES.get((match.group("tens") or "").lower(), 0) + _ORDINALS[match.group("nth").lower()]
        yield Period(count, "day", bool(match.group("business")), match.start(), match.end())
    for match in _OUT_OF.finditer(text):
        unit = match.group("unit").lower().rstrip("s")
        yield Period(whole_number(match), unit, False, match.start("count"), match.end("count"))
    for match in _HALF_YEAR.finditer(text):
        yield Period(6, "month", False, match.start(), match.end())


@dataclass(frozen=True, slots=True)
class Figure:
    """A value that a text states, and where it stands; what it counts is said by the function that found it."""

    value: float
    start: int
    end: int


def percentages(text: str) -> Iterator[Figure]:
    """Find the percentages in a text, in order; words prevail over figures where the two differ."""
    if "%" not in text and "cent" not in text.casefold():
        return
    for match in _PERCENT.finditer(text):
        value = _share(match)
        if part := match.group("part"):
            value = (1 if value is None else value) * fraction(part)
        if value is not None:
            yield Figure(value, match.start(), match.end())


def numbers(text: str) -> Iterator[Figure]:
    """Find the plain whole numbers in a text, in order; words prevail over figures where the two differ."""
    for match in _NUMBER.finditer(text):
        words, adverb, digits = match.group("words", "adverb", "digits")
        value = number(words) if words else _ADVERBS[adverb.lower()] if adverb else int(digits)
        if value is not None:
            yield Figure(value, match.start(), match.end())


def _share(match: re.Match[str]) -> float | None:
    """Read how much percent, in words ("one and one-half") or in figures ("1 1/2"); None where neither stands there."""
    words, rest = number(match.group("words") or ""), match.group("rest")
    if words is not None:
        return words + (fraction(rest) if rest else 0)
    digits, over, under = match.group("digits", "over", "under")
    if not (digits or over):
        return None
    return float((digits or "0").replace(",", ".")) + (int(over) / int(under) if over else 0)


def fraction(words: str) -> float:
    """Read a part of one that FRACTION found, "three quarters"."""
    plain = re.sub(r"[\s-]+", " ", words.lower())
    return _FRACTIONS.get(plain) or _FRACTIONS[plain.removesuffix("s")]


def whole_number(match: re.Match[str]) -> int:
    """Read the groups "words" and "digits" of a match, of which the words prevail; 0 where neither is there."""
    return number(match.group("words") or "") or int(match.group("digits") or 0)


def number(words: str) -> int | None:
    """Read a number written in words, "one hundred and eighty", or None."""
    total = 0
    found = False
    for word in re.findall(r"[a-z]+", words.lower().replace("fourty", "forty")):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in _VALUES:
            total += _VALUES[word]
        elif word == "and":
            continue
        else:
            return None
        found = True
    return total if found else None
