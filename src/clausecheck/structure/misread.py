"""One damaged word by itself: letters misread, spaces lost, hyphens hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from clausecheck.structure.lexicon import SMALL_WORDS, contract_english

_REMEMBERED = 1 << 16  # words
_FEWEST_LETTERS = 6  # of a word in which only i and l may have changed places
_CODE = re.compile(
    r"[A-Z0-9]{1,4}|[IVXLC]+|[A-Z]{1,2}\d+[A-Z]?|[A-Z]{1,3}\d{2,}[A-Z]?|\d+(?:[a-z]|st|nd|rd|th)?|[2-9]\d*[a-z]{1,3}"
)
_CAMEL = re.compile(r"[a-z]+|[A-Z][a-z]+")
# Small words that no other word begins or ends with, so that what is left of a run is the next word.
_BEGIN = frozenset(
    (
        *("and", "any", "each", "hereby", "may", "of", "shall", "such", "that", "the", "this", "to", "upon"),
        *("which", "will", "with", "within", "without"),
    )
)
_END = frozenset(
    ("and", "any", "by", "hereby", "may", "must", "of", "shall", "that", "the", "this", "to", "unless", "upon", "with")
)
_MIDDLE = frozenset(("may", "must", "shall", "the", "this", "will"))
_NAMES_BEGIN = frozenset(("and", "any", "may", "of", "to", "will", "with"))  # Mayfair, Andover
_STROKES = str.maketrans("l", "i")
OWN_HYPHEN = frozenset(
    ("non", "self", "third", "semi", "quasi", "cross", "ex", "half", "full", "long", "short", "well")
)
"""Beginnings that stay apart from their word: "non-exclusive", "third-party"."""


NEVER_A_FRAGMENT = ("and", "but")
"""Words that help to make up no known word, so that none needs a second look; most passages have one."""


@lru_cache(maxsize=_REMEMBERED)
def is_known(word: str) -> bool:
    """Tell whether a word, in lower case, needs no mending."""
    return word in ("a", "i") or contract_english().knows(word)


@lru_cache(maxsize=_REMEMBERED)
def is_familiar(word: str) -> bool:
    """Tell whether a run of letters or figures needs no mending."""
    return word.isdigit() or word.lower() in NEVER_A_FRAGMENT or is_known(word.lower())


@lru_cache(maxsize=_REMEMBERED)
def mend_word(word: str, *, bold: bool) -> str | None:
    """Give the word or words that a damaged one was, or None; `bold` accepts what would be rash in a sound text."""
    bare = word.replace("\u00ad", "")
    lower, lexicon = bare.lower(), contract_english()
    if bare != word:
        return bare if lexicon.knows(lower) and word.split("\u00ad")[0].lower() not in OWN_HYPHEN else None
    if bold and len(bare) in (2, 3) and (bare.upper() != bare or bare == "N0"):
        like = lexicon.like(lower)
        if like in SMALL_WORDS:
            return cased(str(like), bare)
    if _CODE.fullmatch(bare):
        return None
    signs = re.search(r"[^A-Za-z]", bare) is not None
    like = lexicon.like(lower, roughly=bold)
    if like and len(like) > 2 and (bold or signs or _is_plainly(bare, like)):
        return cased(like, bare)
    return None if signs else _parted(bare, bold=bold)


def _is_plainly(word: str, like: str) -> bool:
    """Tell whether only the commonest confusions, rn for m, cl for d, l for i, part a word from its reading."""
    if word.islower() and "cl" in word and word.replace("cl", "d") == like:  # "Clay" is a name
        return True
    word = word.lower()
    if "rn" in word.replace(like, "") and like.count("m") > word.count("m"):
        return like.replace("m", "rn").translate(_STROKES) == word.replace("m", "rn").translate(_STROKES)
    return len(word) >= _FEWEST_LETTERS and like.translate(_STROKES) == word.translate(_STROKES)


def _parted(word: str, *, bold: bool) -> str | None:
    """Give back the spaces to a run of words."""
    if len(word) < 5:
        return None
    camel = [part.lower() for part in _CAMEL.findall(word)]
    is_camel = len(camel) > 1 and sum(map(len, camel)) == len(word) and (bold or word[0].islower())
    if is_camel and all(part in contract_english() or part in SMALL_WORDS for part in camel):
        return " ".join(_slices(word, camel))
    parts = contract_english().cut(word.lower(), boldly=bold)
    if parts is None or not (bold or _may_be_cut(word, parts)):
        return None
    return " ".join(_slices(word, parts))


def _may_be_cut(word: str, parts: list[str]) -> bool:
    """Tell whether a run of letters is words without their spaces rather than a name or a compound."""
    if word[0].isupper() and parts[0] in _NAMES_BEGIN:
        return False
    if SMALL_WORDS.issuperset(parts):
        return word.islower() or parts[0] in ("the", "this")
    return len(word) > 5 and (parts[0] in _BEGIN or parts[-1] in _END or not _MIDDLE.isdisjoint(parts[1:-1]))


def _slices(word: str, parts: list[str]) -> Iterator[str]:
    start = 0
    for part in parts:
        yield word[start : start + len(part)]
        start += len(part)


def cased(word: str, original: str) -> str:
    """Write a word in the case of the damaged one; a small l at its head stood for a capital I."""
    letters = [letter for letter in original if letter.isalpha() and letter != "l"]
    if len(letters) > 2 and all(letter.isupper() for letter in letters):
        return word.upper()
    capital = original[0].isupper() or (original[0] == "l" and word[0] == "i")
    return word[0].upper() + word[1:] if capital else word
