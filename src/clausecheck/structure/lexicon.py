"""Lexicon: the words of contract English, and which of them a damaged word was before it was misread."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

# What recognition takes for one another; words that look alike have the same shape.
_STROKES = str.maketrans({"1": "i", "|": "i", "!": "i", "l": "i", "0": "o", "5": "s", "8": "b", "m": "rn", "w": "vv"})
_ROUGH = re.compile(r"[rnu]+")
_ROUGHLY = str.maketrans({"e": "c", "h": "b", "t": "f"})
_SIGNS = re.compile(r"[^a-z]")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ment", "ments", "able", "ity", "al", "or", "ors", "ness")
_BEGINNINGS = ("in", "un", "re", "non", "sub", "pre", "co", "over", "inter", "mis", "dis", "out", "multi", "under")
_FEWEST_LETTERS = 7  # of a word that is recognised by its rough outline
_MOST_PARTS = 6
SMALL_WORDS = frozenset(
    (
        *("a", "after", "all", "an", "and", "any", "are", "as", "at", "be", "before", "by", "each", "either", "for"),
        *("from", "has", "have", "if", "in", "into", "is", "it", "its", "may", "must", "no", "not", "of", "on", "once"),
        *("one", "or", "other", "our", "per", "shall", "such", "than", "that", "the", "this", "to", "under", "unless"),
        *("until", "upon", "we", "which", "will", "with", "within", "without", "you", "your"),
    )
)


class Lexicon:
    """A set of words that knows how each may be damaged."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words, in lower case and in every form that counts as known."""
        self._words = frozenset(words)
        self._shapes: dict[str, list[str]] = {}
        self._outlines: dict[str, list[str]] = {}
        for word in sorted(self._words):
            self._shapes.setdefault(_shape(word), []).append(word)
            if len(word) >= _FEWEST_LETTERS:
                self._outlines.setdefault(_outline(word), []).append(word)

    def __contains__(self, word: str) -> bool:
        """Tell whether a word stands in the lexicon as it is written, in lower case."""
        return word in self._words

    def knows(self, word: str) -> bool:
        """Tell whether a word is one of the lexicon's or made from one by a usual beginning or ending."""
        if word in self._words or (word.endswith("ies") and f"{word[:-3]}y" in self._words):
            return True
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if len(word) > len(stem) >= 3 and (stem in self._words or f"{stem}e" in self._words):
                return True
        return any(word.startswith(start) and word[len(start) :] in self._words for start in _BEGINNINGS)

    def like(self, word: str, *, roughly: bool = False) -> str | None:
        """Give the only word that a damaged one can have been, or None where there is none or more than one.

        `roughly` allows long words to differ in letters that only a blurred print confuses (e and c, rm and nn).
        """
        found = self._shapes.get(_shape(word), [])
        if not found and roughly and len(word) >= _FEWEST_LETTERS:
            found = self._outlines.get(_outline(word), [])
        changes = sorted((_distance(word, other), other) for other in found)
        if not changes or (len(changes) > 1 and changes[0][0] == changes[1][0]):
            return None
        return changes[0][1] if 2 * changes[0][0] <= max(len(word), 4) or _SIGNS.search(word) else None

    def cut(self, word: str, *, boldly: bool = False) -> list[str] | None:
        """Cut a run of words that has lost its spaces; None unless small words and long known ones make it up."""
        best: list[tuple[int, list[str]] | None] = [(0, []), *[None] * len(word)]
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - 18), end):
                before, part = best[start], word[start:end]
                cost = self._cost(part, boldly=boldly)
                if before is None or cost is None:
                    continue
                total = before[0] + cost, [*before[1], part]
                if best[end] is None or total < best[end]:  # type: ignore[operator]
                    best[end] = total
        whole = best[-1]
        return None if whole is None or not 2 <= len(whole[1]) <= _MOST_PARTS else whole[1]

    def _cost(self, part: str, *, boldly: bool) -> int | None:
        if part in SMALL_WORDS:
            return 3 if len(part) > 1 or boldly else None
        shortest = 3 if boldly else 4
        return (3 if len(part) > 4 else 5) if len(part) >= shortest and part in self._words else None


def _shape(word: str) -> str:
    """Write a word so that every other that recognition may take it for is written the same."""
    return word.translate(_STROKES).replace("d", "ci").replace("n", "ii")


def _outline(word: str) -> str:
    """Write a word still more coarsely, as a blurred print shows it."""
    return _ROUGH.sub("n", word.translate(_STROKES).replace("d", "ci")).translate(_ROUGHLY)


def _distance(one: str, other: str) -> int:
    """Count the letters to change, add or drop between two words (Levenshtein)."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        above, row[0] = row[0], i
        for j, target in enumerate(other, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != target))
    return row[-1]


@cache
def contract_english() -> Lexicon:
    """Read the lexicon that comes with clausecheck, once."""
    text = resources.files("clausecheck.structure").joinpath("words.txt").read_text("utf-8")
    return Lexicon(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
