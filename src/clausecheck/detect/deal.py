"""Deals: the clauses of several documents put together, as amendments and the order of precedence leave them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from clausecheck.detect.clause import Clause, Deferral, Detection, Evidence, Place, Ruling
from clausecheck.detect.confidence import TO_BE_REVIEWED
from clausecheck.detect.detector import Detector
from clausecheck.detect.matchers.heading import heading_agreement
from clausecheck.detect.ordering import as_ordered, as_revalued, place_in
from clausecheck.detect.overriding import Override, overrides, without_overlaps
from clausecheck.detect.substitution import with_repairs
from clausecheck.patterns.model import PatternSet
from clausecheck.structure.contract import Contract, Reference
from clausecheck.structure.deal import Deal

_ORDERED = ("sow", "order_form")


def find_in_deal(detector: Detector, deal: Deal) -> Detection:
    """Find the clauses of a deal, each with its document, and say what decided between documents."""
    changes = list(overrides(deal))
    detections = [
        detector.find(with_repairs(_with_addresses(index, deal), without_overlaps(changes, index)))
        for index in range(len(deal.documents))
    ]
    found = [
        replace(clause, document=index) for index, detection in enumerate(detections) for clause in detection.clauses
    ]
    standing, rulings = _as_amended(found, changes, deal, detector.patterns)
    standing, more = as_ordered(standing, deal)
    standing, valued = as_revalued(standing, deal)
    clauses = sorted(_as_reaching(standing, deal), key=lambda clause: (clause.document, clause.span))
    types = [kind.id for kind in detector.patterns.clause_types]
    return Detection(
        clauses=tuple(clauses),
        deferrals=tuple(_deferrals(detections, types, deal)),
        considered={name: tuple(_considered(name, detections)) for name in types},
        rulings=tuple(dict.fromkeys((*_rulings(detections, deal), *rulings, *more, *valued))),
        notes=tuple(dict.fromkeys(_untold(changes, rulings, deal))),
    )


def _with_addresses(index: int, deal: Deal) -> Contract:
    """Read an address whose terms the deal does not hold as a reference to an attachment that was not supplied."""
    contract = deal.documents[index].contract
    addresses = tuple(
        Reference(each.url, each.address, supplied=False)
        for place, each in deal.incorporated
        if place == index and not each.supplied
    )
    return replace(contract, references=(*contract.references, *addresses))


def _deferrals(detections: Sequence[Detection], types: Iterable[str], deal: Deal) -> Iterator[Deferral]:
    for index, detection in enumerate(detections):
        yield from (replace(deferral, document=index) for deferral in detection.deferrals)
    for kind in types:
        for index in deal.orphans:
            named = deal.documents[index].names_parent
            if named is not None:
                yield Deferral(kind, named.span, f"the {named.words}", index)


def _considered(kind: str, detections: Sequence[Detection]) -> Iterator[Place]:
    """List the nearest passages of all documents, the best of each first."""
    nearest = [
        [replace(place, document=index) for place in detection.considered.get(kind, ())]
        for index, detection in enumerate(detections)
    ]
    for places in zip_longest(*nearest):
        yield from (place for place in places if place is not None)


def _rulings(detections: Sequence[Detection], deal: Deal) -> Iterator[Ruling]:
    """List what decided within each document."""
    for index, detection in enumerate(detections):
        name = deal.documents[index].name
        yield from (replace(each, words=f"in {name}, {each.words}") for each in detection.rulings)


def _as_amended(
    found: Iterable[Clause], changes: Sequence[Override], deal: Deal, patterns: PatternSet
) -> tuple[list[Clause], list[Ruling]]:
    """Take out what amendments replace or delete, and have reviewed what they touch."""
    standing, rulings = list(found), list[Ruling]()
    deleted: list[tuple[Clause, Override]] = []
    for place, change in enumerate(changes):
        reached = [clause for clause in standing if _is_reached(clause, change, changes[:place])]
        if change.way == "misses" and not change.attachment:
            about = {clause.type for clause in standing if clause.document == change.of}
        else:
            about = {clause.type for clause in (*reached, *_pointing(standing, change), *_new(standing, change))}
            about |= {clause.type for clause in standing if _is_titled(clause.type, change, deal, patterns)}
        if change.way in ("replaces", "deletes"):
            standing = [clause for clause in standing if clause not in reached]
        rivals = list(_rivals(change, changes[:place], deal))
        if change.way != "changes":
            touched = (*(reached if change.way == "touches" else ()), *_pointing(standing, change))
            standing = [_doubted(clause) if clause in touched else clause for clause in standing]
        if rivals:
            standing = [_doubted(clause) if clause.type in about else clause for clause in standing]
        deleted += [(clause, change) for clause in reached if change.way == "deletes" and not clause.denied]
        rulings += [Ruling(kind, _said(change, deal), change.way in ("touches", "misses")) for kind in sorted(about)]
        rulings += [Ruling(kind, words, True) for words in rivals for kind in sorted(about)]
    bare = list(_left_bare(standing, deleted, changes, deal, patterns))
    gone = {clause.type for clause, _ in deleted}
    deleted += [(_doubted(clause), change) for clause, change in bare if clause.type not in gone]
    standing = [clause for clause in standing if clause not in [each for each, _ in bare]]
    kept = {clause.type for clause in standing if not clause.denied}
    standing += [_taken_back(clause, change, deal) for clause, change in deleted if clause.type not in kept]
    return standing, rulings


def _rivals(change: Override, earlier: Iterable[Override], deal: Deal) -> Iterator[str]:
    """Say of each other amendment to the same words that nothing tells which of the two is the later."""
    others = {
        each.by
        for each in earlier
        if each.by != change.by
        and each.of == change.of
        and any(one.overlaps(other) for one in each.sections for other in change.sections)
    }
    for by in sorted(others):
        if not deal.is_sequence_told(by, change.by):
            names = f"{deal.documents[by].name} and {deal.documents[change.by].name}"
            of = deal.documents[change.of].name
            yield f"{names} both change {change.named} of {of}, and neither numbers nor dates tell which is the later"


def _left_bare(
    standing: Sequence[Clause],
    deleted: Iterable[tuple[Clause, Override]],
    changes: Sequence[Override],
    deal: Deal,
    patterns: PatternSet,
) -> Iterator[tuple[Clause, Override]]:
    """Find the rows of tables that nothing gives effect to any more, each with what deleted the section that did."""
    by_clause = {clause.type: change for clause, change in deleted}
    granted = {each.type for each in standing if not each.denied and not _is_row(each, deal)}
    for clause in standing:
        if clause.denied or clause.type in granted:
            continue
        by_title = (change for change in changes if _is_titled(clause.type, change, deal, patterns))
        change = by_clause.get(clause.type) or next(by_title, None)
        if change is not None:
            yield clause, change


def _is_row(clause: Clause, deal: Deal) -> bool:
    blocks = deal.documents[clause.document].contract.source.blocks
    return any(block.kind == "table_row" and block.span.contains(clause.span) for block in blocks)


def _is_titled(kind: str, change: Override, deal: Deal, patterns: PatternSet) -> bool:
    """Tell whether what an amendment deletes is a section on a clause type, by its title."""
    if change.way != "deletes":
        return False
    contract = deal.documents[change.of].contract
    found = (contract.section_at(section.start) for section in change.sections)
    titles = [section.title for section in found if section and section.title]
    return bool(heading_agreement(titles, patterns[kind].definition.headings))


def _untold(changes: Iterable[Override], rulings: Iterable[Ruling], deal: Deal) -> Iterator[str]:
    """Say what amendments do to attachments where that was not carried out, or where no clause was found to tell it."""
    told = {ruling.words for ruling in rulings if not ruling.doubtful}
    for change in changes:
        words = _said(change, deal)
        if change.attachment and words not in told:
            yield f"{words}; this was not carried out." if change.way in ("touches", "misses") else f"{words}."


def _is_reached(clause: Clause, change: Override, earlier: Iterable[Override]) -> bool:
    """Tell whether a clause stands in what is changed, or in words that an earlier amendment put there."""
    if clause.document == change.of:
        if change.way == "changes":
            return any(clause.span.contains(repair.span) for repair in change.repairs)
        return any(section.contains(clause.span) for section in change.sections)
    return any(
        each.way == "replaces"
        and each.by == clause.document != change.by
        and each.of == change.of
        and each.text.contains(clause.span)
        and any(one.overlaps(other) for one in each.sections for other in change.sections)
        for each in earlier
    )


def _pointing(standing: Iterable[Clause], change: Override) -> list[Clause]:
    """List the clauses that leave something to the attachment that is changed."""
    return [each for each in standing if change.attachment in each.attachments and each.document != change.by]


def _new(standing: Iterable[Clause], change: Override) -> list[Clause]:
    if change.way != "replaces":
        return []
    return [each for each in standing if each.document == change.by and change.text.contains(each.span)]


def _doubted(clause: Clause) -> Clause:
    return replace(clause, confidence=min(clause.confidence, TO_BE_REVIEWED))


def _taken_back(clause: Clause, change: Override, deal: Deal) -> Clause:
    """Turn a clause that is deleted, and nothing put in its place, into its denial in the words that delete it."""
    return replace(
        clause,
        pieces=(change.words,),
        section=deal.documents[change.by].contract.citation(change.words.start),
        attributes={**clause.attributes, "denied": True},
        evidence=(Evidence("context.withdrawn", "context", change.words, 0.0),),
        document=change.by,
        told_by={},
    )


def _said(change: Override, deal: Deal) -> str:
    by = place_in(change.by, deal.documents[change.by].contract.citation(change.words.start), deal)
    of = deal.documents[change.of].name
    if change.way == "touches":
        return f"{by} changes {change.named} of {of} in a way that has to be read"
    if change.way == "misses":
        missed = "not supplied" if change.attachment else "not found there"
        return f"{by} changes {change.named} of {of}, which was {missed}"
    return f"{by} {change.way} {'words in ' if change.way == 'changes' else ''}{change.named} of {of}"


def _as_reaching(found: Sequence[Clause], deal: Deal) -> Iterator[Clause]:
    """Call a clause partial that only some of several statements of work or order forms have, and no other document."""
    ordered = {index for index, each in enumerate(deal.documents) if each.type in _ORDERED}
    for clause in found:
        where = {each.document for each in found if each.type == clause.type and not each.denied}
        if len(ordered) > 1 and clause.document in ordered and where < ordered and not clause.denied:
            yield replace(clause, attributes={**clause.attributes, "scope": "partial"})
        else:
            yield clause
