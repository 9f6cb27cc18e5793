"""The text of a PDF as it is put together, and the way from each character back to its place on a page."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from clausecheck.ingest.clean import mapped
from clausecheck.spans import Span


class Origins:
    """Which PDFium characters the text came from, in runs of equal length or of one piece for another.

    Five numbers a run keep this near a hundredth of the size of one object a character.
    """

    def __init__(self) -> None:
        self._starts = array("L")
        self._lengths = array("L")
        self._pages = array("L")
        self._chars = array("L")
        self._counts = array("L")

    def add(self, start: int, length: int, page: int, chars: tuple[int, int]) -> None:
        """Record that the text [start, start + length) shows the characters [first, end) of a page."""
        self._starts.append(start)
        self._lengths.append(length)
        self._pages.append(page)
        self._chars.append(chars[0])
        self._counts.append(chars[1] - chars[0])

    def of(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """Give (page, first character, end) for each run that a span of the text touches."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        for run in range(first, bisect_left(self._starts, span.end)):
            start, length = self._starts[run], self._lengths[run]
            low, high = max(span.start, start) - start, min(span.end, start + length) - start
            if low >= high:
                continue
            char, count = self._chars[run], self._counts[run]
            if length != count:
                low, high = 0, count
            yield self._pages[run], char + low, char + high


class TextBuilder:
    """Puts the text together from stretches of PDFium characters, one block to a line."""

    def __init__(self) -> None:
        self.origins = Origins()
        self._pieces: list[str] = []
        self.length = 0

    def write(self, text: str) -> None:
        """Add characters that stand nowhere on a page, such as the space between two lines."""
        self._pieces.append(text)
        self.length += len(text)

    def show(self, page_text: str, page: int, stretches: Iterable[tuple[int, int]]) -> None:
        """Add the cleaned text of some stretches of a page, with a space between them."""
        begin = self.length
        for start, end in stretches:
            if self.length > begin and not self._pieces[-1].endswith((" ", "\n")):
                self.write(" ")
            for clean, low, high in mapped(page_text[start:end]):
                self.origins.add(self.length, len(clean), page, (start + low, start + high))
                self.write(clean)

    def drop_last(self, count: int) -> None:
        """Take back the last characters, such as the hyphen at the end of a broken word."""
        kept = self._pieces[-1][: len(self._pieces[-1]) - count]
        self.length -= len(self._pieces[-1]) - len(kept)
        self._pieces[-1] = kept

    def text(self) -> str:
        """Give the whole text so far."""
        return "".join(self._pieces)
