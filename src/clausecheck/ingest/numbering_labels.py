"""How a line shows that it begins a numbered provision or a bullet: "12.3", "(a)", "Article IV", "Schedule 2"."""

from __future__ import annotations

import re

_NAMED = (
    r"(?:article|section|clause|schedule|exhibit|annex|appendix|attachment|addendum|part|chapter|recital)"
    r"\s+(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z](?:-\d+)?)"
)
_LABEL = re.compile(
    rf"""\s*(?:
        \d{{1,3}}(?:\.\d{{1,3}})+\.?\)?(?=\s|[A-Z]|$)       # 12.3  12.3.1.
      | \d{{1,3}}[.)](?=\s|[A-Z]|$)                          # 12.  12)
      | \((?:[a-z]{{1,3}}|[A-Z]{{1,3}}|\d{{1,2}}|[ivxlc]+|[IVXLC]+)\)(?=\s|[A-Z]|$)   # (a) (iv) (2)
      | (?:[a-zA-Z]|[ivxlc]{{2,5}}|[IVXLC]{{2,5}})[.)](?=\s)  # a.  iv)
      | (?i:{_NAMED})(?=\s*(?:$|[:\-\u2013\u2014]|\.(?!\d)|\s{{2}}))  # Article IV  Schedule 2:
      | [\u2022\u25cf\u25aa\u25a0\u25e6\u00b7\uf0b7\uf0a7\u2013*\-]\s    # bullets
    )""",
    re.VERBOSE,
)

_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_GLUED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}\.)(?=[A-Z][A-Za-z]|[\u201c\"][A-Z])")
_REFERENCE_END = re.compile(
    r"\b(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|annex(?:es)?|appendix|items?|part"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred)$",
    re.IGNORECASE,
)
_LONGEST_END = 12  # characters, more than the longest of those words


def label_of(line: str) -> str:
    """Give the numbering label or bullet that a line starts with, or an empty string."""
    match = _LABEL.match(line)
    return match.group().strip() if match else ""


def labels_before(label: str) -> list[str]:
    """Give what can come right before a label in brackets in its list: "(u)" and "(iv)" before "(v)"."""
    value = label.strip("()").lower()
    if label != f"({label.strip('()')})":
        return []
    before = [str(int(value) - 1)] if value.isdigit() else []
    if len(value) == 1 and "b" <= value <= "z":
        before.append(chr(ord(value) - 1))
    if value in _NUMERALS[1:]:
        before.append(_NUMERALS[_NUMERALS.index(value) - 1])
    return [f"({each.upper() if label.isupper() else each})" for each in before]


def glued_label_length(line: str) -> int:
    """Give the length of a number that stands before a word without a space ("2.1Fees"), or 0."""
    match = _GLUED.match(line)
    return match.end() if match else 0


def ends_in_reference(line: str) -> bool:
    """Tell whether a number after this line is no label: "as set out in Section", or "within sixty" before "(60)"."""
    return bool(_REFERENCE_END.search(line, max(len(line) - _LONGEST_END, 0)))
