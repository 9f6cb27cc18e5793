"""What every form of the report says of a deal in the same words: its documents, their order, what is not there."""

from __future__ import annotations

from collections.abc import Iterator

from clausecheck.report import phrases
from clausecheck.report.model import DealDocumentRecord, DealRecord, IncorporatedRecord
from clausecheck.structure.document_types import TYPE_TITLES

_RISK = {
    True: "the vendor may change it",
    False: "fixed as it stood",
    None: "nothing keeps the vendor from changing it",
}


def deal_facts(deal: DealRecord) -> Iterator[tuple[str, str]]:
    """List what is to be known of a deal, each fact with its name; names repeat."""
    for document in deal.documents:
        yield ("NOT READ" if document.error else "Document"), _document(document)
    for passage in deal.precedence:
        yield "Precedence", phrases.place_of(passage)
    for missing in deal.not_supplied:
        yield "Unsupplied", f"{missing.label} ({phrases.place_of(missing.passage)})"
    for each in deal.incorporated:
        yield "Web terms", _address(each)


def _document(document: DealDocumentRecord) -> str:
    if document.error:
        return f"{document.name}: {document.error.message} ({document.error.code})"
    kind = TYPE_TITLES[document.type] if document.type else "kind not known"
    day = f"{document.date.day} {document.date:%B %Y}" if document.date else ""
    belongs = f"belongs to {document.parent}" if document.parent else ""
    if not belongs and document.names_parent:
        belongs = f"belongs to the {document.names_parent}, which was not supplied"
    return f"{document.name}: {', '.join(filter(None, (kind, day, belongs)))}"


def _address(each: IncorporatedRecord) -> str:
    copy = "a copy was supplied" if each.supplied else "no copy was supplied"
    return f"{each.url}: {_RISK[each.changeable]}, {copy} ({phrases.place_of(each.passage)})"
