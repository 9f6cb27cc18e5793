"""Grants: the clauses that give a right, found by where they stand and by what they quote.

A long contract has thousands of them and hundreds of passages that may take one back: too many to hold all against all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from clausecheck.detect.candidate import Candidate
from clausecheck.detect.clause import AttributeValue, Clause
from clausecheck.spans import Span
from clausecheck.structure.citations import Citation, find_citations

PARTY_ATTRIBUTES = ("holder", "owner", "notifier")


@dataclass(frozen=True, slots=True)
class Found:
    """A clause with the candidate that it was made from."""

    candidate: Candidate
    clause: Clause

    @property
    def own(self) -> Span:
        """Give the place of the clause's own words."""
        return self.candidate.segment.own

    @property
    def party(self) -> AttributeValue:
        """Give the party whose right or duty the clause is."""
        attributes = self.clause.attributes
        return next((attributes[name] for name in PARTY_ATTRIBUTES if name in attributes), None)


class Grants:
    """The clauses that grant, in order."""

    def __init__(self, found: Sequence[Found]) -> None:
        """Note where each of them stands and which sections it cites."""
        self.found = found
        self._places = sorted(grant.own for grant in found)
        self._citing: dict[str, set[int]] = {}
        for index, grant in enumerate(found):
            for citation in find_citations(grant.candidate.segment.text):
                for number in citation.numbers:
                    self._citing.setdefault(number, set()).add(index)

    def any_in(self, reach: Iterable[Span]) -> bool:
        """Tell whether any grant stands within one of the passages."""
        return any(place.end <= span.end for span in reach for place in self._beginning_in(span))

    def quoting(self, citations: Iterable[Citation]) -> tuple[Span, ...]:
        """Find the grants that quote a section of another document, which citations then take back."""
        wanted = {number for citation in citations for number in citation.numbers}
        indexes = sorted({index for number in wanted for index in self._citing.get(number, ())})
        return tuple(self.found[index].own for index in indexes)

    def _beginning_in(self, span: Span) -> Sequence[Span]:
        first, last = (bisect_left(self._places, edge, key=attrgetter("start")) for edge in (span.start, span.end))
        return self._places[first:last]
