"""Subject: which clause type a rule made of regular expressions is about, and what says so.

Three things say it: what the patterns are found in, of the examples that the clause types carry; what the language
that the rule asks for is read as; and the words of its name. Each of them errs alone (a pattern may be found in
anything that has a notice, a counter-proposal may speak of something else than what it is to replace), so two have to
agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clausecheck._counted import counted
from clausecheck.detect.clause import Clause, Detection
from clausecheck.detect.confidence import PRESENT
from clausecheck.detect.detector import Detector
from clausecheck.ingest import load
from clausecheck.migration.redline_buddy import RegexRule
from clausecheck.migration.searching import Hits
from clausecheck.patterns.model import ClauseType, PatternSet
from clausecheck.structure import parse
from clausecheck.structure.contract import Contract

_NAMED = 0.5
_ENOUGH = 0.7
_STEM = 6

_EMPTY = frozenset(
    ("a", "an", "and", "clause", "for", "in", "no", "not", "of", "on", "or", "right", "rights", "the", "to", "with")
)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that is a clause of a known type, with the terms that are read from it."""

    clause_type: str
    text: str
    attributes: Mapping[str, Any]


def examples_of(patterns: PatternSet) -> tuple[Example, ...]:
    """List the sentences that the clause types carry as their proof, each on one line as redline-buddy reads text."""
    return tuple(
        Example(kind.id, " ".join(example.text.split()), example.attributes)
        for kind in patterns.clause_types
        for example in kind.definition.examples.match
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """A clause type that a rule is about: how much says so, and what.

    `found` counts the examples of this type that the patterns are found in, `of` all its examples, `elsewhere` the
    examples of other types that they are found in. `language` is how surely the language that the rule asks for is a
    clause of this type.
    """

    clause_type: ClauseType
    found: int
    of: int
    elsewhere: int
    language: float
    named: bool

    @property
    def weight(self) -> float:
        """Add up what speaks for it."""
        overlap = 2 * self.found / (self.found + self.elsewhere + self.of)
        return overlap + self.language + _NAMED * self.named

    @property
    def is_agreed(self) -> bool:
        """Tell whether two things say so, and together enough."""
        return (self.found > 0) + (self.language >= PRESENT) + self.named >= 2 and self.weight >= _ENOUGH

    def __str__(self) -> str:
        return ", ".join(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if self.found:
            others = f" and in {self.elsewhere} of other types" if self.elsewhere else ""
            yield f"the regexes are found in {self.found} of its {counted(self.of, 'example')}{others}"
        if self.language >= PRESENT:
            yield f"the fallback language reads as one ({self.language:.2f})"
        if self.named:
            yield "the name says so"


class Subjects:
    """Finds the subjects of rules in one pattern library."""

    def __init__(self, detector: Detector, examples: Sequence[Example]) -> None:
        self._detector = detector
        self._examples = examples
        self._kinds = detector.patterns.clause_types
        self._of = Counter(example.clause_type for example in examples)
        self._names = _names(self._kinds)

    def read(self, text: str) -> tuple[Contract, Detection]:
        """Read language as a contract of nothing else."""
        contract = parse(load(text.encode(), name="language.txt"))
        return contract, self._detector.find(contract)

    def of(self, rule: RegexRule, hits: Hits | None) -> list[Subject]:
        """List the clause types that a rule is about, the surest first."""
        numbers = hits.numbers if hits else {}
        found = Counter(self._examples[index].clause_type for index in numbers if index < len(self._examples))
        clauses: Sequence[Clause] = self.read(rule.fallback)[1].clauses if rule.fallback else ()
        named = self._named(f"{rule.title} {rule.id}")
        subjects = [
            Subject(
                kind,
                found[kind.id],
                self._of[kind.id],
                found.total() - found[kind.id],
                max((clause.confidence for clause in clauses if clause.type == kind.id), default=0.0),
                kind.id in named,
            )
            for kind in self._kinds
        ]
        agreed = [subject for subject in subjects if subject.is_agreed]
        return sorted(agreed, key=lambda subject: -subject.weight)

    def _named(self, words: str) -> set[str]:
        """Find the clause types of which the words hold the longest name."""
        stems = _stems(words)
        held = [(len(name), kinds) for name, kinds in self._names.items() if name <= stems]
        longest = max((length for length, _ in held), default=0)
        return {kind for length, kinds in held if length == longest for kind in kinds}


def _names(kinds: Sequence[ClauseType]) -> dict[frozenset[str], set[str]]:
    """Map what clause types are called, as stems, to those called so; what two are called names neither."""
    names: dict[frozenset[str], set[str]] = {}
    for kind in kinds:
        for words in (kind.id.replace("_", " "), kind.definition.title, *kind.definition.headings):
            if stems := _stems(words):
                names.setdefault(stems, set()).add(kind.id)
    return {stems: called for stems, called in names.items() if len(called) == 1}


def _stems(words: str) -> frozenset[str]:
    found = re.findall(r"[a-z]+", words.lower())
    return frozenset(word[:_STEM] for word in found if word not in _EMPTY)
