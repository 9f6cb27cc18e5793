"""Text set in columns of a terminal, where a wide character takes two and a combining mark none."""

from __future__ import annotations

import unicodedata

WIDTH = 100
"""The columns that a report takes at most."""


def columns(text: str) -> int:
    """Count the columns that a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def wrapped(text: str, width: int, *, first: str = "", indent: str = "") -> list[str]:
    """Break text into lines of at most `width` columns.

    `first` leads the first line and `indent` the others; `first` takes no more columns than `indent`.
    """
    lines, line, empty = [], first, True
    for word in text.split():
        for part in _parts(word, width - columns(indent)):
            joined = f"{line}{part}" if empty else f"{line} {part}"
            if columns(joined) > width and not empty:
                lines.append(line.rstrip())
                joined = f"{indent}{part}"
            line, empty = joined, False
    return [*lines, line.rstrip()]


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _parts(word: str, width: int) -> list[str]:
    """Break a word that is longer than a line."""
    parts, start, taken = [], 0, 0
    for index, char in enumerate(word):
        if taken + _columns(char) > width:
            parts.append(word[start:index])
            start, taken = index, 0
        taken += _columns(char)
    return [*parts, word[start:]]
