"""Sentences and inline lists of legal prose: where one ends, and where "(a) ...; (b) ..." starts an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.spans import Span
from clausecheck.structure.numbering import letter_value, roman_value

_END = re.compile(r"[.?!][\"”’')\]]*(?=\s+(?:[\"“‘(\[]*[A-Z0-9•]|\([a-z]{1,4}\)\s+[\"“]?[A-Z]))")
NEXT_ITEM = re.compile(r"\s*\([a-z]{1,4}\)\s")
_ABBREVIATION = re.compile(
    r"(?:\b(?:inc|ltd|llc|corp|co|pte|pty|sdn|bhd|no|nos|art|sec|para|cl|e\.g|i\.e|etc|vs|v|mr|mrs|ms|dr|st|jr|approx|u\.s|u\.k|u\.s\.a|d\.c|p\.m|a\.m|"
    r"l\.p|l\.l\.c|l\.l\.p|p\.l\.c|s\.p\.a|s\.r\.l|n\.a|s\.a|b\.v|viz|cf|ref|fig|p|pp)|"
    r"(?:^|(?<!exhibit)(?<!schedule)(?<!annex)(?<!appendix)(?<!attachment)(?<!section)(?<!clause)(?<!paragraph)(?<!article)(?<!part)(?<!party)(?<!addendum)[\s(\"“])(?:[A-Z]|\d{1,2}))\.$",
    re.IGNORECASE,
)
_COMPANY_END = re.compile(
    r"\b(?:inc|ltd|llc|corp|co|l\.p|l\.l\.c|l\.l\.p|n\.a|s\.a|b\.v|etc|p\.m|a\.m|u\.s|u\.k)\.[\"”)]*$", re.IGNORECASE
)
_SENTENCE_START = re.compile(
    r"\s+[\"“]?(?:The|This|Each|Either|Neither|Any|All|If|In|No|Such|Upon|For|Provided|Notwithstanding|Unless|It|At|An?)\b"
)
_ITEM = re.compile(r"\((?:(?<=^\()|(?<=[\s:;,—-]\())(?P<value>[a-z]{1,4}|[A-Z]|\d{1,2})\)(?=\s?\S)")
_CITING = re.compile(
    r"(?:sections?|articles?|clauses?|paragraphs?|items?|sub-?\s?(?:sections?|clauses?|paragraphs?))\s*$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 8  # characters, with the stop and what stands before
MAX_SENTENCE = 4000


def split_sentences(text: str) -> Iterator[Span]:
    """Cut a passage into sentences; abbreviations and initials end none, an endless one is cut at a semicolon.

    A list stays whole: before its second item there is no cut.
    """
    start = 0
    for match in _END.finditer(text):
        if NEXT_ITEM.match(text, match.end()) and NEXT_ITEM.search(text, start, match.end()):
            continue
        head = text[max(start, match.end() - 24) : match.end()]
        if match.group().startswith(".") and _ABBREVIATION.search(head, max(len(head) - _LONGEST_ABBREVIATION, 0)):
            ends_after_company = _COMPANY_END.search(head) and _SENTENCE_START.match(text, match.end())
            if not ends_after_company:
                continue
        yield from _bounded(text, start, match.end())
        start = match.end()
    yield from _bounded(text, start, len(text))


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > MAX_SENTENCE:
        cut = text.rfind(";", start + MAX_SENTENCE // 2, start + MAX_SENTENCE) + 1
        cut = cut or text.rfind(" ", start, start + MAX_SENTENCE) + 1 or start + MAX_SENTENCE
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    begin = start + len(part) - len(part.lstrip())
    stop = start + len(part.rstrip())
    if begin < stop:
        yield Span(begin, stop)


def inline_items(text: str) -> list[Span]:
    """Find the items of a list that runs inside a sentence, "(a) ...; (b) ..."; none unless at least two follow on."""
    starts: list[re.Match[str]] = []
    for match in _ITEM.finditer(text):
        value = match.group("value")
        if (
            not starts
            and _is_ordinal(value, 1)
            and not _CITING.search(text[max(match.start() - 24, 0) : match.start()])
        ) or (starts and _same_style(starts[0].group("value"), value) and _is_ordinal(value, len(starts) + 1)):
            starts.append(match)
    if len(starts) < 2:
        return []
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return [span for match, end in zip(starts, ends, strict=True) for span in _trimmed(text, match.start(), end)]


def _is_ordinal(value: str, ordinal: int) -> bool:
    if value.isdigit():
        return int(value) == ordinal
    return ordinal in (roman_value(value), letter_value(value) if len(value) == 1 else 0)


def _same_style(first: str, other: str) -> bool:
    if first.isdigit() or other.isdigit():
        return first.isdigit() and other.isdigit()
    if first.isupper() != other.isupper():
        return False
    return roman_value(other) is not None if first.lower() == "i" else len(other) == 1
