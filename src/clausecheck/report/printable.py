"""Names made fit to be printed."""

from __future__ import annotations


def printable(text: str) -> str:
    """Escape line breaks, control and direction characters: names and messages may carry them to deceive."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)
