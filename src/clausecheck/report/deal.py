"""build_deal(): what was found and judged in the documents of a deal -> one Report on all of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clausecheck.detect.clause import Detection, Place
from clausecheck.playbook.extent import extent_of_deal
from clausecheck.playbook.finding import Finding
from clausecheck.playbook.model import Playbook
from clausecheck.playbook.severity import Side
from clausecheck.report.build import document_record, own_version
from clausecheck.report.lock_in import lock_in
from clausecheck.report.model import (
    DealDocumentRecord,
    DealRecord,
    DocumentRecord,
    FileError,
    IncorporatedRecord,
    NotSuppliedRecord,
    PartyRecord,
    PlaybookRecord,
    Report,
    RulingRecord,
)
from clausecheck.report.printable import encodable
from clausecheck.report.records import Records, summary_record
from clausecheck.structure.deal import Deal, NotSupplied


@dataclass(frozen=True, slots=True)
class Folder:
    """What a deal is called in its report, and where it lies."""

    name: str
    path: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A deal with the documents that could not be read, what was found in it, and what follows under a playbook."""

    deal: Deal
    failures: tuple[FileError, ...]
    detection: Detection
    findings: tuple[Finding, ...]


def build_deal(judged: Judged, folder: Folder, playbook: Playbook, side: Side) -> Report:
    """Put the report on a deal together: findings worst first, clauses in the order of the documents."""
    deal = judged.deal
    contracts, names = [each.contract for each in deal.documents], [encodable(each.name) for each in deal.documents]
    records = Records(contracts, names, judged.detection)
    findings, clauses = records.findings(judged.findings), records.clauses()
    return Report(
        clausecheck_version=own_version(),
        document=_document(judged, folder),
        playbook=PlaybookRecord(id=playbook.id, version=playbook.version, side=side),
        summary=summary_record(
            [each.source for each in contracts], judged.findings, playbook, lock_in(findings, clauses)
        ),
        findings=findings,
        clauses=clauses,
        deal=DealRecord(
            documents=[*_documents(deal), *map(_failed, judged.failures)],
            precedence=[records.passage(Place(each.span, index)) for index, each in deal.precedence],
            not_supplied=[
                NotSuppliedRecord(label=encodable(each.label), passage=records.passage(_around(each, deal)))
                for each in deal.not_supplied
            ],
            incorporated=[
                IncorporatedRecord(
                    url=encodable(each.url),
                    changeable=each.changeable,
                    supplied=each.supplied,
                    passage=records.passage(Place(each.passage, index)),
                )
                for index, each in deal.incorporated
            ],
            rulings=[
                RulingRecord(clause_type=each.type, text=encodable(each.words), needs_review=each.doubtful)
                for each in judged.detection.rulings
            ],
        ),
    )


def deal_names(documents: Sequence[str | Path]) -> list[str]:
    """Call documents by their file names; those that share one, by as much of their paths as tells them apart."""
    parts = [Path(each).parts for each in documents]
    names = []
    for own in parts:
        others = [other for other in parts if other is not own]
        length = next((n for n in range(1, len(own) + 1) if all(own[-n:] != other[-n:] for other in others)), len(own))
        names.append(encodable("/".join(own[-length:])))
    return names


def folder_of(documents: Sequence[str | Path | FileError], name: str | None) -> Folder:
    """Call a deal by the name given, or by the innermost folder that holds all of its files."""
    paths = [each.document.path if isinstance(each, FileError) else str(each) for each in documents]
    known = [Path(path).parent for path in paths if path]
    shared = Path(os.path.commonpath(known)) if known and len({each.is_absolute() for each in known}) == 1 else None
    path = str(shared) if shared is not None else None
    return Folder(name or (shared.resolve().name if shared else "") or "deal", path)


def _around(missing: NotSupplied, deal: Deal) -> Place:
    """Widen a name to the sentence that it stands in."""
    segments = deal.documents[missing.document].contract.segments
    own = next((each.own for each in segments if each.own.contains(missing.span)), missing.span)
    return Place(own, missing.document)


def _document(judged: Judged, folder: Folder) -> DocumentRecord:
    """Describe the deal as a whole: the parties and the date are those of the main agreement."""
    deal = judged.deal
    records = [document_record(each.contract) for each in deal.documents]
    main = records[0 if deal.root is None else deal.root]
    pages = [each.pages for each in records]
    failed = [each.document.name for each in judged.failures]
    return DocumentRecord(
        name=encodable(folder.name),
        path=None if folder.path is None else encodable(folder.path),
        pages=None if None in pages else sum(filter(None, pages)),
        parties=[_named(party, records) for party in main.parties],
        notes=[
            *_notes(deal),
            *map(encodable, judged.detection.notes),
            *(f"{each.name}: {note}" for each in records for note in each.notes),
        ],
        unread=[encodable(words) for words in extent_of_deal(deal, failed).unread],
    )


def _named(party: PartyRecord, records: Sequence[DocumentRecord]) -> PartyRecord:
    """Give a party that the main agreement calls only by its term the name that another document gives it."""
    if party.name != party.term:
        return party
    known = (each for record in records for each in record.parties if each.name != each.term)
    return next((each for each in known if (each.term, each.role) == (party.term, party.role)), party)


def _notes(deal: Deal) -> Iterator[str]:
    for index, each in enumerate(deal.documents):
        if each.parent is None and index != deal.root and index not in deal.orphans:
            yield encodable(f"{each.name}: does not say how it belongs to the other documents.")
        revisions = each.contract.source.revisions
        if revisions is not None and revisions.changes:
            yield encodable(f"{each.name}: has tracked changes; what they turn is told where it is read by itself.")
        parent = None if each.parent is None else deal.documents[each.parent]
        named, day = each.names_parent, parent.contract.effective_date if parent else None
        if parent and named and named.date and day and named.date != day.date:
            dated = f"{day.date.day} {day.date:%B %Y}"
            yield encodable(f"{each.name}: names the {named.words}, but {parent.name} is dated {dated}.")


def _documents(deal: Deal) -> Iterator[DealDocumentRecord]:
    for each in deal.documents:
        record = document_record(each.contract)
        yield DealDocumentRecord(
            name=encodable(each.name),
            path=record.path,
            sha256=record.sha256,
            media_type=record.media_type,
            type=record.type,
            parent=None if each.parent is None else encodable(deal.documents[each.parent].name),
            names_parent=encodable(each.names_parent.words) if each.names_parent else None,
            date=record.effective_date.date if record.effective_date else None,
            pages=record.pages,
            unreadable_pages=record.unreadable_pages,
            unread=record.unread,
        )


def _failed(failure: FileError) -> DealDocumentRecord:
    return DealDocumentRecord(name=failure.document.name, path=failure.document.path, error=failure.error)
