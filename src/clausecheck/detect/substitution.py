"""Substitution: one value put in the place of another ("In clause 7, '72 hours' is replaced by '24 hours'").

The clause that is changed stays; it is read with the new words in the place of the old ones, as a damaged word is read
as mended. What is changed is told by a small grammar over the sentence with its values and citations masked: old by
new, new for old, or "amended so that the notice period is" new, where the old value is the one of its kind that the
section states beside the words for it. A change that cannot be carried out leaves the clause, marked for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clausecheck.detect.clause import Clause, Evidence
from clausecheck.detect.quantities import number, percentages, periods
from clausecheck.spans import Span
from clausecheck.structure.citations import SectionFinder, find_citations
from clausecheck.structure.contract import Contract, Piece, Repair, Segment
from clausecheck.structure.mending import read_mended
from clausecheck.structure.segments import normalise

_MAY_CHANGE = re.compile(
    r"replac|substitut|insert|instead|in\s+(?:place|lieu)\s+of|delet|remov|omit|strik|chang|amend|increas|reduc|exten|shorten|"
    r"lengthen|rais|lower|vari|modif|\bread\b|rather",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"([^"]{1,100})"|(?<!\w)\'(?=\w)([^"]{1,100}?)\'(?!\w)')
# Words around a value that say nothing of what becomes of it.
_NOISE = re.compile(
    r"\b(?:the|words?|figures?|phrase|numbers?|expression|references?|said|hereby|therein|accordingly|each|both|every|"
    r"periods?\s+of|sum\s+of|rate\s+of|wherever\s+(?:it|they)\s+(?:appears?|occurs?)|appearing|set\s+out|stated|"
    r"contained|mentioned)\b\s*",
    re.IGNORECASE,
)
_CITED = re.compile(r"\s*\b(?:in|of|under|to|at|from)\s+@")
_BE = r"(?:(?:shall|will|is|are|be|being|to|was|were|now)\s+)*"
_CHANGED = (
    r"(?:replaced|substituted|superseded|changed|amended|altered|increased|reduced|shortened|extended|lengthened|raised|"
    r"lowered|varied|modified|cut)"
)
_INSERT = (
    r"(?:insert|substitut|replac|add|put)\w*"
    r"(?:\s+(?:it|them|in\s+(?:its|their)\s+(?:place|stead)|therefor|instead|in\s+lieu(?:\s+thereof)?|with|by))*"
)
_OLD, _NEW = r"<(?P<old>\d+)>", r"<(?P<new>\d+)>"
_OLD_THEN_NEW = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_OLD},?\s+{_BE}(?:deleted\s+and\s+)?{_CHANGED}\s+(?:by|with|to(?:\s+read)?|into)\s+{_NEW}",
        rf"{_OLD},?\s+{_BE}(?:read|construed|understood|taken|deemed|treated|mean)\s+(?:(?:as|to|be|read|mean|a)\s+)*{_NEW}",
        rf"\b(?:replac|chang|amend|increas|reduc|exten|vary|alter|rais|lower|shorten)\w*\s+{_OLD},?\s+(?:by|with|to(?:\s+read)?|into)\s+{_NEW}",
        rf"\bsubstitut\w*\s+{_OLD}\s+(?:by|with)\s+{_NEW}",
        rf"\b(?:delet|remov|strik|omit)\w*(?:\s+out)?\s+{_OLD},?\s+and\s+{_INSERT}\s+{_NEW}",
        rf"{_OLD}\s+{_BE}deleted,?\s+and\s+{_BE}{_INSERT}\s+{_NEW}",
        rf"{_OLD}\s+{_BE}deleted,?\s+and\s+{_NEW}\s+{_BE}(?:inserted|substituted|added)",
        rf"\bfor\s+{_OLD},?\s+(?:there\s+)?{_BE}(?:substitut|read|insert)\w*\s+{_NEW}",
        rf"{_NEW}\s+{_BE}substituted\s+for\s+{_OLD}",
        rf"\bsubstitut\w*\s+{_NEW}\s+for\s+{_OLD}",
        rf"{_NEW},?\s+(?:{_BE}inserted\s+)?(?:instead\s+of|in\s+place\s+of|in\s+lieu\s+of|rather\s+than)\s+{_OLD}",
        rf"{_CHANGED}\s+from\s+{_OLD}\s+to\s+{_NEW}",
    )
)
_LEFT_OUT = (
    re.compile(
        rf"(?<!beginning )(?<!starting )(?<!with ){_OLD}\s+{_BE}(?:deleted|removed|omitted|struck)\b", re.IGNORECASE
    ),
    re.compile(rf"\b(?:delet|remov|omit|strik)\w*(?:\s+out)?\s+{_OLD}(?!,?\s+and\s+{_INSERT})", re.IGNORECASE),
)
_PUT_IN = re.compile(rf"\bafter\s+{_OLD},?\s+(?:there\s+)?{_BE}(?:insert|add)\w*\s+{_NEW}", re.IGNORECASE)
# "from 30 to 60 days": the unit stands only once.
_FROM_NUMBER = re.compile(rf"{_CHANGED}\s+from\s+(?P<count>[\w()-]+(?:\s\(\d+\))?)\s+to\s+{_NEW}", re.IGNORECASE)
# A second change in the same breath: "... and '30 days' by '90 days'".
_AND_SO = re.compile(rf"(?:,|;|\band)\s+{_OLD}\s+(?:by|with|to|as)\s+{_NEW}", re.IGNORECASE)
_SO_THAT = re.compile(
    rf"\b{_CHANGED}\s+(?:(?:so|such)\s+that|to\s+(?:provide|state|say)\s+that|(?:to|so\s+as\s+to)\s+(?:provide|allow|require)\b)"
    rf"(?P<label>[^<.;]{{0,80}}?)\s+{_BE}(?:\w+\s+){{0,2}}{_NEW}",
    re.IGNORECASE,
)
_IS_NOW = re.compile(
    rf"^(?P<label>(?:[\w-]+\s+){{1,5}}?)(?:is|are|shall\s+be)\s+{_CHANGED}\s+to(?:\s+read)?\s+{_NEW}", re.IGNORECASE
)
_ONLY_THEN = re.compile(r"\b(?:if|where|when|unless|once|should|after|during|may|can)\b", re.IGNORECASE)
_IS_CHANGED = re.compile(
    r"@\s*(?:\([^)]{0,60}\)\s*)?(?:is|are|shall\s+be)\s+(?:amended|varied|modified)\b", re.IGNORECASE
)
_TO_BE_REVIEWED = 0.65
_SAYS_NOTHING = frozenset(
    (
        *(
            "a",
            "an",
            "any",
            "and",
            "be",
            "by",
            "for",
            "in",
            "is",
            "it",
            "its",
            "may",
            "of",
            "on",
            "shall",
            "such",
            "that",
        ),
        *("this", "to", "with", "period", "time", "term", "limit", "percentage", "rate", "amount", "number", "length"),
        *("required", "duration", "deadline", "value", "customer", "supplier", "party", "either"),
    )
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


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a sentence asks for: these old words, or the value that a label names, to become the new ones."""

    new: str
    old: str = ""
    label: str = ""


def read_as_amended(contract: Contract) -> tuple[Contract, tuple[Change, ...]]:
    """Read a contract with its changed values in place, and say what was changed by which words."""
    repairs: list[Repair] = []
    changes: list[Change] = []
    finder: SectionFinder | None = None
    for segment in contract.segments:
        if segment.zone != "body" or segment.kind == "heading" or not _MAY_CHANGE.search(segment.text):
            continue
        wishes = list(_wishes(segment.text))
        if not wishes and not _IS_CHANGED.search(_masked(segment.text)[0]):
            continue
        finder = finder or SectionFinder(contract)
        reach = _reach(segment, contract, finder)
        made = [repair for wish in wishes for repair in _carried_out(wish, reach, segment, contract)]
        repairs += made
        if reach:
            changes.append(Change(segment.own, reach, tuple(repair.span for repair in made)))
    if not repairs:
        return contract, tuple(changes)
    amended = tuple(_amended(segment, repairs, contract) for segment in contract.segments)
    return replace(contract, segments=amended), tuple(changes)


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
        confidence = min(clause.confidence, _TO_BE_REVIEWED) if open_ones else clause.confidence
        yield replace(clause, confidence=confidence, evidence=(*clause.evidence, *evidence)) if evidence else clause


def changes_a_value(text: str) -> bool:
    """Tell whether a sentence changes a value within a clause, and so takes nothing back."""
    return next(_wishes(text), None) is not None


def _masked(text: str) -> tuple[str, list[str]]:
    """Write <0>, <1> ... for the values of a sentence and @ for its citations, and leave out what says nothing."""
    found = [(m.start(), m.end(), m.group(1) or m.group(2)) for m in _QUOTED.finditer(text)]
    figures = [(value.start, value.end) for values in (periods(text), percentages(text)) for value in values]
    taken = list(found)
    for start, end in sorted(figures, key=lambda span: (span[0], -span[1])):
        if not any(start < last and first < end for first, last, _ in taken):
            taken.append((start, end, text[start:end].strip()))
    marks = [(start, end, f" <{number}> ") for number, (start, end, _) in enumerate(sorted(taken))]
    marks += [
        (citation.start, citation.end, "@")
        for citation in find_citations(text)
        if not any(citation.start < last and first < citation.end for first, last, _ in taken)
    ]
    written, position = [], 0
    for start, end, mark in sorted(marks):
        written += [text[position:start], mark]
        position = end
    plain = _CITED.sub(" ", "".join((*written, text[position:])))
    return " ".join(_NOISE.sub("", " ".join(plain.split())).split()), [words for _, _, words in sorted(taken)]


def _wishes(text: str) -> Iterator[_Wish]:
    if not _MAY_CHANGE.search(text) or next(find_citations(text), None) is None:
        return
    plain, values = _masked(text)
    used: set[str] = set()
    for pattern in (*_OLD_THEN_NEW, _AND_SO):
        for match in pattern.finditer(plain):
            old, new = match["old"], match["new"]
            if (pattern is _AND_SO) <= bool(used) and not {old, new} & used and _are_alike(values, int(old), int(new)):
                used |= {old, new}
                yield _Wish(values[int(new)], old=values[int(old)])
    if not used:
        yield from _further_wishes(plain, values)


def _further_wishes(plain: str, values: Sequence[str]) -> Iterator[_Wish]:
    """Read what else a sentence may ask for: words put in or left out, or a value named by its label."""
    for match in _PUT_IN.finditer(plain):
        old = values[int(match["old"])]
        yield _Wish(f"{old} {values[int(match['new'])]}", old=old)
    for match in (match for pattern in _LEFT_OUT for match in pattern.finditer(plain)):
        yield _Wish("", old=values[int(match["old"])])
    for match in _FROM_NUMBER.finditer(plain):
        new = values[int(match["new"])]
        yield _Wish(new, old=f"{match['count']} {new.split()[-1].lstrip('0123456789')}")
        return
    named = _SO_THAT.search(plain) or (None if _ONLY_THEN.search(plain) else _IS_NOW.search(plain))
    if named:
        yield _Wish(values[int(named["new"])], label=named["label"])


def _are_alike(values: Sequence[str], old: int, new: int) -> bool:
    """Tell whether one value can stand for the other: neither is a whole sentence, and figures are of one kind."""
    kinds = [_kind(values[index]) for index in (old, new)]
    return kinds[0] == kinds[1] or None in kinds


def _kind(value: str) -> str | None:
    if next(percentages(value), None):
        return "percentage"
    return "period" if next(periods(value), None) else None


def _reach(segment: Segment, contract: Contract, finder: SectionFinder) -> tuple[Span, ...]:
    """List the sections that a sentence names outside of quotation marks, those of this document."""
    if contract.amended:
        return ()
    quoted = [match.span() for match in _QUOTED.finditer(segment.text)]
    return tuple(
        section.span
        for citation in find_citations(segment.text)
        if not any(first <= citation.start < last for first, last in quoted)
        for section in finder.find(citation, segment.text, segment.own.start)
    )


def _carried_out(wish: _Wish, reach: Sequence[Span], segment: Segment, contract: Contract) -> Iterator[Repair]:
    """Find the places in the sections that a wish changes, and what is to be read there."""
    pieces = [piece for piece in _pieces(contract, reach) if not piece.overlaps(segment.own)]
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


def _counted(wish: _Wish, pieces: Sequence[Span], text: str) -> Iterator[Repair]:
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
    return r"(?<!\w)" + r"\s+".join(plain) + r"(?!\w)"


def _quantities(text: str) -> list[tuple[int, int, tuple[float, str]]]:
    """List the periods and percentages of a text, each with what it amounts to."""
    found = [(period.start, period.end, (float(period.count), period.unit)) for period in periods(text)]
    return found + [(share.start, share.end, (share.value, "%")) for share in percentages(text)]


def _labelled(wish: _Wish, pieces: Sequence[Span], text: str) -> Iterator[Span]:
    """Find the value of the wished kind that stands nearest to the words of a label, or the only one there is."""
    kind = _kind(wish.new)
    found = [
        (piece, Span(piece.start + start, piece.start + end))
        for piece in pieces
        for start, end, (_, unit) in _quantities(text[piece.start : piece.end])
        if kind == ("percentage" if unit == "%" else "period")
    ]
    words = [word for word in re.findall(r"[a-z-]+", wish.label.lower()) if word not in _SAYS_NOTHING]
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
