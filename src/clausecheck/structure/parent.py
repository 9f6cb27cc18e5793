"""The agreement that a document belongs to, as it names it: "pursuant to the Master Services Agreement dated ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, DocumentType
from clausecheck.structure.dates import dates
from clausecheck.structure.document_types import type_named

_OPENING = 6000
_DATE_REACH = 120  # characters after the title in which its date stands
_BELONGS = (
    r"(?:pursuant\s+to|under|governed\s+by|subject\s+to|(?:integral\s+)?part\s+of|incorporated\s+(?:by\s+reference\s+)?into|"
    r"supplement(?:s|ing)|supplemental\s+to|amend(?:s|ing)|modif(?:ies|ying)|var(?:ies|ying)|attached\s+to|appended\s+to|"
    r"accompan(?:ies|ying)|addendum\s+to|amendment\s+(?:(?:no\.?|number|\#)\s*\w+\s+)?to|(?:no\.?|number|\#)\s*\d+\s+to|"
    r"(?:(?:concluded|signed|made|entered\s+into|parties\s+to)))"
)
_TITLE = (
    r"(?P<title>(?:[A-Z][\w&'’./-]*\s+(?:(?:for|of|and|&)\s+(?:the\s+)?)?){0,7}?"
    r"(?:Agreement|AGREEMENT|Contract|CONTRACT|MSA|Terms\s+of\s+(?:Service|Use)|Terms\s+and\s+Conditions|Terms))\b"
)
_PARENT = re.compile(
    rf"\b(?i:{_BELONGS})\s+(?:and\s+(?:is\s+)?[\w\s]{{0,40}}?\s)?"
    rf"(?i:the|that\s+certain|our|your|its|an?|certain)?\s*(?:\w+[’']s\s+)?{_TITLE}"
)
# What may stand between the title and the date of an agreement: "(the “MSA”), dated as of".
_DATED = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)?,?\s*(?:which\s+(?:is|was)\s+)?"
    r"(?=\w)(?:dated|effective|made|signed|concluded|entered\s+into|executed)?\s*(?:(?:as\s+)?(?:of|on))?\s*(?:the\s+)?",
    re.IGNORECASE,
)
# An agreement of these types stands by itself unless it says of which dated one it is a part.
_BY_THEMSELVES: frozenset[DocumentType | None] = frozenset({"msa", "saas_terms", "license", "nda", "other", None})


@dataclass(frozen=True, slots=True)
class Parent:
    """The agreement that a document belongs to, in its own words; `date` and `type` are None where they do not tell."""

    title: str
    type: DocumentType | None
    date: date | None
    span: Span

    @property
    def words(self) -> str:
        """Name it on one line: "Master Services Agreement of 3 March 2024"."""
        return f"{self.title} of {self.date.day} {self.date:%B %Y}" if self.date else self.title


def find_parent(contract: Contract) -> Parent | None:
    """Find the agreement that a document says it belongs to: one with a date, else one with a full name, else any."""
    found = [parent for parent in _parents(contract.source.text) if not _is_itself(parent, contract)]
    if contract.type in _BY_THEMSELVES:
        found = [parent for parent in found if parent.date]
    full = [parent for parent in found if parent.type]
    return next(iter([*(parent for parent in full if parent.date), *full, *found]), None)


def _parents(text: str) -> Iterator[Parent]:
    for match in _PARENT.finditer(text, 0, _OPENING):
        title = " ".join(match["title"].split())
        end, day = match.end(), None
        tail = text[end : end + _DATE_REACH]
        for each in sorted(dates(tail), key=lambda each: each.span.start):
            if _DATED.fullmatch(tail, 0, each.span.start):
                end, day = end + each.span.end, each.date
            break
        yield Parent(title, type_named(title), day, Span(match.start(), end))


def _is_itself(parent: Parent, contract: Contract) -> bool:
    own, day = contract.kind, contract.effective_date
    span = own.span if own and own.span else Span(0, 0)
    title = " ".join(contract.source.text[span.start : span.end].split()).casefold()
    if parent.title.casefold() == title:
        return True
    is_alike = parent.type is not None and parent.type == contract.type
    return is_alike and (parent.date is None or (day is not None and parent.date == day.date))
