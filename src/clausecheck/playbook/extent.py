"""Extent: what was read, and so what its silence proves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.ingest.page_numbers import page_ranges
from clausecheck.ingest.source import Source
from clausecheck.structure.contract import Contract, DocumentType
from clausecheck.structure.deal import Deal


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a contract was read.

    `read` says so in words, `unread` names what may hold words and was not read. `types` are those of the document and
    of what else it holds, its own first; None stands for one that is not known. `documents` names those of a deal.
    """

    read: str
    unread: tuple[str, ...] = ()
    types: tuple[DocumentType | None, ...] = (None,)
    documents: tuple[str, ...] = ()


def extent_of(contract: Contract) -> Extent:
    """Tell how far a single document was read."""
    source = contract.source
    return Extent(read=_read(source), unread=_unread(source), types=_types_of(contract))


def extent_of_deal(deal: Deal, failed: Sequence[str]) -> Extent:
    """Tell how far the documents of a deal were read; `failed` names those that could not be."""
    unread = [f"{words} of {each.name}" for each in deal.documents for words in _unread(each.contract.source)]
    types = [kind for each in deal.documents for kind in _types_of(each.contract)]
    count = len(deal.documents)
    return Extent(
        read="its one document was read" if count == 1 else f"all {count} documents were read",
        unread=(*failed, *unread),
        types=tuple(dict.fromkeys(types)),
        documents=tuple(each.name for each in deal.documents),
    )


def _types_of(contract: Contract) -> tuple[DocumentType | None, ...]:
    """List the types of a document and of what else it holds, its own first."""
    kind = contract.kind
    return (kind.type, *sorted(kind.holds)) if kind else (None,)


def _unread(source: Source) -> tuple[str, ...]:
    pages = [page_ranges(source.unreadable_pages)] if source.unreadable_pages else []
    return (*pages, *source.unread)


def _read(source: Source) -> str:
    if source.page_count is None:
        return "the whole document was read"
    return "its one page was read" if source.page_count == 1 else f"all {source.page_count} pages were read"
