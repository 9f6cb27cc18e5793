"""Cited titles: "except for a breach of Section 8", a carve-out by number alone, read with the title of the section."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.detect.substitution import with_repairs
from clausecheck.structure.citations import Citation, SectionFinder, find_citations
from clausecheck.structure.contract import Contract, Repair, Segment, upward
from clausecheck.structure.segments import locate

_EXCEPTS = re.compile(
    r"\b(?:except|excepting|excluding|other\s+than|save|apart\s+from|(?:do(?:es)?|shall|will)\s+not\s+(?:apply|extend|limit))\b",
    re.IGNORECASE,
)
_LIABILITY = re.compile(r"\bliab|\bdamages\b|\blimit(?:s|ations?)?\b|\bcaps?\b", re.IGNORECASE)
_BREACH = re.compile(
    r"\b(?:breach(?:es)?|obligations?|liabilit(?:y|ies)|dut(?:y|ies)|claims?|indemnit(?:y|ies))\s+(?:of|under|in|arising\s+under)\s+$",
    re.IGNORECASE,
)
_TITLED = re.compile(r"\s*(?:\(|[\"“]|[-–—])")


def read_with_titles(contract: Contract) -> Contract:
    """Read a contract so that the section whose breach is excepted from a limit has its title beside its number."""
    speaking = [segment for segment in contract.segments if segment.zone == "body" and _speaks(segment.text)]
    if not speaking:
        return contract
    finder = SectionFinder(contract)
    return with_repairs(contract, [repair for each in speaking for repair in _titled(each, contract, finder)])


def _speaks(text: str) -> bool:
    return bool(_EXCEPTS.search(text) and _LIABILITY.search(text))


def _titled(segment: Segment, contract: Contract, finder: SectionFinder) -> Iterator[Repair]:
    text = segment.text
    for citation in find_citations(text):
        if citation.own or _TITLED.match(text, citation.end) or not _BREACH.search(text, 0, citation.start):
            continue
        titles = dict.fromkeys(filter(None, _titles(citation, segment, contract, finder)))
        places = locate(contract.source, segment, citation.start, citation.end)
        if titles and len(places) == 1:
            yield Repair(places[0], f"{text[citation.start : citation.end]} ({'; '.join(titles)})")


def _titles(citation: Citation, segment: Segment, contract: Contract, finder: SectionFinder) -> Iterator[str]:
    """Give the title of each section cited, or of the nearest numbered one around it that has any."""
    for section in finder.find(citation, segment.text, segment.own.start):
        around = (each.title for each in upward(contract.sections, section) if each.label and each.title)
        yield next(around, "")
