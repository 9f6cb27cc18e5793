from __future__ import annotations

import pytest

from clausecheck.detect.confidence import TO_BE_REVIEWED
from clausecheck.detect.deal import find_in_deal
from clausecheck.structure.kinship import make_deal
from tests.support.contracts import contract
from tests.support.deals import AMENDMENT, DPA, MSA, OF_MSA, PARTIES, deal, sow
from tests.support.detections import bundled_detector

EXIT = "9. Termination\n9.2 Client may terminate this Agreement for convenience on ninety (90) days' notice.\n"
AUDIT = "7. Audit\n7.1 Client may audit and inspect the records of Vendor once a year on ten (10) days' notice.\n"
BREACH = "5. Security\n5.1 Vendor shall notify Client of any data breach within seventy-two (72) hours.\n"
SOONER = "3. Breach\n3.1 Vendor shall notify Client of any data breach within twenty-four (24) hours.\n"
ORDER = "1. Order\n1.1 In the event of a conflict this Agreement prevails over the DPA and any Statement of Work.\n"


@pytest.fixture(scope="module")
def detector():
    return bundled_detector()


def found(detector, kind, **texts):
    read = deal(**texts)
    detection = find_in_deal(detector, read)
    clauses = [(read.documents[each.document].name, dict(each.attributes)) for each in detection.of_type(kind)]
    rulings = [(each.words, each.doubtful) for each in detection.rulings if each.type == kind]
    return clauses, rulings


def test_the_clauses_of_all_documents_are_found_each_with_its_own(detector):
    detection = find_in_deal(detector, deal(msa=MSA + EXIT, dpa=DPA + SOONER))
    assert [(each.type, each.document) for each in detection.clauses] == [
        ("termination_for_convenience", 0),
        ("breach_notification", 1),
    ]
    assert detection.rulings == ()


def test_a_section_that_an_amendment_replaces_gives_way(detector):
    change = (
        "1. Exit\n1.1 Section 9.2 of the Agreement is deleted and replaced with the following: “9.2 Client may "
        "terminate this Agreement for convenience on thirty (30) days' notice.”\n"
    )
    clauses, rulings = found(detector, "termination_for_convenience", msa=MSA + EXIT, change=AMENDMENT + change)
    assert [(name, terms["notice_days"]) for name, terms in clauses] == [("change", 30)]
    assert rulings == [("change, 1.1 Exit replaces 9.2 Termination of msa", False)]


def test_a_section_that_an_amendment_deletes_is_denied_in_its_words(detector):
    change = "1. Audit\n1.1 Section 7.1 of the Agreement is deleted in its entirety.\n"
    clauses, rulings = found(detector, "audit_rights", msa=MSA + AUDIT, change=AMENDMENT + change)
    assert [(name, terms["denied"]) for name, terms in clauses] == [("change", True)]
    assert rulings == [("change, 1.1 Audit deletes 7.1 Audit of msa", False)]


def test_what_is_deleted_denies_nothing_that_another_document_gives(detector):
    change = "1. Audit\n1.1 Section 7.1 of the Agreement is deleted in its entirety.\n"
    clauses, _ = found(detector, "audit_rights", msa=MSA + AUDIT, dpa=DPA + AUDIT, change=AMENDMENT + change)
    assert [(name, terms.get("denied")) for name, terms in clauses] == [("dpa", None)]


def test_a_value_that_an_amendment_changes_is_read_in_its_place(detector):
    change = "1. Audit\n1.1 In Section 7.1 of the Agreement, “ten (10) days” is replaced by “five (5) days”.\n"
    clauses, rulings = found(detector, "audit_rights", msa=MSA + AUDIT, change=AMENDMENT + change)
    assert [(name, terms["notice_days"]) for name, terms in clauses] == [("msa", 5)]
    assert rulings == [("change, 1.1 Audit changes words in 7.1 Audit of msa", False)]


def test_a_change_that_cannot_be_carried_out_leaves_the_clause_to_be_reviewed(detector):
    change = "1. Audit\n1.1 The last sentence of Section 7.1 of the Agreement is deleted.\n"
    read = deal(msa=MSA + AUDIT, change=AMENDMENT + change)
    (clause,) = find_in_deal(detector, read).of_type("audit_rights")
    assert clause.confidence <= 0.65
    assert [each.doubtful for each in find_in_deal(detector, read).rulings] == [True]


def test_a_later_amendment_takes_out_what_an_earlier_one_put_in(detector):
    first = (
        "1. Exit\n1.1 Section 9.2 of the Agreement is replaced with the following: “9.2 Client may terminate this "
        "Agreement for convenience on thirty (30) days' notice.”\n"
    )
    second = "1. Exit\n1.1 Section 9.2 of the Agreement is deleted in its entirety.\n"
    clauses, _ = found(
        detector,
        "termination_for_convenience",
        later=AMENDMENT.replace("No. 1", "No. 2") + second,
        msa=MSA + EXIT,
        earlier=AMENDMENT + first,
    )
    assert [(name, terms.get("denied")) for name, terms in clauses] == [("later", True)]


def _unnumbered(day: str, days: str) -> str:
    return (
        f"Amendment\n\nThis Amendment is made{day} {PARTIES} and amends {OF_MSA}.\n\n1. Exit\n1.1 Section 9.2 of the "
        f"Agreement is replaced with the following: “9.2 Client may terminate this Agreement for convenience on {days} "
        "days' notice.”\n"
    )


def test_of_amendments_without_numbers_the_later_date_goes_first(detector):
    clauses, rulings = found(
        detector,
        "termination_for_convenience",
        a=_unnumbered(" as of 1 September 2026", "60"),
        b=_unnumbered(" on 2 March 2026", "180"),
        msa=MSA + EXIT,
    )
    assert [(name, terms["notice_days"]) for name, terms in clauses] == [("a", 60)]
    assert not any(doubtful for _, doubtful in rulings)


@pytest.mark.parametrize("day", ["", " on 2 March 2026"])
def test_where_nothing_tells_the_later_of_two_amendments_the_finding_is_to_be_reviewed(detector, day):
    texts = {"a": _unnumbered(day, "60"), "b": _unnumbered(day, "180"), "msa": MSA + EXIT}
    _, rulings = found(detector, "termination_for_convenience", **texts)
    words = "a and b both change 9.2 Termination of msa, and neither numbers nor dates tell which is the later"
    assert (words, True) in rulings


def test_a_value_that_two_amendments_change_is_that_of_the_later(detector):
    def change(no, days):
        wording = f"1. Exit\n1.1 In Section 9.2, “ninety (90) days” is replaced by “{days} days”.\n"
        return AMENDMENT.replace("No. 1", f"No. {no}") + wording

    texts = {"later": change(2, 30), "msa": MSA + EXIT, "earlier": change(1, 120)}
    clauses, _ = found(detector, "termination_for_convenience", **texts)
    assert [terms["notice_days"] for _, terms in clauses] == [30]


def test_the_order_of_precedence_decides_between_clauses_that_contradict(detector):
    clauses, rulings = found(detector, "breach_notification", msa=MSA + ORDER + BREACH, dpa=DPA + SOONER)
    assert [(name, terms["deadline_hours"]) for name, terms in clauses] == [("msa", 72)]
    assert rulings == [("msa, 5.1 Security goes before dpa, 3.1 Breach by msa, 1.1 Order", False)]


def test_where_only_usage_decides_it_is_doubtful(detector):
    clauses, rulings = found(detector, "breach_notification", msa=MSA + BREACH, dpa=DPA + SOONER)
    assert [name for name, _ in clauses] == ["dpa"]
    assert [doubtful for _, doubtful in rulings] == [True]
    assert "as is usual where a contract does not say" in rulings[0][0]


def test_clauses_that_agree_are_all_kept(detector):
    clauses, rulings = found(detector, "breach_notification", msa=MSA + BREACH, dpa=DPA + BREACH)
    assert ([name for name, _ in clauses], rulings) == (["msa", "dpa"], [])


def test_what_one_of_two_statements_of_work_has_is_partial(detector):
    one = {"msa": MSA, "one": sow(1) + AUDIT}
    assert [terms.get("scope") for _, terms in found(detector, "audit_rights", **one)[0]] == [None]
    two = {**one, "two": sow(2)}
    assert [terms.get("scope") for _, terms in found(detector, "audit_rights", **two)[0]] == ["partial"]
    both = {**two, "two": sow(2) + AUDIT}
    assert [terms.get("scope") for _, terms in found(detector, "audit_rights", **both)[0]] == [None, None]


def test_all_may_stand_in_an_agreement_that_was_not_supplied(detector):
    detection = find_in_deal(detector, deal(dpa=DPA))
    kinds = {kind.id for kind in detector.patterns.clause_types}
    assert {each.type for each in detection.deferrals} == kinds
    assert {each.reference for each in detection.deferrals} == {"the Master Services Agreement of 3 March 2024"}


def test_what_stands_at_an_address_is_left_to_it_unless_the_deal_has_it(detector):
    levels = (
        "1. Levels\n1.1 The service levels are set out in the Service Level Agreement at https://vendor.example/sla.\n"
    )
    sla = f"Service Level Agreement\n\nThis Service Level Agreement is made {PARTIES}.\n"
    left = [each.reference for each in find_in_deal(detector, deal(msa=MSA + levels)).deferrals]
    assert "https://vendor.example/sla" in left
    supplied = find_in_deal(detector, deal(msa=MSA + levels, sla=sla))
    assert [each.reference for each in supplied.deferrals] == []


def test_the_nearest_passages_come_from_all_documents(detector):
    near = "4. Term\n4.1 Client may terminate this Agreement for material breach on thirty days' notice.\n"
    detection = find_in_deal(detector, deal(msa=MSA + near, dpa=DPA + near))
    assert {place.document for place in detection.considered["termination_for_convenience"][:2]} == {0, 1}


def test_a_value_of_an_exhibit_that_is_a_document_of_its_own_is_changed_there(detector):
    levels = "5. Levels\n5.1 Vendor shall meet the service levels set out in Exhibit B.\n"
    exhibit = "Exhibit B\n\nService Levels\n\n1. Availability of the platform shall be at least 99.5% a month.\n"
    change = "1. Levels\n1.1 In Exhibit B, replace “99.5%” by “98%”.\n1.2 Exhibit C is amended as agreed.\n"
    read = deal(msa=MSA + levels, exhibit_b=exhibit, change=AMENDMENT + change)
    detection = find_in_deal(detector, read)
    targets = [
        metric["target"] for each in detection.of_type("service_levels") for metric in each.attributes["metrics"]
    ]
    assert targets
    assert all("98%" in target for target in targets)
    assert "change, 1.1 Levels changes words in Exhibit B of exhibit_b" in {each.words for each in detection.rulings}
    assert detection.notes == (
        "change, 1.2 Levels changes Exhibit C of msa, which was not supplied; this was not carried out.",
    )


TABLE = """## Exhibit B Service Levels

| Metric | Target | Service credit |
| --- | --- | --- |
| First contact resolution | 80% | 5% of monthly fees |
| Availability | 99.5% | 10% of monthly fees |
"""


@pytest.mark.parametrize(
    "credits",
    [
        "6.1 If Vendor misses a service level, Vendor shall pay Client the service credits set out in Exhibit B.",
        "6.1 Service credits apply as set out in Exhibit B.",
    ],
)
def test_figures_in_a_table_are_owed_no_more_once_the_section_that_owes_them_is_deleted(detector, credits):
    terms = f"## 6. Service Credits\n\n{credits}\n\n{TABLE}"
    documents = [
        contract(MSA + terms, name="msa.md"),
        contract(f"{AMENDMENT}1. Changes\n1.1 Section 6 of the Agreement is deleted.\n", name="change.txt"),
    ]
    detection = find_in_deal(detector, make_deal(documents, ["msa", "change"]))
    assert [(each.document, each.denied) for each in detection.of_type("sla_penalties")] == [(1, True)]
    told = [each.words for each in detection.rulings if each.type == "sla_penalties"]
    assert told == ["change, 1.1 Changes deletes 6 Service Credits of msa"]


def test_figures_in_a_table_stay_where_another_section_owes_them(detector):
    owed = "If Vendor misses a service level, Vendor shall pay Client the service credits set out in Exhibit B."
    terms = f"## 6. Service Credits\n\n6.1 {owed}\n\n## 7. Remedies\n\n7.1 {owed}\n\n{TABLE}"
    documents = [
        contract(MSA + terms, name="msa.md"),
        contract(f"{AMENDMENT}1. Changes\n1.1 Section 6 of the Agreement is deleted.\n", name="change.txt"),
    ]
    detection = find_in_deal(detector, make_deal(documents, ["msa", "change"]))
    assert {(each.document, each.denied) for each in detection.of_type("sla_penalties")} == {(0, False)}
    assert [each.words for each in detection.rulings if each.type == "sla_penalties"]


SPECIAL = "Special terms: For this Order, the notice under Section 9.2 is one hundred eighty (180) days.\n"
ORDER_FIRST = "2. Order\n2.1 In the event of a conflict an Order Form prevails over this Agreement.\n"


def test_a_value_that_an_order_form_sets_for_a_section_has_its_clause_reviewed(detector):
    order = f"Order Form No. 1\n\nThis Order Form is made {PARTIES} under {OF_MSA}.\n\n{SPECIAL}"
    msa = MSA + ORDER_FIRST + EXIT
    clauses, rulings = found(detector, "termination_for_convenience", msa=msa, order=order)
    words = f"order goes before 9.2 Termination and says: “{SPECIAL.strip(' .' + chr(10))}”"
    assert (words, True) in rulings
    assert [terms["notice_days"] for _, terms in clauses] == [90]
    _, rulings = found(detector, "termination_for_convenience", msa=msa, order=order.replace("9.2", "4"))
    assert rulings == []


def test_the_same_within_one_document(detector):
    text = f"{MSA}{ORDER_FIRST}{EXIT}\nORDER FORM NO. 1\n\nSeats: ten\n\n{SPECIAL}"
    detection = detector.find(contract(text))
    (clause,) = detection.of_type("termination_for_convenience")
    assert clause.confidence <= TO_BE_REVIEWED
    (ruling,) = [each for each in detection.rulings if each.type == clause.type]
    assert ruling.words.startswith(
        "ORDER FORM NO. 1 goes before 9.2 Termination and says: “Special terms: For this Order"
    )
    plain = detector.find(contract(text.replace(ORDER_FIRST, "")))
    assert plain.rulings == ()
