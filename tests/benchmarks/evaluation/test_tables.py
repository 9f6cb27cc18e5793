from __future__ import annotations

from evaluation.scoring import Figure
from evaluation.tables import agreements, attributes, cell, figures, grid, minis
from tests.support.trials import trial, trials


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines()]


def test_a_grid_is_a_markdown_table():
    assert grid(("a", "b"), [("x", 1)]) == "| a | b |\n| :-- | --: |\n| x | 1 |\n"


def test_a_cell_without_a_figure_is_a_hyphen():
    assert (cell(None), cell(Figure(0.5, 0.25, 0.75, 8))) == ("-", "0.50 (0.25-0.75)")


def test_clause_types_come_in_their_order_and_only_those_measured():
    found = figures([trial(clause_type="sla_penalties"), trial(located=True), trial("other", found=False)])
    assert [row[0] for row in rows(found)[2:]] == ["audit_rights", "sla_penalties"]
    assert rows(found)[2][1:3] == ["2", "2"]
    assert rows(found)[2][6] == "1.00 (1.00-1.00)"


def test_terms_have_a_column_a_part():
    read = {"term_months": (12, 12)}
    tuning = [trial(clause_type="auto_renewal", attributes=read)]
    found = attributes({"Tuning": tuning, "Held back": []})
    assert rows(found)[2:] == [["auto_renewal", "term_months", "1.00 (1.00-1.00) of 1", "-"]]


def test_agreements_are_counted():
    found = agreements(
        [
            *trials(true=2, wrong=1, missed=1, located=True),
            trial("imitated", present=False, found=False, misled=False),
            trial("taken in", present=False, misled=True),
        ]
    )
    assert rows(found)[2] == ["audit_rights", "6", "2 of 3", "2", "4 of 4", "1 of 2", "-"]


def test_mini_contracts_tell_refusals_that_were_recognised():
    found = minis(
        [
            *trials(true=2, wrong=1, missed=1),
            trial("refused", present=False, found=False, located=True),
            trial("passed over", present=False, found=False, located=False),
            trial("terms", attributes={"per_year": (1, 1)}),
            trial("other terms", attributes={"per_year": (1, 2)}),
        ]
    )
    assert [row[:3] + row[6:] for row in rows(found)[2:]] == [["audit_rights", "8", "5", "1 of 2", "per_year 1 of 2"]]
