"""Attributes: the normalised terms of a clause, read the way its pattern file says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from clausecheck.detect.clause import UNCLEAR, AttributeValue
from clausecheck.detect.deadlines import notice_deadline
from clausecheck.detect.durations import distance_to, duration, duration_words
from clausecheck.detect.frequencies import frequencies
from clausecheck.detect.holders import OPPOSITE, read_holder
from clausecheck.detect.levels import read_levels, read_rate
from clausecheck.detect.matchers.line import Match, Scan
from clausecheck.detect.money import read_money
from clausecheck.detect.quantities import numbers
from clausecheck.detect.reading import Reading
from clausecheck.patterns.model import AttributeReader
from clausecheck.structure.dates import dates


def read_attributes(readers: Mapping[str, AttributeReader], reading: Reading) -> dict[str, AttributeValue]:
    """Read every attribute of a clause; None (or False for a flag) where the clause states nothing."""
    return {name: _READERS[reader.read](reader, reading) for name, reader in readers.items()}


def _favours(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Tell which side a clause favours: the holder of its right, or who does not bear its duty."""
    party = read_holder(reader, reading)
    if party in ("either", "mutual"):
        return "mutual"
    if party not in OPPOSITE:
        return UNCLEAR
    return OPPOSITE[str(party)] if reader.burdens else party


def _money(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read a sum of money as currency and amount; None where the clause states none in figures."""
    return reading.first(reader, read_money)


def _duration(reader: AttributeReader, reading: Reading) -> AttributeValue:
    value = duration(reader, reading)
    return int(value) if value is not None and float(value).is_integer() else value


def _duration_words(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Give the words that say how long, as they stand."""
    return duration_words(reader, reading)


def _deadline(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read how soon the first notice is due, 0 for at once; None for promptness without a figure."""
    deadline = notice_deadline(reader, reading.scan)
    if deadline is None or deadline.value is None:
        return None
    return int(deadline.value) if float(deadline.value).is_integer() else deadline.value


def _deadline_words(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Give the words that set the deadline of the first notice, as they stand."""
    deadline = notice_deadline(reader, reading.scan)
    return " ".join(reading.scan.chosen[deadline.start : deadline.end].split()) if deadline else None


def _deadline_days(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Tell which days count for the deadline of the first notice; None where it is not set in days."""
    deadline = notice_deadline(reader, reading.scan)
    return deadline.days if deadline else None


def _date(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read the one date that the `near` lines lead up to; None where they lead up to several."""
    return reading.first(reader, _date_near)


def _date_near(reader: AttributeReader, scan: Scan) -> str | None:
    places = scan.places(reader.near)
    found = {each.date for each in dates(scan.chosen) if any(a <= each.span.start <= b for a, b in places)}
    return found.pop().isoformat() if len(found) == 1 else None


def _percent(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read a rate out of the clause's own table or sentence, or else out of those around it and other tables."""
    tables, titles = reading.tables, reading.tables.titles_at(reading.segment.own.start)
    column = tuple(reader.columns.get("value", ()))
    value = None if titles is None else tables.rate(column, titles)
    if value is None:
        value = reading.first(reader, read_rate)
    if value is None and reader.look == "contract":
        value = reading.definitions.first((id(reader), read_rate), partial(read_rate, reader))
    return tables.rate(column) if value is None and reader.look != "segment" else value


def _count(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read how often a year: "once per calendar year", "twice annually", "two times in any 12-month period"."""
    return reading.first(reader, _times_a_year)


def _times_a_year(reader: AttributeReader, scan: Scan) -> float | None:
    """Give the first frequency that does not stand within a `not_near` line, which is that of something else."""
    others = scan.places(reader.not_near)
    found = frequencies(scan.chosen)
    meant = (each for each in found if not any(start <= each.start and each.end <= end for start, end in others))
    return next((each.value for each in meant), None)


def _number(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read how many: "three" in "fails in any three consecutive months"."""
    return reading.first(reader, _number_near)


def _number_near(reader: AttributeReader, scan: Scan) -> int | None:
    near, far = scan.places(reader.near), scan.places(reader.not_near)
    ranked = []
    for each in numbers(scan.chosen):
        distance = min((distance_to(place, each) for place in near), default=None)
        if distance is not None and not any(distance_to(place, each) < (distance or 1) for place in far):
            ranked.append((distance, each.start, each.value))
    return int(min(ranked)[2]) if ranked else None


def _flag(reader: AttributeReader, reading: Reading) -> AttributeValue:
    return reading.first(reader, _is_said) is not None


def _is_said(reader: AttributeReader, scan: Scan) -> Match | None:
    return scan.any(reader.lines) if not scan.any(reader.not_near) else None


def _choice(reader: AttributeReader, reading: Reading) -> AttributeValue:
    chosen = (option for option in reader.options if reading.first(reader, _is_option, option) is not None)
    return list(chosen) if reader.many else next(chosen, reader.otherwise)


def _is_option(reader: AttributeReader, scan: Scan, option: str) -> Match | None:
    """Find a line of the option that no `not_near` line goes on from, to say something else."""
    longer = [each for line in reader.not_near for each in scan.find(line)]
    found = (match for line in reader.options[option] for match in scan.find(line))
    return next((match for match in found if not any(_goes_on(each, match) for each in longer)), None)


def _goes_on(longer: Match, match: Match) -> bool:
    return longer.start == match.start and longer.end > match.end


def _metrics(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read names and targets of service levels out of sentences, list items and tables."""
    return read_levels(reader, reading)


_READERS: Mapping[str, Callable[[AttributeReader, Reading], AttributeValue]] = {
    "holder": read_holder,
    "duration": _duration,
    "duration_words": _duration_words,
    "deadline": _deadline,
    "deadline_words": _deadline_words,
    "deadline_days": _deadline_days,
    "date": _date,
    "percent": _percent,
    "count": _count,
    "number": _number,
    "flag": _flag,
    "choice": _choice,
    "metrics": _metrics,
    "favours": _favours,
    "money": _money,
}
