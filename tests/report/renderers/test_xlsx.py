from __future__ import annotations

import io
import tempfile

import pytest
from openpyxl import load_workbook

from clausecheck.report.renderers import xlsx
from clausecheck.report.tables import CLAUSES, CONTRACTS, FINDINGS
from tests.support.exports import exported
from tests.support.reports import clause_record, file_error, finding_record, report_of

FORMULA = '=HYPERLINK("http://evil.example","Client may audit Vendor")'


def sheets_of(*results):
    return load_workbook(io.BytesIO(exported(results, "xlsx")))


def test_a_sheet_each_of_contracts_findings_and_clauses():
    workbook = sheets_of(report_of(), file_error())
    contracts, findings = workbook["Contracts"], workbook["Findings"]
    assert [cell.value for cell in contracts[1]] == [column.replace("_", " ") for column in CONTRACTS.columns]
    assert [row[0].value for row in contracts.iter_rows(min_row=2)] == ["northwind-brightcall.pdf", "scan.pdf"]
    place = list(FINDINGS.columns).index("status")
    assert [row[place].value for row in findings.iter_rows(min_row=2)] == [
        "adverse",
        "missing",
        "weak",
        "met",
        "not_analysed",
    ]
    names = list(CLAUSES.columns)
    rows = [dict(zip(names, row, strict=True)) for row in workbook["Clauses"].iter_rows(min_row=2, values_only=True)]
    assert [(row["clause_type"], row["page"]) for row in rows] == [
        ("termination_for_convenience", 9),
        ("breach_notification", 10),
        (None, None),
    ]
    assert rows[2]["error"].startswith("no-text: ")
    assert findings.auto_filter.ref.startswith("A1:")
    assert findings.freeze_panes == "B2"


def test_figures_are_numbers_and_verdicts_are_truth_values():
    contracts = sheets_of(report_of())["Contracts"]
    values = dict(zip(CONTRACTS.columns, (cell.value for cell in contracts[2]), strict=True))
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
    words = findings[2][list(FINDINGS.columns).index("words")].value
    assert len(words) == 32_767
    assert words.startswith("Client may audit Vendor. ")


def test_a_table_that_is_longer_than_a_sheet_goes_on_in_the_next(monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 4)
    workbook = sheets_of(report_of(), report_of(), file_error())
    assert workbook.sheetnames == ["Contracts", "Findings", "Clauses", "Findings 2", "Findings 3", "Clauses 2"]
    status = list(FINDINGS.columns).index("status")
    sheets = [workbook[name] for name in ("Findings", "Findings 2", "Findings 3")]
    assert [[row[status].value for row in sheet.iter_rows(min_row=2)] for sheet in sheets] == [
        ["adverse", "missing", "weak"],
        ["met", "adverse", "missing"],
        ["weak", "met", "not_analysed"],
    ]
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in sheets)


def test_rows_wait_where_nobody_else_can_read_them_and_do_not_stay(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []

    def results():
        yield report_of()
        seen.extend((folder.stat().st_mode & 0o077, len(list(folder.iterdir()))) for folder in tmp_path.iterdir())
        yield report_of()

    exported(results(), "xlsx")
    assert seen == [(0, 3)]
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_fails_leaves_neither_rows_nor_half_a_workbook(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = io.BytesIO()

    def results():
        yield report_of()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        xlsx.render(results(), file)
    assert file.getvalue() == b""
    assert list(tmp_path.iterdir()) == []
