"""Text set in columns of a terminal, where a wide character takes two and a combining mark none."""

from __future__ import annotations

import unicodedata

WIDTH = 100
"""The columns that a report takes at most."""

_PARTING = "_-./\\,"


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
    """Break a word longer than a line, such as the name of a file, behind a sign that parts it where there is one."""
    parts = []
    while columns(word) > width:
        most = next(index for index in range(len(word), 0, -1) if index == 1 or columns(word[:index]) <= width)
        least = most // 2  # what is shorter would leave the line half empty
        end = max((word.rfind(sign, least, most) + 1 for sign in _PARTING), default=0) or most
        parts.append(word[:end])
        word = word[end:]
    return [*parts, word]
