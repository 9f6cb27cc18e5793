"""Deal: several documents that make one contract: which belongs to which, what goes before what, what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, DocumentType
from clausecheck.structure.incorporated import Incorporated
from clausecheck.structure.parent import Parent
from clausecheck.structure.precedence import Mention, Precedence

# What usually goes before what where a contract does not say: the later change, then the more special document.
_USUAL: dict[DocumentType | None, int] = {"amendment": 0, "dpa": 1, "baa": 1, "order_form": 2, "sla": 4, "schedule": 4}
_USUAL |= {"sow": 5, "policy": 6}
_USUAL_MAIN = 3
_NUMBER = re.compile(r"(?:\bno\.?|\bnumber|#)\s*(\d+)|\b(?:amendment|sow|work|order|form)\s+(\d+)\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class DealDocument:
    """One document of a deal: its name in the deal, what it says of its parent, and where that stands in the deal.

    `parent` is an index into `Deal.documents`; None where there is none, or where it was not supplied.
    """

    name: str
    contract: Contract
    labels: frozenset[str] = frozenset()
    names_parent: Parent | None = None
    parent: int | None = None

    @property
    def type(self) -> DocumentType | None:
        """Name the type of the document; None where it is not known."""
        return self.contract.type

    @property
    def number(self) -> int | None:
        """Give the number that the title gives a document of several: 2 of "Amendment No. 2"."""
        kind = self.contract.kind
        if kind is None or kind.span is None:
            return None
        title = " ".join(self.contract.source.text[kind.span.start : kind.span.end].split())
        match = _NUMBER.search(title)
        if match:
            return int(match[1] or match[2])
        ordinal = title.split(" ", 1)[0].casefold()
        return _ORDINALS.index(ordinal) + 1 if ordinal in _ORDINALS else None


@dataclass(frozen=True, slots=True)
class NotSupplied:
    """A document that the deal names and does not have, and the first passage that names it, in document `document`."""

    label: str
    span: Span
    document: int


@dataclass(frozen=True, slots=True)
class Order:
    """Of two documents the one that goes first, and what says so: `precedence` of document `said_in`, or mere usage."""

    first: int
    said_in: int | None = None
    precedence: Precedence | None = None

    @property
    def is_doubtful(self) -> bool:
        """Tell whether it may be otherwise: usage alone decided, or the passage lets a document say otherwise."""
        return self.precedence is None or self.precedence.excepts


@dataclass(frozen=True, slots=True)
class Deal:
    """Documents read as one contract, in the order in which they were given.

    `root` is the main agreement, `precedence` and `incorporated` go with the index of the document that holds them.
    `orphans` are the documents whose parent was not supplied.
    """

    documents: tuple[DealDocument, ...]
    root: int | None
    precedence: tuple[tuple[int, Precedence], ...] = ()
    not_supplied: tuple[NotSupplied, ...] = ()
    incorporated: tuple[tuple[int, Incorporated], ...] = ()
    orphans: tuple[int, ...] = ()

    @property
    def amendments(self) -> list[int]:
        """List the amendments, the earliest first: by their numbers, else by their dates."""
        found = [index for index, each in enumerate(self.documents) if each.type == "amendment"]
        numbered = all(self._age(index)[0] for index in found)
        return sorted(found, key=lambda index: self._age(index) if numbered else self._age(index)[::-1])

    def is_sequence_told(self, one: int, other: int) -> bool:
        """Tell whether two amendments differ in their numbers, or in dates that both of them state."""
        ages = [self._age(index) for index in (one, other)]
        numbers, days = zip(*ages, strict=True)
        return (all(numbers) and numbers[0] != numbers[1]) or (all(days) and days[0] != days[1])

    def order_of(self, one: int, other: int) -> Order | None:
        """Tell which of two documents goes before the other; None where neither the contract nor usage tells.

        A passage of the contract decides, unless two passages say opposite things; then usage does.
        """
        said = self._said(one, other, self.precedence)
        if said is not None:
            return said
        ranks = [self._usual(index) for index in (one, other)]
        amending = {self.documents[index].type for index in (one, other)} == {"amendment"}
        if ranks[0] == ranks[1] or (amending and not self.is_sequence_told(one, other)):
            return None
        return Order(one if ranks[0] < ranks[1] else other)

    def named_order_of(self, one: int, other: int) -> Order | None:
        """Tell which of two documents goes before the other by a passage that names both; None where none does."""
        both = [
            (k, each)
            for k, each in self.precedence
            if all(self._place(index, k, each) is not None for index in (one, other))
        ]
        return self._said(one, other, both)

    def ranked(self, said_in: int, precedence: Precedence) -> list[int]:
        """List the documents that a passage puts in an order, those that go first first."""
        places = {index: self._place(index, said_in, precedence) for index in range(len(self.documents))}
        return [index for _, index in sorted((place, index) for index, place in places.items() if place is not None)]

    def _said(self, one: int, other: int, passages: Iterable[tuple[int, Precedence]]) -> Order | None:
        """Tell which document goes first by passages of the contract; None where they differ or none of them tells."""
        said = [(k, each, first) for k, each in passages if (first := self._first(one, other, k, each)) is not None]
        alike = len({first for _, _, first in said}) == 1
        return Order(said[0][2], said[0][0], said[0][1]) if alike else None

    def _first(self, one: int, other: int, said_in: int, precedence: Precedence) -> int | None:
        places = [self._place(index, said_in, precedence) for index in (one, other)]
        if places[0] == places[1] or (None in places and len(precedence.ranks) > 1):
            return None
        if places[0] is None or places[1] is None:
            return one if places[1] is None else other
        return one if places[0] < places[1] else other

    def _place(self, index: int, said_in: int, precedence: Precedence) -> int | None:
        named = (place for place, each in enumerate(precedence.ranks) if self._denotes(each, index, said_in))
        return next(named, None)

    def _denotes(self, mention: Mention, index: int, said_in: int) -> bool:
        document = self.documents[index]
        if mention.own:
            return index == said_in
        if mention.parent:
            parent = self.documents[said_in].parent
            return index == (self.root if parent is None else parent)
        if mention.label:
            return mention.label in document.labels
        if mention.type == "schedule":
            return bool(document.labels) or document.type in ("schedule", "sla")
        return mention.type == document.type or (mention.type in ("msa", "saas_terms") and index == self.root)

    def _usual(self, index: int) -> tuple[int, int]:
        """Rank a document as is usual; of amendments the later one goes first."""
        kind = self.documents[index].type
        return _USUAL.get(kind, _USUAL_MAIN), -self.amendments.index(index) if kind == "amendment" else 0

    def _age(self, index: int) -> tuple[int, int]:
        """Give the number of an amendment and the day of its date, 0 where it has none."""
        document = self.documents[index]
        day = document.contract.effective_date
        return document.number or 0, day.date.toordinal() if day else 0
