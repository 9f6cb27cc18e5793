"""Ordering: of clauses that contradict one another, those that stand where the contract says that it counts.

Between the documents of a deal the order of precedence decides, as the contract says or as is usual; between the parts
of one document, such as terms and an order form, only a passage that names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from clausecheck.detect.clause import IN_WORDS, AttributeValue, Clause, Ruling
from clausecheck.detect.confidence import TO_BE_REVIEWED
from clausecheck.detect.money import sums
from clausecheck.detect.quantities import percentages, periods
from clausecheck.spans import Span
from clausecheck.structure.citations import SectionFinder, find_citations
from clausecheck.structure.contract import Contract, Segment
from clausecheck.structure.deal import Deal, Order
from clausecheck.structure.parts import Parts

# Terms by which clauses of one type are about different things, and so contradict nothing.
_APART = ("holder", "notifier", "scope", "trigger", "kind")
_KEY_AND_VALUE = 2
_LONGEST = 200  # characters of a passage that is quoted


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
    """Leave out the clauses of one document that contradict one of a part of it that goes before theirs.

    Only a refusal and a figure contradict here: parts of one document mostly add to one another, and so do the rows of
    a table with several columns. The clause that stays takes the terms that it does not state from the one that yields.
    """
    if parts is None:
        return list(found), []
    listed = [row.span for row in parts.deal.documents[0].contract.source.blocks if len(row.cells) > _KEY_AND_VALUE]
    rulings: list[Ruling] = []
    standing = {number: replace(each, document=parts.at(each.span.start)) for number, each in enumerate(found)}
    for pair in combinations(range(len(found)), 2):
        if not all(number in standing for number in pair):
            continue
        one, other = (standing[number] for number in pair)
        if not _is_refuted(one, other) or any(row.contains(each.span) for row in listed for each in (one, other)):
            continue
        order = parts.deal.named_order_of(one.document, other.document)
        if order is not None:
            first, second = pair if order.first == one.document else pair[::-1]
            rulings.append(_ruled(one, other, order, parts.deal)[1])
            standing[first] = _supplemented(standing[first], standing.pop(second))
    return [replace(clause, document=found[number].document) for number, clause in standing.items()], rulings


def as_revalued_within(found: Sequence[Clause], parts: Parts | None) -> tuple[list[Clause], list[Ruling]]:
    """Have clauses of one document reviewed for whose section a part that goes before theirs states a value.

    "For this Order, the notice under Section 3.1 is 180 days" need not be a clause by itself.
    """
    if parts is None:
        return list(found), []
    contract = parts.deal.documents[0].contract
    finder = SectionFinder(contract)
    stated = (
        (segment, parts.name_of(part), span)
        for segment, span in _valued(contract, finder)
        if _goes_first(part := parts.at(segment.own.start), parts.at(span.start), parts)
    )
    return _reviewed(found, found, stated)


def as_revalued(found: Sequence[Clause], deal: Deal) -> tuple[list[Clause], list[Ruling]]:
    """Have clauses of a deal reviewed for whose section a document that goes before theirs states a value."""
    standing, rulings = list(found), list[Ruling]()
    for index, document in enumerate(deal.documents):
        of = document.parent
        order = None if of is None or document.type == "amendment" else deal.order_of(index, of)
        if of is None or order is None or order.first != index:
            continue
        own = SectionFinder(document.contract)
        finder = SectionFinder(deal.documents[of].contract)
        stated = ((segment, document.name, span) for segment, span in _valued(document.contract, finder, own))
        theirs = [clause for clause in standing if clause.document == of]
        ours = [clause for clause in standing if clause.document == index]
        reviewed, more = _reviewed(theirs, ours, stated)
        changed = dict(zip(map(id, theirs), reviewed, strict=True))
        standing = [changed.get(id(clause), clause) for clause in standing]
        rulings += more
    return standing, rulings


def _valued(
    contract: Contract, finder: SectionFinder, own: SectionFinder | None = None
) -> Iterator[tuple[Segment, Span]]:
    """List the passages that state a value for a section found by `finder`, unless `own` knows it as theirs."""
    for segment in contract.segments:
        text, place = segment.text, segment.own.start
        if segment.zone != "body" or segment.kind == "heading" or not _states_a_value(text):
            continue
        for citation in find_citations(text):
            if own is None or not (citation.own or own.find(citation, text, place)):
                yield from ((segment, section.span) for section in finder.find(citation, text, place))


def _reviewed(
    found: Sequence[Clause], beside: Sequence[Clause], stated: Iterable[tuple[Segment, str, Span]]
) -> tuple[list[Clause], list[Ruling]]:
    """Mark clauses with figures for review in whose section another passage, in a part of that name, has a say.

    `beside` are the clauses where that passage stands; what is a clause there was weighed already.
    """
    standing, rulings = list(found), list[Ruling]()
    for segment, name, span in stated:
        told = {clause.type for clause in beside if clause.span.overlaps(segment.own)}
        for place, clause in enumerate(standing):
            has_figure = any(map(_is_figure, clause.attributes.values()))
            if span.contains(clause.span) and clause.type not in told and has_figure:
                standing[place] = replace(clause, confidence=min(clause.confidence, TO_BE_REVIEWED))
                words = f"{name} goes before {clause.section} and says: “{_shortened(segment.text)}”"
                rulings.append(Ruling(clause.type, words, True))
    return standing, rulings


def _goes_first(one: int, other: int, parts: Parts) -> bool:
    order = parts.deal.named_order_of(one, other) if one != other else None
    return order is not None and order.first == one


def _states_a_value(text: str) -> bool:
    return bool(next(iter(periods(text)), None) or next(iter(percentages(text)), None) or next(iter(sums(text)), None))


def _shortened(text: str) -> str:
    return text.rstrip(" .") if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


def _is_refuted(one: Clause, other: Clause) -> bool:
    """Tell whether clauses of one type differ in whether there is a right, or in a figure."""
    if one.type != other.type or one.document == other.document or not _contradict(one, other):
        return False
    pairs = ((value, other.attributes.get(name)) for name, value in one.attributes.items())
    return one.denied != other.denied or any(_is_figure(a) and _is_figure(b) and a != b for a, b in pairs)


def _is_figure(value: AttributeValue) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _supplemented(clause: Clause, other: Clause) -> Clause:
    """Give a clause the terms that only another one states; a refusal takes none."""
    if clause.denied or other.denied:
        return clause
    missing = {name: value for name, value in other.attributes.items() if not clause.attributes.get(name)}
    told_by = {name: other.told_by.get(name, other.span) for name in missing}
    return replace(clause, attributes={**clause.attributes, **missing}, told_by={**clause.told_by, **told_by})


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
    terms = [{**each.attributes, "denied": each.denied} for each in (one, other)]
    if any(_differ(terms[0].get(name), terms[1].get(name)) for name in _APART):
        return False
    return any(
        _differ(value, terms[1].get(name))
        for name, value in terms[0].items()
        if name not in _APART and not name.endswith(IN_WORDS)
    )


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
