from __future__ import annotations

import pytest

from clausecheck.structure.headings import (
    contents_entries,
    is_contents_line,
    is_signature_line,
    looks_like_title,
    may_continue_contents,
    repeats_entry,
    split_title,
    starts_contents,
)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        (" Termination for Convenience. Client may terminate.", "Termination for Convenience", "Client may terminate."),
        (" Audit Rights: Client may inspect the records.", "Audit Rights", "Client may inspect the records."),
        (" “Term”. This Agreement lasts three years.", "“Term", "This Agreement lasts three years."),
        (" FEES AND PAYMENT Client shall pay the Fees.", "FEES AND PAYMENT", "Client shall pay the Fees."),
        (" – FEES. Client shall pay the Fees.", "FEES", "Client shall pay the Fees."),
        (" Termination for Convenience", "Termination for Convenience", ""),
    ],
)
def test_a_title_is_told_from_the_text_that_runs_on_behind_it(text, title, body):
    found = split_title(text)
    assert found is not None
    start, end, body_start = found
    assert text[start:end] == title
    assert text[body_start:].strip() == body


@pytest.mark.parametrize(
    "text",
    [
        " Client may terminate this Agreement at any time. Notice shall be in writing.",
        " The Vendor shall report monthly.",
        " provide the Services with due care;",
        " Fees are due in thirty days.",
        "Massachusetts law governs. Disputes shall be escalated to executives.",
    ],
)
def test_a_sentence_has_no_title(text):
    assert split_title(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Service Levels",
        "LIMITATION OF LIABILITY",
        "Confidentiality",
        "Other",
        "Transition and Exit",
        "Exhibit A: Rates 2026",
        "Customer's Right to Terminate",
    ],
)
def test_titles(text):
    assert looks_like_title(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Vendor shall comply",
        "monthly reports;",
        "Client:",
        "the following functions",
        "Vendor Agrees to Report",
        "Client pays the Vendor a monthly retainer",
        "",
        "Contract duration: 30 months",
        "Expiry: 31 March 2029",
        "Governing Law: New South Wales.",
        "English law applies.",
        "This clause prevails.",
    ],
)
def test_what_is_no_title(text):
    assert not looks_like_title(text)


@pytest.mark.parametrize(
    "text", ["TABLE OF CONTENTS", "Contents", "Table of Contents Page", "TABLE OF CONTENTS 1. DEFINITIONS ..... 1"]
)
def test_headings_of_a_table_of_contents(text):
    assert starts_contents(text)


def test_a_sentence_about_contents_starts_no_table():
    assert not starts_contents("Contents of the Confidential Information shall not be disclosed to any third party.")


@pytest.mark.parametrize(
    "text",
    [
        "12. Termination for Convenience .............. 14",
        "Audit Rights . . . . . . . . 9",
        "Exhibit B – Fees …… 31",
        "Schedule 1 ________ A-1",
    ],
)
def test_dot_leaders_mark_a_line_of_contents(text):
    assert is_contents_line(text)


@pytest.mark.parametrize("text", ["Client may terminate... on 30 days' notice.", "Name: ________________"])
def test_dots_and_blanks_alone_do_not(text):
    assert not is_contents_line(text)


def test_a_table_of_contents_goes_on_until_a_sentence():
    assert may_continue_contents("Termination for Convenience")
    assert may_continue_contents("14. What Vendor Must Deliver 22")
    assert not may_continue_contents("This Agreement is made on March 3, 2024.")
    assert not may_continue_contents("Client may terminate")


def test_entries_are_compared_without_number_and_page():
    glued = "TABLE OF CONTENTS 1. DEFINITIONS ..... 1 2. TERM ..... 3"
    assert contents_entries(glued) == {"definitions", "term"}
    assert contents_entries("Article IV - Service Levels 12") == {"service levels"}
    assert repeats_entry("1. Definitions", {"definitions"})
    assert not repeats_entry("1. Definitions 4", {"definitions"})
    assert not repeats_entry("2. Term", {"definitions"})


@pytest.mark.parametrize(
    "text",
    [
        "IN WITNESS WHEREOF, the parties have executed this Agreement.",
        "By: ____________________",
        "Name: Jane Doe",
        "Title: Chief Procurement Officer",
        "/s/ Jane Doe",
        "Signed for and on behalf of Northwind Retail, Inc.",
    ],
)
def test_signature_lines(text):
    assert is_signature_line(text)


@pytest.mark.parametrize("text", ["By notice in writing", "Title to the Goods passes on delivery.", "Names of Vendors"])
def test_what_is_no_signature_line(text):
    assert not is_signature_line(text)


@pytest.mark.parametrize("leader", ["_", ".", ". ", "…"])
def test_a_leader_without_end_is_gone_through_once(leader):
    assert not is_contents_line(leader * 300_000 + "x")
    assert is_contents_line(f"Fees {leader * 30} 12")


@pytest.mark.parametrize(
    "text", ["Plan: ☐ Team ☒ Business ☐ Enterprise", "[ ] Team [x] Business", "PLAN ☐ TEAM ☒ BUSINESS"]
)
def test_a_row_to_be_ticked_is_no_title(text):
    assert not looks_like_title(text)
    assert looks_like_title("Plan: Team Business Enterprise")
