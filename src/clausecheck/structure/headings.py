"""Headings: the title after a label, a bare title on its own line, a table of contents, a signature block."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

_MAX_TITLE_WORDS = 12
_LONGEST_QUESTION = 5  # words of a title in capitals that holds a verb: "WHAT IS NOT INCLUDED"
_LONGEST_PLAIN = 8
_QUESTION = re.compile(r"(?:Who|What|How|When|Where|Why)\b")
_SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "between", "by", "for", "from", "if", "in", "into", "its", "no", "not", "of"),
        *("on", "or", "other", "per", "re", "the", "to", "upon", "vs", "with", "without"),
    )
)
_RUN_IN = re.compile(
    r"\s*(?:[-–—:]\s*)?(?P<title>[\"“']?[A-Z0-9][^.:()\n]{1,90}?)[\"”']?\s*(?:[.:](?=[\s\"“(]|$)|\s[-–—]{1,2}\s)"
)
# "Contract duration: 30 months" and "Governing law: New South Wales." in a sheet of key terms say something,
# "Exhibit A: Rates 2026" only announces it.
_KEY_TERM = re.compile(
    r"\W*(?!(?:article|section|part|clause|exhibit|schedule|annex|appendix|attachment|chapter)\b)[^\d:]{2,60}:\s[^:]*(?:\d|\.$)",
    re.IGNORECASE,
)
_CAPS_RUN_IN = re.compile(
    r"\s*(?P<title>(?:[A-Z][A-Z&/'’\-]*,?\s+){1,9})(?=[A-Z][a-z]|[\"“][A-Z][a-z]|(?:A|I)n?\s[a-z])"
)
# Looked for at the beginning of a leader only: from each of a thousand dots it would be gone through to its end again.
_DOT_LEADER = re.compile(r"(?:\.(?<!\.\.)(?<!\.\s\.)\s?(?:\.\s?){3,}|…(?<!……)…+|_(?<!__)_{3,})\s*(?:[A-Z]-?)?\d{1,3}\b")
_CONTENTS_HEADING = re.compile(r"^\W*(?:table\s+of\s+contents|contents|index)\b", re.IGNORECASE)
_PAGE_REFERENCE = re.compile(r"\s(?:page\s+)?\d{1,3}\s*$", re.IGNORECASE)
_ENTRY_NUMBER = re.compile(
    r"^\W*(?:(?:article|section|part|clause)\s+)?(?:(?:\d+(?:\.\d+)*|[ivxlc]+)[.):]?\s+)?", re.IGNORECASE
)
_SENTENCE_VERB = re.compile(
    r"\b(?:shall|will|may|must|cannot|agrees?|is|are|does|means|has|have|hereby|belongs?|owns|remains?|retains|vests?)\b",
    re.IGNORECASE,
)
_PREDICATE = re.compile(
    r"\b(?:appl(?:y|ies)|governs?|prevails?|ends?|expires?|terminates?|renews?|stays?|keeps?|pays?)\b"
)
_BOX = re.compile(r"[☐☒☑□■]|\[\s?[xX✓✔]?\s?\]")  # a row of a form to be ticked is no title
_SIGNATURE = re.compile(
    r"\W*(?:in\s+witness\s+whereof|signed\s+(?:for\s+and\s+on\s+behalf|by\b)|by\s*:|name\s*:|title\s*:|date\s*:|signature\b|its\s*:"
    r"|/s/|_{5,})",
    re.IGNORECASE,
)
# "Acme plc  By: ______     Beta Ltd  By: ______" on one line.
_SIGNED_WITHIN = re.compile(r"[^:.;\n]{0,80}\b(?:By|BY|Signature|SIGNATURE|Signed|SIGNED)\s*:\s*(?:/s/|_{3,})")


def split_title(text: str) -> tuple[int, int, int] | None:
    """Find the title that follows a label; give its start, its end and where the body begins, or None."""
    if looks_like_title(text.strip()):
        return _all_of(text)
    for pattern in (_RUN_IN, _CAPS_RUN_IN):
        match = pattern.match(text)
        if match and _is_title_case(match.group("title")) and not _PREDICATE.search(match.group("title")):
            title_end = match.start("title") + len(match.group("title").rstrip(" ,"))
            return match.start("title"), title_end, match.end()
    return None


def plain_title(text: str) -> tuple[int, int, int] | None:
    """Take a line that only its first word's capital marks for a title: "Plans, billing and renewal"."""
    whole = text.strip()
    if len(whole.split()) > _LONGEST_PLAIN or "\n" in whole or _KEY_TERM.match(whole) or _PREDICATE.search(whole):
        return None
    if not whole or re.search(r"[\d:;.!?%$€£]", whole):
        return None
    return _all_of(text) if _QUESTION.match(whole) else whole_title(text)


def whole_title(text: str) -> tuple[int, int, int] | None:
    """Take what is set as a heading for a title, however it is written; None where it says something, or is long."""
    whole = text.strip()
    is_name = whole[:1].isupper() and len(whole.split()) <= _MAX_TITLE_WORDS and whole[-1] not in ".;:,"
    if not is_name or _SENTENCE_VERB.search(whole):
        return None
    return _all_of(text)


def _all_of(text: str) -> tuple[int, int, int]:
    """Take all that stands in a text for the title, with no body behind it."""
    return len(text) - len(text.lstrip()), len(text.rstrip()), len(text)


def looks_like_title(text: str) -> bool:
    """Tell whether a whole passage is a title: short, without a sentence's end or verb, its words capitalised."""
    words = text.split()
    if not 0 < len(words) <= _MAX_TITLE_WORDS or text[-1] in ";,:" or len(text) > 110 or _BOX.search(text):
        return False
    if text[-1] == "." and not text.isupper() and (len(words) > 6 or _PREDICATE.search(text)):
        return False
    if not text.isupper() and _KEY_TERM.match(text):
        return False
    return _is_title_case(text.rstrip("."))


def _is_title_case(text: str) -> bool:
    every_word = re.findall(r"[A-Za-z][A-Za-z'’\-]*", text)
    words = [word for word in every_word if word.lower() not in _SMALL_WORDS] or every_word[:1]
    if not words or len(text.split()) > _MAX_TITLE_WORDS or len("".join(words)) < 3:
        return False
    if _SENTENCE_VERB.search(text) and (not text.isupper() or len(text.split()) > _LONGEST_QUESTION):
        return False
    capitalised = sum(word[0].isupper() for word in words)
    if text.split()[-1][0].islower() and len(text.split()) > 4:
        return False
    return (
        capitalised == len(words)
        or (len(words) > 2 and capitalised / len(words) >= 0.75)
        or (len(words) <= 3 and words[0][0].isupper() and text.split()[0] == words[0])
    )


def starts_contents(text: str) -> bool:
    """Tell whether a passage is the heading of a table of contents, perhaps with the table run into it."""
    return bool(_CONTENTS_HEADING.match(text)) and (len(text.split()) <= 6 or not _SENTENCE_VERB.search(text[:400]))


def is_contents_line(text: str) -> bool:
    """Tell whether a passage is a line of a table of contents by its dot leader and page number."""
    leaders = len(_DOT_LEADER.findall(text))
    return leaders > 0 and len(text) / leaders < 200


def may_continue_contents(text: str) -> bool:
    """Tell whether a short passage may belong to a table of contents that has begun."""
    words = text.split()
    return (
        len(words) <= 16
        and text.rstrip()[-1:] not in (".", ";")
        and (bool(_PAGE_REFERENCE.search(text)) or not _SENTENCE_VERB.search(text))
    )


def repeats_entry(text: str, entries: AbstractSet[str]) -> bool:
    """Tell whether a passage is the heading that an entry of the table of contents announced, rather than an entry."""
    return not _PAGE_REFERENCE.search(text) and not entries.isdisjoint(contents_entries(text))


def contents_entries(text: str) -> set[str]:
    """Read the titles in a passage of a table of contents, without their numbers and pages, in lower case."""
    parts = _DOT_LEADER.split(_CONTENTS_HEADING.sub("", text))
    titles = (_ENTRY_NUMBER.sub("", _PAGE_REFERENCE.sub("", part)).strip(" .:-–—").casefold() for part in parts)
    return {title for title in titles if title}


def is_signature_line(text: str) -> bool:
    """Tell whether a passage belongs to a signature block."""
    return bool(_SIGNATURE.match(text) or _SIGNED_WITHIN.match(text))
