"""Deadlines: how soon the first notice of an event must be given, told apart from the reports that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from clausecheck.detect.matchers.line import Scan
from clausecheck.detect.quantities import periods
from clausecheck.patterns.model import AttributeReader, Unit
from clausecheck.patterns.values import Days

_LIMIT = re.compile(
    r"\b(?:within|inside|in|under|(?:in\s+no\s+(?:event|case)|no|not|never)\s+later\s+than|(?:no|not|never)\s+more\s+than|"
    r"(?:at\s+the\s+)?latest\s+(?:after|within|by)|not\s+to\s+exceed|not\s+exceed(?:ing)?|less\s+than|at\s+most)\s+"
    r"(?:(?:a|the)\s+(?:maximum|period)(?:\s+period)?\s+of\s+|(?:a\s+)?maximum\s+of\s+|at\s+most\s+|no\s+(?:more|later)\s+than\s+|the\s+first\s+)?"
    r"[\[(]?\s*$",
    re.IGNORECASE,
)
_UNTIL_OVER = re.compile(r"\bbefore\s*$", re.IGNORECASE)
_IS_OVER = re.compile(r"\s*(?:have|has|are|is)\s+(?:passed|elapsed|gone|expired|over|up|out)\b", re.IGNORECASE)
# "72 hours after it confirms the breach": what follows the limit is what sets it going.
_COUNTED_FROM = re.compile(r"\W*(?:(?:of|after|from|following|since|once)\b|(?:when|that)\s)[^.;,]*$", re.IGNORECASE)
_LATER = re.compile(r"(?:in\s+no|no|not|never|at\s+the\s+latest)\s", re.IGNORECASE)
_AFTERWARDS = re.compile(
    r"['’]?\s*[\])]?\s*(?:(?:of|after|from|following)\b(?!\s+(?:receipt|termination|expir|request))|thereof\b|thereafter\b)",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"\b(?:by|on|before|within|no\s+later\s+than|not\s+later\s+than)\s+(?:the\s+)?(?:(?:end|close)\s+of\s+(?:business\s+on\s+)?)?(?:the\s+)?"
    r"(?:next|following)\s+(?:(?:(?P<business>business|working)|calendar)\s+)?day\b",
    re.IGNORECASE,
)
_AT_THE_LATEST = re.compile(
    r"\b(?:in\s+any\s+(?:event|case)|in\s+all\s+(?:events|cases)|in\s+no\s+(?:event|case)|at\s+the\s+latest|but|"
    r"(?:where|when|if)\s+(?:feasible|possible))\b[^.;]{0,25}$"
    r"|^[^.;]{0,40}\bat\s+the\s+latest\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\W*(?:(?:and|but|or|if\s+\w+|when\s+\w+|where\s+\w+|in\s+any\s+(?:event|case))\W*)*$", re.IGNORECASE
)
_NEW_ACT = re.compile(r"\b(?:and|then)\b|;", re.IGNORECASE)
_ADJACENT = 45
_HOURS_OF_NEXT_DAY = 24.0


@dataclass(frozen=True, slots=True)
class Deadline:
    """How soon: so many of the wanted unit, or None for promptness without a figure; and the characters that say so.

    `days` tells which days count where it is set in days; a weekend may make business days longer than their value.
    """

    value: float | None
    start: int
    end: int
    days: Days | None = None


@dataclass(frozen=True, slots=True)
class _Phrase:
    start: int
    end: int
    kind: Literal["notice", "later"]


def notice_deadline(reader: AttributeReader, scan: Scan) -> Deadline | None:
    """Find the deadline of the first notice: a figure that limits it, or else the promptness word beside it.

    `near` lines name the notice, `not_near` lines what follows it; `options` are "at_once" (no time at all, value 0)
    and "promptly".
    """
    text = scan.chosen
    limits = sorted(_limits(text, reader.unit or "hours"), key=lambda limit: limit.start)
    phrases = _phrases(reader, scan)
    words = sorted(_words(reader, scan), key=lambda word: _distance(word, phrases))
    for limit in limits:
        if _limits_the_notice(limit, phrases, text):
            return _with_promptness(limit, words, text)
    if words:
        return words[0]
    return limits[0] if limits else None


def _limits(text: str, unit: Unit) -> Iterable[Deadline]:
    for period in periods(text):
        value = period.in_unit(unit)
        before = _LIMIT.search(text[: period.start])
        if before is None and _IS_OVER.match(text, period.end):
            before = _UNTIL_OVER.search(text[: period.start])
        if value is not None and (before or _AFTERWARDS.match(text, period.end)):
            days: Days | None = "calendar_days" if period.unit == "day" else None
            days = "business_days" if period.business else days
            yield Deadline(value, before.start() if before else period.start, period.end, days)
    for match in _NEXT_DAY.finditer(text):
        counted: Days = "business_days" if match.group("business") else "calendar_days"
        yield Deadline(_HOURS_OF_NEXT_DAY, match.start(), match.end(), counted)


def _phrases(reader: AttributeReader, scan: Scan) -> list[_Phrase]:
    """List the words for the notice and for what follows it; what follows prevails where both end together."""
    found: dict[int, _Phrase] = {}
    parties = [*scan.fragment("customer"), *scan.fragment("provider"), *scan.fragment("other_party")]
    kinds: tuple[tuple[Literal["notice", "later"], list[str]], ...] = (
        ("notice", reader.near),
        ("later", reader.not_near),
    )
    for kind, lines in kinds:
        for line in lines:
            for match in scan.find(line):
                start, end = scan.characters(match)
                # "the Authority" is nobody else where it is a party.
                if kind == "notice" or not any(match.end == party.end for party in parties):
                    found[end] = _Phrase(start, end, kind)
    return sorted(found.values(), key=lambda phrase: phrase.start)


def _words(reader: AttributeReader, scan: Scan) -> Iterable[Deadline]:
    for option, value in (("at_once", 0.0), ("promptly", None)):
        for line in reader.options.get(option, ()):
            for match in scan.find(line):
                yield Deadline(value, *scan.characters(match))


def _distance(word: Deadline, phrases: list[_Phrase]) -> tuple[int, int]:
    notices = [phrase for phrase in phrases if phrase.kind == "notice"]
    nearest = min((max(phrase.start - word.end, word.start - phrase.end, 0) for phrase in notices), default=0)
    return nearest, word.start


def _limits_the_notice(limit: Deadline, phrases: list[_Phrase], text: str) -> bool:
    before = max(
        (phrase for phrase in phrases if phrase.end <= limit.start), key=lambda phrase: phrase.end, default=None
    )
    if _AT_THE_LATEST.search(text[: limit.start]) or _AT_THE_LATEST.match(text, limit.end):
        return before is None or before.kind == "notice"
    if before is not None and before.kind == "notice" and not _NEW_ACT.search(text, before.end, limit.start):
        return True
    if before is not None and before.kind == "later" and not text[before.end : limit.start].strip():
        return False
    after = next((phrase for phrase in phrases if 0 <= phrase.start - limit.end <= _ADJACENT), None)
    if after is not None and (
        _NEW_ACT.search(text, limit.end, after.start) or _COUNTED_FROM.match(text[limit.end : after.start])
    ):
        after = None
    deciding = after or before
    return deciding is not None and deciding.kind == "notice"


def _with_promptness(limit: Deadline, words: list[Deadline], text: str) -> Deadline:
    """Widen "no later than ..." by the promptness word that it is said of; "within ..." stands by itself."""
    if not _LATER.match(text, limit.start):
        return limit
    for word in words:
        if word.end <= limit.start and _JOINED.match(text[word.end : limit.start]):
            return replace(limit, start=word.start)
    return limit
