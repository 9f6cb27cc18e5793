"""The comments of a Word document: those that it has are kept, others are put after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from clausecheck.report.word.package import WordPackage
from clausecheck.report.word.story import Range, Story
from clausecheck.report.word.vocabulary import Vocabulary

AUTHOR, INITIALS = "clausecheck", "cc"

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LARGEST = 2**31 - 1  # of the numbers that Word reads


class Comments:
    """Writes comments; `numbers` gives what identifies comments and tracked changes, above all that are in use."""

    def __init__(self, package: WordPackage, story: Story) -> None:
        self._root = package.edit_related("comments", _TYPE, lambda: story.words.make("comments"))
        self._words = Vocabulary(self._root)
        self._story = story
        self.numbers = _free_numbers([(story.root, story.words), (self._root, self._words)])

    def add(self, title: str, lines: Sequence[str]) -> Range:
        """Write a comment under a title, without a date; give what marks its place in the text."""
        number = next(self.numbers)
        words = self._words
        mark = words.make("r", words.make("annotationRef"))
        bold = words.make("r", words.make("rPr", words.make("b")), words.text(title))
        paragraphs = [
            words.make("p", mark, bold),
            *(words.make("p", words.make("r", words.text(line))) for line in lines),
        ]
        self._root.append(words.make("comment", *paragraphs, id=number, author=AUTHOR, initials=INITIALS))
        make = self._story.words.make
        return Range(
            make("commentRangeStart", id=number),
            make("commentRangeEnd", id=number),
            make("r", make("commentReference", id=number)),
        )


def _free_numbers(stories: Sequence[tuple[Any, Vocabulary]]) -> Iterator[int]:
    given = [number for root, words in stories for number in root.xpath("//@w:id", namespaces={"w": words.namespace})]
    taken = {int(each) for each in given if each.isascii() and each.isdigit() and len(each) <= len(str(_LARGEST))}
    highest = max(taken, default=-1)
    first = highest + 1 if highest < _LARGEST // 2 else 0
    return (number for number in count(first) if number not in taken)
