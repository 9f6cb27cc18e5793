"""Parts: one document that holds several (terms and an order form, an agreement and its schedules), and their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Kind, Section
from clausecheck.structure.deal import Deal, DealDocument
from clausecheck.structure.document_types import type_named
from clausecheck.structure.numbering import ATTACHMENT_LABEL
from clausecheck.structure.precedence import find_precedence


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document read as the documents of a deal; what stands in none of them is the first."""

    deal: Deal
    spans: tuple[Span, ...]

    def at(self, offset: int) -> int:
        """Give the number of the part that holds a character."""
        return _at(offset, self.spans)

    def orders(self) -> Iterator[str]:
        """Say in a sentence for each passage which parts go before the body, or before others in its place."""
        for said_in, passage in self.deal.precedence:
            ranked = self.deal.ranked(said_in, passage)
            if len(ranked) > 1 and ranked[0]:
                first, *others = [self.name_of(index) for index in ranked]
                section = self.deal.documents[0].contract.citation(passage.span.start)
                yield f"{first} goes before {', then '.join(others)}{f' by {section}' if section else ''}."

    def name_of(self, index: int) -> str:
        """Call a part by its label or its title."""
        document = self.deal.documents[index]
        return next(iter(document.labels), document.name) or "the rest of the document"


def find_parts(contract: Contract) -> Parts | None:
    """Find the parts of a document that says which of them go before which; None where it says nothing of the kind."""
    ordered = find_precedence(contract)
    sections = list(_parts(contract)) if ordered else []
    if not sections:
        return None
    spans = tuple(section.span for section in sections)
    deal = Deal(
        documents=(DealDocument("", contract), *(_document(section, contract) for section in sections)),
        root=0,
        precedence=tuple((_at(each.span.start, spans), each) for each in ordered),
    )
    return Parts(deal, spans)


def _at(offset: int, spans: Iterable[Span]) -> int:
    return next((number for number, span in enumerate(spans, 1) if span.start <= offset < span.end), 0)


def _parts(contract: Contract) -> Iterator[Section]:
    """List the outermost sections that are documents of their own, other than the one that the document opens with."""
    first = next((segment.own.start for segment in contract.segments if segment.kind != "heading"), 0)
    end = 0
    for section in contract.sections:
        if section.span.start > max(first, end - 1) and _is_document(section):
            yield section
            end = section.span.end


def _is_document(section: Section) -> bool:
    return bool(ATTACHMENT_LABEL.match(section.label) or (not section.label and type_named(section.title)))


def _document(section: Section, contract: Contract) -> DealDocument:
    """Read a part as a document; an attachment needs no name, for its label stands in the citation of all it holds."""
    kind = Kind(type_named(section.title) or "schedule")
    labels = frozenset({section.label} if section.label else ())
    return DealDocument("" if labels else section.title, replace(contract, kind=kind), labels)
