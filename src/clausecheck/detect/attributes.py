"""Attributes: the normalised terms of a clause, read the way its pattern file says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from clausecheck.detect.clause import AttributeValue
from clausecheck.detect.deadlines import notice_deadline
from clausecheck.detect.levels import read_levels, read_rate
from clausecheck.detect.matchers.line import Match, Scan
from clausecheck.detect.quantities import Percentage, Period, periods
from clausecheck.detect.tables import Row
from clausecheck.patterns.model import AttributeReader
from clausecheck.structure.contract import Role

QuantityT = TypeVar("QuantityT", Period, Percentage)

HOLDER_FRAGMENTS = ("customer", "provider", "other_party", "either_party")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader may look at: the clause's own words and evidence, the sentences around it, those on its subject.

    `evidence` has one match of each signal, `repeated` the others; `place` is where the clause stands in the document.
    """

    scan: Scan
    evidence: Sequence[Match]
    repeated: Sequence[Match]
    neighbours: Sequence[Scan]
    elsewhere: Sequence[Scan]
    definitions: Sequence[Scan]
    rows: Sequence[Row]
    place: int
    roles: Mapping[str, Role]

    @property
    def own_table(self) -> list[Row]:
        """List the rows of the table that the clause stands in."""
        titles = next((row.titles for row in self.rows if row.start <= self.place < row.end), None)
        return [row for row in self.rows if row.titles == titles]

    def scans(self, reader: AttributeReader) -> list[Scan]:
        """List the sentences that a reader looks at, the clause's own first."""
        further = {"segment": (), "section": self.neighbours, "contract": (*self.neighbours, *self.elsewhere)}
        about = [scan for scan in further[reader.look] if not reader.about or scan.any(reader.about)]
        return [self.scan, *about]


def read_attributes(readers: Mapping[str, AttributeReader], reading: Reading) -> dict[str, AttributeValue]:
    """Read every attribute of a clause; None (or False for a flag) where the clause states nothing."""
    return {name: _READERS[reader.read](reader, reading) for name, reader in readers.items()}


def _holder(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read which party is meant: an option whose words stand there, else the party in a `near` line or the evidence."""
    for option, lines in reader.options.items():
        if reading.scan.any(lines):
            return option
    if reader.shared and (holder := _joint_holder(reading)):
        return holder
    found = [match for line in reader.near for match in reading.scan.find(line)[:1]]
    if not found:
        bound = [match for line in reader.against for match in reading.scan.find(line)[:1]]
        if bound:
            return _OPPOSITE.get(_party_in(bound[0], reading) or "", "unclear")
    holders = {_party_in(match, reading) for match in found[:1] or reading.evidence}
    holders -= {None, "unclear"}
    if "either" in holders or {"customer", "provider"} <= holders:
        return "unclear" if reader.options else "either"
    return min(filter(None, holders), default="unclear")


def _joint_holder(reading: Reading) -> str | None:
    """Read a right that a sentence may give to each side in turn off everything that shows it; None if no party does."""
    matches = [_with_subject(match, reading.scan) for match in (*reading.evidence, *reading.repeated)]
    parties = {_party_in(match, reading) for match in matches} - {None}
    if "either" in parties or {"customer", "provider"} <= parties:
        return "either"
    return min(parties - {"unclear"}, default=None) or ("unclear" if parties else None)


def _with_subject(match: Match, scan: Scan) -> Match:
    """Go back from a party that something is only done to ("Customer, by notice to Supplier, may") to the one before."""
    capture = match.captured(*HOLDER_FRAGMENTS)
    if capture is None or not _is_object(capture.start, scan):
        return match
    earlier = [hit for hit in scan.fragment("anyone") if hit.end < capture.start and not _is_object(hit.start, scan)]
    return earlier[-1] if earlier else match


def _is_object(start: int, scan: Scan) -> bool:
    before = [token.lower_ for token in scan.doc[max(start - 2, 0) : start] if token.lower_ != "the"]
    return bool(before) and before[-1] in _BEFORE_OBJECTS


_BEFORE_OBJECTS = frozenset(("to", "upon", "with", "giving", "notifying", "informing", "advising", "serving", "against"))
_OPPOSITE = {"customer": "provider", "provider": "customer", "either": "either"}


def _party_in(match: Match, reading: Reading) -> str | None:
    capture = match.captured(*HOLDER_FRAGMENTS)
    if capture is None:
        return None
    if any(hit.end == capture.end and hit.start < capture.start for hit in reading.scan.fragment("either_party")):
        return "either"
    if capture.fragment == "other_party":
        return _role_of(reading.scan.doc[capture.start : capture.end].text.casefold(), reading.roles)
    return "either" if capture.fragment == "either_party" else capture.fragment


def _role_of(words: str, roles: Mapping[str, Role]) -> str:
    role = roles.get(words.removeprefix("the "))
    return role if role in ("customer", "provider") else "unclear"


def _duration(reader: AttributeReader, reading: Reading) -> AttributeValue:
    assert reader.unit is not None
    for scan in reading.scans(reader):
        zero = scan.any(reader.lines)
        for period in _nearest_periods(reader, scan):
            value = period.in_unit(reader.unit)
            if value is not None:
                return int(value) if float(value).is_integer() else value
        if zero:
            return 0
    return None


def _deadline(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read how soon the first notice is due, 0 for at once; None for promptness without a figure."""
    deadline = notice_deadline(reader, reading.scan)
    if deadline is None or deadline.value is None:
        return None
    return int(deadline.value) if float(deadline.value).is_integer() else deadline.value


def _deadline_words(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Give the words that set the deadline of the first notice, as they stand."""
    deadline = notice_deadline(reader, reading.scan)
    return reading.scan.doc.text[deadline.start : deadline.end] if deadline else None


def _nearest_periods(reader: AttributeReader, scan: Scan) -> list[Period]:
    found = list(periods(scan.doc.text))
    return [period for _, period in sorted(_ranked(reader, scan, found), key=lambda pair: pair[0])]


def _percent(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read a rate out of the clause's own table or sentence, or else those around it and the contract's other tables."""
    own, *further = reading.scans(reader)
    value = _rate_in_table(reader, reading.own_table)
    for scan in (own, *further, *(reading.definitions if reader.look == "contract" else ())):
        value = read_rate(reader, scan) if value is None else value
    return _rate_in_table(reader, reading.rows) if value is None and reader.look != "segment" else value


def _rate_in_table(reader: AttributeReader, rows: Iterable[Row]) -> float | None:
    names = reader.columns.get("value", ())
    return next((rate for row in rows if (rate := row.rate(names)) is not None), None)


def _ranked(reader: AttributeReader, scan: Scan, found: Sequence[QuantityT]) -> list[tuple[int, QuantityT]]:
    """Rank quantities by their distance in characters to a `near` line, leaving out those nearer to a `not_near` line."""
    near = [scan.text(match.start, match.end) for line in reader.near for match in scan.find(line)]
    far = [scan.text(match.start, match.end) for line in reader.not_near for match in scan.find(line)]
    ranked: list[tuple[int, QuantityT]] = []
    for quantity in found:
        distance = min((_distance(place, quantity) for place in near), default=None)
        if distance is None and reader.near:
            continue
        if any(_distance(place, quantity) < (distance or 1) for place in far):
            continue
        ranked.append((distance or 0, quantity))
    return ranked


def _distance(place: tuple[int, int], quantity: Period | Percentage) -> int:
    return max(place[0] - quantity.end, quantity.start - place[1], 0)


def _count(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read how often a year: "once per calendar year", "twice annually", "no more than two times in any 12-month period"."""
    for scan in reading.scans(reader):
        match = _PER_YEAR.search(scan.doc.text)
        if match:
            word = match.group(1).lower()
            return _TIMES.get(word) or int(word)
        if _QUARTERLY.search(scan.doc.text):
            return 4
        if _YEARLY.search(scan.doc.text):
            return 1
    return None


def _flag(reader: AttributeReader, reading: Reading) -> AttributeValue:
    return any(scan.any(reader.lines) and not scan.any(reader.not_near) for scan in reading.scans(reader))


def _choice(reader: AttributeReader, reading: Reading) -> AttributeValue:
    chosen = [
        option
        for option, lines in reader.options.items()
        if any(scan.any(lines) is not None for scan in reading.scans(reader))
    ]
    if reader.many:
        return chosen
    return chosen[0] if chosen else reader.otherwise


def _metrics(reader: AttributeReader, reading: Reading) -> AttributeValue:
    """Read names and targets of service levels out of sentences, list items and tables."""
    return read_levels(reader, reading.scans(reader), reading.rows, own_is_row=bool(reading.own_table))


_TIMES = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "thrice": 3, "four": 4}
_PER_YEAR = re.compile(
    r"\b(once|twice|thrice|one|two|three|four|\d{1,2})\b(?:\s*\(\d+\))?(?:\s+(?:times?|audits?|inspections?|reviews?))?[^.;]{0,30}?"
    r"\b(?:per|each|every|a|in\s+any|in\s+each|during\s+(?:any|each)|within\s+any|annually|in\s+a)\s*"
    r"(?:(?:contract|calendar|rolling|consecutive|period\s+of|given)\s+)*(?:(?:twelve|12)[\s-]*(?:\(12\)\s*)?months?|years?|annum|(?<=annually))",
    re.IGNORECASE,
)
_QUARTERLY = re.compile(r"\b(?:quarterly|(?:every|each|per)\s+(?:calendar\s+|fiscal\s+)?quarter)\b", re.IGNORECASE)
_YEARLY = re.compile(r"\b(?:annual(?:ly)?|yearly|every\s+year|each\s+year)\b", re.IGNORECASE)

_READERS: Mapping[str, Callable[[AttributeReader, Reading], AttributeValue]] = {
    "holder": _holder,
    "duration": _duration,
    "deadline": _deadline,
    "deadline_words": _deadline_words,
    "percent": _percent,
    "count": _count,
    "flag": _flag,
    "choice": _choice,
    "metrics": _metrics,
}
