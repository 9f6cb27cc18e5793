from __future__ import annotations

import pytest

from clausecheck.ingest import load
from clausecheck.structure import parse
from tests.support.detections import bundled_detector, detect


@pytest.fixture(scope="module")
def bundled():
    return bundled_detector()


@pytest.mark.parametrize(("joined", "fee"), [("and", True), ("or", False)])
def test_an_item_is_read_with_the_one_that_its_list_adds_by_and(bundled, joined, fee):
    found = detect(
        bundled,
        f"""
        1. Termination for Convenience. Client may terminate this Agreement for convenience at the end of any month by:
        (a) providing at least thirty (30) days' prior written notice to Vendor; {joined}
        (b) paying the early termination charges set out in Schedule 2.
        """,
    )
    exits = [
        clause for clause in found.of_type("termination_for_convenience") if clause.attributes["notice_days"] == 30
    ]
    assert [each.attributes["fee"] for each in exits if each.attributes["notice_days"] == 30] == [fee]


def test_an_item_is_read_with_all_the_items_of_its_list_and_with_no_others(bundled):
    found = detect(
        bundled,
        """
        12. Termination
        12.1 Client may terminate this Agreement if:
        (a) Vendor is in material breach and has not cured it within twenty days;
        (b) Vendor enters into administration;
        (c) Vendor breaches any law; or
        (d) a regulator instructs Client to do so.
        12.2 Vendor may terminate this Agreement if Client fails to pay.
        """,
    )
    grounds = {
        clause.attributes["holder"]: (clause.attributes["grounds"], clause.attributes["cure_days"])
        for clause in found.of_type("termination_rights")
    }
    assert grounds == {
        "customer": (["material_breach", "insolvency", "breach_of_law", "regulator_instruction"], 20),
        "provider": (["non_payment"], None),
    }


def test_an_article_is_read_as_a_whole_and_no_further(bundled):
    found = detect(
        bundled,
        """
        5. Subcontracting
        5.1 Vendor shall not subcontract any Services without Client's prior written consent.
        5.2 A request shall name the subcontractor and its place of business.
        5.3 Each subcontractor shall be bound by obligations no less stringent than those of this Agreement.
        6. Liability
        6.1 Vendor is liable for the acts of a subcontractor as for its own.
        """,
    )
    (clause,) = found.of_type("subcontracting")
    assert (clause.attributes["flow_down"], clause.attributes["liable"]) == (True, False)


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        ('"Exit Period" means the sixty days after termination, in which Vendor shall return all Client Data.', True),
        ('"Exit Period" means the sixty days after termination, in which all Client Data are returned.', False),
    ],
)
def test_a_definition_is_read_when_it_lays_down_a_duty(bundled, definition, found):
    assert bool(detect(bundled, definition).of_type("data_return")) == found


LEVELS = """\
This Agreement is made between Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor").

# Service Levels

| Service Level | Target | Service Credit (%) |
|---|---|---|
| Calls answered within 20 seconds | 80% | 5% |

# Key terms

| Initial term | This Agreement runs for three years from its date |
|---|---|
| Renewal | None |
"""


def test_the_titles_of_columns_are_read_with_their_rows_and_a_first_term_by_itself(bundled):
    found = bundled.find(parse(load(LEVELS.encode(), name="agreement.md")))
    (level,) = found.of_type("service_levels")
    assert LEVELS[level.span.start : level.span.end] == "5%"
    assert any("three years" in LEVELS[each.span.start : each.span.end] for each in found.of_type("initial_term"))
