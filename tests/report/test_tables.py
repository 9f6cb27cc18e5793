from __future__ import annotations

import pytest

from clausecheck.report.tables import CLAUSES, CONTRACTS, FINDINGS
from tests.support.reports import clause_record, file_error, finding_record, report_of

NOTICE = "Vendor shall notify Client promptly upon becoming aware of any unauthorized access to Client Data."


def test_a_finding_has_a_row_with_the_words_that_decide():
    clause = clause_record(
        "breach_notification",
        NOTICE,
        section="14.1 Incidents",
        page=10,
        attributes={"notifier": "provider", "deadline_hours": None, "trigger": "data_security"},
    )
    report = report_of(findings=[finding_record("weak", clauses=[clause.id])], clauses=[clause])
    (row,) = FINDINGS.rows(report)
    assert (row["document"], row["status"], row["section"], row["page"]) == (
        "northwind-brightcall.pdf",
        "weak",
        "14.1 Incidents",
        10,
    )
    assert row["words"] == NOTICE
    assert row["terms"] == "given by the provider, covers data security"


def test_a_finding_without_clause_has_no_words():
    (row,) = FINDINGS.rows(report_of(findings=[finding_record("missing")], clauses=[]))
    assert row["status"] == "missing"
    assert "words" not in row


def test_a_document_that_was_not_read_has_a_row_in_every_table():
    (row,) = FINDINGS.rows(file_error("scan.pdf"))
    assert (row["status"], row["message"]) == (
        "not_analysed",
        "no-text: The file holds no text that could be read.",
    )
    for table in (CONTRACTS, CLAUSES):
        (other,) = table.rows(file_error("scan.pdf"))
        assert other["error"] == row["message"]


def test_a_contract_counts_its_findings_and_names_its_parties():
    (row,) = CONTRACTS.rows(report_of(document={"unreadable_pages": [7, 9], "unread": ["an embedded document"]}))
    assert {status: row[status] for status in ("adverse", "missing", "weak", "met", "unverified")} == {
        "adverse": 1,
        "missing": 1,
        "weak": 1,
        "met": 1,
        "unverified": 0,
    }
    assert (row["customer"], row["provider"]) == ("Northwind Retail, Inc.", "BrightCall Solutions Ltd.")
    assert (row["unreadable_pages"], row["unread"]) == ("7, 9", "an embedded document")


def test_a_clause_has_a_row_with_its_terms_and_the_rules_that_rest_on_it():
    clause = clause_record(
        "auto_renewal",
        "This Agreement renews for terms of twelve months unless either party gives ninety days' notice.",
        attributes={"term_months": 12, "optout_notice_days": 90, "optout_notice_text": "ninety days"},
        section="15.2 Renewal",
        page=7,
    )
    denied = clause_record(
        "audit_rights", "Client has no right to audit.", attributes={"denied": True, "holder": "customer"}
    )
    report = report_of(
        findings=[finding_record("weak", rule="no-lock-in", clauses=[clause.id])], clauses=[clause, denied]
    )
    renewal, audit = CLAUSES.rows(report)
    assert (renewal["clause"], renewal["section"], renewal["page"]) == ("auto_renewal-1", "15.2 Renewal", 7)
    assert (renewal["term_months"], renewal["optout_notice_days"], renewal["notice_days"]) == (12, 90, None)
    assert renewal["terms"] == "term 12 months, opt-out notice 90 days"
    assert (renewal["rules"], renewal["denied"]) == ("no-lock-in", False)
    assert (audit["rules"], audit["denied"], audit["holder"]) == ("", True, "customer")


@pytest.mark.parametrize("value", ["thirty", ["thirty"], True, None])
def test_a_term_of_another_type_than_its_column_stands_in_the_terms_only(value):
    clause = clause_record("delivery", "Thirty days' notice.", attributes={"notice_days": value})
    (row,) = CLAUSES.rows(report_of(findings=[], clauses=[clause]))
    assert row["notice_days"] is None


def test_a_contract_in_which_nothing_was_found_has_a_row_among_the_contracts_alone():
    report = report_of(findings=[], clauses=[])
    assert [len(list(table.rows(report))) for table in (CONTRACTS, FINDINGS, CLAUSES)] == [1, 0, 0]


@pytest.mark.parametrize("table", [CONTRACTS, FINDINGS, CLAUSES])
@pytest.mark.parametrize("result", [report_of(), file_error()])
def test_every_value_has_a_column_of_its_type(table, result):
    for row in table.rows(result):
        assert set(row) <= set(table.columns)
        for column, value in row.items():
            assert value is None or isinstance(
                value, (int, float) if table.columns[column] is float else table.columns[column]
            )
