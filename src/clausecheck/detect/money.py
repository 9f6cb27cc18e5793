"""Money: sums in a contract, and which of them an attribute means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from clausecheck.detect.durations import distance_to
from clausecheck.detect.matchers.line import Scan
from clausecheck.patterns.model import AttributeReader

# ISO 4217 codes; a bare dollar sign says no more than "$", for many countries have one.
_SIGNS = {"US$": "USD", "U.S.$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD",
          "HK$": "HKD", "S$": "SGD", "$": "$", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}  # fmt: skip
_CODES = "USD|EUR|GBP|CAD|AUD|NZD|CHF|JPY|CNY|RMB|INR|HKD|SGD|SEK|NOK|DKK|ZAR|ILS|MXN|BRL"
_NAMES = {"dollars": "$", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "pounds": "GBP",
          "swiss francs": "CHF", "yen": "JPY", "rupees": "INR"}  # fmt: skip
_TIMES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mio": 1e6, "mm": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_NUMBER = r"(?P<figure>\d{1,3}(?:[,'’\u00a0]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d+)?)"
_MAGNITUDE = r"(?:[\s-]?(?P<times>thousand|million|billion|mio|bn|mm|m|k)\b)?"
_SIGN = "|".join(map(re.escape, sorted(_SIGNS, key=len, reverse=True)))
_SUM = re.compile(
    rf"(?:(?P<sign>{_SIGN})|\b(?P<code>{_CODES})\b)\s?{_NUMBER}{_MAGNITUDE}"
    rf"|(?<![\w.,]){_NUMBER.replace('figure', 'figure2')}{_MAGNITUDE.replace('times', 'times2')}"
    rf"\)?\s?(?:(?P<code2>{_CODES})\b|(?:(?:US|U\.S\.|United\s+States)\s+)?(?P<name>{'|'.join(_NAMES)})\b)",
    re.IGNORECASE,
)

_LINE = 100  # characters within which words may take away a sum that nothing else claims


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money in a text; `currency` is an ISO code, or "$" where the text does not say whose dollars."""

    amount: float
    currency: str
    start: int
    end: int

    def __str__(self) -> str:
        """Write the sum without grouping: USD 2500000."""
        return f"{self.currency} {self.amount:.2f}".removesuffix(".00")


def sums(text: str) -> Iterator[Sum]:
    """Find the sums of money that a text writes in figures."""
    for match in _SUM.finditer(text):
        figure, times = match["figure"] or match["figure2"], match["times"] or match["times2"]
        amount = float(re.sub(r"[,'’\u00a0]", "", figure)) * _TIMES.get((times or "").lower(), 1)
        currency = _SIGNS.get((match["sign"] or "").upper()) or (match["code"] or match["code2"] or "").upper()
        yield Sum(amount, currency or _NAMES[match["name"].lower()], match.start(), match.end())


def read_money(reader: AttributeReader, scan: Scan) -> str | None:
    """Read the sum nearest to a `near` line, the first one without such lines; a `not_near` line takes its own away."""
    found = list(sums(scan.chosen))
    near, far = scan.places(reader.near), scan.places(reader.not_near)
    taken = {min(found, key=partial(distance_to, place)): place for place in far if found}
    ranked = []
    for each in found:
        distance = min((distance_to(place, each) for place in near), default=None)
        is_meant = distance is not None or not reader.near
        if is_meant and not (each in taken and distance_to(taken[each], each) < (distance or _LINE)):
            ranked.append((distance or 0, each.start, str(each)))
    return min(ranked)[2] if ranked else None
