"""Order of precedence: which documents of a contract go before which others where they contradict one another.

Read as a list ("in the following order of precedence: (a) the Amendments; (b) this Agreement; ..."), as a sentence that
holds such a list, and as a rule for two ("In the event of a conflict this DPA prevails over the Agreement").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, DocumentType, Segment
from clausecheck.structure.numbering import ATTACHMENT_LABEL, attachment_label

_ORDER = re.compile(
    r"\border\s+of\s+(?:precedence|priority|prevalence)\b|\bfollowing\s+(?:descending\s+)?order\b|\border\s+of\s+the\s+documents\b"
    r"|\bprecedence\b[^.]{0,60}\bfollowing\b",
    re.IGNORECASE,
)
# One of these is in every such passage; to ask for them first spares most sentences the search.
_SPEAKS_OF_ORDER = ("order", "precedence", "prevail", "priority", "control", "govern")
_CONFLICT = re.compile(r"\b(?:conflict|inconsisten|discrepan|contradict|ambigu|differ|divergen)\w*", re.IGNORECASE)
_WINS = re.compile(
    r"\b(?:(?:shall|will|must|do|does)\s+)?(?:prevails?|(?:takes?|has|have)\s+(?:precedence|priority)|controls?|governs?)\b"
    r"(?P<over>\s+over\b)?",
    re.IGNORECASE,
)
# "unless a Statement of Work expressly says otherwise" names no winner.
_EXCEPTION = re.compile(
    r"\b(?:except|unless|save|provided\s+that|but\s+only|other\s+than|notwithstanding)\b[^.;]{0,300}?(?=[,;.]|$)",
    re.IGNORECASE,
)
_BETWEEN_ENTRIES = re.compile(
    r";|,(?=\s)|\(\s*(?:[a-z]|\d{1,2}|[ivx]{1,4})\s*\)|\b(?:and\s+)?(?:then|followed\s+by|finally|lastly|over|thereafter)\b|(?<=\w)\.\s",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:this|these)\s+(?:[\w-]+\s+){0,4}?(?:agreement|addendum|amendment|contract|terms|dpa|sla|baa|msa|sow|order(?:\s+form)?|"
    r"statement\s+of\s+work|schedule|exhibit|annex|document)\b"
    r"|\b(?:the\s+)?(?:clauses|articles|sections|terms\s+and\s+conditions|main\s+body|body)\s+of\s+(?:this|the)\s+agreement\b",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"\b(?:the|main|principal|underlying)\s+(?:main\s+|principal\s+|underlying\s+)?agreement\b", re.IGNORECASE
)
_NAMES: dict[DocumentType, str] = {
    "amendment": r"\bamendments?\b|\bchange\s+orders?\b|\bvariations?\b",
    "dpa": r"\bdata\s+(?:processing|protection)\s+(?:agreement|addendum|terms|schedule|exhibit)\b|\bDPA\b",
    "baa": r"\bbusiness\s+associate\s+\w+\b|\bBAA\b",
    "sla": r"\bservice\s+levels?\s+(?:agreements?|schedule|addendum|exhibit)\b|\bSLAs?\b",
    "sow": r"\bstatements?\s+of\s+work\b|\bSOWs?\b|\bwork\s+orders?\b",
    "order_form": r"\border\s+forms?\b|\bpurchase\s+orders?\b|\borders?\b(?!\s+of)",
    "saas_terms": (
        r"\b(?:cloud|subscription|online|hosting|hosted|saas|customer|standard)\s+(?:\w+\s+)?(?:terms|agreement)\b"
        r"|\bterms\s+of\s+(?:service|use)\b"
    ),
    "msa": (r"\bmaster\s+(?:[\w-]+\s+){0,4}agreement\b|\bMSA\b|\b(?:framework|services?|outsourcing)\s+agreement\b"),
    "policy": r"\bpolic(?:y|ies)\b",
    "schedule": r"\bschedules?\b|\bexhibits?\b|\bannex(?:es|ures?)?\b|\bappendi(?:x|ces)\b|\battachments?\b",
}
_TYPES = {kind: re.compile(names, re.IGNORECASE) for kind, names in _NAMES.items()}


@dataclass(frozen=True, slots=True)
class Mention:
    """A document, or a kind of documents, as a passage names it.

    `own` is the document of the passage itself, `parent` the agreement that it belongs to, `label` an attachment.
    """

    type: DocumentType | None = None
    own: bool = False
    parent: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True)
class Precedence:
    """A passage that puts documents in an order, those that go first first; one alone goes before all others.

    `excepts` tells that the passage lets a document say otherwise.
    """

    ranks: tuple[Mention, ...]
    span: Span
    excepts: bool = False


def find_precedence(contract: Contract) -> tuple[Precedence, ...]:
    """Find the passages of a document that say which documents go before which."""
    found: list[Precedence] = []
    listed: set[Span] = set()
    segments = [each for each in contract.segments if each.zone == "body" and each.kind != "heading"]
    for index, segment in enumerate(segments):
        lower = segment.text.casefold()
        if not any(word in lower for word in _SPEAKS_OF_ORDER):
            continue
        if not _ORDER.search(segment.text) and not _decides(segment.text):
            continue
        if segment.own in listed:
            continue
        items = _items(segment, segments[index:])
        listed.update(item.own for item in items)
        ranks = _of_items(items) if len(items) > 1 else _ranks(segment.text)
        if ranks:
            span = Span(segment.pieces[0].span.start, (items or [segment])[-1].own.end)
            found.append(Precedence(ranks, span, _EXCEPTION.search(segment.text) is not None))
    return tuple(found)


def _decides(text: str) -> bool:
    """Tell whether a sentence may say who prevails: in a conflict, or over whom."""
    verb = _WINS.search(text)
    return verb is not None and (_CONFLICT.search(text) is not None or "over" in text)


def mentions(text: str) -> list[Mention]:
    """List the documents that a text names, in its order."""
    found: list[tuple[int, int, Mention]] = []

    def add(start: int, end: int, mention: Mention) -> None:
        if not any(start < last and first < end for first, last, _ in found):
            found.append((start, end, mention))

    for match in _OWN.finditer(text):
        add(match.start(), match.end(), Mention(own=True))
    for match in ATTACHMENT_LABEL.finditer(text):
        if match["number"][0].isupper() or match["number"][0].isdigit():
            label = attachment_label(match["word"], match["number"])
            add(match.start("word"), match.end(), Mention(label=label))
    for kind, pattern in _TYPES.items():
        for match in pattern.finditer(text):
            add(match.start(), match.end(), Mention(kind))
    for match in _PARENT.finditer(text):
        add(match.start(), match.end(), Mention(parent=True))
    return [mention for _, _, mention in sorted(found, key=lambda each: each[:2])]


def _items(segment: Segment, following: Sequence[Segment]) -> list[Segment]:
    """List the items of the list that a segment belongs to, if its lead-in speaks of an order."""
    if segment.kind != "list_item" or len(segment.pieces) < 2:
        return []
    lead_in = segment.pieces[-2].span
    return [each for each in following if len(each.pieces) > 1 and each.pieces[-2].span == lead_in]


def _of_items(items: Sequence[Segment]) -> tuple[Mention, ...]:
    return tuple(
        named[0] for item in items if (named := mentions(_EXCEPTION.sub(" ", item.text[item.pieces[-1].start :])))
    )


def _ranks(text: str) -> tuple[Mention, ...]:
    plain = _EXCEPTION.sub(" ", text)
    order = _ORDER.search(plain)
    if order:
        listed = tuple(_each_first(plain[order.end() :]))
        if len(listed) > 1:
            return listed
    return _of_two(plain)


def _each_first(text: str) -> Iterator[Mention]:
    seen: set[Mention] = set()
    for entry in _BETWEEN_ENTRIES.split(text):
        named = mentions(entry or "")
        if named and named[0] not in seen:
            seen.add(named[0])
            yield named[0]


def _of_two(text: str) -> tuple[Mention, ...]:
    """Read who prevails: the document named last before the verb, over all others that the sentence names."""
    conflict = _CONFLICT.search(text)
    for verb in _WINS.finditer(text):
        if not conflict and not (verb["over"] and mentions(text[verb.end() :])):
            continue
        start = max(text.rfind(mark, 0, verb.start()) for mark in (",", ";", ":", ". "))
        named = mentions(text[max(start, 0) : verb.start()])
        if named:
            winner = named[0]
            others = [each for each in mentions(text) if each != winner]
            return (winner, *dict.fromkeys(others[:3])) if verb["over"] or others else (winner,)
    return ()
