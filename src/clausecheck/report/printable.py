"""Names made fit to be printed, and to be written at all."""

from __future__ import annotations


def printable(text: str) -> str:
    """Escape line breaks, control and direction characters: names and messages may carry them to deceive."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def encodable(text: str) -> str:
    """Escape lone surrogates, which a file name or a damaged font may hold and which JSON cannot."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
