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
            for shorter in self._types_of:
                if word != shorter and word.startswith(shorter):
                    types |= self._types_of[shorter]
        longest_first = sorted(self._types_of, key=lambda word: (-len(word), word))
        self._pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + ")")

    def candidates(self, text: str) -> set[str]:
        """Name the clause types that have an anchor in a text."""
        found: set[str] = set()
        for word in set(self._pattern.findall(text.lower())):
            found |= self._types_of[word]
        return found
