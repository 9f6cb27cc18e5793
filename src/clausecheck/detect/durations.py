"""Durations: which of the periods in a sentence an attribute means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Protocol

from clausecheck.detect.amending import taken_out
from clausecheck.detect.matchers.line import Scan
from clausecheck.detect.multiples import multiple_at
from clausecheck.detect.quantities import Period, periods, whole_number
from clausecheck.detect.reading import Reading
from clausecheck.patterns.model import AttributeReader

_CEILING = re.compile(r"\b(?:no|not|nor)\s+(?:more|earlier|sooner|greater|longer)\s+than\s*[(\[]?\s*$", re.IGNORECASE)
# "at least 30 but no more than [90 days]", "between sixty (60) and [ninety (90) days]": the unit stands only once.
_RANGE_FROM = re.compile(
    r"(?:\b(?:between|from)|\b(?:at\s+least|(?:not|no)\s+(?:less|fewer|later)\s+than|minimum\s+of))\s+"
    r"(?:(?P<words>[a-z]+(?:[\s-][a-z]+){0,2}?)\s*)?[(\[]?(?P<digits>\d{1,3})?[)\]]?\s*"
    r"(?:,?\s*(?:but|and|nor|or)\s+(?:(?:no|not)\s+)?(?:more|earlier|sooner|greater)\s+than|and|to)\s*[(\[]?\s*$",
    re.IGNORECASE,
)
_RANGE_REACH = 60
_NEXT_PART = re.compile(r";|,\s+(?:and|but|while|whereas)\b", re.IGNORECASE)
_FIRST_TERM_REACH = 30


class _Placed(Protocol):
    """A value with its place in a text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def duration(reader: AttributeReader, reading: Reading) -> float | None:
    """Read the period nearest to a `near` line in the wanted unit, or the first term's if it is said to be the same."""
    value = _nearest_value(reader, reading.scan)
    if value is None and reading.scan.any(reader.repeats):
        value = _first_term(reader, reading)
    return reading.first(reader, _value_or_said_otherwise) if value is None else value


def duration_words(reader: AttributeReader, reading: Reading) -> str | None:
    """Give the words of the period that duration() reads where the contract writes it out, as they stand."""
    return reading.first(reader, _nearest_words)


def _nearest_words(reader: AttributeReader, scan: Scan) -> str | None:
    period = _nearest(reader, scan)
    return None if period is None else scan.passage[period.start : period.end]


def _value_or_said_otherwise(reader: AttributeReader, scan: Scan) -> float | None:
    """Read what a sentence without a period says by other words: an option's number, or 0 for no such period."""
    value = _nearest_value(reader, scan)
    if value is not None:
        return value
    for option, lines in reader.options.items():
        if match := scan.any(lines):
            return _multiplied(float(option), reader, scan, *scan.characters(match))
    return 0 if scan.any(reader.lines) else None


def _nearest_value(reader: AttributeReader, scan: Scan) -> float | None:
    period = _nearest(reader, scan)
    value = None if period is None or reader.unit is None else period.in_unit(reader.unit)
    return value if period is None or value is None else _multiplied(value, reader, scan, period.start, period.end)


def _multiplied(value: float, reader: AttributeReader, scan: Scan, start: int, end: int) -> float:
    """Count a period as often as the sentence counts what is due for it: "60% of the fees of twelve months" as 7.2."""
    sums = scan.places(reader.multiplies)
    return round(value * multiple_at(scan.chosen, sums, start, end), 2) if sums else value


def _nearest(reader: AttributeReader, scan: Scan) -> Period | None:
    """Find the period nearest to a `near` line that can be told in the wanted unit."""
    assert reader.unit is not None
    found = sorted(_ranked(reader, scan), key=lambda pair: (pair[0], pair[1].start))
    return next((period for _, period in found if period.in_unit(reader.unit) is not None), None)


def _ranked(reader: AttributeReader, scan: Scan) -> Iterator[tuple[int, Period]]:
    """Rank periods by their distance in characters to a `near` line; one nearer to a `not_near` line is left out.

    Where a part of the sentence has an `about` line to itself, the periods of the other parts come last. How often
    something falls due ("annually") is no number of days.
    """
    near = scan.places(reader.near)
    meant = _parts_about(reader, scan)
    far = scan.places(reader.not_near)
    for period in without_ceilings(scan.chosen):
        if period.recurring and reader.unit == "days":
            continue
        distance = min((distance_to(place, period) for place in near), default=None)
        if distance is None and reader.near:
            continue
        if not any(distance_to(place, period) < (distance or 1) for place in far):
            aside = meant and not any(start <= period.start < end for start, end in meant)
            yield (distance or 0) + (len(scan.passage) if aside else 0), period


def _parts_about(reader: AttributeReader, scan: Scan) -> list[tuple[int, int]]:
    """List the parts of a sentence that have an `about` line to themselves."""
    text = scan.passage
    breaks = [0, *(match.start() for match in _NEXT_PART.finditer(text)), len(text)]
    about = scan.places(reader.about) if len(breaks) > 2 else []
    return [
        (first, last) for first, last in pairwise(breaks) if any(first <= start and end <= last for start, end in about)
    ]


def without_ceilings(text: str) -> Iterator[Period]:
    """Find the periods in a text; of a range ("at least 60 but not more than 90 days") only where it begins.

    What stands in words that others replace is none.
    """
    replaced = [gone for gone in taken_out(text) if gone.replaced]
    found = [period for period in periods(text) if not any(gone.start < period.start < gone.end for gone in replaced)]
    for period in found:
        opening = text[max(period.start - _RANGE_REACH, 0) : period.start]
        least = _RANGE_FROM.search(opening)
        count = whole_number(least) if least else 0
        if count:
            yield Period(count, period.unit, period.business, period.start, period.end)
        elif not (_CEILING.search(opening) and _has_neighbour(period, found)):
            yield period


def _has_neighbour(period: Period, found: list[Period]) -> bool:
    return any(other is not period and distance_to((other.start, other.end), period) <= _RANGE_REACH for other in found)


def _first_term(reader: AttributeReader, reading: Reading) -> float | None:
    """Read how long the first term is: the period that one of the `first` lines leads up to, anywhere."""
    ask = partial(_led_up_to, reader)
    near = (value for scan in (reading.scan, *reading.neighbours) if (value := ask(scan)) is not None)
    value = next(near, None)
    for sentences in (reading.elsewhere, reading.definitions):
        value = sentences.first((id(reader), _led_up_to), ask) if value is None else value
    return value


def _led_up_to(reader: AttributeReader, scan: Scan) -> float | None:
    assert reader.unit is not None
    for _, end in scan.places(reader.first):
        for period in periods(scan.chosen):
            value = period.in_unit(reader.unit)
            if value is not None and period.end > end and period.start - end <= _FIRST_TERM_REACH:
                return value
    return None


def distance_to(place: tuple[int, int], value: _Placed) -> int:
    """Count the characters between a place and a value in one text, 0 where they meet."""
    return max(place[0] - value.end, value.start - place[1], 0)
