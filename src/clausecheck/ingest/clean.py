"""Text cleaning: what a character stands for, and white space made plain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00\x02\x03"))
_SENTENCE_ENDS, _CLOSING = (".", ";", ":", "?", "!"), "\"'\u201d\u2019)]"
# Everything that leaves no ink, to be stripped from the ends of a line.
BLANK = "".join(
    map(chr, (*range(9, 14), 0x20, 0x85, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, *_INVISIBLE))
)
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), 0x132, 0x133)}
_LIGATED = "".join(map(chr, _LIGATURES))
_ODD_HYPHENS = "\u2010\u2011"
_SAME = {0xFFFE: "-", 0x2011: "-", 0x2010: "-"}
_TABLE: dict[int, str | None] = {**_INVISIBLE, **_LIGATURES, **_SAME}
# A letter with the accents that follow it as characters of their own, as file systems and some PDFs write "u" and "¨".
_MARKS = r"\u0300-\u036f"
DECOMPOSED = re.compile(rf"[^\s{_MARKS}" + "".join(map(chr, _TABLE)) + rf"][{_MARKS}]+")
_MARK = re.compile(f"[{_MARKS}]")
# Characters that become more or fewer characters, and white space that is not a single plain space.
_UNEVEN = re.compile(
    "["
    + "".join(map(chr, (*_INVISIBLE, *_LIGATURES)))
    + r"]|[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]{2,}|"
    + DECOMPOSED.pattern
)
_ODD_SPACE = re.compile(r"[\t\n\v\f\r\u00a0\u2000-\u200a\u202f\u205f\u3000]")


_SOFT_HYPHEN = re.compile(r"\u00ad(?!\s*\n)")  # at a line's end it joins two halves of a word, and must stay
_SPELLED_OUT = {code: clean for code, clean in _TABLE.items() if code != 0xAD}
# What spelled_out() makes shorter or longer.
_RESPELLED = re.compile(
    "\r\n|["
    + "".join(map(chr, (*_LIGATURES, *_INVISIBLE.keys() - {0xAD})))
    + "]|"
    + _SOFT_HYPHEN.pattern
    + "|"
    + DECOMPOSED.pattern
)


def composed(text: str) -> str:
    """Write each letter and its accents as the one character that they make."""
    return DECOMPOSED.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends with a sign that ends a sentence, quotation marks and brackets aside."""
    return line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def spelled_out(text: str) -> str:
    """Spell out ligatures, compose accents, drop invisible characters and make line ends plain, and no other space."""
    text = text.replace("\r\n", "\n")
    if text.isascii() and "\x00" not in text:
        return text
    text = composed(text)
    text = _SOFT_HYPHEN.sub("", text)
    return text.translate(_SPELLED_OUT) if any(chr(code) in text for code in _SPELLED_OUT) else text


def kept_in_place(text: str) -> Iterator[tuple[int, int, int]]:
    """Give the stretches [start, end) of a text spelled out that map character by character, and where each began."""
    begin = shift = 0  # a place in the text, and how far the same character is moved when it is spelled out
    for match in _RESPELLED.finditer(text):
        if match.start() > begin:
            yield begin + shift, match.start() + shift, begin
        if match.group() == "\r\n":
            begin, shift = match.start() + 1, shift - 1
            continue
        letters = len(_respelled(match.group()))
        for letter in range(letters):  # each of them stands for the whole ligature, or letter with accents
            yield match.start() + shift + letter, match.start() + shift + letter + 1, match.start()
        begin, shift = match.end(), shift + letters - len(match.group())
    if begin < len(text):
        yield begin + shift, len(text) + shift, begin


def _respelled(raw: str) -> str:
    return composed(raw) if len(raw) > 1 else _TABLE.get(ord(raw)) or ""


def squeeze(text: str) -> str:
    """Spell out ligatures, compose accents, drop invisible characters and make each run of white space one space."""
    if _is_plain(text):
        return text.strip()
    if _UNEVEN.search(text):
        text = "".join(clean for clean, _, _ in mapped(text))
    return _even(text).strip()


def mapped(text: str) -> Iterator[tuple[str, int, int]]:
    """Clean a text piece by piece: the clean piece and the range [start, end) of the text it came from.

    A piece as long as its range maps character by character; another stands as a whole for its whole range.
    """
    if _is_plain(text):
        yield text, 0, len(text)
        return
    start = 0
    for match in _UNEVEN.finditer(text):
        if match.start() > start:
            yield _even(text[start : match.start()]), start, match.start()
        raw = match.group()
        clean = " " if len(raw) > 1 and raw.isspace() else _respelled(raw)
        if clean:
            yield clean, match.start(), match.end()
        start = match.end()
    if start < len(text):
        yield _even(text[start:]), start, len(text)


def _is_plain(text: str) -> bool:
    """Tell text that needs no cleaning, as most does, without looking at each character in Python."""
    if not text.isascii() and (_MARK.search(text) or any(map(text.__contains__, _LIGATED))):
        return False
    return _is_even(text) and "  " not in text and text != ""


def _even(text: str) -> str:
    return text if _is_even(text) else _ODD_SPACE.sub(" ", text).translate(_SAME)


def _is_even(text: str) -> bool:
    """Tell text without odd spaces and hyphens; to Python neither the spaces nor what shows nothing is printable."""
    return text.isprintable() and (text.isascii() or not any(map(text.__contains__, _ODD_HYPHENS)))
