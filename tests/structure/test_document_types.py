from __future__ import annotations

import pytest

from clausecheck.ingest import load
from clausecheck.structure import parse
from clausecheck.structure.document_types import type_named
from tests.support.contracts import contract

BODY = "\n\n1. Scope. Vendor shall answer the calls of Client.\n\n2. Term. This document runs for two years."


def kind(text):
    return contract(text + BODY).kind


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("MASTER SERVICES AGREEMENT", "msa"),
        ("Amended and Restated Master Services Agreement", "msa"),
        ("Master Agreement for Chat and Email Support", "msa"),
        ("Call Center Outsourcing Agreement", "msa"),
        ("Lumenhart Cloud Subscription Terms", "saas_terms"),
        ("Terms of Service", "saas_terms"),
        ("Data Processing Addendum", "dpa"),
        ("Schedule 4: Data Protection Agreement", "dpa"),
        ("HIPAA Business Associate Agreement", "baa"),
        ("Service Level Agreement v2.1", "sla"),
        ("Exhibit B - Service Levels and Service Credits", "sla"),
        ("Order Form No. 17", "order_form"),
        ("Statement of Work No. 3 under the Master Services Agreement", "sow"),
        ("Amendment No. 2 to the Master Services Agreement", "amendment"),
        ("SECOND AMENDMENT TO SERVICES AGREEMENT", "amendment"),
        ("Deed of Variation", "amendment"),
        ("Mutual Non-Disclosure Agreement", "nda"),
        ("Information Security Policy", "policy"),
        ("End User License Agreement", "license"),
    ],
)
def test_a_title_names_the_type(title, wanted):
    assert kind(title).type == wanted


@pytest.mark.parametrize(
    "title",
    ["Franchise Agreement", "Development and Hosting Agreement", "LEASE AGREEMENT", "Strategic Alliance Agreement"],
)
def test_an_agreement_on_another_bargain_is_another(title):
    assert kind(title).type == "other"


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Agreement",
        "Brightcall and Northwind",
        "Joint Filing Statement",
        "The data protection officer of Client and the service levels of Vendor are named below",
    ],
)
def test_what_names_no_type_has_none(title):
    assert kind(title) is None


def test_a_title_may_run_over_lines():
    assert kind("MASTER SERVICES\n\nAGREEMENT\n\nbetween Northwind Retail, Inc. and BrightCall Ltd.").type == "msa"


def test_the_opening_words_name_the_type_where_no_title_does():
    parsed = contract('This Statement of Work (the "SOW") is entered into by Client and Vendor.' + BODY)
    assert parsed.type == "sow"
    span = parsed.kind.span
    assert parsed.source.text[span.start : span.end] == "Statement of Work"


def test_a_title_and_opening_words_that_differ_leave_the_type_open():
    assert kind("Cloud Service Agreement\n\nThis Order Form is made between Client and Vendor.") is None


def test_a_title_inside_the_body_is_not_the_title_of_the_document():
    assert (
        contract("Northwind and BrightCall" + BODY + "\n\n3. Data. \n\nData Processing Addendum\n\nVendor obeys.").kind
        is None
    )


def test_a_schedule_needs_no_further_name_but_an_exhibit_to_a_filing_is_none():
    assert kind("Schedule 3 - Charges").type == "schedule"
    assert kind("EXHIBIT 10.4") is None


def test_what_else_a_document_holds_is_told_from_its_headings():
    held = contract(
        "Data Processing Addendum"
        + BODY
        + "\n\nSchedule 2 - Service Level Agreement\n\n1. Levels. 99.9% of all calls.\n\n"
        "Schedule 3 - Amendment\n\n1. Change. None."
    ).kind
    assert (held.type, held.holds) == ("dpa", frozenset({"sla"}))


def test_what_somebody_says_goes_before_what_the_title_says():
    told = parse(load(f"Data Processing Addendum{BODY}".encode(), name="a.txt"), type="msa").kind
    assert (told.type, told.span, told.holds) == ("msa", None, frozenset())


def test_a_mention_in_running_words_is_no_name():
    assert type_named("under the Master Services Agreement the parties may sign a Data Processing Addendum") is None
    assert type_named("Data Processing Addendum") == "dpa"


def test_a_line_without_end_costs_no_time():
    assert kind("The services of the vendor for the client " * 9_000) is None
