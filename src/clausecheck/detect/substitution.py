"""Substitution: one value put in the place of another ("In clause 7, '72 hours' is replaced by '24 hours'").

The clause that is changed stays; it is read with the new words in the place of the old ones, as a damaged word is read
as mended. Where the old value is not said, it is the one of its kind that stands beside the words for it. A change that
cannot be carried out leaves the clause, marked for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clausecheck.detect.amending import Wish, announces_change, is_quoted, kind_of, wishes
from clausecheck.detect.clause import Clause, Evidence
from clausecheck.detect.confidence import TO_BE_REVIEWED
from clausecheck.detect.quantities import number, percentages, periods
from clausecheck.spans import Span
from clausecheck.structure.citations import SectionFinder, find_attachments, find_citations
from clausecheck.structure.contract import Contract, Piece, Repair, Segment
from clausecheck.structure.mending import read_mended
from clausecheck.structure.segments import normalise

# Words of a label that tell no value from another.
_SAYS_NOTHING = re.compile(
    r"an?|any|and|be|by|for|in|is|its?|may|of|on|shall|such|that|this|to|with|period|time|term|limit|percentage|rate|"
    r"amount|number|length|required|duration|deadline|value|customer|supplier|party|either"
)
_MARKS = {"'": "['’‘]", '"': '["“”]', "-": "[-–—‑]"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a value: the words that make it, the sections that it reaches, and what it changed there.

    `places` are the changed stretches of the document; where there are none, the change could not be carried out.
    """

    words: Span
    reach: tuple[Span, ...]
    places: tuple[Span, ...]


def read_as_amended(contract: Contract) -> tuple[Contract, tuple[Change, ...]]:
    """Read a contract with its changed values in place, and say what was changed by which words."""
    repairs: list[Repair] = []
    changes: list[Change] = []
    finder: SectionFinder | None = None
    for segment in contract.segments:
        if segment.zone != "body" or segment.kind == "heading":
            continue
        wished = list(wishes(segment.text))
        if not wished and not announces_change(segment.text):
            continue
        finder = finder or SectionFinder(contract)
        reach = _reach(segment, contract, finder) or (_attachments(segment, contract) if wished else ())
        made = [repair for wish in wished for repair in carried_out(wish, reach, contract, segment.own)]
        repairs += made
        if reach:
            changes.append(Change(segment.own, reach, tuple(repair.span for repair in made)))
    return with_repairs(contract, repairs), tuple(changes)


def with_repairs(contract: Contract, repairs: Sequence[Repair]) -> Contract:
    """Read a contract with other words in the places of repairs."""
    if not repairs:
        return contract
    return replace(contract, segments=tuple(_amended(segment, repairs, contract) for segment in contract.segments))


def marked(clauses: Iterable[Clause], changes: Sequence[Change]) -> Iterator[Clause]:
    """Show with each clause what changes it; one whose change could not be carried out is to be reviewed."""
    for clause in clauses:
        made = [change for change in changes if any(clause.span.contains(place) for place in change.places)]
        open_ones = [
            change
            for change in changes
            if not change.places and not clause.denied and any(span.contains(clause.span) for span in change.reach)
        ]
        evidence = tuple(Evidence("context.amended", "context", change.words, 0.0) for change in (*made, *open_ones))
        confidence = min(clause.confidence, TO_BE_REVIEWED) if open_ones else clause.confidence
        yield replace(clause, confidence=confidence, evidence=(*clause.evidence, *evidence)) if evidence else clause


def _reach(segment: Segment, contract: Contract, finder: SectionFinder) -> tuple[Span, ...]:
    """List the sections that a sentence names outside of quotation marks, those of this document."""
    if contract.amended:
        return ()
    return tuple(
        section.span
        for citation in find_citations(segment.text)
        if not is_quoted(segment.text, citation.start)
        for section in finder.find(citation, segment.text, segment.own.start)
    )


def _attachments(segment: Segment, contract: Contract) -> tuple[Span, ...]:
    """List the attachments of this document that a sentence names outside of quotation marks."""
    named = {
        each.attachment
        for each in find_attachments(segment.text)
        if not (contract.amended or is_quoted(segment.text, each.start))
    }
    return tuple(section.span for section in contract.sections if section.label in named)


def carried_out(wish: Wish, reach: Sequence[Span], contract: Contract, said: Span | None = None) -> Iterator[Repair]:
    """Find the places in sections of a contract that a wish changes, and what is to be read there.

    `said` is where the wish itself stands, if in the same document; its words are not what it changes.
    """
    pieces = [piece for piece in _pieces(contract, reach) if said is None or not piece.overlaps(said)]
    text = contract.source.text
    counts = _count(wish.old), _count(wish.new)
    if None not in counts:
        yield from _counted(wish, pieces, text)
        return
    if wish.old:
        places = [span for piece in pieces for span in _places(wish.old, text, piece)]
    else:
        places = list(_labelled(wish, pieces, text))
    yield from (Repair(span, wish.new) for span in places)


def places_of(words: str, contract: Contract) -> Iterator[Span]:
    """Find where words stand in the body of a contract, as they are written or with other quotes and blanks."""
    phrase = re.compile(_phrase(words), re.IGNORECASE)
    for segment in contract.segments:
        if segment.zone == "body":
            for match in phrase.finditer(contract.source.text, segment.own.start, segment.own.end):
                yield Span(match.start(), match.end())


def _pieces(contract: Contract, reach: Sequence[Span]) -> list[Span]:
    spans = {
        piece.span
        for segment in contract.segments
        if segment.zone == "body" and any(section.contains(segment.own) for section in reach)
        for piece in segment.pieces
        if any(section.contains(piece.span) for section in reach)
    }
    return sorted(spans)


def _count(words: str) -> float | None:
    """Read words that are a bare number."""
    return float(words) if words.strip().isdigit() else number(words)


def _counted(wish: Wish, pieces: Sequence[Span], text: str) -> Iterator[Repair]:
    """Put a number in the place of another wherever that counts something, whether in words, in figures or in both."""
    for piece in pieces:
        for start, end, (count, _) in _quantities(text[piece.start : piece.end]):
            if count == _count(wish.old):
                unit = re.search(r"[^\W\d]+$|%$", text[piece.start + start : piece.start + end])
                yield Repair(
                    Span(piece.start + start, piece.start + end), f"{wish.new} {unit.group() if unit else ''}".strip()
                )


def _places(old: str, text: str, piece: Span) -> Iterator[Span]:
    """Find where old words stand in a passage: as they are written, or else as the same quantity."""
    found = list(re.compile(_phrase(old), re.IGNORECASE).finditer(text, piece.start, piece.end))
    if found:
        yield from (Span(match.start(), match.end()) for match in found)
        return
    for start, end, value in _quantities(text[piece.start : piece.end]):
        if value in [wanted for _, _, wanted in _quantities(old)]:
            yield Span(piece.start + start, piece.start + end)


def _phrase(words: str) -> str:
    """Write words as a regular expression that also sees them with other quotes, dashes and blanks."""
    plain = (
        "".join(_MARKS.get(letter) or re.escape(letter) for letter in word) for word in words.strip(" ,.;:").split()
    )
    # "5%" is no part of "99.5%".
    return r"(?<!\w)(?<!\d[.,])" + r"\s+".join(plain) + r"(?!\w)"


def _quantities(text: str) -> list[tuple[int, int, tuple[float, str]]]:
    """List the periods and percentages of a text, each with what it amounts to."""
    found = [(period.start, period.end, (float(period.count), period.unit)) for period in periods(text)]
    return found + [(share.start, share.end, (share.value, "%")) for share in percentages(text)]


def _labelled(wish: Wish, pieces: Sequence[Span], text: str) -> Iterator[Span]:
    """Find the value of the wished kind that stands nearest to the words of a label, or the only one there is."""
    kind = kind_of(wish.new)
    found = [
        (piece, Span(piece.start + start, piece.start + end))
        for piece in pieces
        for start, end, (_, unit) in _quantities(text[piece.start : piece.end])
        if kind == ("percentage" if unit == "%" else "period")
    ]
    words = [word for word in re.findall(r"[a-z-]+", wish.label.lower()) if not _SAYS_NOTHING.fullmatch(word)]
    label = re.compile("|".join(re.escape(word[:6]) for word in words) or r"(?!)", re.IGNORECASE)
    ranked = [
        (abs(match.start() - span.start), span)
        for piece, span in found
        for match in label.finditer(text, piece.start, piece.end)
    ]
    if ranked:
        yield min(ranked)[1]
    elif len(found) == 1:
        yield found[0][1]


def _amended(segment: Segment, changes: Iterable[Repair], contract: Contract) -> Segment:
    """Read a segment with the changes that fall into it."""
    inside = [change for change in changes if any(piece.span.contains(change.span) for piece in segment.pieces)]
    if not inside:
        return segment
    repairs = sorted((*inside, *segment.repairs), key=lambda repair: repair.span)
    texts, pieces, position = [], [], 0
    for piece in segment.pieces:
        words = normalise(read_mended(contract.source.text, piece.span, repairs)[0])
        pieces.append(Piece(piece.span, position))
        texts.append(words)
        position += len(words) + 1
    return replace(segment, text=" ".join(texts), pieces=tuple(pieces), repairs=tuple(repairs))
