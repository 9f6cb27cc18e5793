"""Train the ranker that seconds the rules on the tuning part of CUAD; write ranker.yaml and ranker.npz in patterns/.

    pip install -e ".[training]"
    python benchmarks/train_ranker.py CUAD_DIR

One linear model a clause type (logistic regression over sequences of one to three words, weighed by their rarity) is
trained on every passage that has an anchor of the type; a passage is an instance when it shares enough words with an
annotation. Wordings of our own are trained on as well: the examples of the pattern files, benchmarks/passages, the
tuning part of benchmarks/mini_contracts and the traps of the tests. Thresholds come from cross-validation over the
annotated contracts. The held-back part is not touched.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from clausecheck.detect.matchers.exemplar import mask
from clausecheck.detect.prefilter import Prefilter
from clausecheck.detect.ranker import BUCKETS, sparse_vector
from clausecheck.ingest import load
from clausecheck.patterns import bundled
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.model import PatternSet
from clausecheck.patterns.ranker import CARD, WEIGHTS
from clausecheck.structure import parse
from clausecheck.structure.contract import Segment
from evaluation.labels import Document, Label, documents
from evaluation.run import SHINGLE, shingles, words_of

LEFT_TO_RULES = frozenset({"assignment", "breach_notification", "governing_law", "insurance"})
"""Those that the rules alone read at an F1 above 0.95 on the tuning part: to doubt them could only cost clauses."""

INSTANCE_WEIGHT = 5.0
"""How much more an instance counts than a passage that is none: they are few."""

LOOSENESS = 20.0
"""Inverse strength of regularisation; chosen by cross-validation on the tuning part."""

RARE = 3
"""A sequence in fewer passages is left out."""

EVEN = 0.5
"""No passage is proposed that is less likely the clause than not."""

DOUBTED = 0.03
"""Share of annotated contracts whose best passage may fall under doubt, in cross-validation.

Where it is less than one contract, there are too few to tell, and nothing is doubted.
"""

PROPOSED = 0.8
"""Share of the contracts with a proposed passage that have the clause, in cross-validation."""

ENOUGH = 15
"""How many contracts a clause type must stand in to be learned, and a threshold must propose to say anything."""

PASSAGES = Path(__file__).parent / "passages"
MINIS = Path(__file__).parent / "mini_contracts" / "tuning"
TRAPS = Path(__file__).parents[1] / "tests" / "traps"

_SHARED = 0.3
_HEAD = """\
# The learned ranker that seconds the rules; its weights are in ranker.npz. Written by benchmarks/train_ranker.py.
# From `propose` on, a passage that the rules passed over counts as the clause, to be reviewed; under `doubt`, one that
# the rules took for the clause is only one that was considered. Delete both files and the rules stand alone.
"""


@dataclass(frozen=True)
class Passage:
    """One segment with the clause types that it could be and those that it is; `contract` numbers its contract."""

    contract: int
    masked: str
    title: str
    possible: frozenset[str]
    instance_of: frozenset[str]
    is_annotated: bool = True
    """Whether it comes from an annotated contract rather than from the examples of a pattern file."""


class Reader:
    """Cuts texts into passages, each with the clause types that it could be."""

    def __init__(self, patterns: PatternSet, learned: Collection[str]) -> None:
        kinds = (kind for kind in patterns.clause_types if kind.id in learned)
        self._prefilter = Prefilter({kind.id: kind.definition.anchors for kind in kinds})

    def annotated(self, number: int, document: Document) -> Iterator[Passage]:
        """Cut an annotated contract into passages, each with what it is according to the labels."""
        for segment, terms, possible in self._segments(document.path):
            labelled = possible & document.labels.keys()
            instance_of = {name for name in labelled if _is_instance(segment, document.labels[name])}
            if labelled:
                yield Passage(number, mask(segment.text, terms), _title(segment), labelled, frozenset(instance_of))

    def own(self, number: int, clause_type: str, text: str, present: bool) -> Iterator[Passage]:
        """Cut a wording of our own into passages; where it is the clause, only if it has but one."""
        found = [one for one in self._segments(text.encode()) if clause_type in one[2]]
        if present and len(found) > 1:
            return
        kinds = frozenset({clause_type})
        for segment, terms, _ in found:
            instance_of = kinds if present else frozenset[str]()
            yield Passage(number, mask(segment.text, terms), "", kinds, instance_of, is_annotated=False)

    def _segments(self, document: Path | bytes) -> Iterator[tuple[Segment, list[str], frozenset[str]]]:
        contract = parse(load(document, name=None if isinstance(document, Path) else "wording.txt"))
        terms = [term for party in contract.parties for term in party.terms]
        for segment in contract.segments:
            possible = self._prefilter.candidates(segment.text)
            if segment.zone == "body" and segment.kind != "heading" and possible:
                yield segment, terms, frozenset(possible)


def learnable(corpus: Iterable[Document]) -> list[str]:
    """List the clause types to learn, in the order of their names: enough contracts are labelled to have them."""
    having = Counter(name for document in corpus for name, label in document.labels.items() if label.present)
    return sorted(name for name in having.keys() - LEFT_TO_RULES if having[name] >= ENOUGH)


def own_wordings(patterns: PatternSet) -> Iterator[tuple[str, str, bool]]:
    """List wordings of our own, each with its clause type and whether it is the clause."""
    for kind in patterns.clause_types:
        shown = kind.definition.examples
        yield from ((kind.id, example.text, not example.denied) for example in shown.match)
        yield from ((kind.id, example.text, False) for example in shown.no_match)
    for path in sorted([*PASSAGES.glob("*.yaml"), *MINIS.glob("*.yaml"), *TRAPS.glob("*/*.yaml")]):
        clause_type = path.parent.name if path.is_relative_to(TRAPS) else path.stem
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield clause_type, case["text"], case["present"]


def _title(segment: Segment) -> str:
    return segment.path[-1] if segment.path else ""


def _is_instance(segment: Segment, label: Label) -> bool:
    if not label.present:
        return False
    if any(span.overlaps(piece.span) for span in label.spans for piece in segment.pieces):
        return True
    mine = _runs(segment.text)
    return any(len(mine & theirs) >= _SHARED * min(len(mine), len(theirs)) for theirs in map(_runs, label.texts))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = words_of(text)
    return shingles(words, min(SHINGLE, len(words)))


def rarity_of(found: Sequence[Passage]) -> NDArray[np.float32]:
    """Weigh each bucket by how few passages have a sequence in it [buckets]."""
    frequency = np.zeros(BUCKETS)
    flat = np.ones(BUCKETS, np.float32)
    for passage in found:
        frequency[np.unique(sparse_vector(passage.masked, passage.title, flat)[0])] += 1
    rarity = np.log((1 + len(found)) / (1 + frequency)) + 1
    rarity[frequency < RARE] = 0
    return rarity.astype(np.float16).astype(np.float32)


def matrix(found: Sequence[Passage], rarity: NDArray[np.float32]) -> csr_matrix:
    """Turn passages into rows of features [passages, buckets]."""
    rows = []
    for passage in found:
        buckets, values = sparse_vector(passage.masked, passage.title, rarity)
        rows.append(csr_matrix((values, (np.zeros(len(buckets), int), buckets)), shape=(1, BUCKETS)))
    return vstack(rows).tocsr()


@dataclass(frozen=True)
class Trained:
    """One clause type learned: eight-bit weights with their scale, and the two thresholds."""

    weights: NDArray[np.int8]
    scale: float
    intercept: float
    propose: float
    doubt: float


def train(found: Sequence[Passage], features: csr_matrix, clause_type: str) -> Trained:
    """Train one clause type on the passages that could be it."""
    rows = np.array([row for row, passage in enumerate(found) if clause_type in passage.possible])
    mine, inputs = [found[row] for row in rows], features[rows]
    is_instance = np.array([clause_type in passage.instance_of for passage in mine])
    contracts = np.array([passage.contract for passage in mine])
    scores = np.zeros(len(mine))
    for seen, unseen in GroupKFold(5).split(inputs, is_instance, contracts):
        scores[unseen] = _model().fit(inputs[seen], is_instance[seen]).predict_proba(inputs[unseen])[:, 1]
    annotated = np.array([passage.is_annotated for passage in mine])
    propose, doubt = thresholds(scores[annotated], is_instance[annotated], contracts[annotated])
    model = _model().fit(inputs, is_instance)
    scale = float(np.abs(model.coef_).max()) / 127
    weights = np.round(model.coef_[0] / scale).astype(np.int8)
    return Trained(weights, scale, float(model.intercept_[0]), propose, doubt)


def _model() -> LogisticRegression:
    return LogisticRegression(C=LOOSENESS, class_weight={False: 1.0, True: INSTANCE_WEIGHT}, solver="liblinear")


def thresholds(
    scores: NDArray[np.float64], is_instance: NDArray[np.bool_], contracts: NDArray[np.int64]
) -> tuple[float, float]:
    """Choose where to propose and where to doubt, from scores on contracts that the model had not seen."""
    best = {number: scores[contracts == number].max() for number in np.unique(contracts)}
    with_clause = set(contracts[is_instance].tolist())
    annotated = [scores[(contracts == number) & is_instance].max() for number in with_clause]
    doubt = float(np.quantile(annotated, DOUBTED)) if len(annotated) * DOUBTED >= 1 else 0.0
    propose = 1.0
    for threshold in np.arange(0.99, 0.05, -0.01):
        proposed = [number for number, score in best.items() if score >= threshold]
        if len(proposed) >= ENOUGH and sum(number in with_clause for number in proposed) < PROPOSED * len(proposed):
            break
        propose = float(threshold)
    propose = round(max(propose, EVEN), 2)
    # Where every clause is plain, what is proposed is not doubted.
    return propose, min(round(doubt, 3), propose / 2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, default=bundled(), help="pattern folder to write to")
    options = parser.parse_args()
    patterns = load_patterns()
    corpus = documents(options.folder, part="tuning")
    learned = learnable(corpus)
    reader = Reader(patterns, learned)
    found = [passage for number, document in enumerate(corpus) for passage in reader.annotated(number, document)]
    for number, (clause_type, text, present) in enumerate(own_wordings(patterns), len(corpus)):
        if clause_type in learned:
            found += reader.own(number, clause_type, text, present)
    rarity = rarity_of(found)
    features = matrix(found, rarity)
    trained = {name: train(found, features, name) for name in learned}
    write(options.into, trained, rarity, len(corpus))
    for name, model in trained.items():
        print(f"{name}: propose {model.propose:g}, doubt {model.doubt:g}")
    return 0


def write(folder: Path, trained: dict[str, Trained], rarity: NDArray[np.float32], contracts: int) -> None:
    """Write the card and the weights."""
    arrays: dict[str, Any] = {"rarity": rarity.astype(np.float16)}
    for name, learned in trained.items():
        arrays[f"weights.{name}"] = learned.weights
        arrays[f"scale.{name}"] = np.array(learned.scale)
        arrays[f"intercept.{name}"] = np.array(learned.intercept)
    np.savez_compressed(folder / WEIGHTS, **arrays)
    card = {
        "trained_on": f"{contracts} contracts of CUAD v1 (its part for tuning) and wordings of this project",
        "licence": "CC BY 4.0, as its data; https://creativecommons.org/licenses/by/4.0/",
        "attribution": "Contract Understanding Atticus Dataset (CUAD) v1, The Atticus Project, "
        "https://www.atticusprojectai.org/cuad; changed: reduced to weights of hashed word sequences",
        "clause_types": {
            name: {"propose": learned.propose, "doubt": learned.doubt} for name, learned in trained.items()
        },
    }
    text = yaml.safe_dump(card, sort_keys=False, allow_unicode=True, width=110)
    (folder / CARD).write_text(_HEAD + text, "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
