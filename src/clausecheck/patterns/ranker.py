"""The learned ranker as data: what it was trained on, what it may decide, and its weights."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from clausecheck._yaml import YamlFaults, YamlFile
from clausecheck.errors import Fault

CARD = "ranker.yaml"
WEIGHTS = "ranker.npz"

Table: TypeAlias = NDArray[np.float32]

# The last two come of a single array, which is no archive of several.
_UNREADABLE = (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error, AttributeError, TypeError)


class RankedType(BaseModel):
    """What the ranker may decide of one clause type.

    A passage that the rules passed over counts as the clause from `propose` on; one that they took for it does not
    below `doubt`. Both are probabilities.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    propose: float = Field(gt=0, le=1)
    doubt: float = Field(ge=0, lt=1)

    @model_validator(mode="after")
    def _in_order(self) -> RankedType:
        if self.doubt >= self.propose:
            raise ValueError("doubt must lie below propose")
        return self


class RankerCard(BaseModel):
    """The card of a trained ranker: training data with its licence, and thresholds by clause type."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    trained_on: str
    licence: str
    attribution: str
    clause_types: dict[str, RankedType]


@dataclass(frozen=True, slots=True)
class RankerModel:
    """A trained ranker.

    `rarity` [buckets] weighs each feature by how few passages have it; `weights` holds for each clause type what
    each feature speaks for it [buckets], `intercepts` what an empty passage scores.
    """

    card: RankerCard
    rarity: Table
    weights: Mapping[str, Table]
    intercepts: Mapping[str, float]

    def without(self, clause_type: str) -> RankerModel:
        """Give the same ranker without what it learnt of a clause type."""
        kept = {name: ranked for name, ranked in self.card.clause_types.items() if name != clause_type}
        return replace(self, card=self.card.model_copy(update={"clause_types": kept}))


def load_ranker(folder: Path) -> RankerModel | None:
    """Load the ranker of a pattern folder; None when it has none, YamlFaults when it is broken."""
    path = folder / CARD
    if not path.is_file():
        return None
    file = YamlFile(path)
    card = file.read(RankerCard)
    try:
        # NumPy leaves a file open that it opened itself and cannot read.
        with (folder / WEIGHTS).open("rb") as packed, np.load(packed, allow_pickle=False) as arrays:
            rarity = arrays["rarity"].astype(np.float32)
            names = tuple(card.clause_types)
            weights = {name: arrays[f"weights.{name}"] * np.float32(arrays[f"scale.{name}"]) for name in names}
            intercepts = {name: float(arrays[f"intercept.{name}"]) for name in names}
    except _UNREADABLE as error:
        raise YamlFaults([Fault(str(folder / WEIGHTS), 0, 0, f"no weights of a ranker: {error}")]) from error
    return RankerModel(card, rarity, weights, intercepts)
