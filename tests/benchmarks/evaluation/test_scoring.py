from __future__ import annotations

import numpy as np
import pytest

from evaluation.scoring import RESAMPLES, resampled, score
from tests.support.trials import trial, trials


def test_precision_recall_and_f1_are_counted_by_contract():
    found = score(trials(true=6, wrong=2, missed=4, rest=8), "audit_rights")
    assert (found.contracts, found.positives) == (20, 10)
    assert [figure.value for figure in (found.precision, found.recall, found.f1)] == pytest.approx([0.75, 0.6, 2 / 3])
    assert [figure.of for figure in (found.precision, found.recall, found.f1)] == [8, 10, 10]


def test_other_clause_types_do_not_count():
    mixed = [*trials(true=1), trial("other", clause_type="auto_renewal", found=False)]
    assert score(mixed, "audit_rights").recall.value == 1


def test_what_cannot_be_divided_is_left_open():
    found = score(trials(rest=3), "audit_rights")
    assert (found.f1, found.precision, found.recall, found.evidence) == (None, None, None, None)


def test_evidence_counts_contracts_found_rightly_whose_words_are_annotated():
    mixed = [
        trial("a", located=True),
        trial("b", located=False),
        trial("c", located=None),
        trial("d", found=False, located=None),
        trial("e", present=False, located=True),
    ]
    evidence = score(mixed, "audit_rights").evidence
    assert (evidence.value, evidence.of) == (0.5, 2)


def test_terms_count_where_the_clause_was_found_and_the_term_labelled():
    mixed = [
        trial("a", clause_type="auto_renewal", attributes={"term_months": (12, 12)}),
        trial("b", clause_type="auto_renewal", attributes={"term_months": (12, None)}),
        trial("c", clause_type="auto_renewal", attributes={"term_months": (12, None)}, found=False),
        trial("d", clause_type="auto_renewal"),
    ]
    attributes = score(mixed, "auto_renewal").attributes
    assert {name: (figure.value, figure.of) for name, figure in attributes.items()} == {"term_months": (0.5, 2)}


def test_imitations_are_taken_of_those_labelled():
    mixed = [trial("a", misled=True), trial("b", misled=False), trial("c", misled=False), trial("d")]
    assert score(mixed, "audit_rights").imitations == (1, 3)


def test_the_interval_is_about_as_wide_as_theory_has_it():
    recall = score(trials(true=80, missed=20), "audit_rights").recall
    # 0.8 +- 1.96 * sqrt(0.8 * 0.2 / 100)
    assert recall.low == pytest.approx(0.722, abs=0.015)
    assert recall.high == pytest.approx(0.878, abs=0.015)


def test_the_interval_is_the_same_at_every_call():
    assert score(trials(true=5, wrong=2, missed=1), "audit_rights") == score(
        trials(true=5, wrong=2, missed=1), "audit_rights"
    )


def test_each_resample_draws_as_many_contracts_as_there_are():
    draws = resampled(7)
    assert draws.shape == (RESAMPLES, 7)
    assert np.all(draws.sum(axis=1) == 7)


def test_a_figure_is_written_with_its_interval():
    assert str(score(trials(true=3), "audit_rights").recall) == "1.00 (1.00-1.00)"
