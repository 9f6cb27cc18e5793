from __future__ import annotations

import pytest

from tests.support.contracts import contract
from tests.support.detections import bundled_detector

PARTIES = 'These Terms are made between Acme Retail plc ("Customer") and Beta Support Ltd ("Supplier").'
EXIT = "Customer may terminate this Agreement for convenience at any time on {days} days' written notice."
NO_EXIT = "Customer may not terminate this Agreement for convenience."


def found(order: str, body: str, form: str):
    text = (
        f"SUBSCRIPTION TERMS\n\n{PARTIES}\n\n3. Termination\n3.1 {body}\n\n5. General\n5.1 {order}\n\n"
        f"ORDER FORM\n\n1. Termination\n1.1 {form}\n"
    )
    detection = bundled_detector().find(contract(text))
    clauses = detection.of_type("termination_for_convenience")
    rulings = [each.words for each in detection.rulings if each.type == "termination_for_convenience"]
    return [(each.section, each.denied, each.attributes["notice_days"]) for each in clauses], rulings


def test_the_part_that_prevails_decides():
    clauses, rulings = found("The Order Form prevails over these Terms.", EXIT.format(days=30), NO_EXIT)
    assert clauses == [("1.1 Termination", True, None)]
    assert rulings == ["ORDER FORM, 1.1 Termination goes before 3.1 Termination by 5.1 General"]


def test_the_body_decides_where_it_says_so():
    order = "In the event of a conflict these Terms prevail over the Order Form."
    assert found(order, EXIT.format(days=30), EXIT.format(days=90))[0] == [("3.1 Termination", False, 30)]


def test_what_does_not_contradict_stays():
    order = "The Order Form prevails over these Terms."
    assert len(found(order, EXIT.format(days=30), EXIT.format(days=30))[0]) == 2


def test_usage_decides_nothing_within_a_document():
    clauses, rulings = found("These Terms are governed by English law.", EXIT.format(days=30), NO_EXIT)
    assert len(clauses) == 2
    assert rulings == []


TERMS = """SUBSCRIPTION TERMS

{parties}

3. Matters
3.1 {body}

5. General
5.1 {order}

ORDER FORM

1. Matters
1.1 {form}
"""


def test_the_clause_that_stays_takes_what_it_does_not_state_from_the_other():
    text = TERMS.format(
        parties=PARTIES,
        order="The Order Form prevails over these Terms.",
        body="Customer may audit the records and systems of Supplier twice a year on ten days' notice.",
        form="Customer may audit the records of Supplier once a year.",
    )
    (clause,) = bundled_detector().find(contract(text)).of_type("audit_rights")
    assert clause.section == "1.1 Matters"
    assert (clause.attributes["per_year"], clause.attributes["notice_days"]) == (1, 10)


def test_parts_that_add_to_one_another_both_stand():
    text = TERMS.format(
        parties=PARTIES,
        order="These Terms prevail over the Order Form.",
        body="Supplier shall maintain technical and organisational measures against unauthorised access.",
        form="Supplier shall encrypt all Customer data in transit and at rest.",
    )
    assert len(bundled_detector().find(contract(text)).of_type("data_security")) == 2


RENEWAL = "This Agreement renews automatically for successive periods of {months} months unless Customer objects."
WITH_TABLE = """# SUPPORT AGREEMENT

{parties}

## 1. Term

1.1 {body}

1.2 In the event of a conflict the Schedules prevail over this Agreement.

## Schedule 1

{table}
"""


@pytest.mark.parametrize(
    ("table", "months"),
    [
        ("| Matter | Entry |\n| --- | --- |\n| Renewal | {entry} |", [24]),
        ("| Matter | Entry | Service |\n| --- | --- | --- |\n| Renewal | {entry} | Chat |", [12, 24]),
    ],
)
def test_rows_of_a_table_with_several_columns_add_to_what_the_body_says(table, months):
    text = WITH_TABLE.format(
        parties=PARTIES, body=RENEWAL.format(months=12), table=table.format(entry=RENEWAL.format(months=24))
    )
    clauses = bundled_detector().find(contract(text, name="agreement.md")).of_type("auto_renewal")
    assert [each.attributes["term_months"] for each in clauses] == months
