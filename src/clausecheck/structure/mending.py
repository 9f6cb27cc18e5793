"""Mending: what recognition damaged in a text, and how each such place is to be read; the text itself stays as it is.

Only a word that nobody knows is mended, and only into words of the lexicon: letters taken for others ("aud1t",
"Custorner"), spaces lost ("mayterminate") or put in ("ter minate"), hyphens at line ends, figures ("3O days").
A text that is short for the damage it shows is mended more boldly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clausecheck.ingest.source import Source
from clausecheck.spans import Span
from clausecheck.structure.contract import Repair
from clausecheck.structure.lexicon import SMALL_WORDS, contract_english
from clausecheck.structure.misread import OWN_HYPHEN, cased, is_familiar, is_known, mend_word

_RUN = re.compile(r"[A-Za-z0-9|!]+(?:\u00ad[A-Za-z0-9|!]+)*")
_MOST_FRAGMENTS = 4
_FEWEST_LETTERS = 6  # of a word put together from fragments; fewer where no fragment is a word
_WORDS_PER_DAMAGE = 150
_HYPHENS = ("-", "\u00ad")
_LINE_END = re.compile(r"[-\u00ad]\s*\n\s*")
_BROKEN = re.compile(r"[A-Za-z][-\u00ad]\s*\n")
_FIGURE = re.compile(r"(?=[\dOol|I]*(?:\d|[Ol|I]{2}))[\dOol|I]{1,4}")
_FIGURES = str.maketrans("OolI|", "00111")
_UNITS = frozenset(
    (
        *("business", "calendar", "consecutive", "day", "days", "hour", "hours", "minute", "minutes"),
        *("month", "months", "per", "percent", "second", "seconds", "week", "weeks", "working", "year", "years"),
    )
)
_NUMBERS = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred)\W{1,2}$",
    re.IGNORECASE,
)
_ONE = re.compile(r"\bone\s?\($", re.IGNORECASE)
# A sign before or behind which a space is lost; it comes first, so that a search leaps from sign to sign.
_TIGHT = re.compile(
    r"[()'\u2019](?:(?<=[A-Za-z]{3}\()(?=\d{1,3}\))|(?<=\d\))(?=[A-Za-z]{3})|(?<=[a-z]{2}s['\u2019])(?=[a-z]{4}))"
)
_LETTERS_APART = re.compile(r"(?<!\S)(?:[A-Za-z] ){3,}[A-Za-z](?!\S)")


def find_repairs(source: Source) -> tuple[Repair, ...]:
    """Find the damaged places of a document, in the order of its text; none of them overlap."""
    passages = [span for block in source.blocks for span in block.cells or (block.span,)]
    repairs, damage, words = _mend(source.text, passages, bold=False)
    if damage >= max(1, words // _WORDS_PER_DAMAGE):
        repairs, _, _ = _mend(source.text, passages, bold=True)
    return tuple(repairs)


def read_mended(text: str, span: Span, repairs: Sequence[Repair]) -> tuple[str, list[tuple[int, int]]]:
    """Read a stretch of a text as its repairs have it, and give for each character the range it stands for."""
    read: list[str] = []
    places: list[tuple[int, int]] = []
    position = span.start
    for repair in repairs:
        if not span.contains(repair.span) or repair.span.start < position:
            continue
        read += (text[position : repair.span.start], repair.text)
        places += ((place, place + 1) for place in range(position, repair.span.start))
        places += [(repair.span.start, repair.span.end)] * len(repair.text)
        position = repair.span.end
    read.append(text[position : span.end])
    places += ((place, place + 1) for place in range(position, span.end))
    return "".join(read), places


def _mend(text: str, passages: Sequence[Span], *, bold: bool) -> tuple[list[Repair], int, int]:
    """Give the repairs of a text, how many of them show that recognition damaged it, and its number of words."""
    repairs: list[Repair] = []
    damage = words = 0
    broken: _Run | None = None
    for passage in passages:
        found = _RUN.findall(text, passage.start, passage.end)
        words += len(found)
        if broken is None and not bold and _is_sound(text, passage, found):
            continue
        reader = _Passage(text, passage, bold=bold)
        if broken is not None and reader.matches:
            repairs += reader.end_of(broken)
        repairs += reader.repairs()
        damage += reader.damage
        broken = reader.broken_off()
    return sorted(repairs, key=lambda repair: repair.span), damage, words


def _is_sound(text: str, passage: Span, words: Sequence[str]) -> bool:
    """Tell at a glance that a passage holds nothing to mend."""
    return (
        all(map(is_familiar, words))
        and text[passage.end - 1] not in _HYPHENS
        and not ("\n" in text[passage.start : passage.end] and _BROKEN.search(text, passage.start, passage.end))
        and not _TIGHT.search(text, passage.start, passage.end)
    )


_Run = tuple[str, int, int]


class _Passage:
    """One paragraph or table cell, cut into runs of letters and figures, few of which are looked at closely."""

    def __init__(self, text: str, span: Span, *, bold: bool) -> None:
        self.text, self.span, self.bold = text, span, bold
        self.matches = list(_RUN.finditer(text, span.start, span.end))
        self.damage = 0

    def repairs(self) -> Iterator[Repair]:
        """Mend the passage from its start to its end."""
        apart = list(self._letters_apart())
        yield from apart
        done = max((repair.span.end for repair in apart), default=self.span.start)
        for match in _TIGHT.finditer(self.text, self.span.start, self.span.end):
            place = match.start() if match.group() == "(" else match.end()
            yield Repair(Span(place, place), " ")
        following = 0
        for index in range(len(self.matches)) if self.bold else self._suspects():
            mended = self._at(index) if index >= following and self.matches[index].start() >= done else None
            if mended:
                yield mended[0]
                following = index + mended[1]

    def _suspects(self) -> list[int]:
        """List the runs that may need mending: unknown ones, those that one may go on with, and those at a line end."""
        words = [match[0] for match in self.matches]
        strange = (index for index, word in enumerate(words) if not is_familiar(word))
        unknown = [index for index in strange if words[index][-1] not in "!|" or not is_familiar(self._word(index))]
        begins = (place - 1 for place in unknown if place and (words[place].islower() or words[place - 1].isupper()))
        found = {*unknown, *begins}
        if "\n" in self.text[self.span.start : self.span.end]:
            found.update(index for index in range(len(words)) if self._gap(index)[:1] in _HYPHENS)
        return sorted(found)

    def broken_off(self) -> _Run | None:
        """Give the last run when a hyphen after it ends the passage in the middle of a word."""
        last = _trimmed(self.matches[-1]) if self.matches else None
        return last if last and self.text[last[2] : self.span.end].rstrip() in _HYPHENS else None

    def end_of(self, broken: _Run) -> Iterator[Repair]:
        """Join the first word of this passage to the half that an earlier passage broke off with."""
        head, (tail, start, end) = broken, self._run(0)
        whole = _across(head[0], tail)
        if tail.islower() and start == self.span.start and ("-" in whole or is_known(whole.lower())):
            yield Repair(Span(head[1], head[2] + 1), whole)
            yield Repair(Span(start, end), "")
            del self.matches[0]

    def _at(self, index: int) -> tuple[Repair, int] | None:
        """Mend what begins at a run, if anything, and say how many runs that takes."""
        word, start, end = self._run(index)
        mended = self._hyphenated(index) if self.text[end : end + 1] in _HYPHENS else None
        if mended:
            return mended
        mended = self._joined(index)
        if mended:
            self.damage += 1
            return mended
        if is_familiar(word):
            return None
        single = self._figure(index) or self._after_apostrophe(index) or mend_word(word, bold=self.bold)
        if single is None or single == word:
            return None
        self.damage += "\u00ad" not in word
        return Repair(Span(start, end), single), 1

    def _hyphenated(self, index: int) -> tuple[Repair, int] | None:
        """Join a word that a line end cuts; a hyphen that is the word's own stays."""
        word, start, _ = self._run(index)
        gap, follower = self._gap(index), self._word(index + 1)
        if not follower or not (follower[0].islower() and word[-1:].isalpha()) or not _LINE_END.fullmatch(gap):
            return None
        return Repair(Span(start, self._run(index + 1)[2]), _across(word, follower)), 2

    def _joined(self, index: int) -> tuple[Repair, int] | None:
        """Join fragments of a word that spaces part, as many as make a word."""
        first, begin, end = self._run(index)
        if self.text[begin - 1 : begin] in ("'", "\u2019"):
            return None
        words, ends = [first], [end]
        for match in self.matches[index + 1 : index + _MOST_FRAGMENTS]:
            if not (match[0].islower() or first.isupper()):
                break
            word, start, stop = _trimmed(match)
            if not word or start - ends[-1] > 2 or not self.text[ends[-1] : start].isspace():
                break
            words.append(word)
            ends.append(stop)
        for length in range(len(words), 1, -1):
            whole = self._whole(words[:length])
            if whole:
                return Repair(Span(begin, ends[length - 1]), whole), length
        return None

    def _whole(self, fragments: list[str]) -> str | None:
        joined = "".join(fragments)
        if not self.bold and joined.lower() not in contract_english():
            return None  # quick, for nearly all
        lower = [fragment.lower() for fragment in fragments]
        if not joined.isalpha():
            return None
        unknown = [fragment for fragment in lower if not is_known(fragment)]
        if not unknown and not (self.bold and len(fragments) == 2 and lower[1] not in SMALL_WORDS and lower[0] != "a"):
            return None
        strange = len(unknown) == len(fragments) or (lower[0] in unknown and joined.islower())
        if len(joined) < _FEWEST_LETTERS - strange - (strange and self.bold):
            return None
        if len(fragments[-1]) == 1 and fragments[-1].isupper():
            return None  # "Schedule D"
        if joined.lower() in contract_english():
            return joined
        if len(unknown) == len(fragments) and self.bold:
            like = contract_english().like(joined.lower())
            return like and cased(like, joined)
        return None

    def _figure(self, index: int) -> str | None:
        """Read a number that has letters for figures, where a unit or the number in words says that it is one."""
        word, start, end = self._run(index)
        if word not in "lI|" and not _FIGURE.fullmatch(word):
            return None
        before, after = self.text[max(start - 14, self.span.start) : start], self.text[end : end + 2]
        is_bracketed_one = word in "lI|" and before[-1:] == "(" and after[:1] == ")" and _ONE.search(before)
        if not is_bracketed_one and not _FIGURE.fullmatch(word):
            return None
        is_counted = self._word(index + 1).lower() in _UNITS and not self._gap(index).strip("() ")
        if is_counted or after.lstrip(" ")[:1] == "%" or before[-1:] == "$" or _NUMBERS.search(before):
            return word.translate(_FIGURES)
        return None

    def _after_apostrophe(self, index: int) -> str | None:
        """Part a genitive from the word that runs into it: "Vendor'srecords", "days'notice"."""
        word, start, _ = self._run(index)
        if self.text[start - 1 : start] not in ("'", "\u2019") or not word.startswith("s"):
            return None
        return f"s {word[1:]}" if len(word) > 4 and is_known(word[1:]) else None

    def _letters_apart(self) -> Iterator[Repair]:
        for match in _LETTERS_APART.finditer(self.text, self.span.start, self.span.end):
            whole = match.group().replace(" ", "")
            words = [whole] if whole.lower() in contract_english() else contract_english().cut(whole.lower())
            if words:
                self.damage += 1
                yield Repair(Span(match.start(), match.end()), cased(" ".join(words), whole))

    def _run(self, index: int) -> _Run:
        return _trimmed(self.matches[index])

    def _word(self, index: int) -> str:
        return self._run(index)[0] if index < len(self.matches) else ""

    def _gap(self, index: int) -> str:
        """Give what stands between a run and the next."""
        end = self._run(index)[2]
        return self.text[end : self.matches[index + 1].start()] if index + 1 < len(self.matches) else ""


def _trimmed(match: re.Match[str]) -> _Run:
    """Take an exclamation mark or bar at the end of a known word for punctuation."""
    word = match.group()
    if word[-1] not in "!|":
        return word, *match.span()
    bare = word.rstrip("!|")
    if bare != word and (not bare or is_known(bare.lower())):
        word = bare
    return word, match.start(), match.start() + len(word)


def _across(head: str, tail: str) -> str:
    """Put the halves of a word together that a hyphen parts at a line end; a compound keeps its hyphen."""
    both_known = is_known(head.lower()) and is_known(tail)
    is_compound = both_known and (head.lower() in OWN_HYPHEN or (head + tail).lower() not in contract_english())
    return f"{head}-{tail}" if is_compound else head + tail
