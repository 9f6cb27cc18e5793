"""Tiny rankers, made in a test: each word speaks for the clause or against it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from clausecheck.detect.language import hashes_of
from clausecheck.detect.ranker import BUCKETS
from clausecheck.patterns.ranker import CARD, WEIGHTS, RankedType, RankerCard, RankerModel
from tests.support.patterns import write_yaml


def ranker_of(
    words: Mapping[str, float],
    *,
    clause_type: str = "exit",
    propose: float = 0.8,
    doubt: float = 0.2,
    intercept: float = 0.0,
) -> RankerModel:
    """Make a model of one clause type whose score hangs on single words."""
    card = RankerCard(
        trained_on="a test",
        licence="none",
        attribution="none",
        clause_types={clause_type: RankedType(propose=propose, doubt=doubt)},
    )
    weights = np.zeros(BUCKETS, np.float32)
    for word, weight in words.items():
        weights[next(hashes_of([word])) & (BUCKETS - 1)] = weight
    return RankerModel(card, np.ones(BUCKETS, np.float32), {clause_type: weights}, {clause_type: intercept})


def write_ranker(folder: Path, model: RankerModel) -> None:
    """Write a model as the training does, weights in eight bits."""
    write_yaml(folder / CARD, model.card.model_dump())
    arrays = {"rarity": model.rarity.astype(np.float16)}
    for name, weights in model.weights.items():
        scale = float(np.abs(weights).max()) / 127 or 1.0
        arrays[f"weights.{name}"] = np.round(weights / scale).astype(np.int8)
        arrays[f"scale.{name}"] = np.array(scale)
        arrays[f"intercept.{name}"] = np.array(model.intercepts[name])
    np.savez_compressed(folder / WEIGHTS, **arrays)
