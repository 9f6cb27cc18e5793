"""Repair of a PDF whose end is lost: PDFium finds the objects again, but not which of them is the first."""

from __future__ import annotations

import re

_CATALOGUE = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+obj\b(?=(?:(?!endobj).){0,4000}?/Type\s*/Catalog\b)", re.DOTALL)
_TAIL = 4096


def is_cut_short(data: bytes) -> bool:
    """Tell a PDF that lacks its end, so that pages may have lost what they showed."""
    return b"%%EOF" not in data[-_TAIL:]


def with_trailer(data: bytes) -> bytes | None:
    """Give a PDF that has lost its trailer a new one, or None where its catalogue is lost too."""
    found = [match.group(1, 2) for match in _CATALOGUE.finditer(data)]
    if not found:
        return None
    number, generation = found[-1]  # the last of several is the newest
    return data + b"\nendobj\ntrailer\n<< /Root %b %b R /Size 1 >>\nstartxref\n0\n%%%%EOF\n" % (number, generation)
