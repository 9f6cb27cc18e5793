"""Terms that a contract takes in by an address on the web, and whether the one who keeps the page may change them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Segment
from clausecheck.structure.segments import locate

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”'’)\]]{3,300}", re.IGNORECASE)
_TAKES_IN = re.compile(
    r"\bincorporat\w*|\bby\s+reference|\bforms?\s+(?:an?\s+)?(?:integral\s+)?part\b|\bmade\s+(?:a\s+)?part\b|\bsubject\s+to\b|"
    r"\bgoverned\s+by\b|\bbound\s+by\b|\b(?:comply|accordance)\s+with\b|\bset\s+(?:out|forth)\b|\bas\s+(?:described|specified)\b|"
    r"\bapply\b|\bapplies\b|\bmeans\b|\bpursuant\s+to\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:terms|conditions|polic(?:y|ies)|agreement|addendum|DPA|SLA|service\s+levels?|schedule|guidelines|code\s+of\s+conduct|"
    r"measures|rules|requirements|exhibit|order\s+form|(?:support|service)\s+description|documentation)\b",
    re.IGNORECASE,
)
_MAY_CHANGE = re.compile(
    r"\bfrom\s+time\s+to\s+time\b|\bas\s+(?:may\s+be\s+)?(?:updated|amended|modified|revised|changed)\b|"
    r"\b(?:may|reserves?\s+the\s+right\s+to|is\s+entitled\s+to|can)\s+(?:\w+\s+){0,3}?(?:update|amend|modify|revise|change|replace)\b|"
    r"\b(?:then|most)[- ](?:current|recent)\b|\bcurrent\s+version\b|\bas\s+in\s+force\b",
    re.IGNORECASE,
)
_FROZEN = re.compile(
    r"\b(?:as\s+(?:they\s+|it\s+)?(?:stands?|stood|published|posted|in\s+effect|in\s+force)|version\s+(?:in\s+effect|published|dated)|in\s+effect)"
    r"\s+(?:on|as\s+of|at)\s+the\s+(?:\w+\s+)?(?:effective\s+)?date\b|"
    r"\b(?:shall|will|may)\s+not\s+(?:\w+\s+){0,3}?(?:change|amend|modify|update|reduce|degrade)\w*|\bno\s+(?:later\s+)?change\b",
    re.IGNORECASE,
)
_NEXT = 2  # sentences after the address in which its terms may still be said to change


@dataclass(frozen=True, slots=True)
class Incorporated:
    """An address of terms that are part of the contract, and the passage that makes them so.

    `changeable` tells whether the contract lets the vendor change what stands there; None where it says nothing, and so
    nothing keeps the vendor from it. `supplied` tells whether the deal has a document of such terms.
    """

    url: str
    address: Span
    passage: Span
    changeable: bool | None
    supplied: bool = False


def find_incorporated(contract: Contract) -> tuple[Incorporated, ...]:
    """Find the addresses of terms that the contract makes its own; a mere web address is none. Each is listed once."""
    found: dict[str, Incorporated] = {}
    for segment in contract.segments:
        if segment.zone in ("body", "definition") and ("://" in segment.text or "www." in segment.text.lower()):
            for each in _in_segment(segment, contract):
                found.setdefault(each.url, each)
    return tuple(found.values())


def _in_segment(segment: Segment, contract: Contract) -> Iterator[Incorporated]:
    text = segment.text
    if not _TAKES_IN.search(text) or not _TERMS.search(_URL.sub(" ", text)):
        return
    for match in _URL.finditer(text):
        url = match.group().rstrip(".,;:")
        spans = locate(contract.source, segment, match.start(), match.start() + len(url))
        if spans:
            yield Incorporated(url, spans[0], segment.own, _changeable(segment, contract))


def _changeable(segment: Segment, contract: Contract) -> bool | None:
    following = [
        other.text
        for other in contract.segments[segment.index + 1 : segment.index + 1 + _NEXT]
        if other.section == segment.section and other.kind != "heading" and not _URL.search(other.text)
    ]
    said = " ".join((segment.text, *following))
    if _FROZEN.search(said):
        return False
    return True if _MAY_CHANGE.search(said) else None
