"""CompiledLines: the lines of a pattern set, ready to be looked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language

from clausecheck.detect.language import contractions, words_of
from clausecheck.detect.matchers.index import LineIndex, Numbers
from clausecheck.patterns.lines import Step
from clausecheck.patterns.model import PatternSet

_WORD = re.compile(r"[^\W_]+")
_CONTRACTION = re.compile(r"\w+['\u2019]\w+")
_BANS = frozenset(("not", "no", "nor", "never", "neither", "none", "cannot", "n't"))
_AFTER_BANS = frozenset(("may", "can", "but", "however", "except", "save", "provided", "although"))


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """One place in a line: a fragment, or words sorted by how they are found.

    `sequences` are words that the tokenizer cuts ("third-party"), piece by piece, and `pieces` the rarest piece of
    each. `key` is the same for steps that the same words can fill.
    """

    gap: int
    optional: bool
    fragment: str | None
    words: frozenset[str]
    prefixes: tuple[str, ...]
    sequences: tuple[tuple[str, ...], ...]
    pieces: frozenset[str]
    key: str


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """A line ready to be solved; `bans` is true of one that opens with a negation and names no leave after it."""

    text: str
    steps: tuple[CompiledStep, ...]
    bans: bool


class CompiledLines:
    """All lines of a pattern set by their text, and which of them a passage could hold."""

    def __init__(self, nlp: Language, patterns: PatternSet) -> None:
        """Compile every line."""
        self._nlp = nlp
        self._joined = contractions(nlp)
        self._cut: dict[str, tuple[str, ...]] = {}
        self._compiled: dict[Step, CompiledStep] = {}
        self._frequency = Counter(
            word
            for kind in patterns.clause_types
            for example in (*kind.definition.examples.match, *kind.definition.examples.no_match)
            for word in words_of(nlp, example.text)
        )
        self._lines = {
            line.text: CompiledLine(line.text, tuple(map(self._compile, line.steps)), _bans(line.steps))
            for line in patterns.lines.values()
        }
        fragments = {name: tuple(fragment.lines) for name, fragment in patterns.fragments.items()}
        self._index = LineIndex(self._lines, fragments, self._frequency)
        self._numbers = {text: number for number, text in enumerate(self._index.texts)}
        # What the tokenizer takes for a word and no one else does: "%", "'s", and the "n't" of "can't".
        self._odd = [word for word in self._index.words if not _WORD.fullmatch(word)]

    def __getitem__(self, text: str) -> CompiledLine:
        """Give a line by its text."""
        return self._lines[text]

    def named(self, numbers: Numbers) -> set[str]:
        """Name lines by their numbers."""
        return set(map(self._index.texts.__getitem__, numbers.tolist()))

    def numbers(self, lines: Iterable[str]) -> frozenset[int]:
        """Number lines."""
        return frozenset(map(self._numbers.__getitem__, lines))

    def possible_in(self, texts: Sequence[str]) -> list[Numbers]:
        """Number for each of several texts the lines that it could hold, before it is cut into words: some too many."""
        return self._index.possible([self._words_in(text.lower()) for text in texts])

    def by_beginning(self, words: Iterable[str]) -> dict[str, list[str]]:
        """Sort words by those of their beginnings that some line asks for."""
        return self._index.by_beginning(words)

    def _words_in(self, lower: str) -> set[str]:
        words = set(_WORD.findall(lower))
        joined = self._joined.keys() & words
        if "'" in lower or "\u2019" in lower:
            joined |= self._joined.keys() & set(_CONTRACTION.findall(lower))
        for word in joined:
            words.update(self._joined[word])
        words.update(word for word in self._odd if word in lower)
        return words

    def _compile(self, step: Step) -> CompiledStep:
        """Compile a step, which many lines share."""
        known = self._compiled.get(step)
        if known is None:
            cut = [word for word in step.words if len(self._pieces(word)) > 1]
            plain = [word for word in step.words if word not in cut]
            known = self._compiled[step] = CompiledStep(
                gap=step.gap,
                optional=step.optional,
                fragment=step.fragment,
                words=frozenset(word for word in plain if not word.endswith("*")),
                prefixes=tuple(word[:-1] for word in plain if word.endswith("*")),
                sequences=tuple(map(self._pieces, cut)),
                pieces=frozenset(min(self._pieces(word), key=self._frequency.__getitem__) for word in cut),
                key=f"${{{step.fragment}}}" if step.fragment else "|".join(step.words),
            )
        return known

    def _pieces(self, word: str) -> tuple[str, ...]:
        """Cut a word as the tokenizer does, which leaves letters together but for its own exceptions."""
        known = self._cut.get(word)
        if known is None:
            plain = word.rstrip("*")
            is_whole = plain.isascii() and plain.isalpha() and plain not in self._joined
            known = self._cut[word] = (plain,) if is_whole else words_of(self._nlp, plain)
        return known


def _bans(steps: Sequence[Step]) -> bool:
    """Tell whether a line opens with a negation that governs all of its words."""
    opening, *further = steps
    governed = all(step.fragment != "may" and _AFTER_BANS.isdisjoint(step.words) for step in further)
    return bool(opening.words) and _BANS.issuperset(opening.words) and not opening.optional and governed
