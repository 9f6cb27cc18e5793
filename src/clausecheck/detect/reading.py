"""Reading: what of a contract an attribute may be read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias, TypeVar

from clausecheck.detect.matchers.line import Match, Scan
from clausecheck.detect.tables import Tables
from clausecheck.patterns.model import AttributeReader
from clausecheck.structure.contract import Role, Segment

T = TypeVar("T")
_Answered: TypeAlias = tuple[Segment, Any]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a contract on one subject, each asked a question once and not once for each clause."""

    segments: Sequence[Segment]
    scan: Callable[[Segment], Scan]
    _first: dict[object, tuple[list[_Answered], Iterator[_Answered]]] = field(default_factory=dict)
    _every: dict[object, list[Any]] = field(default_factory=dict)

    def first(self, question: object, ask: Callable[[Scan], T | None], but: Segment | None = None) -> T | None:
        """Give the first answer to a question, in the order of the document; nothing after it is asked."""
        found = self.first_of(question, ask, but)
        return found[1] if found else None

    def first_of(
        self, question: object, ask: Callable[[Scan], T | None], but: Segment | None = None
    ) -> tuple[Segment, T] | None:
        """Give the first answer to a question with the sentence that gives it."""
        if question not in self._first:
            answers = ((segment, ask(self.scan(segment))) for segment in self.segments)
            self._first[question] = [], (answered for answered in answers if answered[1] is not None)
        known, further = self._first[question]
        found: Iterator[tuple[Segment, T]] = chain(known, _kept(further, known))
        return next(((segment, answer) for segment, answer in found if segment is not but), None)

    def every(self, question: object, ask: Callable[[Scan], Iterable[T]]) -> list[T]:
        """List the different answers to a question, in the order of the document."""
        if question not in self._every:
            answers = (answer for segment in self.segments for answer in ask(self.scan(segment)))
            self._every[question] = list(dict.fromkeys(answers))
        return self._every[question]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader may look at: the clause's own words and evidence, the sentences around it, those on its subject.

    `evidence` has one match of each signal, `repeated` the others; `items` gives the other items of the list that the
    clause is an item of, `article` the other sentences of the article that it stands in; `elsewhere` are all sentences
    on the subject, the clause's own among them; `before` is the sentence before. `told_by` notes which other sentence
    answered a reader, known by its id().
    """

    segment: Segment
    scan: Scan
    evidence: Sequence[Match]
    repeated: Sequence[Match]
    neighbours: Sequence[Scan]
    items: Callable[[], Iterable[Scan]]
    article: Callable[[], Iterable[Scan]]
    elsewhere: Sentences
    definitions: Sentences
    tables: Tables
    before: Scan | None
    roles: Mapping[str, Role]
    told_by: dict[int, str] = field(default_factory=dict)

    def first(self, reader: AttributeReader, ask: Callable[..., T | None], *detail: str) -> T | None:
        """Give the first answer of the sentences that a reader looks at, the clause's own before all others."""
        answer = ask(reader, self.scan, *detail)
        if answer is not None or reader.look == "segment":
            return answer
        asked = _about(reader, ask, *detail)
        answers = ((scan.passage, answer) for scan in self._around(reader) if (answer := asked(scan)) is not None)
        found = next(answers, None)
        if found is None and reader.look == "contract":
            told = self.elsewhere.first_of((id(reader), ask, *detail), asked, self.segment)
            found = (told[0].text, told[1]) if told else None
        if found is None:
            return None
        self.told_by[id(reader)] = found[0]
        return found[1]

    def further(self, reader: AttributeReader, ask: Callable[[AttributeReader, Scan], Iterable[T]]) -> list[T]:
        """List the answers of the sentences that a reader looks at, but for those of the clause's own words."""
        if reader.look == "segment":
            return []
        asked = _about(reader, ask)
        near = [answer for scan in self._around(reader) for answer in asked(scan) or ()]
        if reader.look != "contract":
            return near
        return near + self.elsewhere.every((id(reader), ask), lambda scan: asked(scan) or ())

    def _around(self, reader: AttributeReader) -> Iterator[Scan]:
        yield from self.neighbours
        if reader.look == "list":
            yield from self.items()
        if reader.look == "article":
            yield from self.article()


def _about(reader: AttributeReader, ask: Callable[..., T], *detail: str) -> Callable[[Scan], T | None]:
    """Ask a further sentence only if it is about what the reader wants to know."""
    return lambda scan: ask(reader, scan, *detail) if _is_about(reader, scan) else None


def _is_about(reader: AttributeReader, scan: Scan) -> bool:
    return (not reader.about or bool(scan.any(reader.about))) and not scan.any(reader.not_about)


def _kept(answers: Iterator[_Answered], known: list[_Answered]) -> Iterator[_Answered]:
    for answered in answers:
        known.append(answered)
        yield answered
