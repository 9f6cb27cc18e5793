"""Strike: how much of a sentence a proposal may take the place of, so that no other term goes with what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clausecheck.report.model import ClauseRecord
from clausecheck.spans import Span

# Where a sentence goes on with a clause of its own, with or without a subject: "and Client shall", "and shall".
_BREAK = re.compile(
    r"(?:;\s+(?:(?:and|but|or)\s+)?|(?P<weak>,?\s+(?:and|but|while|whereas)\s+))"
    r"(?=(?P<subject>(?:(?!(?:that|which|who|whom|whose|as|if|where)\b)[\w'’-]+\s+){0,6}?)(?:shall|will|must|may|is|are)\b)",
    re.IGNORECASE,
)
# Behind one of these a sentence may go on with what it began: "if it meets this level and no other may ...".
_SUBORDINATE = re.compile(
    r"\b(?:if|where|when|whenever|unless|until|that|which|who|provided|because|once)\b", re.IGNORECASE
)
_SUM = re.compile(r"[$£€]\s?\d|\b(?:USD|EUR|GBP)\s?\d", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:shall|will|must|may|is|are|agrees?|undertakes?|pays?|rises?|bears?|falls?|ha(?:s|ve)|earns?)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[\s.;]*$")


@dataclass(frozen=True, slots=True)
class _Part:
    """A clause of a sentence; `leans` tells that it takes its subject from the one before."""

    span: Span
    leans: bool


def strikeable(
    clause: ClauseRecord, others: Iterable[ClauseRecord], met: Iterable[ClauseRecord], text: str
) -> Span | None:
    """Give the words of a clause to be struck: its sentence, or what of it holds nothing else; None if there are none.

    `others` are the clauses that share the sentence, `met` those of them that are as wanted, which must not go with it.
    """
    parts = _parts(Span(clause.start, clause.end), text)
    own = _touched(parts, clause)
    if not own or own & _touched_by(parts, met):
        return None
    priced = {number for number, part in enumerate(parts) if _SUM.search(text, part.span.start, part.span.end)}
    spared = (_touched_by(parts, others) | priced) - own
    if not spared:
        return Span(clause.start, clause.end)
    first, last = min(own), max(own)
    if spared & set(range(first, last + 1)):
        return None
    return _cut(parts, first, last, text)


def _cut(parts: Sequence[_Part], first: int, last: int, text: str) -> Span | None:
    """Take parts out of a sentence so that the rest still is one."""
    whole = Span(parts[0].span.start, parts[-1].span.end)
    if first == 0:
        following = parts[last + 1]
        return None if following.leans else Span(whole.start, following.span.start)
    ending = _ENDING.search(text, whole.start, whole.end) if last + 1 == len(parts) else None
    return Span(parts[first - 1].span.end, ending.start() if ending else parts[last].span.end)


def _parts(whole: Span, text: str) -> Sequence[_Part]:
    """Cut a sentence where another clause with a verb begins; the words that join two stand in neither."""
    parts: list[_Part] = []
    start, leans = whole.start, False
    for match in _BREAK.finditer(text, whole.start, whole.end):
        goes_on = match["weak"] and _SUBORDINATE.search(text, start, match.start())
        if _VERB.search(text, start, match.start()) and not goes_on:
            parts.append(_Part(Span(start, match.start()), leans))
            start, leans = match.end(), not match["subject"]
    return [*parts, _Part(Span(start, whole.end), leans)]


def _touched_by(parts: Sequence[_Part], clauses: Iterable[ClauseRecord]) -> set[int]:
    return {number for clause in clauses for number in _touched(parts, clause)}


def _touched(parts: Sequence[_Part], clause: ClauseRecord) -> set[int]:
    """Number the parts that the evidence of a clause rests on."""
    evidence = [Span(each.start, each.end) for each in clause.evidence if each.kind != "heading"]
    return {number for number, part in enumerate(parts) if any(part.span.overlaps(words) for words in evidence)}
