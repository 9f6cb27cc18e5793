"""Multiples: how many times a sum is counted, or what share of it ("twice the annual fees", "60% of the fees")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from clausecheck.detect.quantities import FRACTION, NUMBER_WORDS, Figure, fraction, number, percentages

_SHARE_OF = re.compile(r"\s*[)\]]?\s*of\b", re.IGNORECASE)
_FRACTION = re.compile(rf"\b(?:(?:an?|one)[\s-])?(?P<part>{FRACTION})(?=\s+(?:of|the)\b)", re.IGNORECASE)
_TIMES = re.compile(
    rf"\b(?:(?P<words>{NUMBER_WORDS})\s*)?(?:[(\[]?(?P<digits>\d{{1,2}}(?:\.\d{{1,2}})?)[)\]]?\s*)?"
    rf"(?P<rest>(?:\s|-|(?<=\s))and[\s-](?:(?:an?|one)[\s-])?{FRACTION}\s*)?(?:[(\[]\d\.\d[)\]]\s*)?(?:times\b|x\b)",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"\b(?:(?P<two>twice|double)|thrice|triple)\b", re.IGNORECASE)
# What may stand between a multiple and the sum that it is of: "of the total amount of the".
_LEADS_UP = re.compile(r"[)\]]?(?:\s+[\w'’-]+){0,7}\s*")
# A second sum, of which the multiple is none: "50% of the contract value and (ii) the fees paid in twelve months".
_OTHER_SUM = re.compile(
    r";|\((?:[a-h]|[ivx]{1,4})\)|\b(?:and|or)\s+(?:(?:(?:the|all|total|aggregate)\s+){1,3}(?:fees|charges|amounts?|sums?|price)"
    r"|us\$|[$£€]|usd\b|eur\b|gbp\b)",
    re.IGNORECASE,
)


def multiples(text: str) -> Iterator[Figure]:
    """Find how many times something is counted, less than once for a share of it, each kind in order."""
    for percentage in percentages(text):
        if _SHARE_OF.match(text, percentage.end):
            yield Figure(percentage.value / 100, percentage.start, percentage.end)
    for match in _FRACTION.finditer(text):
        yield Figure(fraction(match["part"]), match.start(), match.end())
    for match in _TIMES.finditer(text):
        words, digits = match.group("words", "digits")
        if words or digits:
            yield Figure(_times(words, digits, match["rest"]), match.start(), match.end())
    for match in _ADVERB.finditer(text):
        yield Figure(2 if match["two"] else 3, match.start(), match.end())


def multiple_at(text: str, sums: Iterable[tuple[int, int]], start: int, end: int) -> float:
    """Give the multiple of the sum that a range of a text belongs to: the last one before its end, or 1."""
    beginnings = [beginning for beginning, _ in sums]
    governing = [
        multiple
        for multiple in multiples(text)
        if multiple.start < end
        and not _OTHER_SUM.search(text, multiple.end, max(start, multiple.end))
        and any(place >= multiple.end and _LEADS_UP.fullmatch(text, multiple.end, place) for place in beginnings)
    ]
    return max(governing, key=lambda multiple: multiple.end).value if governing else 1


def _times(words: str | None, digits: str | None, rest: str | None) -> float:
    whole = number(words or "")
    part = re.search(FRACTION, rest, re.IGNORECASE) if rest else None
    return (float(digits or 0) if whole is None else whole) + (fraction(part.group()) if part else 0)
