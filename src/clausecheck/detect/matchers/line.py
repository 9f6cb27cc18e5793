"""Lines of the pattern language, looked for in one passage.

Only lines that the words of the passage leave possible are looked for, each at most once, and it is cut into words when
the first of them is. Then the names of the parties go through a PhraseMatcher and raw token patterns through a Matcher;
lines are put together from their hits and the places of single words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import takewhile
from operator import add, attrgetter
from typing import NamedTuple

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher

from clausecheck.detect.boxes import chosen, unticked
from clausecheck.detect.language import full_forms, make_language
from clausecheck.detect.matchers.compiled import CompiledLine, CompiledLines, CompiledStep
from clausecheck.detect.matchers.index import Numbers
from clausecheck.patterns.model import PatternSet

_PERMITTED = frozenset(
    ("entitled", "permitted", "allowed", "authorized", "authorised", "free", "obligated", "obliged", "required")
)
_MODALS = frozenset(("may", "shall", "will", "can", "has", "reserves", "must", "agrees", "retains"))
_NOT = ("not", "never")
_PRONOUNS = frozenset(("we", "us", "our", "ours", "you", "your", "yours"))
_NO_NAMES = frozenset(
    (
        *("agreement", "services", "service", "term", "party", "parties", "section", "article", "clause", "schedule"),
        *("exhibit", "it", "they", "which", "that", "this", "termination", "notice", "fees", "fee", "deliverables"),
        *("affiliates", "date", "period", "these", "such", "there"),
    )
)


class Capture(NamedTuple):
    """The words that stood for a fragment."""

    fragment: str
    start: int
    end: int


class Match(NamedTuple):  # made by the hundred thousand: a tuple is made in half the time of a dataclass
    """Where a line was found, in words of the passage, and what its fragments stood for."""

    start: int
    end: int
    captures: tuple[Capture, ...] = ()

    def captured(self, *fragments: str) -> Capture | None:
        """Give the first capture of one of the fragments."""
        return next((capture for capture in self.captures if capture.fragment in fragments), None)


_SINGLE = [Match(place, place + 1) for place in range(1_000)]
"""The match of every single word but those of the longest passages; each stands for many steps of many lines."""


class _State(NamedTuple):
    start: int
    end: int
    captures: tuple[Capture, ...]
    slack: int = 0


class LineMatcher:
    """All that lines are looked for with: those of a pattern set, compiled, raw token patterns, and a tokenizer."""

    def __init__(self, nlp: Language, patterns: PatternSet) -> None:
        self.nlp = nlp
        self.patterns = patterns
        self.lines = CompiledLines(nlp, patterns)
        self.tokens = Matcher(nlp.vocab)
        self._raw: dict[str, list[list[dict[str, object]]]] = {}

    def add_tokens(self, name: str, patterns: list[list[dict[str, object]]]) -> None:
        """Add raw spaCy token patterns under a name; raises ValueError when spaCy refuses them."""
        self.tokens.add(name, patterns)
        self._raw[name] = patterns

    def refreshed(self, most_words: int) -> LineMatcher:
        """Give this matcher, or one like it with an empty vocabulary where more than `most_words` were met.

        A spaCy vocabulary keeps every word that it ever saw. Passages scanned before keep the old one.
        """
        if len(self.nlp.vocab.strings) <= most_words:
            return self
        fresh = copy(self)
        fresh.nlp = make_language()
        fresh.tokens = Matcher(fresh.nlp.vocab)
        for name, patterns in self._raw.items():
            fresh.tokens.add(name, patterns)
        return fresh


class _Words(NamedTuple):
    """A passage cut into words: where they begin and end in it, what they are, and which are of a party's name.

    `hits` are the places of the parties and of raw token patterns.
    """

    offsets: list[int]
    ends: list[int]
    lower: list[str]
    places: dict[str, list[int]]
    by_beginning: dict[str, list[str]]
    named: set[int]
    hits: dict[str, list[Match]]


class Scan:
    """One passage with everything that lines need to know of it; it is cut into words when a line may stand in it."""

    def __init__(
        self, matcher: LineMatcher, text: str, parties: PhraseMatcher | None = None, possible: Numbers | None = None
    ) -> None:
        """Note which lines a text leaves possible; `parties` finds the names of the parties in it."""
        self.passage = text
        self._matcher = matcher
        self._parties = parties
        self._solved: dict[str, tuple[Match, ...]] = {}
        self._fragments: dict[str, tuple[Match, ...]] = {}
        self._steps: dict[str, list[Match]] = {}
        self.possible = matcher.lines.named(matcher.lines.possible_in([text])[0] if possible is None else possible)

    @cached_property
    def _words(self) -> _Words:
        text, vocab = self.passage, self._matcher.nlp.vocab
        doc = self._matcher.nlp.make_doc(text)
        hits: dict[str, list[Match]] = {}
        named: set[int] = set()
        for spacy_matcher in (self._matcher.tokens, self._parties):
            # spaCy warns of a matcher that has no patterns.
            for name, start, end in spacy_matcher(doc) if spacy_matcher else ():
                hits.setdefault(vocab.strings[name], []).append(Match(start, end))
                if spacy_matcher is self._parties:
                    named.update(range(start, end))
        offsets: list[int] = doc.to_array("IDX").tolist()
        ends = list(map(add, offsets, doc.to_array("LENGTH").tolist()))
        words = [text[start:end] for start, end in zip(offsets, ends, strict=True)]
        lower = [word.lower() for word in words]
        places: dict[str, list[int]] = {}
        for place, word in enumerate(lower):
            places.setdefault(word, []).append(place)
        for place, word in full_forms(doc).items():
            places.setdefault(word, []).append(place)
        for place in sorted(place for modal in _MODALS if modal in places for place in places[modal]):
            if place - 1 not in named and _acts_like_a_party(words, place):
                hits.setdefault("party:other_party", []).append(Match(place - 1, place))
        return _Words(offsets, ends, lower, places, self._matcher.lines.by_beginning(places), named, hits)

    @cached_property
    def chosen(self) -> str:
        """Write the passage with only what is ticked of a form; each word of it keeps its place."""
        return chosen(self.passage)

    def is_chosen(self, match: Match) -> bool:
        """Tell whether a match lies in no option of a form that nobody has ticked."""
        start, _ = self.characters(match)
        return not any(first <= start < last for first, last in self._unticked)

    @cached_property
    def _unticked(self) -> list[tuple[int, int]]:
        return unticked(self.passage)

    @property
    def offsets(self) -> list[int]:
        """Say where in the passage its words begin."""
        return self._words.offsets

    @property
    def lower(self) -> list[str]:
        """Give the words in lower case."""
        return self._words.lower

    def find(self, text: str) -> tuple[Match, ...]:
        """Find a line of the library; one match for each place where it can end, the shortest."""
        if text not in self.possible:
            return ()
        solved = self._solved.get(text)
        if solved is None:
            line = self._matcher.lines[text]
            found = self._solve(line)
            solved = self._solved[text] = tuple(filter(self._is_governed, found) if line.bans else found)
        return solved

    def _is_governed(self, ban: Match) -> bool:
        """Tell whether a negation reaches the end of its match, and no new leave ("but may") stands between."""
        return not any(ban.start < leave.start and leave.end < ban.end for leave in self._leaves)

    @cached_property
    def _leaves(self) -> list[Match]:
        """Find where the passage, after whatever was denied, goes on to give leave."""
        return [leave for leave in self.fragment("new_leave") if self.lower[leave.end] not in _NOT]

    def find_tokens(self, name: str) -> tuple[Match, ...]:
        """Find the raw token patterns of a name."""
        return tuple(self._words.hits.get(name, ()))

    def any(self, texts: Mapping[str, object] | list[str] | tuple[str, ...]) -> Match | None:
        """Find the first of several lines that stands in the passage."""
        if self.possible.isdisjoint(texts):
            return None
        return next((match for text in texts for match in self.find(text)), None)

    def fragment(self, name: str) -> tuple[Match, ...]:
        """Find a fragment: a party of this contract, or any of the fragment's lines."""
        known = self._fragments.get(name)
        if known is None:
            fragment = self._matcher.patterns.fragments.get(name)
            found: Sequence[Match] = (
                self._words.hits.get(f"party:{name}", [])
                if fragment is None
                else [match for text in fragment.lines if text in self.possible for match in self._opened(text)]
            )
            unique: dict[tuple[int, int], Match] = {}
            for match in found:
                unique.setdefault((match.start, match.end), match)
            known = self._fragments[name] = tuple(unique[place] for place in sorted(unique))
        return known

    def _opened(self, text: str) -> Iterator[Match]:
        """Find a line; and where it opens with words that need not be and they are there, the line with them as well.

        "(a) fixed sum" after "pay": the shortest match alone would leave "a" between the two.
        """
        for match in self.find(text):
            yield match
            start = match.start
            for step in reversed(list(takewhile(attrgetter("optional"), self._matcher.lines[text].steps))):
                before = next((hit.start for hit in self._step_hits(step) if hit.end == start), start)
                if before != start:
                    start = before
                    yield Match(start, match.end, match.captures)

    def opens_with_name(self, match: Match) -> bool:
        """Tell whether a match begins with a word out of a party's name, and does not mean the party: "the Insurer"."""
        meant = any(capture.start <= match.start < capture.end for capture in match.captures)
        return match.start in self._words.named and self.lower[match.start] not in _PRONOUNS and not meant

    def characters(self, match: Match) -> tuple[int, int]:
        """Lead a match back to a range of characters of the passage."""
        words = self._words
        return words.offsets[match.start], words.ends[match.end - 1]

    def lacks(self, text: str) -> list[int]:
        """Number the steps of a line that nothing in the passage fills, from 0, leaving out those that need not be."""
        steps = self._matcher.lines[text].steps
        return [number for number, step in enumerate(steps) if not step.optional and not self._step_hits(step)]

    def places(self, texts: Iterable[str]) -> list[tuple[int, int]]:
        """List where lines stand in the passage, as ranges of characters."""
        return [self.characters(match) for text in texts for match in self.find(text)]

    def quote(self, start: int, end: int | None = None) -> str:
        """Give a range of words as they stand, or all from `start` on; empty beyond the last one."""
        words = self._words
        ends = words.ends[start:end]
        return self.passage[words.offsets[start] : ends[-1]] if ends else ""

    def _step_hits(self, step: CompiledStep) -> list[Match]:
        known = self._steps.get(step.key)
        if known is None:
            hits = self._word_hits(step) if step.fragment is None else self._fragment_hits(step.fragment)
            known = self._steps[step.key] = hits
        return known

    def _fragment_hits(self, name: str) -> list[Match]:
        return [
            Match(start, end, (Capture(name, start, end), *captures)) for start, end, captures in self.fragment(name)
        ]

    def _word_hits(self, step: CompiledStep) -> list[Match]:
        lower, places = self._words.lower, self._words.places
        words = places.keys() & step.words
        for prefix in step.prefixes:
            words.update(self._words.by_beginning.get(prefix, ()))
        hits = [
            _SINGLE[place] if place < len(_SINGLE) else Match(place, place + 1)
            for word in words
            for place in places[word]
        ]
        for first, *rest in step.sequences:
            for place in places.get(first, ()):
                end = place + 1 + len(rest)
                if lower[place + 1 : end] == rest:
                    hits.append(Match(place, end))
        return sorted(hits) if len(hits) > 1 else hits

    def _solve(self, line: CompiledLine) -> list[Match]:
        if len(line.steps) == 1:
            return self._step_hits(line.steps[0])
        states: list[_State] | None = None
        for step in line.steps:
            hits = self._step_hits(step)
            if not hits and not step.optional:
                return []
            if states is None:
                states = [_State(*hit) for hit in hits]
                if step.optional:
                    states.append(_State(-1, -1, ()))
                continue
            states = _advance(states, step, hits)
            if not states:
                return []
        return [Match(state.start, state.end, state.captures) for state in states or () if state.start >= 0]


def _advance(states: list[_State], step: CompiledStep, hits: list[Match]) -> list[_State]:
    """Carry every state over one step; of those that reach the same end, the one that started last stays."""
    reached: dict[int, _State] = {}
    nearest_first = sorted(states, key=attrgetter("end"), reverse=True)
    for hit in hits:
        for state in nearest_first:
            if state.start < 0:
                candidate = _State(hit.start, hit.end, hit.captures)
            elif state.end > hit.start:
                continue
            elif state.end + step.gap + state.slack >= hit.start:
                candidate = _State(state.start, hit.end, (*state.captures, *hit.captures))
            else:
                continue
            best = reached.get(hit.end)
            if best is None or candidate.start > best.start:
                reached[hit.end] = candidate
    if not step.optional:
        return list(reached.values())
    skipped = [_State(state.start, state.end, state.captures, state.slack + step.gap) for state in states]
    return [*reached.values(), *skipped]


def _acts_like_a_party(words: list[str], modal: int) -> bool:
    """Tell whether the word before a modal verb could be a party unknown so far, and not what is acted on."""
    word, verb = words[modal - 1] if modal else "", words[modal + 1 : modal + 3]
    if verb[:1] == ["be"] and verb[1:] and verb[1] not in _PERMITTED:
        return False
    return word[:1].isupper() and len(word) > 1 and word.isalnum() and word.lower() not in _NO_NAMES
