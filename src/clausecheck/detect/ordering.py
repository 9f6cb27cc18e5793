"""Ordering: of clauses that contradict one another, those that stand where the contract says that it counts.

Between the documents of a deal the order of precedence decides, as the contract says or as is usual; between the parts
of one document, such as terms and an order form, only a passage that names both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, compress

from clausecheck.detect.clause import IN_WORDS, AttributeValue, Clause, Ruling
from clausecheck.structure.deal import Deal, Order
from clausecheck.structure.parts import Parts

# Terms by which clauses of one type are about different things, and so contradict nothing.
_APART = ("holder", "notifier", "scope", "trigger", "kind")


def as_ordered(found: Sequence[Clause], deal: Deal) -> tuple[list[Clause], list[Ruling]]:
    """Leave out the clauses that contradict one of a document that goes before theirs."""
    rulings: list[Ruling] = []
    yielding: list[Clause] = []
    for one, other in _contradictions(found):
        order = deal.order_of(one.document, other.document)
        if order is None:
            places = [place_in(each.document, each.section, deal) for each in (one, other)]
            rulings.append(
                Ruling(one.type, f"{places[0]} and {places[1]} differ, and nothing says which goes before", True)
            )
        else:
            second, ruling = _ruled(one, other, order, deal)
            yielding.append(second)
            rulings.append(ruling)
    return [clause for clause in found if clause not in yielding], rulings


def as_ordered_within(found: Sequence[Clause], parts: Parts | None) -> tuple[list[Clause], list[Ruling]]:
    """Leave out the clauses of one document that contradict one of a part of it that goes before theirs."""
    if parts is None:
        return list(found), []
    rulings: list[Ruling] = []
    yielding: list[Clause] = []
    placed = [replace(clause, document=parts.at(clause.span.start)) for clause in found]
    for one, other in _contradictions(placed):
        order = parts.deal.named_order_of(one.document, other.document)
        if order is not None:
            second, ruling = _ruled(one, other, order, parts.deal)
            yielding.append(second)
            rulings.append(ruling)
    kept = (clause not in yielding for clause in placed)
    return list(compress(found, kept)), rulings


def _contradictions(found: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """List the pairs of clauses of one type in different documents that cannot both hold."""
    types = {kind: [clause for clause in found if clause.type == kind] for kind in {clause.type for clause in found}}
    for kind in sorted(types):
        for one, other in combinations(types[kind], 2):
            if one.document != other.document and _contradict(one, other):
                yield one, other


def _ruled(one: Clause, other: Clause, order: Order, deal: Deal) -> tuple[Clause, Ruling]:
    """Give the clause of the two that yields, and say why."""
    first, second = (one, other) if order.first == one.document else (other, one)
    places = [place_in(each.document, each.section, deal) for each in (first, second)]
    words = f"{places[0]} goes before {places[1]}{_because(order, deal)}"
    return second, Ruling(one.type, words, order.is_doubtful)


def _because(order: Order, deal: Deal) -> str:
    if order.precedence is None or order.said_in is None:
        return ", as is usual where a contract does not say"
    citation = deal.documents[order.said_in].contract.citation(order.precedence.span.start)
    return f" by {place_in(order.said_in, citation, deal)}"


def _contradict(one: Clause, other: Clause) -> bool:
    """Tell whether two clauses of one type cannot both hold: one denies what the other gives, or a term differs."""
    terms = [{**_stated(each), "denied": each.denied} for each in (one, other)]
    if any(_differ(terms[0].get(name), terms[1].get(name)) for name in _APART):
        return False
    return any(
        _differ(value, terms[1].get(name))
        for name, value in terms[0].items()
        if name not in _APART and not name.endswith(IN_WORDS)
    )


def _stated(clause: Clause) -> dict[str, AttributeValue]:
    """List the terms that a clause states; a flag that is not set says no more than silence does."""
    return {name: value for name, value in clause.attributes.items() if value is not False}


def _differ(one: AttributeValue, other: AttributeValue) -> bool:
    """Tell whether two values are stated and not the same; of lists of metrics, whether one has two targets."""
    if one is None or other is None:
        return False
    if isinstance(one, list) and isinstance(other, list):
        targets = [
            {str(each.get("name")): each.get("target") for each in value if isinstance(each, dict)}
            for value in (one, other)
        ]
        return any(
            name in targets[1] and target and targets[1][name] not in (None, "", target)
            for name, target in targets[0].items()
        )
    return one != other


def place_in(index: int, section: str, deal: Deal) -> str:
    """Say where something stands: the document, where it has a name, and the section."""
    return ", ".join(filter(None, (deal.documents[index].name, section)))
