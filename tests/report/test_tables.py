from __future__ import annotations

from clausecheck.report.tables import CONTRACT_COLUMNS, FINDING_COLUMNS, contract_row, finding_rows
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
    (row,) = finding_rows(report)
    assert (row["document"], row["status"], row["section"], row["page"]) == (
        "northwind-brightcall.pdf",
        "weak",
        "14.1 Incidents",
        10,
    )
    assert row["words"] == NOTICE
    assert row["terms"] == "given by the provider, covers data security"


def test_a_finding_without_clause_has_no_words():
    (row,) = finding_rows(report_of(findings=[finding_record("missing")], clauses=[]))
    assert row["status"] == "missing"
    assert "words" not in row


def test_a_document_that_was_not_read_has_a_row_in_both_tables():
    (row,) = finding_rows(file_error("scan.pdf"))
    assert (row["status"], row["message"]) == (
        "not_analysed",
        "no-text: The file holds no text that could be read.",
    )
    assert contract_row(file_error("scan.pdf"))["error"] == row["message"]


def test_a_contract_counts_its_findings_and_names_its_parties():
    row = contract_row(report_of(document={"unreadable_pages": [7, 9]}))
    assert {status: row[status] for status in ("adverse", "missing", "weak", "met", "unverified")} == {
        "adverse": 1,
        "missing": 1,
        "weak": 1,
        "met": 1,
        "unverified": 0,
    }
    assert (row["customer"], row["provider"]) == ("Northwind Retail, Inc.", "BrightCall Solutions Ltd.")
    assert row["unreadable_pages"] == "7, 9"


def test_no_row_has_a_column_that_is_not_written():
    for result in (report_of(), file_error()):
        assert set(contract_row(result)) <= set(CONTRACT_COLUMNS)
        assert all(set(row) <= set(FINDING_COLUMNS) for row in finding_rows(result))
