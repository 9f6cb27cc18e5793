"""LineIndex: which of all lines the words of a passage leave possible, before any of them is looked for.

Each line has an anchor: the words of one of its steps, the rarest, one of which must stand in a passage that holds it.
Steps are numbered; each is filled by every word that can stand there, and by every line of the fragment that it stands
for. Lines are numbered by layers, those of a fragment in a layer below the lines that use it; from the lowest layer up,
of the lines whose anchor is there those stay that have all they need. Of thousands of lines, a sentence leaves some
dozens. Many passages are asked about at once, in arrays, so that Python does nothing for each line.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from clausecheck.detect.matchers.compiled import CompiledLine, CompiledStep

Numbers: TypeAlias = NDArray[np.int32]

_MOST_WORDS = 200_000  # to be remembered, over however many contracts
_ALWAYS = 0  # the number of a step that needs no words
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
class _Uses:
    """What a word or a beginning of words is good for: the steps it fills and the lines it is an anchor of."""

    fills: set[int] = field(default_factory=set)
    lines: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What one word brings: the steps it fills, the lines it is an anchor of, and its beginnings that lines ask for."""

    fills: Numbers
    lines: Numbers
    beginnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layer:
    """Lines that use no fragment of their own layer, and the number of the first.

    `needs` are the steps that a line cannot do without, the rarest first, `gives` those that it fills as a line of a
    fragment; both of shape [at most so many, lines], with `_ALWAYS` where a line has fewer.
    """

    first: int
    needs: Numbers
    gives: Numbers


def _array(numbers: Collection[int]) -> Numbers:
    return np.fromiter(sorted(numbers), np.int32, len(numbers))


_NOTHING = _Entry(_array(()), _array(()))


class LineIndex:
    """Lines by the words they cannot do without."""

    def __init__(
        self, lines: Mapping[str, CompiledLine], fragments: Mapping[str, tuple[str, ...]], frequency: Mapping[str, int]
    ) -> None:
        """Index lines; `frequency` says how often a word stands in contracts, so that rare words become anchors."""
        self._lines, self._fragments, self._frequency = lines, fragments, frequency
        self._anchors: dict[str, _Anchor] = {}
        self._in_order = sorted(frequency)
        self._counts = [0, *accumulate(map(frequency.__getitem__, self._in_order))]
        self._step_anchors: dict[str, _Anchor] = {}
        self._steps: dict[str, int] = {}
        self._by_word: defaultdict[str, _Uses] = defaultdict(_Uses)
        self._by_prefix: defaultdict[str, _Uses] = defaultdict(_Uses)
        self._known: dict[str, _Entry] = {}
        owners: dict[str, set[int]] = {}
        for name, texts in fragments.items():
            for text in texts:
                owners.setdefault(text, set()).add(self._step(f"${{{name}}}"))
        self._texts: list[str] = []
        self._anywhere: list[int] = []
        self._layers = [self._add_layer(texts, owners) for texts in self._in_layers()]
        self._given = [_ALWAYS, *(number for key, number in self._steps.items() if self._is_party(key))]
        self._longest = max(map(len, self._by_prefix), default=0)

    @property
    def words(self) -> Collection[str]:
        """Give the words that lines ask for."""
        return self._by_word.keys()

    @property
    def texts(self) -> Sequence[str]:
        """Give the lines by their numbers."""
        return self._texts

    def possible(self, passages: Sequence[Iterable[str]]) -> list[Numbers]:
        """Number for each of several passages, given by its lower-case words, the lines that it could hold."""
        entries = [[entry for entry in map(self._entry, words) if entry is not _NOTHING] for words in passages]
        there = _table([[entry.fills for entry in brought] for brought in entries], len(self._steps) + 1)
        there[:, self._given] = True
        found = _table([[entry.lines for entry in brought] for brought in entries], len(self._texts))
        found[:, self._anywhere] = True
        for layer in self._layers:
            within = found[:, layer.first : layer.first + layer.needs.shape[1]]
            rows, numbers = np.nonzero(within)
            for needed in layer.needs:
                held = there[rows, needed[numbers]]
                rows, numbers = rows[held], numbers[held]
            for given in layer.gives:
                there[rows, given[numbers]] = True
            within[:] = False
            within[rows, numbers] = True
        rows, numbers = np.nonzero(found)
        starts = np.searchsorted(rows, np.arange(len(passages)))
        return np.split(numbers.astype(np.int32), starts)[1:]

    def by_beginning(self, words: Iterable[str]) -> dict[str, list[str]]:
        """Sort words by those of their beginnings that some line asks for."""
        found: dict[str, list[str]] = {}
        for word in words:
            for beginning in self._entry(word).beginnings:
                found.setdefault(beginning, []).append(word)
        return found

    def _entry(self, word: str) -> _Entry:
        known = self._known.get(word)
        if known is None:
            starts = (word[:length] for length in range(1, min(len(word), self._longest) + 1))
            beginnings = tuple(start for start in starts if start in self._by_prefix)
            uses = [*(self._by_prefix[start] for start in beginnings), self._by_word.get(word)]
            fills = {step for each in uses if each for step in each.fills}
            lines = {number for each in uses if each for number in each.lines}
            known = _Entry(_array(fills), _array(lines), beginnings) if fills else _NOTHING
            if len(self._known) < _MOST_WORDS:
                self._known[word] = known
        return known

    def _in_layers(self) -> list[list[str]]:
        """Sort the lines into layers, each above those of its fragments."""
        above: dict[str, int] = {}
        uses = {
            name: {inner for text in texts for inner in self._within(text)} for name, texts in self._fragments.items()
        }
        for name in TopologicalSorter(uses).static_order():
            above[name] = 1 + max(self._layer(text, above) for text in self._fragments[name])
        layers: defaultdict[int, list[str]] = defaultdict(list)
        for text in self._lines:
            layers[self._layer(text, above)].append(text)
        return [layers[number] for number in sorted(layers)]

    def _within(self, text: str) -> Iterator[str]:
        """Name the fragments in a line, without the parties, which have no lines."""
        named = (step.fragment for step in self._lines[text].steps)
        return (name for name in named if name is not None and name in self._fragments)

    def _layer(self, text: str, above: Mapping[str, int]) -> int:
        """Number the layer of a line: the first one that is above all its fragments."""
        return max((above[name] for name in self._within(text)), default=0)

    def _add_layer(self, texts: Sequence[str], owners: Mapping[str, set[int]]) -> _Layer:
        """Number the lines of a layer and their steps; `owners` are the steps for the fragments that a line is of."""
        first, needs = len(self._texts), []
        for number, text in enumerate(texts, first):
            steps = self._lines[text].steps
            for step in steps:
                if step.key not in self._steps:
                    self._note_step(step)
            costs = {self._step(step.key): self._anchor_at(step).cost for step in steps if not step.optional}
            needs.append(sorted(costs, key=costs.__getitem__))
            anchor = self._anchor_of_line(self._lines[text])
            if anchor.cost == _NOWHERE:
                self._anywhere.append(number)
            else:
                for uses in self._uses(anchor.words, anchor.prefixes):
                    uses.lines.add(number)
        self._texts += texts
        return _Layer(first, _columns(needs), _columns([sorted(owners.get(text, ())) for text in texts]))

    def _note_step(self, step: CompiledStep) -> None:
        number = self._step(step.key)
        for uses in self._uses(step.words | step.pieces, step.prefixes):
            uses.fills.add(number)

    def _uses(self, words: Iterable[str], prefixes: Iterable[str]) -> Iterator[_Uses]:
        for word in words:
            yield self._by_word[word]
        for prefix in prefixes:
            yield self._by_prefix[prefix]

    def _step(self, key: str) -> int:
        return self._steps.setdefault(key, len(self._steps) + 1)

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
        first, last = (bisect_left(self._in_order, bound) for bound in (prefix, prefix + chr(sys.maxunicode)))
        return self._counts[last] - self._counts[first] + _UNSEEN


def _table(numbers: Sequence[Sequence[Numbers]], width: int) -> NDArray[np.bool_]:
    """Mark in a table [passages, width] the numbers that each passage has."""
    table = np.zeros((len(numbers), width), np.bool_)
    flat = [each for row in numbers for each in row]
    if flat:
        rows = np.repeat(np.arange(len(numbers)), [sum(map(len, row)) for row in numbers])
        table[rows, np.concatenate(flat)] = True
    return table


def _columns(rows: Sequence[Sequence[int]]) -> Numbers:
    """Turn lists of numbers, one for each line, into columns of equal length."""
    return np.array(list(zip_longest(*rows, fillvalue=_ALWAYS)), np.int32).reshape(-1, len(rows))
