"""Extent: what was read, and so what its silence proves."""

from __future__ import annotations

from dataclasses import dataclass

from clausecheck.ingest.page_numbers import page_ranges
from clausecheck.ingest.source import Source
from clausecheck.structure.contract import Contract, DocumentType


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a contract was read.

    `read` says so in words, `unread` names what may hold words and was not read. `types` are those of the document and
    of what else it holds, its own first; None stands for one that is not known.
    """

    read: str
    unread: tuple[str, ...] = ()
    types: tuple[DocumentType | None, ...] = (None,)


def extent_of(contract: Contract) -> Extent:
    """Tell how far a single document was read."""
    source = contract.source
    return Extent(read=_read(source), unread=_unread(source), types=types_of(contract))


def types_of(contract: Contract) -> tuple[DocumentType | None, ...]:
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
