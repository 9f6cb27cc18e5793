"""Attachments: what an amendment does to an exhibit or a row of its table, and which document holds that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from clausecheck.ingest.source import Block
from clausecheck.spans import Span
from clausecheck.structure.citations import Citation
from clausecheck.structure.contract import Contract, Repair
from clausecheck.structure.deal import Deal
from clausecheck.structure.supply import attachment_in, supplier

_PART = r"(?:row|line|item|entry)\s+(?:(?:no\.?|number)\s*)?(?P<number>\d{1,3})\b"
_ROW_AFTER = re.compile(
    rf"(?:\s*\([^()]{{0,60}}\))?\s*,?\s*(?:(?:in|at)\s+)?(?:the\s+)?(?:table(?:\s+\d+)?\s*,?\s+)?{_PART}", re.IGNORECASE
)
_ROW_BEFORE = re.compile(rf"\b{_PART}\s+(?:of|in|to)\s+(?:the\s+table\s+(?:of|in)\s+)?(?:the\s+)?$", re.IGNORECASE)
# What stands beside an attachment that is new, or that an amendment brings along.
_BROUGHT = re.compile(
    r"\b(?:(?:new|additional|attached)\s+|(?:with|by)\s+(?:(?:the|an?|amended|revised|restated)\s+)*"
    r"|(?:hereto|amendment|attached)\s+as\s+)$",
    re.IGNORECASE,
)
_BROUGHT_ALONG = re.compile(
    r"\s*,?\s*(?:attached|annexed|appended|(?:here)?to\s+this\s+\w+|hereto|to\s+the\s+amendment)\b", re.I
)
_VERB = r"(?:amend|updat|revis|supplement|vari|modifi|chang|extend|increas|reduc|replac|delet|remov|insert|add)\w*"
_IS_TOUCHED = re.compile(
    rf"[^.;]{{0,80}}?\b(?:(?:is|are|(?:shall|will)\s+be)\s+(?:(?:hereby|further|also|each|deemed)\s+)*{_VERB}"
    r"|(?:now|shall)\s+(?:now\s+)?reads?\b)",
    re.IGNORECASE,
)
_TOUCHES = re.compile(
    r"\b(?:(?:amend|update|revise|supplement|vary|modify|change)(?:s|ing)?"
    r"|(?:is|are|shall\s+be)\s+(?:hereby\s+)?(?:added|inserted|appended)\s+(?:to|into|in|at\s+the\s+end\s+of))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ORDERS = re.compile(rf"\W*(?:the\s+parties\s+(?:(?:hereby|agree|to)\s+)*)?{_VERB}\b", re.IGNORECASE)
_OPENS = re.compile(r"\W*(?:in|within|from|to)\s+(?:the\s+)?", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:in|within|from|to|under)\s+(?:the\s+)?$", re.IGNORECASE)


def is_brought(text: str, citation: Citation) -> bool:
    """Tell whether a sentence names an attachment as new, or as the one that the amendment itself brings along."""
    return _BROUGHT.search(text, 0, citation.start) is not None or _BROUGHT_ALONG.match(text, citation.end) is not None


def is_touched(text: str, citation: Citation) -> bool:
    """Tell whether a sentence does something to an attachment or within it, whatever that is."""
    before = text[: citation.start]
    if _WITHIN.search(before) and _ORDERS.match(before):
        return True
    if _OPENS.fullmatch(before):
        return re.search(rf"\b{_VERB}", text[citation.end :], re.IGNORECASE) is not None
    return _IS_TOUCHED.match(text, citation.end) is not None or _TOUCHES.search(before) is not None


def is_within(text: str, citation: Citation) -> bool:
    """Tell whether a sentence speaks of what stands in an attachment, and not of the whole of it."""
    return bool(_WITHIN.search(text, 0, citation.start) or _row_number(text, citation))


def holder(label: str, of: int, deal: Deal) -> int | None:
    """Find the document that holds an attachment of another one: that one, or the document that is the attachment."""
    if attachment_in(deal.documents[of].contract, label):
        return of
    return supplier(label, of, deal.documents)


def reach(text: str, citation: Citation, contract: Contract) -> tuple[Span, ...]:
    """Give the rows of an attachment that a sentence names by their number, or else the whole attachment."""
    section = attachment_in(contract, citation.attachment)
    whole = section.span if section else Span(0, len(contract.source.text))
    number = _row_number(text, citation)
    rows = tuple(_rows(number, whole, contract)) if number else ()
    return rows or (whole,)


def _row_number(text: str, citation: Citation) -> str | None:
    match = _ROW_AFTER.match(text, citation.end) or _ROW_BEFORE.search(text, 0, citation.start)
    return match["number"] if match else None


def _rows(number: str, whole: Span, contract: Contract) -> Iterator[Span]:
    """Find the rows that begin with a number, or else those that have it by their place beneath the titles."""
    rows = [each for each in contract.source.blocks if each.kind == "table_row" and whole.contains(each.span)]
    numbered = [each.span for each in rows if each.cells and _begins_with(number, each, contract)]
    if numbered:
        yield from numbered
        return
    for header, table in groupby(rows, key=lambda row: row.header):
        below = list(table) if header is not None else []
        if len(below) >= int(number) > 0:
            yield below[int(number) - 1].span


def _begins_with(number: str, row: Block, contract: Contract) -> bool:
    first = row.cells[0]
    return contract.source.text[first.start : first.end].strip(" .)(") == number


def is_one_value(repairs: Sequence[Repair], contract: Contract) -> bool:
    """Tell whether what a sentence would change stands in one row alone; in several, which is meant has to be read."""
    rows = [each.span for each in contract.source.blocks if each.kind == "table_row"]
    return len({row for row in rows for repair in repairs if row.contains(repair.span)}) <= 1
