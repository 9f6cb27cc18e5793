"""Quality of a page's text layer: how much of it reads as words, told from wrong character maps and glued words.

Letters, not a dictionary, decide: names, codes and legal French spell as English does, while letters that a wrong
character map exchanged for others, or that a machine misread, stand beside each other as no language has them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from clausecheck.ingest.plausibility import SMALL_WORDS

LEAST_QUALITY = 0.72
"""Below this a page counts as unreadable. Pages of filed contracts stay above 0.8, exchanged letters below 0.7."""

# For each letter, those that commonly follow it in English: 270 of 676 pairs make up 99 of 100 in running text.
_FOLLOWERS = (
    *("abcdfgiklmnprstuvwy", "baeilorsuy", "cacehiklortuy", "dadegilorsu", "eabcdefgilmnpqrstvwxy", "faefilortuy"),
    *("gaehinorsu", "haeilort", "iabcdefglmnoprstvxz", "jeu", "keins", "ladefilostuvy", "mabeimopsu"),
    *("nacdefgiklnostuvy", "oabcdfgiklmnoprstuvwy", "paehiloprstu", "qu", "racdefgiklmnoprstuvy"),
    *("sacefhiklopstuy", "tacehilorstuwy", "uabcdegilmnprst", "vaeio", "waehinors", "xcept", "yeimos", "ze"),
)
_PAIRS = frozenset((row[0], after) for row in _FOLLOWERS for after in row[1:])
_WORD = re.compile(r"[^\W\d_]+")
# A sign or figure between small letters, as recognition leaves it ("sha1l", "c|ient"); codes are in capitals.
_MISREAD = re.compile(r"(?<=[a-z])[\d|!\\^~{}<>$]+(?=[a-z])")
_GARBAGE = re.compile("\\(cid:\\d+\\)|[\ue000-\uf8ff\ufffd\x01-\x08\x0e-\x1f\x80-\x9f]")
_GARBLED_WORD = 5  # letters that a misread sign or figure spoils
_FEWEST_LETTERS = 150
_STRETCH = 400  # letters, some five lines; shorter ones may hold nothing but names and codes
_LONGEST_WORD = 30
_LONGEST_ACRONYM = 4
_COMMONEST = (" the ", " of ", " and ", " to ", " or ", " in ")
_PROSE_SHARE = 0.1  # that these words have of all; in contracts it is near 0.18
_WORD_LENGTH = 6  # with the space after it


def text_quality(text: str) -> float:
    """Give the share of a page's text that reads as words, or that of its worst stretch; 1 for too little to judge."""
    words = _WORD.findall(text)
    return min(_share_of_words(text, words), *_stretches(words), 1.0)


def _share_of_words(text: str, words: Sequence[str]) -> float:
    spaced = text.replace("\u00a0", " ")
    if sum(map(spaced.count, _COMMONEST)) > _PROSE_SHARE * len(text) / _WORD_LENGTH:
        return 1.0  # quick, for nearly every page
    garbage = sum(map(len, _GARBAGE.findall(text)))
    letters = sum(map(len, words))
    if letters + garbage < _FEWEST_LETTERS:
        return 1.0
    good = sum(map(_legible, words)) - _GARBLED_WORD * len(_MISREAD.findall(text))
    return max(good, 0) / (letters + garbage)


def _stretches(words: Sequence[str]) -> Iterator[float]:
    """Give the share for one stretch of words after the other: of a page one font may be garbled and the others not."""
    begun = 0  # letters up to the beginning of a stretch
    start = 0
    ends = list(accumulate(map(len, words)))
    while ends and ends[-1] - begun >= _STRETCH:
        end = bisect_left(ends, begun + _STRETCH) + 1
        yield sum(map(_legible, words[start:end])) / (ends[end - 1] - begun)
        begun, start = ends[end - 1], end


@lru_cache(maxsize=1 << 16)
def _legible(word: str) -> float:
    """Give how many letters of a word stand as those of a word do."""
    length = len(word)
    if length > _LONGEST_WORD:
        return 0.0
    lower = word.lower()
    if not lower.isascii():
        lower = "".join(char for char in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(char))
        length = len(lower)
    if length == 1 or lower in SMALL_WORDS or (length <= _LONGEST_ACRONYM and word.isupper()):
        return float(length)
    return length * sum(pair in _PAIRS for pair in pairwise(lower)) / (length - 1)
