"""The same contract says the same in every format: clause by clause, word for word."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import clausecheck
from tests.support.playbooks import core

FOLDER = Path(__file__).parent.parent / "sample_contracts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.docx"))
WORD = re.compile(r"\w+")


@cache
def analyzer() -> clausecheck.Analyzer:
    return clausecheck.Analyzer(core())


@cache
def said(name: str, suffix: str) -> list[tuple[object, ...]]:
    """List the clauses of a document: what they are, their words and their terms."""
    if suffix == ".txt":
        text = clausecheck.load(FOLDER / f"{name}.docx").text
        report = analyzer().analyze(text.encode(), name=f"{name}.txt")
    else:
        report = analyzer().analyze(FOLDER / f"{name}{suffix}")
    return [
        (clause.type, tuple(WORD.findall(clause.text.lower())), sorted(clause.attributes.items(), key=repr))
        for clause in report.clauses
    ]


def test_there_are_contracts_to_compare():
    assert len(NAMES) >= 12


@pytest.mark.parametrize("suffix", [".pdf", ".txt"])
@pytest.mark.parametrize("name", NAMES)
def test_a_sample_contract_has_the_same_clauses_in_every_format(name, suffix):
    assert said(name, suffix) == said(name, ".docx")
