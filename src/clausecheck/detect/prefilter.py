"""Prefilter: which clause types a passage could hold at all, by the beginnings of its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence


class Prefilter:
    """One pass over a text for the anchors of every clause type."""

    def __init__(self, anchors: Mapping[str, Sequence[str]]) -> None:
        self._types_of: dict[str, set[str]] = {}
        for clause_type, words in anchors.items():
            for word in words:
                self._types_of.setdefault(word.lower(), set()).add(clause_type)
        # The longest anchor at a place hides those that it begins with.
        for word, types in self._types_of.items():
            for shorter in (word[:length] for length in range(1, len(word))):
                types |= self._types_of.get(shorter, set())
        longest_first = sorted(self._types_of, key=lambda word: (-len(word), word))
        by_letter: dict[str, list[str]] = {}
        for word in longest_first:
            by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
        # `re` tries one alternative after the other: of some hundreds, only those of the right letter.
        alternatives = (f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items())
        # A look ahead takes no words away: "payment card" must not hide "card", nor "card data".
        self._pattern = re.compile(rf"\b(?=({'|'.join(alternatives)}))")

    def candidates(self, text: str) -> set[str]:
        """Name the clause types that have an anchor in a text."""
        found: set[str] = set()
        for word in set(self._pattern.findall(text.lower())):
            found |= self._types_of[word]
        return found
