"""Searching: regular expressions of strangers, run on known texts in a process that can be ended.

A pattern of a few letters may take longer than anybody lives, and nothing can interrupt `re` from inside. Another
engine would not read every pattern as the one that it was written for, so they run in `re`, but apart.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from clausecheck.errors import InputError
from clausecheck.ingest.limits import Limits
from clausecheck.isolation import Workers

_LIMITS = Limits(seconds=3, memory=1_000_000_000)
_MOST_OVERRUNS = 3
"""How many rules may overrun the limits before no further one is run."""


@dataclass(frozen=True, slots=True)
class Query:
    """The patterns of one rule: what is looked for, what excuses it, and the group that captures a number.

    `language` is a text of the rule's own, looked through after all others.
    """

    patterns: tuple[str, ...]
    unless_any: tuple[str, ...]
    group: str
    language: str


@dataclass(frozen=True, slots=True)
class Hits:
    """Which of the texts, by their index, the patterns are found in, with the numbers captured; which are excused.

    `broken` are the patterns that are no regular expressions.
    """

    numbers: Mapping[int, tuple[float, ...]]
    excused: frozenset[int] = frozenset()
    broken: tuple[str, ...] = ()


class Searcher:
    """Runs queries on one set of texts, within limits; close() ends its process."""

    def __init__(self, texts: Sequence[str], limits: Limits = _LIMITS) -> None:
        self._workers = Workers(tuple(texts), limits)
        self._overruns = 0

    def search(self, query: Query) -> Hits | None:
        """Look for the patterns of a rule; None where they were not run to their end."""
        if self._overruns >= _MOST_OVERRUNS:
            return None
        try:
            return self._workers.call(find, query)
        except InputError:  # out of time, out of memory, or the process has ended
            self._overruns += 1
            return None

    def close(self) -> None:
        """End the process."""
        self._workers.close()


def find(texts: Sequence[str], query: Query) -> Hits:
    """Look for the patterns of a rule in each text, as redline-buddy does: in any case, over line breaks."""
    texts = (*texts, query.language)
    wanted, broken = _compiled(query.patterns)
    excuses, broken_too = _compiled(query.unless_any)
    numbers = {
        index: tuple(_numbers(wanted, text, query.group))
        for index, text in enumerate(texts)
        if any(pattern.search(text) for pattern in wanted)
    }
    excused = frozenset(index for index in numbers if any(pattern.search(texts[index]) for pattern in excuses))
    return Hits(numbers, excused, (*broken, *broken_too))


def _compiled(sources: Sequence[str]) -> tuple[list[re.Pattern[str]], list[str]]:
    compiled: list[re.Pattern[str]] = []
    broken: list[str] = []
    for source in sources:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # they would show the pattern on the terminal
                compiled.append(re.compile(source, re.IGNORECASE | re.DOTALL))
        except (re.error, RecursionError, OverflowError):
            broken.append(source)
    return compiled, broken


def _numbers(patterns: Sequence[re.Pattern[str]], text: str, group: str) -> Iterator[float]:
    for pattern in patterns:
        if group in pattern.groupindex:
            for match in pattern.finditer(text):
                with suppress(TypeError, ValueError):  # the group took no part, or holds no number
                    yield float(match[group])
