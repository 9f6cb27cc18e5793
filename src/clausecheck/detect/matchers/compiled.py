"""CompiledLines: the lines of a pattern set, ready to be looked for, and which of them a passage could hold at all.

Each line has an anchor: the words of one of its steps, the rarest, one of which must stand in a passage that holds the
line. Of thousands of lines, the words of a sentence leave some dozens to be solved.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.language import Language

from clausecheck.detect.language import words_of
from clausecheck.patterns.lines import Line, Step
from clausecheck.patterns.model import PatternSet

_MAX_EXPANSION = 200
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """One place in a line, its words sorted by how they are found.

    `phrase` names the entry of the PhraseMatcher for words that the tokenizer cuts ("third-party"), `key` the step.
    """

    gap: int
    optional: bool
    fragment: str | None
    words: frozenset[str]
    prefixes: tuple[str, ...]
    phrase: str | None
    key: str


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """A line ready to be solved; a `literal` one goes through the PhraseMatcher as a whole.

    `needed` are the steps of words that cannot be left out: where one is not there, nothing else need be looked at.
    """

    text: str
    literal: bool
    steps: tuple[CompiledStep, ...]
    needed: tuple[CompiledStep, ...]


@dataclass(slots=True)
class _Anchor:
    """Words and beginnings of words, of which one must be there; `cost` is how often that is so."""

    cost: float
    words: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)


_NOWHERE = float("inf")


class CompiledLines:
    """All lines of a pattern set by their text, with the phrases among them and an index by anchor."""

    def __init__(self, nlp: Language, patterns: PatternSet) -> None:
        """Compile every line."""
        self._nlp = nlp
        self._patterns = patterns
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._frequency = Counter(
            word
            for kind in patterns.clause_types
            for example in (*kind.definition.examples.match, *kind.definition.examples.no_match)
            for word in _WORD.findall(example.text.lower())
        )
        self._anchors: dict[str, _Anchor] = {}
        self.phrases: dict[str, list[str]] = {}
        self._lines = {line.text: self._compile(line) for line in patterns.lines.values()}
        self._by_word: dict[str, set[str]] = {}
        self._by_prefix: dict[str, set[str]] = {}
        self._anywhere: set[str] = set()
        for line in patterns.lines.values():
            self._index(line)

    def __getitem__(self, text: str) -> CompiledLine:
        """Give a line by its text."""
        return self._lines[text]

    def possible(self, words: Iterable[str]) -> set[str]:
        """Name the lines that a passage of these lower-case words could hold."""
        found = set(self._anywhere)
        for word in words:
            found.update(self._by_word.get(word, ()))
            for length in range(1, len(word) + 1):
                if word[:length] in self._by_prefix:
                    found.update(self._by_prefix[word[:length]])
        return found

    def _compile(self, line: Line) -> CompiledLine:
        texts = _expansions(line)
        if texts:
            self.phrases[line.text] = texts
        steps = () if texts else tuple(map(self._compile_step, line.steps))
        needed = tuple(step for step in steps if step.fragment is None and not step.optional)
        return CompiledLine(line.text, bool(texts), steps, needed)

    def _compile_step(self, step: Step) -> CompiledStep:
        key = f"${{{step.fragment}}}" if step.fragment else "|".join(step.words)
        cut = [word for word in step.words if len(self._cut(word)) > 1]
        if cut:
            self.phrases[f"step:{key}"] = cut
        return CompiledStep(
            gap=step.gap,
            optional=step.optional,
            fragment=step.fragment,
            words=frozenset(word for word in step.words if not word.endswith("*")),
            prefixes=tuple(word[:-1] for word in step.words if word.endswith("*")),
            phrase=f"step:{key}" if cut else None,
            key=key,
        )

    def _cut(self, word: str) -> tuple[str, ...]:
        """Cut a word as the tokenizer does."""
        known = self._pieces.get(word)
        if known is None:
            known = self._pieces[word] = words_of(self._nlp, word.rstrip("*"))
        return known

    def _index(self, line: Line) -> None:
        anchor = self._anchor_of_line(line)
        if anchor.cost == _NOWHERE:
            self._anywhere.add(line.text)
            return
        for word in anchor.words:
            self._by_word.setdefault(word, set()).add(line.text)
        for prefix in anchor.prefixes:
            self._by_prefix.setdefault(prefix, set()).add(line.text)

    def _anchor_of_line(self, line: Line) -> _Anchor:
        known = self._anchors.get(line.text)
        if known is None:
            anchors = (self._anchor_of_step(step) for step in line.steps if not step.optional)
            known = self._anchors[line.text] = min(anchors, key=lambda anchor: anchor.cost)
        return known

    def _anchor_of_step(self, step: Step) -> _Anchor:
        anchor = _Anchor(0.0)
        if step.fragment is None:
            for word in step.words:
                pieces = self._cut(word)
                if word.endswith("*") and len(pieces) == 1:
                    anchor.prefixes.add(pieces[0])
                else:
                    anchor.words.add(min(pieces, key=self._cost_of))
        else:
            fragment = self._patterns.fragments.get(step.fragment)
            if fragment is None:  # a party, by whatever name it goes in the contract
                return _Anchor(_NOWHERE)
            for text in fragment.lines:
                one = self._anchor_of_line(self._patterns.lines[text])
                if one.cost == _NOWHERE:
                    return one
                anchor.words |= one.words
                anchor.prefixes |= one.prefixes
        anchor.cost = sum(map(self._cost_of, anchor.words)) + sum(map(self._cost_of_prefix, anchor.prefixes))
        return anchor

    def _cost_of(self, word: str) -> float:
        # A word that no example has is rare, but each of many such words may come up.
        return self._frequency.get(word, 0) + 0.1

    def _cost_of_prefix(self, prefix: str) -> float:
        return sum(count for word, count in self._frequency.items() if word.startswith(prefix)) + 0.3


def _expansions(line: Line) -> list[str] | None:
    """Write out a line of plain words in every way it can be said, or give None when it is more than that."""
    if any(step.fragment or step.gap or any(word.endswith("*") for word in step.words) for step in line.steps):
        return None
    choices = [(*step.words, "") if step.optional else step.words for step in line.steps]
    texts = itertools.islice(itertools.product(*choices), _MAX_EXPANSION + 1)
    found = [" ".join(word for word in words if word) for words in texts]
    return found if len(found) <= _MAX_EXPANSION else None
