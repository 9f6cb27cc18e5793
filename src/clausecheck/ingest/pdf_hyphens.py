"""Hyphens at line ends: was the word broken there, or is the hyphen its own ("non-exclusive")?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_BROKEN_END = re.compile(r"([A-Za-z]+)-$")
_FIRST_WORD = re.compile(r"[a-z]+")
_PREFIXES = re.compile(
    r"(?:all|anti|co|cross|e|ex|full|half|high|long|low|mid|multi|non|off|on|one|part|post|pre|quasi|re|self|semi|short|sub"
    r"|then|third|two|well)"
)


class Hyphens:
    """Decides on each broken word by the other words of the same document."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _words(self) -> frozenset[str]:
        """Collect the words that stand whole on their line."""
        words: set[str] = set()
        broken = False
        for text in self._texts:
            on_line = _WORDS.findall(text.lower())
            begin = 1 if broken else 0
            broken = text.endswith("-") and bool(_BROKEN_END.search(text))
            words.update(on_line[begin : len(on_line) - broken])
        return frozenset(words)

    def breaks_word(self, above: str, below: str) -> bool:
        """Tell whether the hyphen that ends the line above only breaks a word, and so must go."""
        left, right = _BROKEN_END.search(above), _FIRST_WORD.match(below)
        if not left or not right:
            return False
        head, tail = left.group(1).lower(), right.group()
        if f"{head}-{tail}" in self._words:
            return False
        if head + tail in self._words:
            return True
        return not _PREFIXES.fullmatch(head) and not (head in self._words and tail in self._words)


def ends_in_hyphen(above: str, below: str) -> bool:
    """Tell whether a word, whole or compound, runs from one line into the next across a hyphen."""
    return above.endswith("-") and below[:1].isalpha() and bool(_BROKEN_END.search(above))
