"""Lines of the pattern language, matched on one spaCy Doc.

Phrases go through one PhraseMatcher and raw token patterns through one Matcher for the whole library; what has gaps is
then put together from their hits. Every line is solved at most once a Doc.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from clausecheck.detect.language import phrase_matcher, words_of
from clausecheck.patterns.lines import Line, Step
from clausecheck.patterns.model import PatternSet

_MAX_EXPANSION = 200
_PERMITTED = frozenset(
    ("entitled", "permitted", "allowed", "authorized", "authorised", "free", "obligated", "obliged", "required")
)
_MODALS = frozenset(("may", "shall", "will", "can", "has", "reserves", "must", "agrees", "retains"))
_NO_NAMES = frozenset(
    (
        *(
            "agreement",
            "services",
            "service",
            "term",
            "party",
            "parties",
            "section",
            "article",
            "clause",
            "schedule",
            "exhibit",
            "it",
            "they",
            "which",
            "that",
            "this",
        ),
        *(
            "termination",
            "notice",
            "fees",
            "fee",
            "deliverables",
            "affiliates",
            "date",
            "period",
            "these",
            "such",
            "there",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class Capture:
    """The words that stood for a fragment."""

    fragment: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """Where a line was found, in tokens of the Doc, and what its fragments stood for."""

    start: int
    end: int
    captures: tuple[Capture, ...] = ()

    def captured(self, *fragments: str) -> Capture | None:
        """Give the first capture of one of the fragments."""
        return next((capture for capture in self.captures if capture.fragment in fragments), None)


@dataclass(frozen=True, slots=True)
class _State:
    start: int
    end: int
    captures: tuple[Capture, ...]
    slack: int = 0


class LineMatcher:
    """All lines of a pattern set, compiled."""

    def __init__(self, nlp: Language, patterns: PatternSet) -> None:
        self.nlp = nlp
        self.patterns = patterns
        self._literal = {line.text: texts for line in patterns.lines.values() if (texts := _expansions(line))}
        self.phrases: PhraseMatcher = phrase_matcher(nlp, {**self._literal, **self._cut_words()})
        self.tokens = Matcher(nlp.vocab)
        self._prefixes: dict[str, set[str]] = {}
        self._words: dict[str, set[str]] = {}
        self._known: dict[str, frozenset[str]] = {}
        for step in self._word_steps():
            for word in step.words:
                table = self._prefixes if word.endswith("*") else self._words
                table.setdefault(word.rstrip("*"), set()).add(_key(step))

    def add_tokens(self, name: str, patterns: list[list[dict[str, object]]]) -> None:
        """Add raw spaCy token patterns under a name; raises ValueError when spaCy refuses them."""
        self.tokens.add(name, patterns)

    def keys_of(self, word: str) -> frozenset[str]:
        """Give the steps that a lower-case word can fill; remembered for every word ever seen."""
        known = self._known.get(word)
        if known is None:
            keys = set(self._words.get(word, ()))
            for length in range(1, len(word) + 1):
                keys |= self._prefixes.get(word[:length], set())
            known = self._known[word] = frozenset(keys)
        return known

    def is_literal(self, line: Line) -> bool:
        """Tell whether a line goes through the PhraseMatcher: plain words without gaps."""
        return line.text in self._literal

    def _cut_words(self) -> dict[str, list[str]]:
        """List the words that the tokenizer cuts ("third-party"); each is a phrase of its own."""
        phrases: dict[str, list[str]] = {}
        for step in self._word_steps():
            cut = [word for word in step.words if len(words_of(self.nlp, word.rstrip("*"))) > 1]
            if cut:
                phrases[_key(step)] = cut
        return phrases

    def _word_steps(self) -> Iterator[Step]:
        for line in self.patterns.lines.values():
            if not self.is_literal(line):
                yield from (step for step in line.steps if step.words)


class Scan:
    """One Doc with everything that lines need to know of it."""

    def __init__(self, matcher: LineMatcher, doc: Doc, parties: PhraseMatcher | None = None) -> None:
        self.doc = doc
        self._matcher = matcher
        self._hits: dict[str, list[Match]] = {}
        self._solved: dict[str, tuple[Match, ...]] = {}
        strings = matcher.nlp.vocab.strings
        known_parties: set[int] = set()
        for spacy_matcher in (matcher.phrases, matcher.tokens, parties):
            # spaCy warns of a matcher that has no patterns.
            for name, start, end in spacy_matcher(doc) if spacy_matcher else ():
                self._hits.setdefault(strings[name], []).append(Match(start, end))
                if spacy_matcher is parties:
                    known_parties.update(range(start, end))
        words = [token.text for token in doc]
        for place, word in enumerate(words):
            lower = word.lower()
            for key in matcher.keys_of(lower):
                self._hits.setdefault(key, []).append(Match(place, place + 1))
            if lower in _MODALS and place - 1 not in known_parties and _acts_like_a_party(words, place):
                self._hits.setdefault("party:other_party", []).append(Match(place - 1, place))

    def find(self, text: str) -> tuple[Match, ...]:
        """Find a line of the library; one match for each place where it can end, the shortest."""
        solved = self._solved.get(text)
        if solved is None:
            line = self._matcher.patterns.lines[text]
            found = self._hits.get(text, ()) if self._matcher.is_literal(line) else self._solve(line)
            solved = self._solved[text] = tuple(found)
        return solved

    def find_tokens(self, name: str) -> tuple[Match, ...]:
        """Find the raw token patterns of a name."""
        return tuple(self._hits.get(name, ()))

    def any(self, texts: Mapping[str, object] | list[str] | tuple[str, ...]) -> Match | None:
        """Find the first of several lines that stands in the Doc."""
        return next((match for text in texts for match in self.find(text)), None)

    def fragment(self, name: str) -> tuple[Match, ...]:
        """Find a fragment: a party of this contract, or any of the fragment's lines."""
        key = f"fragment:{name}"
        if key not in self._solved:
            fragment = self._matcher.patterns.fragments.get(name)
            found = (
                self._hits.get(f"party:{name}", [])
                if fragment is None
                else [match for text in fragment.lines for match in self.find(text)]
            )
            unique: dict[tuple[int, int], Match] = {}
            for match in found:
                unique.setdefault((match.start, match.end), match)
            self._solved[key] = tuple(unique[place] for place in sorted(unique))
        return self._solved[key]

    def text(self, start: int, end: int) -> tuple[int, int]:
        """Lead a range of tokens back to characters of the Doc's text."""
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last)

    def _step_hits(self, step: Step) -> list[Match]:
        if step.fragment is None:
            return self._hits.get(_key(step), [])
        return [
            Match(hit.start, hit.end, (Capture(step.fragment, hit.start, hit.end), *hit.captures))
            for hit in self.fragment(step.fragment)
        ]

    def _solve(self, line: Line) -> list[Match]:
        states: list[_State] | None = None
        for step in line.steps:
            hits = self._step_hits(step)
            if not hits and not step.optional:
                return []
            if states is None:
                states = [_State(hit.start, hit.end, hit.captures) for hit in hits]
                if step.optional:
                    states.append(_State(-1, -1, ()))
                continue
            states = _advance(states, step, hits)
            if not states:
                return []
        return [Match(state.start, state.end, state.captures) for state in states or () if state.start >= 0]


def _advance(states: list[_State], step: Step, hits: list[Match]) -> list[_State]:
    """Carry every state over one step; of those that reach the same end, the one that started last stays."""
    reached: dict[int, _State] = {}
    nearest_first = sorted(states, key=lambda state: -state.end)
    for hit in hits:
        for state in nearest_first:
            if state.start < 0:
                candidate = _State(hit.start, hit.end, hit.captures)
            elif state.end <= hit.start <= state.end + step.gap + state.slack:
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


def _key(step: Step) -> str:
    return "word:" + "|".join(step.words)


def _expansions(line: Line) -> list[str] | None:
    """Write out a line of plain words in every way it can be said, or give None when it is more than that."""
    if any(step.fragment or step.gap or any(word.endswith("*") for word in step.words) for step in line.steps):
        return None
    choices = [(*step.words, "") if step.optional else step.words for step in line.steps]
    texts = itertools.islice(itertools.product(*choices), _MAX_EXPANSION + 1)
    found = [" ".join(word for word in words if word) for words in texts]
    return found if len(found) <= _MAX_EXPANSION else None
