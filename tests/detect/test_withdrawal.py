"""What one passage grants and another takes back, read by the patterns of the library."""

import pytest

from clausecheck.detect.clause import Clause
from clausecheck.ingest import load
from clausecheck.structure import parse
from tests.support.detections import bundled_detector

PARTIES = 'This Agreement is between Harbour Bank plc ("Customer") and Quill Services Ltd ("Supplier").\n\n'
EXIT = "9.3 The Customer may terminate this Agreement for convenience on sixty days' written notice.\n\n"
AUDIT = "11.1 The Customer may audit the Supplier's records on ten days' notice.\n\n"
REFUSAL = "31. The Customer shall have no right to terminate this Agreement for convenience."
SPECIAL = "SPECIAL TERMS\n\n"


def read(text: str, clause_type: str = "termination_for_convenience") -> tuple[list[Clause], list[Clause], str]:
    source = load((PARTIES + text).encode(), name="contract.txt")
    found = bundled_detector().find(parse(source)).of_type(clause_type)
    granted = [clause for clause in found if not clause.denied]
    return granted, [clause for clause in found if clause.denied], source.text


@pytest.mark.parametrize(
    "taking",
    [
        "9.4 Notwithstanding clause 9.3, the Customer may not terminate this Agreement for convenience.",
        "9.4 Notwithstanding the foregoing, the Customer may not terminate this Agreement for convenience.",
        "31. Notwithstanding anything to the contrary in this Agreement, the Customer shall have no right to "
        "terminate this Agreement for convenience.",
        SPECIAL + "Clause 9.3 is deleted in its entirety.",
        SPECIAL + "Clause 9.3 (Exit) of the Agreement shall be of no further force or effect.",
        SPECIAL + "Delete clause 9.3.",
        "9.4 The Customer shall not exercise its right under clause 9.3 at any time.",
        "9.4 The preceding provision shall not apply.",
    ],
)
def test_a_right_taken_back_elsewhere_is_no_right(taking):
    granted, denied, _ = read(EXIT + taking)
    assert not granted
    assert denied


def test_the_denial_stands_in_the_words_that_take_back():
    _, (denial,), text = read(EXIT + SPECIAL + "Clause 9.3 is deleted in its entirety.")
    assert text[denial.span.start : denial.span.end] == "Clause 9.3 is deleted in its entirety."
    words = [text[item.span.start : item.span.end] for item in denial.evidence if item.kind == "context"]
    assert words == ["is deleted"]
    assert denial.attributes["holder"] == "customer"


@pytest.mark.parametrize(
    "trimming",
    [
        "9.4 Notwithstanding clause 9.3, the Customer may not terminate this Agreement for convenience before the "
        "first anniversary of its date.",
        "9.4 During the first year the Customer shall not exercise its right under clause 9.3.",
        SPECIAL + "Clause 9.3 shall not apply to orders for hardware.",
        SPECIAL + "Clause 9.2 is deleted in its entirety.",
        SPECIAL + "Clause 9.3 of Schedule 4 is deleted.",
        "31. The limitations in clause 9.3 shall not apply.",
    ],
)
def test_a_right_that_is_only_trimmed_stays_granted(trimming):
    granted, denied, _ = read(EXIT + trimming)
    assert [clause.attributes["holder"] for clause in granted] == ["customer"]
    assert not denied


@pytest.mark.parametrize(
    "keeping",
    [
        "9.4 No delay, failure or waiver by either party to exercise any right under this Agreement will operate to "
        "limit, preclude, cancel, waive or otherwise affect such right.",
        "9.4 Failure to exercise any right or power under this Agreement shall not be deemed a waiver of such right, "
        "and a partial exercise shall not preclude any further exercise of such right.",
        "9.4 This provision shall not apply, however, to any announcement that the law requires.",
        "14.1 The Supplier will delete or return the data as clause 9.3 provides.",
        "31. Notwithstanding anything to the contrary, in the event the Customer sells or otherwise disposes of more "
        "than one half of the stores in which the Services are provided, in any one or more transactions of whatever "
        "kind and whether or not they are related to each other, to any person other than a company of its own group, "
        "the benefits that are granted to the Customer pursuant to the provisions of Section 8.1 (Prices), Section 8.2 "
        "(Discounts), Section 8.3 (Rebates) and Section 9.3 (Exit) shall be of no further force or effect.",
    ],
)
def test_a_clause_that_keeps_rights_or_reaches_a_case_only_takes_none_back(keeping):
    granted, denied, _ = read(EXIT + keeping)
    assert granted
    assert not denied


def test_a_section_named_as_the_purpose_of_a_waiver_keeps_its_grant():
    waiver = "9.4 The Customer waives these rights to enable the Supplier to exercise the rights granted in clause 9.3."
    granted, denied, _ = read(EXIT + waiver)
    assert granted
    assert not denied


def test_one_partys_denial_leaves_the_others_right():
    mutual = "9.3 Either party may terminate this Agreement for convenience on sixty days' written notice.\n\n"
    granted, denied, _ = read(
        mutual + "9.4 Notwithstanding clause 9.3, the Supplier may not terminate this Agreement for convenience."
    )
    assert [clause.attributes["holder"] for clause in granted] == ["customer"]
    assert [clause.attributes["holder"] for clause in denied] == ["provider"]


def test_a_denial_that_spares_a_section_leaves_what_stands_there():
    granted, _, _ = read(
        EXIT + "31. Notwithstanding anything to the contrary, except as provided in clause 9.3, the Customer may not "
        "terminate this Agreement for convenience."
    )
    assert granted


def test_a_grant_is_subject_to_the_denial_of_the_section_it_names():
    subject = EXIT.replace("The Customer", "Subject to clause 14, the Customer")
    granted, denied, _ = read(subject + REFUSAL.replace("31.", "14."))
    assert not granted
    assert denied


def test_a_denial_that_points_nowhere_stands_beside_the_grant():
    granted, denied, _ = read(EXIT + REFUSAL)
    assert granted
    assert denied


def test_a_denial_about_another_thing_leaves_the_grant():
    granted, denied, _ = read(
        AUDIT + "31. Notwithstanding anything to the contrary, the Customer shall not be entitled to audit the "
        "Supplier's internal costs.",
        "audit_rights",
    )
    assert granted
    assert not denied


def test_a_section_deleted_takes_every_clause_that_stands_in_it():
    text = EXIT.replace("9.3", "9.1") + "9.2 This Agreement renews automatically for successive terms of one year.\n\n"
    text += SPECIAL + "Clauses 9.1 and 9.2 are deleted."
    for clause_type in ("termination_for_convenience", "auto_renewal"):
        granted, denied, _ = read(text, clause_type)
        assert not granted
        assert denied


def test_what_replaces_a_deleted_section_stands():
    granted, _, _ = read(
        EXIT + SPECIAL + 'Clause 9.3 is deleted and replaced with the following:\n\n"9.3 Either party may terminate '
        "this Agreement for convenience on 90 days' written notice.\""
    )
    assert [clause.attributes["notice_days"] for clause in granted] == [90]
