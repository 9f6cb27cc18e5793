"""Two texts compared word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from clausecheck.report.comparison.model import WordRun
from clausecheck.report.excerpt import ELLIPSIS

CONTEXT = 9  # words shown on either side of a change

_LONG = 2_000  # words from which on a comparison of every word with every other one takes too long
_ISLAND = 2  # so few words between two changes are no resting place for the eye
# What a PDF and a Word file of the same words write differently.
_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00ad": None})

Block = tuple[int, int, int, int]  # from and to in the words before, from and to in the words after


def word_runs(before: str, after: str) -> list[WordRun]:
    """Compare two texts; white space, the shape of quotation marks and that of dashes make no difference."""
    old, new = before.split(), after.split()
    runs, other = [], 0
    for start, end, other_start, other_end in [*_changed(old, new), (len(old), len(old), len(new), len(new))]:
        runs.append(WordRun(kind="same", text=" ".join(new[other:other_start])))
        runs.append(WordRun(kind="removed", text=" ".join(old[start:end])))
        runs.append(WordRun(kind="added", text=" ".join(new[other_start:other_end])))
        other = other_end
    return [run for run in runs if run.text]


def likeness(before: str, after: str) -> float:
    """Tell how much of two texts is the same, from 0 to 1."""
    return _matcher(before.split(), after.split()).ratio()


def differ(before: str, after: str) -> bool:
    """Tell whether the words of two texts differ."""
    return _keys(before.split()) != _keys(after.split())


def with_context(runs: Sequence[WordRun]) -> list[WordRun]:
    """Cut long runs that both versions have down to the words beside a change; changed words are never cut."""
    last = len(runs) - 1
    return [_cut(run, first=place == 0, last=place == last) for place, run in enumerate(runs)]


def _cut(run: WordRun, *, first: bool, last: bool) -> WordRun:
    words = run.text.split()
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    if run.kind != "same" or len(words) <= head + tail + 2 or (first and last):
        return run
    shown = [*words[:head], ELLIPSIS, *words[len(words) - tail :]]
    return WordRun(kind="same", text=" ".join(shown))


def _keys(words: Sequence[str]) -> list[str]:
    # NFC alone: to NFKC a raised figure is a figure, and what a reader sees to be another would be the same.
    return [unicodedata.normalize("NFC", word).translate(_SAME) for word in words]


def _matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, _keys(old), _keys(new), autojunk=max(len(old), len(new)) > _LONG)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Give the blocks of words that differ, two of them joined where next to nothing stands between."""
    waiting: Block | None = None
    for tag, start, end, other_start, other_end in _matcher(old, new).get_opcodes():
        if tag == "equal":
            continue
        block = (start, end, other_start, other_end)
        if waiting and start - waiting[1] <= _ISLAND:
            waiting = (waiting[0], end, waiting[2], other_end)
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting
