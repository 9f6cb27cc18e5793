"""Values that one passage puts in the place of others, read by the patterns of the library."""

import pytest

from clausecheck.detect.amending import changes_a_value
from clausecheck.detect.clause import Clause
from clausecheck.ingest import load
from clausecheck.structure import parse
from tests.support.detections import bundled_detector

PARTIES = 'This Agreement is between Harbour Bank plc ("Customer") and Quill Services Ltd ("Supplier").\n\n'
EXIT = "9.3 Either party may terminate this Agreement for convenience on sixty (60) days' written notice.\n\n"
SPECIAL = "SPECIAL TERMS\n\n"


def read(text: str, clause_type: str = "termination_for_convenience") -> tuple[tuple[Clause, ...], str]:
    source = load((PARTIES + text).encode(), name="contract.txt")
    return bundled_detector().find(parse(source)).of_type(clause_type), source.text


@pytest.mark.parametrize(
    "change",
    [
        "In clause 9.3, “60 days” is replaced by “45 days”.",
        "Clause 9.3 is amended by replacing the words sixty days with forty-five days.",
        "Clause 9.3 is amended so that the notice period is 45 days.",
        'Clause 9.3: delete "sixty (60)" and insert "forty-five (45)".',
        'For "sixty (60) days" in clause 9.3 there shall be substituted "forty-five (45) days".',
        "The reference to 60 days in clause 9.3 shall be read as a reference to 45 days.",
        "The period of notice in clause 9.3 is reduced to 45 days.",
        "The notice period set out in clause 9.3 is shortened from 60 to 45 days.",
        "Clause 9.3 shall apply with 45 days in place of 60 days.",
        "Clause 9.3 applies as if 45 days were substituted for 60 days.",
        'In clause 9.3, the words "sixty (60) days" are struck and "forty-five (45) days" substituted therefor.',
        'In clause 9.3, "sixty (60) days" is struck out and replaced with "forty-five (45) days".',
        'In clause 9.3, "60" shall be removed and "45" put in its place.',
    ],
)
def test_the_new_value_is_read(change):
    (clause,), _ = read(EXIT + SPECIAL + change)
    assert not clause.denied
    assert (clause.attributes["holder"], clause.attributes["notice_days"]) == ("either", 45)


def test_any_words_may_be_changed_and_several_at_once():
    (clause,), _ = read(EXIT + SPECIAL + 'In clause 9.3, "Either party" is replaced by "Customer" and "60" by "90".')
    assert (clause.attributes["holder"], clause.attributes["notice_days"]) == ("customer", 90)


@pytest.mark.parametrize(
    ("change", "holder"),
    [
        ("In clause 9.3, the words “on sixty (60) days' written notice” are deleted.", "either"),
        ("In clause 9.3 delete “or Supplier”.", "customer"),
        ("In clause 9.3, after “Customer” insert “, but not Supplier,”.", "customer"),
    ],
)
def test_words_may_be_left_out_or_put_in(change, holder):
    exit_of_both = EXIT.replace("Either party", "Customer or Supplier") if holder == "customer" else EXIT
    (clause,), _ = read(exit_of_both.replace(" or Supplier", "" if "insert" in change else " or Supplier") + change)
    assert not clause.denied
    assert clause.attributes["holder"] == holder


def test_the_words_that_change_it_are_evidence_beside_the_clause_as_printed():
    change = "In clause 9.3, “60 days” is replaced by “45 days”."
    (clause,), text = read(EXIT.replace("sixty (60)", "60") + SPECIAL + change)
    assert "60 days' written notice" in text[clause.span.start : clause.span.end]
    changed = [item for item in clause.evidence if item.pattern == "context.amended"]
    assert [text[item.span.start : item.span.end] for item in changed] == [change]


@pytest.mark.parametrize(
    "change",
    [
        "Clause 9.3 is amended as set out in the Order Form.",
        "In clause 9.3, “20 days” is replaced by “45 days”.",
    ],
)
def test_a_change_that_cannot_be_carried_out_leaves_the_clause_to_be_reviewed(change):
    (clause,), _ = read(EXIT + SPECIAL + change)
    assert clause.attributes["notice_days"] == 60
    assert clause.confidence < 0.7
    assert "context.amended" in {item.pattern for item in clause.evidence}


@pytest.mark.parametrize(
    "change",
    [
        "In clause 9.2, “60 days” is replaced by “45 days”.",
        "The fee in clause 9.3 may be increased to 45%.",
        "If the notice period in clause 9.3 is reduced to 45 days, Supplier may say so.",
    ],
)
def test_what_changes_something_else_or_nothing_yet_changes_nothing(change):
    (clause,), _ = read(EXIT + SPECIAL + change)
    assert clause.attributes["notice_days"] == 60
    assert clause.confidence > 0.9


def test_a_clause_that_is_replaced_as_a_whole_is_taken_back():
    whole = "Clause 9.3 is replaced by: “Customer may terminate this Agreement for convenience on 90 days' notice.”"
    found, _ = read(EXIT + SPECIAL + whole)
    assert [(clause.denied, clause.attributes["notice_days"]) for clause in found] == [(True, 60), (False, 90)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In clause 4, '5%' is replaced by '8%'.", True),
        ("Clause 4 is deleted in its entirety.", False),
        ("Clause 4 is deleted and replaced by clause 4A.", False),
        ('In clause 4, the sentence beginning "Customer may" is deleted.', False),
        ("The Charges shall be increased by 5% on 60 days' notice.", False),
    ],
)
def test_a_change_of_value_is_told_from_other_changes(text, expected):
    assert changes_a_value(text) is expected


@pytest.mark.parametrize(
    "change",
    [
        'In clause 9.3, <7> is replaced by "<12>" and "  " by " ".',
        'In clause 9.3, "." is replaced by ",".',
        "In clause 9.3, from 30 to \"  \" is changed from 10 to '<3>'.",
    ],
)
def test_words_that_look_like_the_grammars_own_marks_change_nothing(change):
    (clause,), _ = read(EXIT + SPECIAL + change)
    assert clause.attributes["notice_days"] == 60


def test_a_value_is_no_part_of_a_longer_figure():
    change = "In clause 5, “5%” is replaced by “6%”.\n"
    text = (
        "5. Service levels\n5.1 Availability shall be at least 99.5% in each month, measured by the platform.\n\n"
        "6. Changes\n6.1 "
    )
    (level,), _ = read(text + change, "service_levels")
    assert level.attributes["metrics"] == [{"name": "Availability", "target": "at least 99.5%"}]


def test_a_schedule_of_the_same_document_is_changed():
    levels = "Schedule 2\nService levels\n\n1. Availability shall be at least 99.5% in each month.\n"
    (level,), _ = read(f"6. Changes\n6.1 In Schedule 2, “99.5%” is replaced by “98%”.\n\n{levels}", "service_levels")
    assert level.attributes["metrics"] == [{"name": "Availability", "target": "at least 98%"}]
