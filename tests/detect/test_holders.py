"""Who may leave, and by when: read off whole contracts, not off single sentences."""

from __future__ import annotations

import pytest

from clausecheck.detect.clause import Clause
from clausecheck.ingest import load
from clausecheck.structure import parse
from tests.support.detections import bundled_detector

PREAMBLE = """MASTER SERVICES AGREEMENT

This Agreement is made between Halden Retail Group plc ("Customer") and Brightline Contact Services Ltd ("Supplier").

1. Services
1.1 Supplier shall provide the Services to Customer. Customer shall pay the Charges to Supplier.

"""


def exits(clause: str) -> list[Clause]:
    contract = parse(load((PREAMBLE + clause).encode(), name="contract.txt"))
    found = bundled_detector().find(contract).of_type("termination_for_convenience")
    return [clause for clause in found if clause.confidence >= 0.5]


def test_a_right_given_to_each_side_in_turn_is_eithers_on_the_customers_terms() -> None:
    surest, *others = exits(
        "12. Term\n"
        "12.1 Customer may terminate this Agreement without cause on 30 days' notice.\n"
        "12.2 Supplier may terminate this Agreement without cause on 180 days' notice.\n"
    )
    assert (surest.attributes["holder"], surest.attributes["notice_days"]) == ("either", 30)
    assert len(surest.pieces) == 2
    assert [(other.attributes["holder"], other.attributes["notice_days"]) for other in others] == [("provider", 180)]


def test_rights_in_different_chapters_stay_apart() -> None:
    found = exits(
        "12. Term\n"
        "12.1 Customer may terminate this Agreement without cause on 30 days' notice.\n"
        "13. Suspension\n"
        "13.1 Supplier may terminate this Agreement without cause on 180 days' notice.\n"
    )
    assert {clause.attributes["holder"] for clause in found} == {"customer", "provider"}


def test_the_opening_of_a_list_is_no_clause_of_its_own() -> None:
    found = exits(
        "12. Term\n"
        "12.1 Customer may terminate this Agreement by written notice in any of the following cases:\n"
        "(a) Supplier commits a material breach;\n"
        "(b) Supplier becomes insolvent.\n"
    )
    assert found == []


@pytest.mark.parametrize(
    ("clause", "holder"),
    [
        ("Customer, by notice to Supplier, may terminate this Agreement for its convenience.", "customer"),
        ("Either Customer or the Supplier may terminate this Agreement on thirty days' notice.", "either"),
        ("This Agreement may be terminated by Supplier for any reason on notice to Customer.", "provider"),
        ("The Services may be terminated at any time on notice by Customer.", "customer"),
    ],
)
def test_the_holder_is_the_one_who_acts(clause: str, holder: str) -> None:
    assert exits(f"12. Term\n12.1 {clause}")[0].attributes["holder"] == holder


@pytest.mark.parametrize(
    ("words", "days"),
    [("6 (six) weeks'", 42), ("two months'", 60), ("not less than ninety (90) days'", 90), ("a fortnight's", 14)],
)
def test_the_notice_is_read_in_days(words: str, days: int) -> None:
    found = exits(f"12. Term\n12.1 Customer may terminate this Agreement at any time on {words} prior notice.")
    assert found[0].attributes["notice_days"] == days


def made_here(clause: str) -> list[Clause]:
    found = bundled_detector().find(
        parse(load((PREAMBLE + "2. Ownership\n2.1 " + clause).encode(), name="contract.txt"))
    )
    return [clause for clause in found.of_type("ip_ownership") if not clause.denied and clause.confidence >= 0.5]


@pytest.mark.parametrize(
    "clause",
    [
        "Handbooks written by Supplier shall belong to Customer.",
        "Customer shall own the handbooks that Supplier writes.",
        "Handbooks written by Customer shall belong to Supplier.",
        "Handbooks written by either party shall belong to Customer.",
    ],
)
def test_what_one_party_makes_and_the_other_owns_has_changed_hands(clause):
    assert made_here(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "Handbooks written by Supplier shall belong to Supplier.",
        "Supplier shall own the handbooks that Supplier writes.",
        "Handbooks written by Customer shall belong to Customer.",
    ],
)
def test_what_its_maker_owns_has_not(clause):
    assert not made_here(clause)


@pytest.mark.parametrize(
    ("proviso", "denied"),
    [
        ("provided that Supplier shall not be entitled to any compensation", False),
        ("provided that Customer shall not exercise this right in the first year", True),
    ],
)
def test_a_proviso_takes_a_right_back_only_from_the_party_that_it_binds(proviso: str, denied: bool) -> None:
    surest = exits(f"12. Customer may terminate this Agreement for convenience on 30 days' notice, {proviso}.\n")[0]
    assert (surest.attributes["holder"], surest.denied) == ("customer", denied)


def test_a_party_that_is_named_only_to_be_left_out_holds_nothing() -> None:
    surest = exits("12. Supplier, but not Customer, may terminate this Agreement without cause on notice.\n")[0]
    assert surest.attributes["holder"] == "provider"
