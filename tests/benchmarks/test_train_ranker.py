from __future__ import annotations

import contextlib
import csv
import io
import shutil
import sys
from itertools import count, islice

import numpy as np
import pytest

from clausecheck.detect.ranker import Ranker
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.ranker import load_ranker
from evaluation.labels import CUAD_COLUMNS, documents, is_held_back

pytest.importorskip("sklearn", reason="scikit-learn is not installed (pip install -e '.[dev]')")

import train_ranker

GRANTS = {
    "termination_for_convenience": "Client may terminate this Agreement for any reason upon thirty days' notice.",
    "audit_rights": "Client may inspect and audit the books and records of Vendor once a year.",
    "ip_ownership": "Vendor hereby assigns to Client all right, title and interest in the inventions.",
    "auto_renewal": "This Agreement shall automatically renew for successive terms of one year.",
}
OTHERS = (
    "Either party may terminate this Agreement for a material breach that is not cured.",
    "Vendor shall keep accounts of its costs and review them with its lenders.",
    "Each party keeps its own trademarks, patents and other property.",
    "The initial term of the insurance policy shall be renewed by Vendor.",
)


def names(held_back):
    return (name for name in (f"Agreement{number}" for number in count()) if is_held_back(name) == held_back)


def write_contract(folder, name, labelled):
    """Write one contract; the clause types that are `labelled` stand in it, after what only resembles them."""
    passages = [*OTHERS, *(GRANTS[kind] for kind in labelled)]
    text = "\n\n".join(f"{number}. {passage}" for number, passage in enumerate(passages, 1))
    (folder / "full_contract_txt" / f"{name}.txt").write_text(text, "utf-8")
    return [f"{name}.pdf", *(repr([GRANTS[kind]]) if kind in labelled else "[]" for kind in CUAD_COLUMNS)]


@pytest.fixture(scope="module")
def cuad(tmp_path_factory):
    """Lay out sixteen contracts to learn from and two that are held back; no wordings of our own but one."""
    folder = tmp_path_factory.mktemp("cuad")
    (folder / "full_contract_txt").mkdir()
    rows = []
    for number, name in enumerate(islice(names(held_back=False), 16)):
        rows.append(write_contract(folder, name, list(GRANTS) if number % 2 else []))
    rows += [write_contract(folder, name, list(GRANTS)) for name in islice(names(held_back=True), 2)]
    with (folder / "master_clauses.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([["Filename", *CUAD_COLUMNS.values()], *rows])
    return folder


def train(cuad, into):
    """Train on audit rights alone; give the model and what was printed."""
    into.mkdir()
    wordings = [("audit_rights", GRANTS["audit_rights"], True)]
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as printed:
        patch.setattr(train_ranker, "learnable", lambda corpus: ["audit_rights"])
        patch.setattr(train_ranker, "own_wordings", lambda patterns: wordings)
        patch.setattr(sys, "argv", ["train_ranker.py", str(cuad), "--into", str(into)])
        assert train_ranker.main() == 0
    return load_ranker(into), printed.getvalue()


@pytest.fixture(scope="module")
def trained(cuad):
    return train(cuad, cuad / "into")


def test_what_was_learned_tells_a_clause_from_what_resembles_it(trained):
    model, printed = trained
    ranker = Ranker(model)
    assert ranker.score("audit_rights", GRANTS["audit_rights"], "") > 0.7
    assert ranker.score("audit_rights", OTHERS[1], "") < 0.4
    ranked = model.card.clause_types["audit_rights"]
    assert ranked.doubt == 0  # eight contracts tell nothing about doubt
    assert train_ranker.EVEN <= ranked.propose <= 1
    assert f"audit_rights: propose {ranked.propose:g}" in printed


def test_training_again_with_other_contracts_held_back_gives_the_same_model(cuad, trained, tmp_path):
    one, _ = trained
    assert one.card.trained_on.startswith("16 contracts")
    shutil.copytree(cuad, tmp_path / "cuad")
    for name in islice(names(held_back=True), 2):
        held_back = tmp_path / "cuad" / "full_contract_txt" / f"{name}.txt"
        held_back.write_text("1. Nothing to audit, renew or terminate.", "utf-8")
    other, _ = train(tmp_path / "cuad", tmp_path / "into")
    assert one.card == other.card
    assert one.intercepts == other.intercepts
    np.testing.assert_array_equal(one.rarity, other.rarity)
    for name in one.weights:
        np.testing.assert_array_equal(one.weights[name], other.weights[name])


def test_the_card_names_the_data_and_its_licence(trained):
    card = trained[0].card
    assert "CC BY 4.0" in card.licence
    assert "The Atticus Project" in card.attribution
    assert tuple(card.clause_types) == ("audit_rights",)


def test_a_clause_type_is_learned_where_enough_contracts_have_it(cuad, monkeypatch):
    corpus = documents(cuad, part="tuning")
    assert train_ranker.learnable(corpus) == []
    monkeypatch.setattr(train_ranker, "ENOUGH", 8)
    assert train_ranker.learnable(corpus) == sorted(GRANTS)


def test_mini_contracts_read_while_tuning_are_learned_from_and_those_held_back_are_not(monkeypatch, tmp_path):
    tuning, held_back = tmp_path / "tuning", tmp_path / "held-back"
    for folder, text in ((tuning, GRANTS["audit_rights"]), (held_back, OTHERS[1])):
        folder.mkdir()
        (folder / "audit_rights.yaml").write_text(f"- {{id: one, text: '{text}', present: true}}\n", "utf-8")
    monkeypatch.setattr(train_ranker, "MINIS", tuning)
    wordings = list(train_ranker.own_wordings(load_patterns()))
    assert ("audit_rights", GRANTS["audit_rights"], True) in wordings
    assert OTHERS[1] not in {text for _, text, _ in wordings}


def test_nothing_that_is_proposed_is_doubted():
    scores = np.linspace(0.01, 0.99, 100)
    propose, doubt = train_ranker.thresholds(scores, scores > 0.8, np.arange(100))
    assert (scores[scores >= propose] > 0.8).mean() >= train_ranker.PROPOSED - 0.02
    assert doubt < propose


@pytest.mark.parametrize(("contracts", "doubts"), [(20, False), (60, True)])
def test_of_a_few_contracts_nothing_is_learned_about_doubt(contracts, doubts):
    scores = np.linspace(0.01, 0.99, 100)
    _, doubt = train_ranker.thresholds(scores, np.arange(100) >= 100 - contracts, np.arange(100))
    assert (doubt > 0) == doubts


def test_sequences_in_few_passages_are_left_out():
    kinds = frozenset({"exit"})
    found = [
        train_ranker.Passage(number, f"terminate {word}", "", kinds, kinds)
        for number, word in enumerate(["one"] * train_ranker.RARE + ["two"])
    ]
    assert np.count_nonzero(train_ranker.rarity_of(found)) == 3
