"""Kinship: which document of a deal is the main agreement, and which of the others belongs to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from clausecheck.structure.contract import Contract, DocumentType
from clausecheck.structure.deal import Deal, DealDocument
from clausecheck.structure.incorporated import Incorporated, find_incorporated
from clausecheck.structure.parent import find_parent
from clausecheck.structure.precedence import find_precedence, mentions
from clausecheck.structure.supply import labels_of, not_supplied, with_supplied

_MAIN: frozenset[DocumentType | None] = frozenset({"msa", "saas_terms", "license", "other", "nda"})
_DEPENDENT: frozenset[DocumentType | None] = frozenset(
    {"dpa", "baa", "sla", "order_form", "sow", "amendment", "schedule", "policy"}
)
_NAMED_WITHIN = 80  # characters before an address in which its terms are named
# A document may call by one of these names what calls itself by another of them.
_SERVICES: frozenset[DocumentType | None] = frozenset({"msa", "saas_terms", "other", None})


def make_deal(contracts: Sequence[Contract], names: Sequence[str]) -> Deal:
    """Put documents together: find who belongs to whom, what was not supplied, and what goes before what."""
    documents = [
        DealDocument(name, contract, labels_of(contract), find_parent(contract))
        for name, contract in zip(names, contracts, strict=True)
    ]
    root = _root(documents)
    parents = [None if index == root else _parent_of(index, documents, root) for index in range(len(documents))]
    documents = [replace(each, parent=parent) for each, parent in zip(documents, parents, strict=True)]
    documents = [
        replace(each, contract=with_supplied(index, documents, has_agreement=each.parent is not None))
        for index, each in enumerate(documents)
    ]
    documents = list(_with_roles(documents, root))
    orphans = tuple(index for index, each in enumerate(documents) if index != root and _is_orphan(each, root))
    return Deal(
        documents=tuple(documents),
        root=root,
        precedence=tuple((k, each) for k, one in enumerate(documents) for each in find_precedence(one.contract)),
        not_supplied=tuple(not_supplied(documents, orphans)),
        incorporated=tuple((k, each) for k in range(len(documents)) for each in _incorporated(k, documents)),
        orphans=orphans,
    )


def _incorporated(index: int, documents: Sequence[DealDocument]) -> Iterator[Incorporated]:
    """List the addresses in a document, with whether another document has the terms that are named before them."""
    contract = documents[index].contract
    types = {each.type for place, each in enumerate(documents) if place != index} - {None}
    for each in find_incorporated(contract):
        named = mentions(contract.source.text[max(each.address.start - _NAMED_WITHIN, 0) : each.address.start])
        yield replace(each, supplied=bool(named) and named[-1].type in types)


def _with_roles(documents: Sequence[DealDocument], root: int | None) -> Iterator[DealDocument]:
    """Let documents that do not show who is who have the parties of the main agreement."""
    main = documents[root].contract.parties if root is not None else ()
    for each in documents:
        roles = {party.role for party in each.contract.parties}
        known = {"customer", "provider"} <= roles or not main
        yield each if known else replace(each, contract=replace(each.contract, parties=main))


def _is_orphan(document: DealDocument, root: int | None) -> bool:
    """Tell whether a document belongs to an agreement that is not there."""
    if document.parent is not None:
        return False
    names_one = document.names_parent is not None and document.names_parent.type is not None
    return names_one or (document.type in _DEPENDENT and root is None)


def _root(documents: Sequence[DealDocument]) -> int | None:
    """Choose the main agreement: the one of a type that others name, else one of a main type or of none."""
    named = {each.names_parent.type for each in documents if each.names_parent}
    free = [index for index, each in enumerate(documents) if each.names_parent is None]
    mains = [index for index in free if documents[index].type in _MAIN]
    mains += [index for index, each in enumerate(documents) if each.type in _MAIN and index not in mains]
    untyped = [index for index in free if documents[index].type is None]
    return next(iter([*(index for index in mains if documents[index].type in named), *mains, *untyped]), None)


def _parent_of(index: int, documents: Sequence[DealDocument], root: int | None) -> int | None:
    """Find the document that another one names; one that depends on an agreement and names none has the main one."""
    document, named = documents[index], documents[index].names_parent
    others = [other for other in range(len(documents)) if other != index]
    if named is not None and named.type is not None:
        alike = [other for other in others if _may_be_called(documents[other], named.type)]
        exact = [other for other in alike if documents[other].type == named.type]
        dated = [other for other in (exact or alike) if named.date and _date(documents[other]) == named.date]
        fitting = dated or exact or ([root] if root in alike else [])
        return root if root in fitting and not dated else next(iter(fitting), None)
    return root if document.type in _DEPENDENT else None


def _may_be_called(document: DealDocument, kind: DocumentType) -> bool:
    return document.type == kind or (kind in _SERVICES and document.type in _SERVICES)


def _date(document: DealDocument) -> date | None:
    return document.contract.effective_date.date if document.contract.effective_date else None
