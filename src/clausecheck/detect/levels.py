"""Levels of service and the rates forfeited for missing them, read out of sentences, list items and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from clausecheck.detect.matchers.line import Scan
from clausecheck.detect.quantities import FRACTION, NUMBER_WORDS, Figure, percentages
from clausecheck.detect.reading import Reading
from clausecheck.patterns.model import AttributeReader

_UNIT = (
    r"(?:%|percent|per\s+cent|seconds?|secs?|minutes?|mins?|(?:business|working|support)\s+(?:hours?|days?)|hours?|hrs?|days?|points?"
    r"|out\s+of\s+\d{1,3}|/\s*\d{1,3})"
)
_BOUND = (
    r"(?:not\s+(?:to\s+)?(?:fall|drop|sink|dip|go|rise|get)\s+(?:below|under|above|over)|at\s+least|not\s+less\s+than|no\s+less\s+than|minimum(?:\s+of)?|within|under|below|less\s+than|≥|>=|≤|<=|<|>|not\s+exceed(?:ing)?|"
    r"(?:no|not)\s+more\s+than|at\s+or\s+(?:above|below))"
)
_TARGET = re.compile(
    rf"(?:{_BOUND}\s*)?\d{{1,3}}(?:[.,]\d{{1,3}})?\s*{_UNIT}"
    r"(?:\s*(?:within|in|/|of\s+calls\s+(?:within|in))\s*\d{1,3}\s*(?:seconds?|secs?|minutes?|hours?))?"
    rf"|(?:{_BOUND}\s+){NUMBER_WORDS}\s+in\s+(?:a|one)\s+(?:hundred|thousand)"
    rf"|(?:{_BOUND}\s*)?\b{NUMBER_WORDS}\s+per\s*cent\b(?!\s*[(\[])"
    r"|\+?\d{1,3}(?:\.\d)?(?=\s+or\s+(?:better|higher|more|above))",
    re.IGNORECASE,
)
# A level that is said rather than named: "answer 90% of calls within 20 seconds", "85% of tickets shall be resolved in
# four hours", "four out of five chats are answered within a minute", "available 99.95% of the time".
_FIGURE = r"\d{1,3}(?:[.,]\d{1,3})?"
_SHARE = (
    rf"(?:{_BOUND}\s*)?(?:{_FIGURE}\s*(?:%|per\s*cent)|\b{NUMBER_WORDS}\s*"
    rf"(?:per\s*cent(?:\s*\(\s*{_FIGURE}\s*%?\s*\))?|\(\s*{_FIGURE}\s*(?:%\s*\)|\)\s*(?:%|per\s*cent))(?:\s*per\s*cent)?))"
)
_COUNT = rf"\b(?:\d[\d,]*|{NUMBER_WORDS})\b"
_BASE = rf"(?:out\s+of|of|in)\s+(?:every\s+|each\s+|any\s+)?{_COUNT}"
_PART = (
    rf"(?:(?P<share>{_SHARE}|(?:{_BOUND}\s+)?\b(?:(?:an?|one)[\s-])?{FRACTION}(?=\s+of\b)|(?:{_BOUND}\s+)?{_COUNT}\s+{_BASE})"
    r"\s+(?:of\s+)?)"
)
_DETERMINERS = r"(?:(?:all|the|its|such)\s+)*"
_WORDS = r"(?:[\w-]+\s){0,4}?[\w-]+"
_WHAT = rf"{_DETERMINERS}(?P<what>{_WORDS})"
_COUNTED = rf"(?P<share>(?:{_BOUND}\s+)?{_COUNT})\s+(?P<what>{_WORDS})\s+(?P<base>{_BASE})"
# "In a day" is how often, "within a day" how soon.
_TIME = rf"(?:within|inside|in)\s+(?:{NUMBER_WORDS}\s*|(?<!in\s)an?\s+)?\(?\d{{0,3}}\)?\s*{_UNIT}"
_DONE = (
    r"(?:answer|resolv|respond|repl|acknowledg|handl|process|deliver|ship|dispatch|complet|clos|fix|restor|repair|serv|"
    r"collect|connect|pick)(?:e|ed|es|ied|y|s)?(?:\s+(?:to|up))?"
)
_IS_DONE = rf"(?:(?:shall|will|must|are|is|to)\s+)?(?:be\s+)?(?P<done>{_DONE})"
_ITEMS = (
    r"(?:them|it|incidents?|tickets?|calls?|requests?|faults?|defects?|errors?|problems?|complaints?|e-?mails?|chats?|"
    r"enquiries|orders?)"
)
_SAID = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<done>{_DONE})\s+{_PART}{_WHAT}\s+(?P<time>{_TIME})",
        rf"\b(?P<done>{_DONE})\s+{_COUNTED}\s+(?P<time>{_TIME})",
        rf"{_PART}{_WHAT}\s+{_IS_DONE}\s+(?P<time>{_TIME})",
        rf"{_COUNTED}\s+{_IS_DONE}\s+(?P<time>{_TIME})",
        rf"\b(?P<done>available|up|operational|accessible)\s+(?:for\s+)?(?P<share>{_SHARE})\s+of\s+(?:the\s+time|each|every|all)",
        rf"\b(?P<done>{_DONE})\s+(?P<what>(?:[\w-]+\s){{0,4}}?{_ITEMS})\s+(?P<time>{_TIME})",
    )
)
# A second level that is said without its verb: "and ninety percent of chats within one minute".
_FURTHER = re.compile(
    rf"\s*(?:[,;]|(?:[,;]\s*)?(?:and|as\s+well\s+as))\s+(?:{_PART}{_WHAT}(?<!ed)|(?P<items>{_ITEMS}))\s+(?P<time>{_TIME})",
    re.IGNORECASE,
)
# A share right before the name: "achieve 99.5% monthly availability".
_AHEAD = re.compile(rf"(?P<share>{_SHARE})\s+(?:[a-z-]+\s+)?$", re.IGNORECASE)
# An entry of a list or table: "Calls answered within 20 seconds: 80%", "Abandoned calls | 4% or fewer".
_ENTRY = re.compile(
    rf"(?:^\W*|[:;.]\s+)(?:\(?\w{{1,4}}\)\s+)?(?P<name>(?![^|:]*\b(?:shall|will|must|is|are)\b)\w[^|:;.,]{{2,80}}?)\s*(?:\||:|\s-\s)\s*"
    rf"(?P<target>(?:{_TARGET.pattern})(?:\s+or\s+(?:fewer|less|more|better|higher|lower|above))?)\W*$",
)
_WORK = re.compile(
    rf"\b(?:calls?|chats?|e-?mails?|tickets?|contacts?|incidents?|complaints?)\b.*\b{_DONE}\b", re.IGNORECASE
)
# A share of money is what is paid for a failure, and no level: "up to twelve percent (12%) of the monthly charges".
_OF_MONEY = re.compile(
    r"\s*\)?\s*(?:of|off)\s+(?:(?:the|that|its|such|all|our|your)\s+)*(?:[\w'’-]+\s+){0,2}(?:charges?|fees?|price|invoice|bill|amount|sum)\b",
    re.IGNORECASE,
)
# What a credit is counted by is no level: "5% of the fee for each hour of downtime, up to 50%".
_COUNTED_BY = re.compile(
    r"\b(?:each|every|per|first|further|additional)\s+(?:[\w-]+\s+){0,2}(?:hours?|minutes?|days?|periods?|instances?)\s+of\s+"
    r"(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_Level: TypeAlias = tuple[int, int, str, str]
_NEAR = 160
_GENERIC = frozenset(("service level", "service levels"))
_CLOSE = 14
_NEXT = 2
_BESIDE = re.compile(r"\s?[\[(]?")
_JOINED = re.compile(r"[^.,;:%]{0,25}")


def read_levels(reader: AttributeReader, reading: Reading) -> list[dict[str, str]]:
    """Read the names and targets of service levels, each once: the clause's own, those of tables, else those nearby."""
    tables = reading.tables.levels(reader.columns) if reader.columns else []
    sentences = [] if tables else reading.further(reader, _levels_in)
    is_row = reading.tables.titles_at(reading.segment.own.start) is not None
    spoken = [] if tables and is_row else list(_levels_in(reader, reading.scan))
    found: dict[str, dict[str, str]] = {}
    for name, target in (*spoken, *tables, *sentences):
        if not (tables and name.casefold() in _GENERIC and (name, target) in spoken):
            found.setdefault(name.casefold(), {"name": name, "target": target})
    return list(found.values())


def _levels_in(reader: AttributeReader, scan: Scan) -> Iterator[tuple[str, str]]:
    """Read the levels of a sentence in its order: those of which a name is known, and what else is said to be done."""
    text = scan.chosen
    names = scan.places(reader.lines)
    entry = _ENTRY.search(text)
    if entry and (
        any(entry.start("name") <= start < entry.end("name") for start, _ in names) or _WORK.search(entry["name"])
    ):
        yield entry["name"], " ".join(entry["target"].split())
        return
    kept: list[tuple[int, int]] = []
    for start, end in sorted(names, key=lambda span: (span[0], -span[1])):
        if (not kept or start >= kept[-1][1]) and not _COUNTED_BY.search(text, 0, start):
            kept.append((start, end))
    found: list[_Level] = []
    for index, (start, end) in enumerate(kept):
        stop = kept[index + 1][0] if index + 1 < len(kept) else len(text)
        name = text[_whole_name(text, start) : end]
        targets = _TARGET.finditer(text, end, min(stop, end + _NEAR))
        if match := next((target for target in targets if not _OF_MONEY.match(text, target.end())), None):
            found.append((start, match.end(), name, " ".join(match.group().split())))
        elif match := _AHEAD.search(text[kept[index - 1][1] if index else 0 : start]):
            found.append((start, end, name, " ".join(match["share"].split())))
    said = list(_said_in(text))
    found = [named for named in found if not any(_is_part_of(named, level) for level in said)]
    for level in said:
        if not any(level[0] < end and start < level[1] for start, end, _, _ in found):
            found.append(level)
    yield from ((name, target) for _, _, name, target in sorted(found))


def _is_part_of(named: _Level, said: _Level) -> bool:
    """Tell whether a name is one only by the words of what is said in full, as "calls answered", or names nothing."""
    start, end, name, _ = named
    if name.casefold() in _GENERIC:
        return said[0] < end and start < said[1]
    return said[0] <= start and start + len(name) <= said[1]


def _said_in(text: str) -> Iterator[_Level]:
    """Read levels of which no name is known, only what is done, to how many and how fast; and where they stand."""
    taken: list[tuple[int, int]] = []
    for pattern in _SAID:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            end = match.end()
            yield match.start(), end, *_named(match)
            while "time" in match.groupdict() and (further := _FURTHER.match(text, end)):
                yield further.start(), further.end(), *_named(further, match)
                end = further.end()
            taken.append((match.start(), end))


def _named(match: re.Match[str], leading: re.Match[str] | None = None) -> tuple[str, str]:
    """Name a level by what is done to what, in the order of the words, and its target; `leading` has its verb."""
    spoken = match.groupdict() | {"done": (leading or match).groupdict()["done"]}
    place = (leading or match).start
    named = sorted({"what", "done"} & (leading or match).groupdict().keys(), key=place)
    name = [spoken.get(group) or spoken.get("items") for group in named]
    target = [spoken.get(group) for group in ("share", "base", "time")]
    return _joined(name), _joined(target)


def _joined(words: Sequence[str | None]) -> str:
    return " ".join(" ".join(filter(None, words)).split())


def _whole_name(text: str, start: int) -> int:
    """Begin where a list item names the level in more words than are known ("Agent Attrition, not more than 30%")."""
    opening = max(text.rfind(mark, 0, start) for mark in (") ", ": ", "; ")) + 2
    between = text[opening:start] if opening > 1 else ""
    return opening if re.fullmatch(r"(?:[A-Z][\w-]+\s){1,3}", between) else start


def read_rate(reader: AttributeReader, scan: Scan) -> float | None:
    """Read the percentage that `near` words govern rather than `not_near` words: one beside them, else the first.

    Words govern that stand right before a percentage, else those soon after it, else those nearest before it.
    """
    if reader.lines and not scan.any(reader.lines):
        return None
    text = scan.chosen
    phrases = [(*scan.characters(match), True) for line in reader.near for match in scan.find(line)]
    phrases += [(*scan.characters(match), False) for line in reader.not_near for match in scan.find(line)]
    found = list(percentages(text))
    ranked: list[tuple[int, int, float]] = []
    for index, percentage in enumerate(found):
        since = found[index - 1].end if index else 0
        until = found[index + 1].start if index + 1 < len(found) else len(text)
        rank = _governed(percentage, [phrase for phrase in phrases if phrase[1] > since and phrase[0] < until], text)
        if rank is not None:
            ranked.append((rank, index, percentage.value))
    return min(ranked)[2] if ranked else None


def _governed(percentage: Figure, phrases: Sequence[tuple[int, int, bool]], text: str) -> int | None:
    """Rank how closely `near` words govern a percentage, 0 for beside it; None where other words govern it."""
    start = percentage.start + len(text[percentage.start :]) - len(text[percentage.start :].lstrip())
    if any(phrase[0] < percentage.end and start < phrase[1] and not phrase[2] for phrase in phrases):
        return None
    before = max(
        (phrase for phrase in phrases if phrase[1] <= start),
        key=lambda phrase: (phrase[1], not phrase[2]),
        default=None,
    )
    after = min((phrase for phrase in phrases if phrase[0] >= percentage.end), default=None)
    if before is not None and _BESIDE.fullmatch(text[before[1] : start]):
        return 0 if before[2] else None
    if after is not None and _JOINED.fullmatch(text[percentage.end : after[0]]):
        return (0 if after[0] - percentage.end <= _NEXT else 1) if after[2] else None
    if before is None or not before[2]:
        return None
    return 0 if start - before[1] <= _CLOSE else 1
