from __future__ import annotations

from pathlib import Path

import pytest

from clausecheck.detect.clause import Clause, Evidence
from clausecheck.spans import Span
from evaluation.labels import Document, Label
from evaluation.result import Event
from evaluation.run import measure, trial

TEXT = (
    "Client may inspect the books and records of Vendor on ten days' notice. "
    "Vendor may audit the users of Client once in every calendar year. "
    "Client shall not examine the source code of Vendor. No audits."
)


def clause(words: str, confidence: float = 0.9, **attributes) -> Clause:
    span = Span(TEXT.index(words), TEXT.index(words) + len(words))
    return Clause(
        "audit_rights", confidence, (span,), "1", attributes, (Evidence("audit_rights.x", "line", span, 0.9),)
    )


BOOKS = "Client may inspect the books and records of Vendor on ten days' notice."
USERS = "Vendor may audit the users of Client once in every calendar year."
CODE = "Client shall not examine the source code of Vendor."


def held_against(label: Label, *clauses: Clause, suffix: str = ".txt"):
    document = Document(Path(f"msa{suffix}"), "msa", {"audit_rights": label}, "tuning")
    return trial(document, "audit_rights", clauses, TEXT)


def test_found_at_one_half_and_located_by_six_words_running():
    found = held_against(Label(True, ("may inspect the books and records",)), clause(BOOKS, 0.5))
    assert (found.found, found.located, found.events) == (True, True, (Event(0.5, True),))
    assert (found.contract, found.part, found.excerpt, found.patterns) == ("msa", "tuning", BOOKS, ("audit_rights.x",))
    assert not held_against(Label(True, ("books",)), clause(BOOKS, 0.49)).found


def test_a_short_clause_is_located_when_all_of_it_is_in_the_label():
    assert held_against(Label(True, ("Costs. No audits. Reports only.",)), clause("No audits.")).located is True
    assert held_against(Label(True, ("Costs. Yes audits. Reports only.",)), clause("No audits.")).located is False


def test_words_elsewhere_are_found_but_not_located_and_not_right():
    found = held_against(Label(True, ("may inspect the books and records",)), clause(USERS))
    assert (found.found, found.located, found.events) == (True, False, (Event(0.9, False),))


def test_places_count_for_the_text_file_only():
    label = Label(True, (), spans=(Span(0, 10),))
    assert held_against(label, clause(BOOKS)).located is True
    assert held_against(label, clause(BOOKS), suffix=".pdf").located is False


def test_without_words_in_the_label_nothing_is_said_of_the_place():
    found = held_against(Label(True), clause(BOOKS))
    assert (found.located, found.events) == (None, (Event(0.9, True),))


def test_every_report_is_wrong_where_the_clause_is_absent():
    found = held_against(Label(False), clause(BOOKS), clause(USERS, 0.95), clause(CODE, 0.99, denied=True))
    assert (found.found, found.right) == (True, False)
    assert found.events == (Event(0.95, False), Event(0.9, False))


def test_terms_are_those_of_the_surest_clause():
    document = Document(
        Path("m.txt"), "m", {"auto_renewal": Label(True, attributes={"term_months": 12, "kind": "auto"})}
    )
    found = [clause(BOOKS, 0.7, term_months=12), clause(USERS, 0.8, term_months=24)]
    assert trial(document, "auto_renewal", found, TEXT).attributes == {"term_months": (12, 24)}


def test_imitations_are_named_only_where_labelled():
    assert held_against(Label(False), clause(USERS)).misled is None
    assert held_against(Label(False, imitations=(USERS,)), clause(USERS)).misled is True
    assert held_against(Label(False, imitations=(USERS,)), clause(BOOKS)).misled is False


def test_a_refusal_has_to_be_read_as_one():
    label = Label(False, refusals=("shall not examine the source code of Vendor",))
    assert held_against(label, clause(CODE, denied=True)).located is True
    assert held_against(label, clause(BOOKS, denied=True)).located is False
    assert held_against(label).located is False


def test_an_aside_counts_neither_way():
    found = held_against(Label(False, asides=(USERS,)), clause(USERS))
    assert (found.found, found.right, found.events) == (False, True, ())


@pytest.mark.parametrize("clause_types", [["audit_rights"], ["audit_rights", "auto_renewal"]])
def test_measure_reads_documents_and_names_those_it_cannot(tmp_path, clause_types):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Client may, on ten days' notice, audit the books and records of Vendor. " * 2, "utf-8")
    bad.write_bytes(b"")
    labels = {"audit_rights": Label(True, ("audit the books and records of Vendor",)), "auto_renewal": Label(False)}
    run = measure([Document(good, "good", labels), Document(bad, "bad", labels)], clause_types, processes=1)
    assert [(t.contract, t.clause_type, t.right) for t in run.trials] == [("good", name, True) for name in clause_types]
    assert run.contracts == 2
    assert [failure.partition(":")[0] for failure in run.unreadable] == ["bad"]
