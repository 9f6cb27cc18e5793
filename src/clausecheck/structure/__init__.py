"""Second stage: Source -> Contract. Sections, segments, parties, definitions and references, all as spans."""

from __future__ import annotations

from clausecheck.errors import expect
from clausecheck.ingest.source import Source
from clausecheck.structure.contract import Contract, DocumentType, Kind
from clausecheck.structure.dates import effective_date
from clausecheck.structure.definitions import find_definitions
from clausecheck.structure.document_types import find_kind
from clausecheck.structure.outline import build_outline
from clausecheck.structure.parties import find_parties
from clausecheck.structure.references import find_amended_agreement, find_references
from clausecheck.structure.segments import build_segments


def parse(source: Source, *, customer: str | None = None, type: DocumentType | None = None) -> Contract:
    """Read the structure of a document.

    `customer` names the party (its defined term or legal name) that receives the services; by default the roles come
    from the terms and from who performs and who pays. `type` says what the document is, whatever its title says.
    Raises OptionError when the contract has no such party, or for what is no Source.
    """
    expect("a Source, as load() gives it,", source, Source)
    sections, passages = build_outline(source)
    segments = build_segments(source, sections, passages)
    kind = Kind(type) if type else find_kind(source, sections)
    return Contract(
        source=source,
        sections=sections,
        segments=segments,
        parties=find_parties(segments, customer),
        definitions=find_definitions(source),
        references=find_references(source, sections),
        amended=find_amended_agreement(source, kind),
        effective_date=effective_date(source.text),
        kind=kind,
    )
