"""Ranker: a linear model over sequences of words that seconds the rules. They explain; it proposes and doubts.

benchmarks/train_ranker.py trains it on annotated contracts. A pattern folder without one works by its rules alone.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from clausecheck.detect.candidate import Candidate
from clausecheck.detect.context import find_modifier
from clausecheck.detect.language import hashes_of
from clausecheck.detect.matchers.line import Match
from clausecheck.detect.survey import Survey
from clausecheck.patterns.model import ClauseType
from clausecheck.patterns.ranker import RankerModel, Table
from clausecheck.structure.contract import Segment
from clausecheck.structure.party_terms import PRONOUNS

BUCKETS = 2**17
"""Size of the table that sequences are hashed into; a power of two."""

Buckets: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = tuple[Buckets, Table]

_BEYOND_DOUBT = 0.945
_LONGEST = 3
_TITLE_SHARE = 0.5
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_PRONOUN = re.compile(rf"\b(?:{'|'.join(sorted(PRONOUNS))})\b", re.IGNORECASE)


PROPOSED = (0.5, 0.65)
"""Confidence of a passage that the ranker alone takes for a clause, from the least to the most certain."""


class Ranker:
    """Scores a passage as one of the clause types that its model knows."""

    def __init__(self, model: RankerModel) -> None:
        self._model = model

    def doubts(self, candidate: Candidate, confidence: float, survey: Survey) -> bool:
        """Tell whether what the rules took for a clause looks like none; what they are nearly certain of stands."""
        ranked = self._model.card.clause_types.get(candidate.clause_type.id)
        if ranked is None or confidence >= _BEYOND_DOUBT or _in_plain_words(candidate.segment, survey):
            return False
        return self._probability(candidate.clause_type.id, self._vector(candidate.segment, survey)) < ranked.doubt

    def proposals(self, survey: Survey) -> Iterator[tuple[Candidate, float]]:
        """Find the passages that look like a clause and of which no rule says anything, with their confidence.

        In a section that expressly refuses the right, what looks like a grant is most likely what is left without it.
        """
        least, most = PROPOSED
        judged = {(candidate.clause_type.id, candidate.segment.index) for candidate in survey.candidates}
        refused = {
            (candidate.clause_type.id, candidate.segment.section)
            for candidate in survey.candidates
            if candidate.is_denial and candidate.segment.section is not None
        }
        vectors: dict[int, Vector] = {}
        for kind in survey.lens.patterns.clause_types:
            ranked = self._model.card.clause_types.get(kind.id)
            if ranked is None:
                continue
            exceptions = _usual_exceptions(kind)
            for segment in survey.looked_at.get(kind.id, ()):
                if (kind.id, segment.index) in judged or (kind.id, segment.section) in refused:
                    continue
                if segment.index not in vectors:
                    vectors[segment.index] = self._vector(segment, survey)
                score = self._probability(kind.id, vectors[segment.index])
                if score >= ranked.propose and not _is_excepted(segment, exceptions, survey):
                    share = (score - ranked.propose) / (1 - ranked.propose) if ranked.propose < 1 else 0.0
                    yield Candidate(kind, segment), least + share * (most - least)

    def score(self, clause_type: str, masked: str, title: str) -> float:
        """Estimate the probability that a passage, its party terms masked, is a clause; KeyError for unknown types."""
        return self._probability(clause_type, sparse_vector(masked, title, self._model.rarity))

    def _vector(self, segment: Segment, survey: Survey) -> Vector:
        title = segment.path[-1] if segment.path else ""
        return sparse_vector(survey.masked(segment), title, self._model.rarity)

    def _probability(self, clause_type: str, vector: Vector) -> float:
        buckets, values = vector
        weights = self._model.weights[clause_type]
        return 1 / (1 + math.exp(-self._model.intercepts[clause_type] - float(weights[buckets] @ values)))


def _in_plain_words(segment: Segment, survey: Survey) -> bool:
    """Tell whether a passage calls a party "we" or "you", as few contracts do that the model has learned from."""
    return not survey.roles.keys().isdisjoint(PRONOUNS) and _PRONOUN.search(segment.text) is not None


def _usual_exceptions(kind: ClauseType) -> list[str]:
    """List the modifiers that void most of the signals by which a clause type is granted: they void the type itself."""
    granting = [signal.unless for signal in kind.definition.signals if not signal.denies]
    named = Counter(name for names in granting for name in set(names))
    usual = [name for name in named if 2 * named[name] > len(granting)]
    return usual + [name for name, effect in kind.definition.context.items() if effect == "reject"]


def _is_excepted(segment: Segment, exceptions: Iterable[str], survey: Survey) -> bool:
    """Tell whether context as a whole, not that of some words, says that a segment is no such clause."""
    scan, titles = survey.scan(segment), survey.title_scan(segment.path)
    modifiers = (survey.lens.patterns.modifiers[name] for name in exceptions)
    return any(
        find_modifier(modifier, scan, Match(0, len(scan.lower)), titles)
        for modifier in modifiers
        if modifier.scope in ("segment", "heading")
    )


def sparse_vector(masked: str, title: str, rarity: Table) -> Vector:
    """Turn a passage and the title above it into features: their buckets, and their values of the same length."""
    buckets, values = _values(_features(masked, ""), rarity)
    above, titled = _values(_features(title, "#"), rarity)
    return np.concatenate([buckets, above]), np.concatenate([values, titled * np.float32(_TITLE_SHARE)])


def _features(text: str, mark: str) -> Counter[str]:
    words = _WORD.findall(_DIGITS.sub("0", text.lower()))
    shifted = [words[start:] for start in range(_LONGEST)]
    features = chain(*(map(" ".join, zip(*shifted[:length], strict=False)) for length in range(1, _LONGEST + 1)))
    return Counter(map(mark.__add__, features) if mark else features)


def _values(counts: Counter[str], rarity: Table) -> Vector:
    buckets = (np.fromiter(hashes_of(counts), np.uint64, len(counts)) & np.uint64(BUCKETS - 1)).astype(np.int64)
    tallies = np.fromiter(counts.values(), np.float32, len(counts))
    values = (1 + np.log(tallies)) * rarity[buckets]
    length = np.linalg.norm(values)
    return buckets, values / length if length else values
