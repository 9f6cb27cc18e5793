from __future__ import annotations

import io

from openpyxl import load_workbook

from clausecheck.report.renderers import export
from clausecheck.report.tables import CONTRACT_COLUMNS, FINDING_COLUMNS
from tests.support.reports import clause_record, file_error, finding_record, report_of

FORMULA = '=HYPERLINK("http://evil.example","Client may audit Vendor")'


def sheets_of(*results):
    return load_workbook(io.BytesIO(export(results, "xlsx")))


def test_one_sheet_of_contracts_and_one_of_findings():
    workbook = sheets_of(report_of(), file_error())
    contracts, findings = workbook["Contracts"], workbook["Findings"]
    assert [cell.value for cell in contracts[1]] == [column.replace("_", " ") for column in CONTRACT_COLUMNS]
    assert [row[0].value for row in contracts.iter_rows(min_row=2)] == ["northwind-brightcall.pdf", "scan.pdf"]
    place = FINDING_COLUMNS.index("status")
    assert [row[place].value for row in findings.iter_rows(min_row=2)] == [
        "adverse",
        "missing",
        "weak",
        "met",
        "not_analysed",
    ]
    assert findings.auto_filter.ref.startswith("A1:")
    assert findings.freeze_panes == "B2"


def test_figures_are_numbers_and_verdicts_are_truth_values():
    contracts = sheets_of(report_of())["Contracts"]
    values = dict(zip(CONTRACT_COLUMNS, (cell.value for cell in contracts[2]), strict=True))
    assert (values["score"], values["passed"], values["pages"]) == (31, False, 12)


def test_text_that_looks_like_a_formula_or_an_address_stays_text():
    clause = clause_record("audit_rights", FORMULA)
    report = report_of(findings=[finding_record("weak", clauses=[clause.id], title="=1+1")], clauses=[clause])
    findings = sheets_of(report)["Findings"]
    cells = {cell.value: cell for cell in findings[2]}
    assert cells[FORMULA].data_type == cells["=1+1"].data_type == "s"
    assert cells[FORMULA].hyperlink is None


def test_words_longer_than_a_cell_are_cut_and_control_characters_dropped():
    clause = clause_record("audit_rights", "Client may audit\x00 Vendor. " * 2000)
    findings = sheets_of(report_of(findings=[finding_record("met", clauses=[clause.id])], clauses=[clause]))["Findings"]
    words = findings[2][FINDING_COLUMNS.index("words")].value
    assert len(words) == 32_767
    assert words.startswith("Client may audit Vendor. ")
