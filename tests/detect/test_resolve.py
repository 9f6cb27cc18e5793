from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from clausecheck.detect.clause import Clause, Evidence
from clausecheck.detect.resolve import resolve
from clausecheck.spans import Span
from clausecheck.structure.contract import Section
from tests.support.findings import contract_of

CHAPTERS = contract_of(
    "x" * 200, sections=[Section("12", "Exit", 0, Span(0, 100), None), Section("13", "Fees", 0, Span(100, 200), None)]
)


def clause(at, *, kind="exit", confidence=0.9, section="12.3", **attributes):
    return Clause(kind, confidence, (Span(at, at + 10),), section, {"holder": "customer", **attributes}, ())


def test_clauses_of_one_section_and_holder_become_the_surest_of_them():
    assert resolve([clause(0, confidence=0.6), clause(20, confidence=0.8)], CHAPTERS) == (clause(20, confidence=0.8),)


def test_the_clause_that_stays_takes_the_terms_it_leaves_open():
    (kept,) = resolve(
        [
            clause(0, notice_days=None, subject=[], fee=True, confidence=0.9),
            clause(20, notice_days=60, subject=["records"], fee=False, confidence=0.8),
        ],
        CHAPTERS,
    )
    assert dict(kept.attributes) == {"holder": "customer", "notice_days": 60, "subject": ["records"], "fee": True}


def test_other_sections_holders_and_types_stay_apart():
    found = [clause(0), clause(20, section="12.4"), clause(40, holder="provider"), clause(60, kind="audit")]
    assert resolve(found, CHAPTERS) == tuple(found)


def test_a_right_in_part_stands_behind_one_in_whole_and_alone_keeps_its_weight():
    whole = clause(0, section="12.4", confidence=0.7, scope="agreement")
    part = clause(20, confidence=0.9, scope="partial")
    ranked = resolve([part, whole], CHAPTERS)
    assert [one.confidence for one in ranked] == [0.7, 0.686]
    assert resolve([part], CHAPTERS) == (part,)


def test_a_refusal_is_not_joined_with_a_grant():
    found = [clause(0), clause(20, denied=True)]
    assert resolve(found, CHAPTERS) == tuple(found)


def test_outside_sections_each_passage_stands_alone():
    found = [clause(0, section=""), clause(20, section="")]
    assert resolve(found, CHAPTERS) == tuple(found)


def test_the_order_is_that_of_the_document_however_clauses_were_found():
    found = [clause(40, kind="audit"), clause(0), clause(20, section="12.4", confidence=0.4)]
    for order in permutations(found):
        assert resolve(order, CHAPTERS) == (found[1], found[2], found[0])


def test_items_of_a_lead_in_that_says_it_all_are_one_clause():
    lead_in, first, second = Span(0, 30), Span(40, 60), Span(70, 90)
    evidence = (Evidence("exit.line", "line", Span(5, 20), 0.7),)
    found = [
        Clause("exit", 0.7, (lead_in, item), section, {"holder": "customer"}, evidence)
        for item, section in ((first, "12.3(a)"), (second, "12.3(b)"))
    ]
    assert resolve(found, CHAPTERS) == (found[0],)


def seen(clause, kind):
    return replace(clause, evidence=(Evidence("exit.any", kind, clause.span, clause.confidence),))


def test_a_shared_right_that_one_chapter_gives_to_each_side_is_a_right_of_either():
    ours = clause(0, notice_days=30)
    theirs = seen(clause(50, section="12.4", holder="provider", notice_days=90), "line")
    joined, other = resolve([ours, theirs], CHAPTERS, frozenset({"exit"}))
    assert (joined.attributes["holder"], joined.attributes["notice_days"]) == ("either", 30)
    assert joined.pieces == (*ours.pieces, *theirs.pieces)
    assert joined.confidence == 0.99
    assert other == theirs


def test_what_the_ranker_alone_takes_for_a_right_widens_no_other():
    ours, theirs = clause(0), seen(clause(50, section="12.4", holder="provider"), "ranker")
    assert resolve([ours, theirs], CHAPTERS, frozenset({"exit"})) == (ours, theirs)


def test_rights_in_two_chapters_or_of_a_type_that_is_not_shared_stay_apart():
    ours, far = clause(0), seen(clause(150, section="13.1", holder="provider"), "line")
    assert resolve([ours, far], CHAPTERS, frozenset({"exit"})) == (ours, far)
    near = seen(clause(50, section="12.4", holder="provider"), "line")
    assert resolve([ours, near], CHAPTERS) == (ours, near)
