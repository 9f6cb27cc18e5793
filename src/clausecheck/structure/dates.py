"""Dates written out in full, and the one on which the contract takes effect. Nothing is guessed: 03/04/2024 is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from clausecheck.spans import Span

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_DAY = r"(?P<day>\d{1,2})\s*(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"\b{_MONTH}\s*{_DAY}\s*,?\s*(?:in\s+the\s+year\s+)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s*(?:day\s+of\s+)?{_MONTH}\s*,?\s*{_YEAR}\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
)
_TERM = r"[\"“”'‘’*_]*\s*(?:effective|commencement|start)\s+date\s*[\"“”'‘’*_]*"
# How a contract says when it takes effect, the plainest first. Between the words and the date stands next to nothing.
_LEADS = (
    re.compile(rf"{_TERM}\s*(?:(?:shall\s+)?(?:means?|be)|is|:|[-–—])\s*(?:the\s+)?$", re.IGNORECASE),
    re.compile(
        r"\b(?:effective|(?<=takes )effect"
        r"|(?:agreement|contract|term)\s+(?:(?:shall|will)\s+)?(?:commence|begin|start)s?)"
        r"\s+(?:as\s+)?(?:of|on|from)?\s*(?:the\s+)?$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:this|these)\b(?![^;]*\b(?:that\s+certain|pursuant|under\s+the|amend\w*)\b)[^;]*"
        r"\b(?:made|entered\s+into|dated|executed|concluded)"
        r"(?:\s+and\s+(?:entered\s+into|effective))?\s*,?\s+(?:as\s+)?(?:of|on|from|in\s+duplicate)?\s*(?:this\s+|the\s+)?$",
        re.IGNORECASE,
    ),
)
# Of an amendment the agreement that it changes has a date too, which no "is made" or "is dated" stands before.
_AMENDMENT = r"amendment\b(?:\s+(?:agreement\b|(?:(?:no\.?|number|\#)\s*)?[\divx]+\b))?"
_NOT_ANOTHER = r"(?:(?!\b(?:agreement|contract|terms|msa|sow|order|amend\w*|(?:19|20)\d\d)\b)[^;])*?"
_FINITE = r"[^;]*?(?<!which )(?<!that )(?<!it )\b(?:is|has\s+been)\s+(?:hereby\s+)?"
_AMENDMENT_LEADS = (
    re.compile(
        rf"\bthis\s+(?:[\w-]+\s+){{0,4}}?{_AMENDMENT}(?:{_NOT_ANOTHER}|{_FINITE})"
        r"\b(?:made|entered\s+into|dated|executed|concluded|signed)(?:\s+and\s+(?:entered\s+into|dated|delivered))?"
        r"\s*,?\s*(?:as\s+)?(?:of|on|from)?\s*(?:this\s+|the\s+)?$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:enter(?:ed)?\s+into|ma[dk]e|sign(?:ed)?|executed?)\s+this\s+(?:[\w-]+\s+){{0,4}}?{_AMENDMENT}"
        r"\s*(?:\([^()]{0,60}\))?\s*,?\s*(?:dated\s+)?(?:as\s+)?(?:of|on)?\s*(?:this\s+|the\s+)?$",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_AMENDMENT}\s*[,(:-]?\s*dated\s+(?:as\s+)?(?:of|on)?\s*(?:the\s+)?$", re.IGNORECASE),
    re.compile(rf"\b{_AMENDMENT}[^.;]*\n\W*(?:date(?:\s+of\s+amendment)?|dated)\s*:\s*$", re.IGNORECASE),
)
_NAMED = re.compile(rf"\s*,?\s*[(\[]\s*(?:the\s+|this\s+|its\s+)?{_TERM}\s*[)\]]", re.IGNORECASE)
_LEAD_REACH = 200
_OPENING = 700  # words: what a document says of itself stands at its beginning, though it may begin with its contents
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DatedWords:
    """A date, and the words that give it."""

    date: date
    span: Span


def dates(text: str) -> Iterator[DatedWords]:
    """Find the dates of a text that are written with a month's name or as 2024-03-31."""
    for form in _FORMS:
        for match in form.finditer(text):
            found = _date(match)
            if found:
                yield DatedWords(found, Span(match.start(), match.end()))


def effective_date(text: str) -> DatedWords | None:
    """Find the date on which a contract takes effect; None where its opening states none, or more than one."""
    last = next(islice(_WORD.finditer(text), _OPENING, None), None)
    opening = text[: last.start()] if last else text
    found = sorted(dates(opening), key=lambda each: each.span.start)
    named = [each for each in found if _NAMED.match(opening, each.span.end)]
    leads = (*_LEADS, *_AMENDMENT_LEADS)
    for candidates in (named, *([each for each in found if _led_by(lead, opening, each)] for lead in leads)):
        if candidates:
            return _only(candidates)
    return None


def _only(candidates: Sequence[DatedWords]) -> DatedWords | None:
    return candidates[0] if len({each.date for each in candidates}) == 1 else None


def _led_by(lead: re.Pattern[str], text: str, words: DatedWords) -> bool:
    return bool(lead.search(text[max(words.span.start - _LEAD_REACH, 0) : words.span.start]))


def _date(match: re.Match[str]) -> date | None:
    month = match["month"]
    try:
        number = int(month) if month.isdigit() else _NUMBERS[month[:3].lower()]
        return date(int(match["year"]), number, int(match["day"]))
    except ValueError:  # 31 February
        return None
