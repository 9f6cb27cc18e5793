"""LineIndex: which of all lines the words of a passage leave possible, before any of them is looked for.

Each line has an anchor: the words of one of its steps, the rarest, one of which must stand in a passage that holds it.
Each step has a bit, set by every word that can fill it, and by every line of the fragment that it stands for. Lines are
numbered so that those of a fragment come before the lines that use it; one pass over the lines whose anchor is there
then settles which of them have all that they need. Of thousands of lines, a sentence leaves some dozens.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clausecheck.detect.matchers.compiled import CompiledLine, CompiledStep

_MOST_WORDS = 200_000  # to be remembered, over however many contracts
_NOWHERE = float("inf")
# No word of the examples is that one; each of many such words may come up all the same.
_UNSEEN = 0.1


@dataclass(slots=True)
class _Anchor:
    """Words and beginnings of words, of which one must be there; `cost` says how often that is so."""

    cost: float
    words: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Entry:
    """What one word brings: the steps it fills, the lines it is an anchor of, and its beginnings that lines ask for."""

    fills: int = 0
    lines: set[int] = field(default_factory=set)
    beginnings: tuple[str, ...] = ()


class LineIndex:
    """Lines by the words they cannot do without."""

    def __init__(
        self, lines: Mapping[str, CompiledLine], fragments: Mapping[str, tuple[str, ...]], frequency: Mapping[str, int]
    ) -> None:
        """Index lines; `frequency` says how often a word stands in contracts, so that rare words become anchors."""
        self._lines, self._fragments, self._frequency = lines, fragments, frequency
        self._anchors: dict[str, _Anchor] = {}
        self._costs: dict[str, float] = {}
        self._bits: dict[str, int] = {}
        self._by_word: dict[str, _Entry] = {}
        self._by_prefix: dict[str, _Entry] = {}
        self._texts: list[str] = []
        self._needs: list[int] = []
        self._gives: list[int] = []
        self._anywhere: set[int] = set()
        self._step_anchors: dict[str, _Anchor] = {}
        self._number_lines()
        self._given = sum(bit for key, bit in self._bits.items() if self._is_party(key))
        self._longest = max(map(len, self._by_prefix), default=0)
        self._known: dict[str, _Entry] = {}

    @property
    def words(self) -> Collection[str]:
        """Give the words that lines ask for."""
        return self._by_word.keys()

    def possible(self, words: Iterable[str]) -> set[str]:
        """Name the lines that a passage of these lower-case words could hold."""
        there = self._given
        found = set(self._anywhere)
        for word in words:
            entry = self._entry(word)
            there |= entry.fills
            found |= entry.lines
        possible = set()
        for number in sorted(found):
            needs = self._needs[number]
            if needs & there == needs:
                there |= self._gives[number]
                possible.add(self._texts[number])
        return possible

    def beginnings(self, word: str) -> tuple[str, ...]:
        """Give the beginnings of a word that some line asks for."""
        return self._entry(word).beginnings

    def _entry(self, word: str) -> _Entry:
        known = self._known.get(word)
        if known is None:
            starts = (word[:length] for length in range(1, min(len(word), self._longest) + 1))
            beginnings = tuple(start for start in starts if start in self._by_prefix)
            known = _Entry(beginnings=beginnings)
            for entry in (*(self._by_prefix[start] for start in beginnings), self._by_word.get(word, _Entry())):
                known.fills |= entry.fills
                known.lines |= entry.lines
            if len(self._known) < _MOST_WORDS:
                self._known[word] = known
        return known

    def _number_lines(self) -> None:
        owners: dict[str, int] = {}
        for name, texts in self._fragments.items():
            for text in texts:
                owners[text] = owners.get(text, 0) | self._bit(f"${{{name}}}")
        for number, text in enumerate(self._in_order()):
            line = self._lines[text]
            self._texts.append(text)
            self._needs.append(sum({self._bit(step.key) for step in line.steps if not step.optional}))
            self._gives.append(owners.get(text, 0))
            for step in line.steps:
                self._note(step.words | step.pieces, step.prefixes, fills=self._bit(step.key))
            anchor = self._anchor_of_line(line)
            if anchor.cost == _NOWHERE:
                self._anywhere.add(number)
            else:
                self._note(anchor.words, anchor.prefixes, number=number)

    def _in_order(self) -> Iterator[str]:
        """List the lines, each after those of its fragments."""
        uses = {
            text: {inner for step in line.steps if step.fragment for inner in self._fragments.get(step.fragment, ())}
            for text, line in self._lines.items()
        }
        return iter(TopologicalSorter(uses).static_order())

    def _note(
        self, words: Iterable[str], prefixes: Iterable[str], *, fills: int = 0, number: int | None = None
    ) -> None:
        for table, keys in ((self._by_word, words), (self._by_prefix, prefixes)):
            for key in keys:
                entry = table.setdefault(key, _Entry())
                entry.fills |= fills
                if number is not None:
                    entry.lines.add(number)

    def _bit(self, key: str) -> int:
        return self._bits.setdefault(key, 1 << len(self._bits))

    def _is_party(self, key: str) -> bool:
        """Tell whether a step is a party, which can be there by whatever name it goes in the contract."""
        return key.startswith("${") and key[2:-1] not in self._fragments

    def _anchor_of_line(self, line: CompiledLine) -> _Anchor:
        known = self._anchors.get(line.text)
        if known is None:
            anchors = (self._anchor_at(step) for step in line.steps if not step.optional)
            known = self._anchors[line.text] = min(anchors, key=lambda anchor: anchor.cost)
        return known

    def _anchor_at(self, step: CompiledStep) -> _Anchor:
        """Give the anchor of a step, which many lines share."""
        known = self._step_anchors.get(step.key)
        if known is None:
            known = self._step_anchors[step.key] = self._anchor_of_step(step)
        return known

    def _anchor_of_step(self, step: CompiledStep) -> _Anchor:
        if step.fragment is None:
            # A word that is cut is told by its piece.
            anchor = _Anchor(0.0, set(step.words | step.pieces), set(step.prefixes))
        elif step.fragment not in self._fragments:
            return _Anchor(_NOWHERE)
        else:
            anchor = _Anchor(0.0)
            for text in self._fragments[step.fragment]:
                one = self._anchor_of_line(self._lines[text])
                if one.cost == _NOWHERE:
                    return one
                anchor.words |= one.words
                anchor.prefixes |= one.prefixes
        anchor.cost = sum(map(self._cost, anchor.words)) + sum(map(self._cost_of_prefix, anchor.prefixes))
        return anchor

    def _cost(self, word: str) -> float:
        return self._frequency.get(word, 0) + _UNSEEN

    def _cost_of_prefix(self, prefix: str) -> float:
        known = self._costs.get(prefix)
        if known is None:
            counts = (count for word, count in self._frequency.items() if word.startswith(prefix))
            known = self._costs[prefix] = sum(counts) + _UNSEEN
        return known
