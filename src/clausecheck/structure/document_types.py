"""What a document is: a master agreement, a data processing addendum, an order form ..., by the words that name it.

A wrong type could hide a clause that is missing, so a document is of a type only where its title says so or its
opening words do ("This Statement of Work"), and neither says otherwise. All others are of no type. An agreement whose
title names another bargain (a lease, a franchise) is "other".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.ingest.source import Source
from clausecheck.spans import Span
from clausecheck.structure.contract import DocumentType, Kind, Section
from clausecheck.structure.headings import looks_like_title, starts_contents

TYPE_TITLES: dict[DocumentType, str] = {
    "msa": "master or services agreement",
    "saas_terms": "cloud or subscription terms",
    "dpa": "data processing agreement",
    "baa": "business associate agreement",
    "sla": "service level agreement",
    "order_form": "order form",
    "sow": "statement of work",
    "amendment": "amendment",
    "nda": "non-disclosure agreement",
    "schedule": "schedule",
    "policy": "policy",
    "license": "licence agreement",
    "other": "other agreement",
}

_OPENING = 3000  # characters in which a document says what it is
_LINES = 40
_MOST_WORDS = 16
_MOST_LETTERS = 200
_SOME = r"(?:[\w&/'’.,-]+\s+)"
_AGREEMENT = r"(?:agreement|contract|addendum|terms(?:\s+(?:and|&)\s+conditions)?|deed)"
_PAPER = rf"(?:{_AGREEMENT}|schedule|exhibit|annex|appendix|attachment|amendment)"
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th))"
_COUNTED = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
# The names of each type, as a whole title has them; the first kind that fits decides.
_NAMES: tuple[tuple[DocumentType, str], ...] = (
    (
        "amendment",
        rf"(?:{_SOME}{{0,3}}{_ORDINAL}\s+)?(?:amendment|variation|change\s+order)(?:\s+agreement)?"
        rf"(?:\s*(?:no|number|nr|#)?\W*(?:[\dIVX]+\w*|{_COUNTED}))?"
        r"|deed\s+of\s+(?:amendment|variation)|contract\s+(?:amendment|variation)",
    ),
    ("baa", rf"{_SOME}{{0,4}}business\s+associate\s+{_PAPER}|baa"),
    (
        "dpa",
        rf"{_SOME}{{0,4}}(?:data|privacy)\s+(?:processing|protection)(?:\s+and\s+\w+)?\s+{_PAPER}"
        r"|(?:personal\s+)?data\s+processing|processing\s+(?:of\s+)?(?:personal\s+)?data|dpa",
    ),
    (
        "nda",
        rf"{_SOME}{{0,4}}(?:non-?\s?disclosure|confidentiality|secrecy)(?:\s+and\s+non-?\s?(?:disclosure|use))?\s+"
        r"(?:agreement|deed|undertaking)|nda",
    ),
    (
        "sla",
        rf"{_SOME}{{0,4}}service\s+levels?\s+(?:{_PAPER}|specification|commitments?)"
        r"|(?:service\s+levels?|performance\s+standards?)(?:\s+and\s+(?:service\s+)?(?:level\s+)?credits?)?|sla",
    ),
    ("sow", rf"{_SOME}{{0,4}}(?:statement\s+of\s+work|work\s+order|task\s+order|work\s+statement|sow)"),
    (
        "order_form",
        rf"{_SOME}{{0,4}}(?:order\s+form|purchase\s+order|sales?\s+order|service\s+order|order\s+schedule)",
    ),
    ("policy", rf"{_SOME}{{1,5}}(?:policy|policies)|code\s+of\s+(?:conduct|ethics)"),
    (
        "saas_terms",
        rf"{_SOME}{{0,5}}(?:saas|software[- ]as[- ]a[- ]service|cloud|subscription|hosted|hosting|online|platform)"
        rf"(?:\s+(?:and\s+)?(?:cloud|services?|subscription|software|platform|hosting|access))*\s+{_AGREEMENT}"
        rf"|{_SOME}{{0,4}}terms\s+of\s+(?:service|use|subscription)",
    ),
    (
        "license",
        rf"{_SOME}{{0,5}}(?:software|technology|end[- ]user|product|content|patent|trade\s?mark|source\s+code|ip)?"
        r"\s*licen[sc]e\s+(?:agreement|terms|contract)|eula",
    ),
    (
        "msa",
        rf"{_SOME}{{0,5}}master\s+{_SOME}{{0,5}}{_AGREEMENT}"
        rf"|{_SOME}{{0,6}}(?:services?|outsourcing|consulting|consultancy|staffing|support|maintenance|framework)\s+{_AGREEMENT}"
        rf"|(?:agreement|contract)\s+for\s+(?:the\s+)?(?:provision\s+of\s+)?{_SOME}{{0,4}}services|core\s+terms|call-off\s+contract|msa",
    ),
)
# What may follow the name of a document in its title.
_TAIL = (
    r"\W*(?:(?:version|ver\.?|v|no\.?|number|nr\.?|#|ref\.?|reference|rev\.?)\W*[\w./-]+\W*){0,3}"
    r"(?:\b(?:for|to|under|between|by\s+and|by\s+between|pursuant|with|dated|effective|of|simple|template|form)\b.*)?"
)
_TITLES = tuple(
    (kind, re.compile(rf"(?:the\s+)?(?:amended\s+and\s+restated\s+)?(?P<name>{names}){_TAIL}", re.IGNORECASE))
    for kind, names in _NAMES
)
_ATTACHMENT = re.compile(
    r"(?:[\w-]+\s+)?(?:schedule|exhibit|annex|annexure|appendix|attachment|addendum)\s+(?:no\.?\s*)?[\"“]?[\w.-]{1,6}\b[\"”]?\W*",
    re.IGNORECASE,
)
# A schedule needs no further name; what a regulator files as "Exhibit 10.1" is an agreement.
_SCHEDULE = re.compile(
    r"(?i:(?:schedule|annex|annexure|appendix|attachment)\s+(?:no\.?\s*)?(?:\d{1,2}|[a-z]|[ivx]{1,4})|exhibit\s+[a-z])"
    r"\s*(?:[-–—:.(\"”].*)?"
)
_OTHER = re.compile(rf"{_SOME}{{1,9}}(?:agreement|contract|lease|deed){_TAIL}", re.IGNORECASE)
_LABEL = re.compile(r"\W*(?:(?:section|part|article|clause)?\s*\d{1,3}(?:\.\d+)*\.?\s+)?", re.IGNORECASE)
# In a title of several nouns these name another bargain, of which the services or the licence are a part.
_OTHER_BARGAIN = re.compile(
    r"\b(?:distribut\w*|resell\w*|resale|franchis\w*|joint\s+venture|sponsor\w*|endorse\w*|lease|employment|purchase|"
    r"supply|manufactur\w*|development|collaborat\w*|alliance|affiliate|co-?brand\w*|promotion|marketing\s+and|agency|"
    r"stock|loan|merger|asset|sale|royalty|settlement|separation|invention\w*|non-?compet\w*|escrow)\b",
    re.IGNORECASE,
)
# Titles that a section of any agreement may have.
_MERE_SECTIONS: frozenset[DocumentType] = frozenset({"amendment", "policy"})
_BROAD = frozenset({"msa", "saas_terms", "license"})
_SPEAKS_OF_ITSELF = re.compile(
    r"\b(?:THIS|This|THESE|These)\s+(?P<title>[A-Z](?:[^.;:(\"“]|(?<=\bN[oOrR])\.){1,110}?)"
    r"(?=\s*[,(\"“]|\s+(?:is|are|was|has|dated|made|entered|effective|shall|governs?|sets?|forms?|supplements?|amends?|"
    r"by|between|contains?|describes?|defines?|applies|apply|incorporates?|IS|ARE|DATED|MADE|ENTERED|BY|BETWEEN)\b)"
)


def find_kind(source: Source, sections: Sequence[Section]) -> Kind | None:
    """Tell what a document is; None where neither its title nor its opening words say so, or they differ."""
    title = next(_titles(source), None)
    opening = next(_own_names(source.text[:_OPENING]), None)
    if title and opening and title[0] != opening[0]:
        return None
    found = title or opening
    if found is None:
        return None
    kind, span = found
    announced = {name for section in sections if (name := type_named(section.title))}
    return Kind(kind, span, frozenset(announced - _MERE_SECTIONS - {kind}))


def _titles(source: Source) -> Iterator[tuple[DocumentType, Span]]:
    """Find the lines of the opening that are the name of a document, alone or with the lines that follow them."""
    lines = list(_lines(source))
    label: Span | None = None
    for index, line in enumerate(lines):
        for last in lines[index : index + 3]:
            span = Span(line.start, last.end)
            words = " ".join(source.text[span.start : span.end].split())
            if len(words) > _MOST_LETTERS or len(words.split()) > _MOST_WORDS:
                break
            kind = type_named(words)
            if kind:
                yield kind, span
        words = source.text[line.start : line.end].strip()
        if index == 0 and _SCHEDULE.fullmatch(words):
            label = line
        elif looks_like_title(words) and _OTHER.fullmatch(words):
            yield "other", line
    if label:
        yield "schedule", label


def _lines(source: Source) -> Iterator[Span]:
    """List the short lines before the body: up to the contents, the first clause or the first party."""
    count = 0
    for block in source.blocks:
        if (
            block.span.start > _OPENING
            or count > _LINES
            or starts_contents(source.text[block.span.start : block.span.end])
        ):
            return
        if block.cells:
            continue
        for match in re.finditer(r"[^\n]+", source.text[block.span.start : block.span.end]):
            words = match.group().strip()
            if count and re.match(r"(?:1\.|\(?1\)|ARTICLE\s+[1I]\b|Article\s+[1I]\b|Section\s+1\b)", words):
                return
            if words and len(words) <= _MOST_LETTERS and len(words.split()) <= _MOST_WORDS:
                yield Span(block.span.start + match.start(), block.span.start + match.end())
            count += 1


def _own_names(text: str) -> Iterator[tuple[DocumentType, Span]]:
    """Find what an opening calls the document itself: "This Master Services Agreement"."""
    for match in _SPEAKS_OF_ITSELF.finditer(text):
        kind = type_named(match["title"])
        if kind:
            yield kind, Span(match.start("title"), match.end("title"))


def type_named(words: str) -> DocumentType | None:
    """Tell which type of document a title names, such as "Data Processing Addendum"; None where it names none."""
    plain = " ".join(words.replace("“", '"').replace("”", '"').split()).strip(' "*_-–—:')
    plain = _LABEL.sub("", plain, count=1) if len(plain.split()) > 1 else plain
    attached = _ATTACHMENT.match(plain)
    if attached and attached.end() < len(plain):
        plain = plain[attached.end() :]
    for kind, pattern in _TITLES:
        match = pattern.fullmatch(plain)
        if match:
            other = kind in _BROAD and _OTHER_BARGAIN.search(match["name"])
            return None if other else kind
    return None
