"""CompiledLines: the lines of a pattern set, ready to be looked for."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.language import Language

from clausecheck.detect.language import contractions, words_of
from clausecheck.detect.matchers.index import LineIndex
from clausecheck.patterns.lines import Line, Step
from clausecheck.patterns.model import PatternSet

_MAX_EXPANSION = 200
_WORD = re.compile(r"[^\W_]+")
_CONTRACTION = re.compile(r"\w+['\u2019]\w+")


@dataclass(frozen=True, slots=True)
class CompiledStep:
    """One place in a line, its words sorted by how they are found.

    `phrase` names the entry of the PhraseMatcher for words that the tokenizer cuts ("third-party"), and `pieces` has
    the rarest piece of each. `key` is the same for steps that the same words can fill.
    """

    gap: int
    optional: bool
    fragment: str | None
    words: frozenset[str]
    prefixes: tuple[str, ...]
    phrase: str | None
    pieces: frozenset[str]
    key: str


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """A line ready to be solved; a `literal` one goes through the PhraseMatcher as a whole."""

    text: str
    literal: bool
    steps: tuple[CompiledStep, ...]


class CompiledLines:
    """All lines of a pattern set by their text, the phrases among them, and which of them a passage could hold."""

    def __init__(self, nlp: Language, patterns: PatternSet) -> None:
        """Compile every line."""
        self._nlp = nlp
        self._cut: dict[str, tuple[str, ...]] = {}
        self._frequency = Counter(
            word
            for kind in patterns.clause_types
            for example in (*kind.definition.examples.match, *kind.definition.examples.no_match)
            for word in words_of(nlp, example.text)
        )
        self.phrases: dict[str, list[str]] = {}
        self._lines = {line.text: self._compile(line) for line in patterns.lines.values()}
        fragments = {name: tuple(fragment.lines) for name, fragment in patterns.fragments.items()}
        self._index = LineIndex(self._lines, fragments, self._frequency)
        # What the tokenizer takes for a word and no one else does: "%", "'s", and the "ca" and "n't" of "can't".
        self._odd = [word for word in self._index.words if not _WORD.fullmatch(word)]
        self._joined = contractions(nlp)

    def __getitem__(self, text: str) -> CompiledLine:
        """Give a line by its text."""
        return self._lines[text]

    def possible(self, words: Iterable[str]) -> set[str]:
        """Name the lines that a passage of these lower-case words could hold."""
        return self._index.possible(words)

    def possible_in(self, text: str) -> set[str]:
        """Name the lines that a text could hold, before it is cut into words: some more than there are."""
        lower = text.lower()
        words = set(_WORD.findall(lower))
        for word in [*words, *_CONTRACTION.findall(lower)]:
            words.update(self._joined.get(word, ()))
        words.update(word for word in self._odd if word in lower)
        return self._index.possible(words)

    def beginnings(self, word: str) -> tuple[str, ...]:
        """Give the beginnings of a word that some line asks for."""
        return self._index.beginnings(word)

    def _compile(self, line: Line) -> CompiledLine:
        texts = _expansions(line)
        if texts:
            self.phrases[line.text] = texts
        return CompiledLine(line.text, bool(texts), tuple(map(self._compile_step, line.steps)))

    def _compile_step(self, step: Step) -> CompiledStep:
        key = f"${{{step.fragment}}}" if step.fragment else "|".join(step.words)
        cut = [word for word in step.words if len(self._pieces(word)) > 1]
        if cut:
            self.phrases[f"step:{key}"] = cut
        return CompiledStep(
            gap=step.gap,
            optional=step.optional,
            fragment=step.fragment,
            words=frozenset(word for word in step.words if not word.endswith("*")),
            prefixes=tuple(word[:-1] for word in step.words if word.endswith("*")),
            phrase=f"step:{key}" if cut else None,
            pieces=frozenset(min(self._pieces(word), key=self._frequency.__getitem__) for word in cut),
            key=key,
        )

    def _pieces(self, word: str) -> tuple[str, ...]:
        """Cut a word as the tokenizer does."""
        known = self._cut.get(word)
        if known is None:
            known = self._cut[word] = words_of(self._nlp, word.rstrip("*"))
        return known


def _expansions(line: Line) -> list[str] | None:
    """Write out a line of plain words in every way it can be said, or give None when it is more than that."""
    if any(step.fragment or step.gap or any(word.endswith("*") for word in step.words) for step in line.steps):
        return None
    choices = [(*step.words, "") if step.optional else step.words for step in line.steps]
    texts = itertools.islice(itertools.product(*choices), _MAX_EXPANSION + 1)
    found = [" ".join(word for word in words if word) for words in texts]
    return found if len(found) <= _MAX_EXPANSION else None
