"""Citations: sections and attachments named in running text ("clauses 4.1 and 4.2(b)"), and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from clausecheck.structure.contract import Contract, Section, upward
from clausecheck.structure.numbering import ATTACHMENT_LABEL, add_numerals, attachment_label

SECTION_WORD = r"(?:(?:sub-?)?(?:sections?|clauses?|paragraphs?)|articles?|conditions?|(?:secs?|arts?|paras?)\.|§{1,2})"
"""The pattern of the word before the number of a section, in lower case."""
_ITEM = r"\s?\((?:[a-z]{1,2}|[ivxl]{1,5}|[A-Z]|\d{1,2})\)"
_NUMBER = rf"(?:\d{{1,3}}|[IVXL]{{1,6}})(?:\.\d{{1,3}})*(?:{_ITEM})*(?![\w%])"
_CITATION = re.compile(
    rf"(?<!\w)(?P<own>this\s+)?(?i:{SECTION_WORD})\s*(?P<numbers>{_NUMBER}(?:\s*(?:,|and|or|to|through|&|,\s*and)\s*{_NUMBER})*)"
)
# One of these is in every citation; to ask for them first spares most sentences the search.
_SPEAKS_OF_SECTIONS = (
    *("section", "clause", "paragraph", "article", "condition", "§"),
    *("sec.", "secs.", "art.", "arts.", "para.", "paras."),
)
_SPEAKS_OF_ATTACHMENTS = ("exhibit", "schedule", "annex", "appendix", "attachment", "addendum")
_OWN = re.compile(r"\bthis\s+$", re.IGNORECASE)
_ONE_NUMBER = re.compile(_NUMBER)
_PLAIN_NUMBER = re.compile(r"(?P<number>\d+(?:\.\d+)*|[IVXL]+\b)", re.IGNORECASE)
# "Section 3.1 (Fees) of Schedule 2", "Section 3 in Supplement 1"; "Section 3 of the Agreement and Schedule 2" are two.
_OF_ATTACHMENT = re.compile(
    r"(?!\s*,?\s+of\s+(?:the|this)\s+(?:[A-Z]\w*\s+){0,2}(?:Agreement|Contract|MSA)\b)[^.;:()]{0,30}(?:\([^()]{0,60}\)\s*)?(?:,|\b(?:of|in|to))\s+(?:this\s+|the\s+)?(?:[A-Z]\w*\s+){0,3}?"
    r"(?=(?:Exhibit|Schedule|Annex|Annexure|Appendix|Attachment|Addendum|Supplement|Statement|SOW|Work\s+Order)\b)"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of sections: its place in the text that was read, and the numbers that it names.

    `own` tells that it is the section in which it stands ("this Section 4"). A mention of an attachment as a whole
    names no number but the `attachment`, by its label.
    """

    start: int
    end: int
    numbers: tuple[str, ...]
    own: bool
    attachment: str = ""


def find_citations(text: str) -> Iterator[Citation]:
    """Find the sections that a text names, in its order."""
    lower = text.lower()
    if not any(word in lower for word in _SPEAKS_OF_SECTIONS):
        return
    for match in _CITATION.finditer(text):
        numbers = tuple(_normal(number.group()) for number in _ONE_NUMBER.finditer(match.group("numbers")))
        yield Citation(match.start(), match.end(), numbers, match.group("own") is not None)


def find_attachments(text: str) -> Iterator[Citation]:
    """Find the attachments that a text names as a whole, and not to say where a section stands, in its order."""
    lower = text.lower()
    if not any(word in lower for word in _SPEAKS_OF_ATTACHMENTS):
        return
    leading = [_OF_ATTACHMENT.match(text, citation.end) for citation in find_citations(text)]
    of_sections = {match.end() for match in leading if match}
    for match in ATTACHMENT_LABEL.finditer(text):
        start, number = match.start("word"), match["number"]
        if start in of_sections or not (number[0].isupper() or number[0].isdigit()):
            continue
        own = _OWN.search(text, 0, start) is not None
        yield Citation(start, match.end("number"), (), own, attachment_label(match["word"], number))


class SectionFinder:
    """The sections of a contract by number; those of the body go before those of an attachment."""

    def __init__(self, contract: Contract) -> None:
        """List the numbered sections of a contract."""
        self._by_number: dict[str, list[Section]] = {}
        self._within: dict[tuple[str, str], list[Section]] = {}
        for index, section in enumerate(contract.sections):
            number, outermost = _number_of(contract, index)
            if section.label and number:
                attachment = outermost.casefold() if ATTACHMENT_LABEL.match(outermost) else ""
                self._by_number.setdefault(number, []).append(section)
                self._within.setdefault((number, attachment), []).append(section)

    def find(self, citation: Citation, text: str, place: int) -> list[Section]:
        """Find the sections that a citation in `text` names; `place` is the offset in the document where it stands.

        "Section 3.1 of Schedule 2" is looked for in Schedule 2 and nowhere else. Where a number is used twice, the
        first is meant that is not the section in which the citation stands; or that one, where it says "this". Where
        only parts of a section have numbers of their own ("9.1"), all of them are the section ("9").
        """
        attachment = _named_attachment(text, citation.end)
        found = []
        for number in citation.numbers:
            if number not in self._by_number:
                found += [section for part in self._parts_of(number) for section in self._by_number[part]]
                continue
            anywhere = [] if attachment is not None else self._by_number[number]
            named = self._within.get((number, (attachment or "").casefold()), anywhere)
            meant = (section for section in named if citation.own is (section.span.start <= place < section.span.end))
            found += [next(meant, named[0])] if named else []
        return found

    def _parts_of(self, number: str) -> list[str]:
        return [part for part in self._by_number if part.startswith((f"{number}.", f"{number}("))]


def _named_attachment(text: str, end: int) -> str | None:
    """Give the attachment that the words after a citation name, or None where they name none."""
    of = _OF_ATTACHMENT.match(text, end)
    if of is None:
        return None
    label = ATTACHMENT_LABEL.match(text, of.end())
    return f"{label.group('word')} {label.group('number')}" if label else "elsewhere"


def _number_of(contract: Contract, index: int) -> tuple[str, str]:
    """Give the full number of a section ("12.3(b)"), and the label of the outermost section around it."""
    label, outermost, complete = "", "", False
    for section in upward(contract.sections, contract.sections[index]):
        if section.label and not complete:
            label = section.label.rstrip(".") + label
            complete = not section.label.startswith("(")
        outermost = section.label
    return (_normal(label) if complete and not ATTACHMENT_LABEL.match(label) else ""), outermost


def _normal(label: str) -> str:
    """Write a number in one way: without "Section", blanks and final stops, and in Arabic figures."""
    match = _PLAIN_NUMBER.search(label)
    if match is None:
        return ""
    number, rest = match.group("number"), label[match.end() :].replace(" ", "").rstrip(".:")
    return f"{number if number[0].isdigit() else add_numerals(number)}{rest}"
