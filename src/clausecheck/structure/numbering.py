"""Labels: what stands before a numbered provision ("12.3", "Article IV", "(a)(iv)", "Schedule 2")."""

from __future__ import annotations

import re
from dataclasses import dataclass

ATTACHMENT = "attachment"

_ROMAN = r"(?=[ivxlcIVXLC])(?:[xX]{0,4}(?:[iI][xX]|[iI][vV]|[vV]?[iI]{0,3})|[xX][lL]|[lL][xX]{0,3})"
_ATTACHMENT_WORD = r"(?:exhibit|schedule|annex|annexure|appendix|attachment|addendum)"
_CAPITALISED_WORD = r"(?:E(?i:xhibit)|S(?i:chedule)|A(?i:nnex|nnexure|ppendix|ttachment|ddendum))"
_QUANTITY = (
    r"(?!\s+(?:hours?|days?|weeks?|months?|years?|minutes?|seconds?|percent|per\s+cent|million|billion|thousand|hundred|U\.?S\.?C|CFR|C\.F\.R|"
    r"Jan(?:uary)?|Feb(?:ruary)?|March|April|May\s+\d|June|July|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b)"
)
_CITED = (
    r"(?!(?:\([A-Za-z0-9]{1,4}\))*(?:\s+\([^()\n]{1,60}\))?,?\s+"
    r"(?:of|and|or|to|in|through|above|below|hereof|shall|will|may|must|is|are|has|does|do|applies|notwithstanding)\b)"
)
_SECTION_WORD = r"(?:SECTION|Section|Sec\.|CLAUSE|Clause|§)"
_NUMBER = r"[A-Z]{1,2}(?:-\d{1,2})?|\d{1,2}(?:[.\-]?[A-Za-z0-9]{1,2})?|[IVX]{1,5}"

_NUMBERED = rf"\s+(?:No\.?\s*)?[\"“]?(?P<number>{_NUMBER})\b"

ATTACHMENT_LABEL = re.compile(rf"\W{{0,3}}(?P<word>{_ATTACHMENT_WORD}){_NUMBERED}", re.IGNORECASE)
"""An attachment named at the beginning of a text, in its own heading for one."""

ATTACHMENT_TITLE = re.compile(
    r"\b(?:Schedule|SCHEDULE) +(?:of|OF) +(?P<title>[A-Z][\w-]+(?: +(?:(?:and|AND) +)?[A-Z][\w-]+){0,3})"
)
"""An attachment that goes by its title and has no number, "Schedule of Services"."""

ATTACHMENT_NAME = re.compile(rf"(?P<word>{_CAPITALISED_WORD})(?i:{_NUMBERED})")
"""An attachment named anywhere in running text, its word with a capital."""

_LABELS = (
    (
        "article",
        re.compile(rf"(?:ARTICLE|Article|PART|Part|CHAPTER|Chapter)\s+(?P<value>\d{{1,2}}|{_ROMAN})\b{_CITED}[.:]?"),
    ),
    (
        "decimal",
        re.compile(rf"{_SECTION_WORD}\s*(?P<value>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}})\b{_CITED}\.?(?=[\s\"“(]|$)"),
    ),
    ("decimal", re.compile(rf"{_SECTION_WORD}\s*(?P<value>\d{{1,3}})\b(?!\.\d){_CITED}[.:]?")),
    ("decimal", re.compile(rf"(?P<value>\d{{1,3}}(?:\.\d{{1,3}}){{1,5}})\.?(?=[\s\"“(]|$){_QUANTITY}")),
    ("decimal", re.compile(r"(?P<value>\d{1,2})\.(?=[\s\"“]|[A-Z]|$)")),
    ("decimal", re.compile(rf"(?P<value>\d{{1,2}})(?=\s+[A-Z][A-Za-z])(?i:{_QUANTITY})")),
    ("numeric", re.compile(r"\(?(?P<value>\d{1,2})\)(?=\s|$)")),
    ("letter", re.compile(r"\((?P<value>[a-z]{1,4}|[A-Z]{1,2})\)(?=\s|\S)")),
    ("letter_bracket", re.compile(r"(?P<value>[a-z]{1,4})\)(?=\s)")),
    ("letter_dot", re.compile(r"(?P<value>[a-zA-Z])\.(?=\s)")),
    ("roman_dot", re.compile(rf"(?P<value>{_ROMAN})\.(?=\s)")),
    ("bullet", re.compile(r"(?P<value>[•●▪■◦○□▶►➢‣✓\uf0a7\uf0b7\uf0d8\uf0fc\uf076–*·o-]|- -)(?=\s)")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """One label at the start of a passage.

    `text` is the label as printed; `style` names its kind and depth, so that siblings share it; `value` is its ordinal.
    """

    text: str
    style: str
    value: int
    length: int


def read_label(text: str) -> Label | None:
    """Read the label that a passage starts with, or None. Roman and letter labels stay "letter" until placed."""
    for kind, pattern in _LABELS:
        match = pattern.match(text)
        if match is None or not match.group("value"):
            continue
        value = match.group("value")
        printed = match.group(0).strip()
        if kind == "decimal":
            parts = value.split(".")
            return Label(printed.rstrip(".:"), f"decimal{len(parts)}", int(parts[-1]), match.end())
        ordinal = int(value) if value.isdigit() else _ordinal(kind, value)
        if ordinal is None:
            continue
        return Label(printed.rstrip(".:"), _style(kind, value), ordinal, match.end())
    return None


def _style(kind: str, value: str) -> str:
    return f"{kind}_upper" if value.isupper() and kind.startswith(("letter", "roman")) else kind


def _ordinal(kind: str, value: str) -> int | None:
    if kind == "bullet":
        return 0
    if kind in ("article", "roman_dot"):
        return roman_value(value)
    if len(set(value.lower())) == 1 and not roman_value(value):
        return letter_value(value)
    return letter_value(value) if len(value) == 1 else roman_value(value)


def letter_value(text: str) -> int:
    """Give the ordinal of a letter label: a is 1, z is 26, aa is 27."""
    return ord(text[0].lower()) - ord("a") + 1 + 26 * (len(text) - 1)


def roman_value(text: str) -> int | None:
    """Give the value of a Roman numeral up to 89, or None when the text is none."""
    return add_numerals(text) if re.fullmatch(_ROMAN, text) else None


def add_numerals(letters: str) -> int:
    """Add up the letters of a Roman numeral, in whatever order somebody wrote them."""
    figures = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    values = [figures[letter] for letter in letters.lower()]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def titled_label(title: str) -> str:
    """Write the label of an attachment without a number in one form, "Schedule of Services"."""
    return f"Schedule of {' '.join(title.split()).title().replace(' And ', ' and ')}"


def attachment_label(word: str, number: str) -> str:
    """Write the label of an attachment in one form, "Schedule 2"."""
    return f"{word.capitalize()} {number.upper()}"
