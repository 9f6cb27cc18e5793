from __future__ import annotations

import pytest

pytest.importorskip("pyarrow", reason="the extra clausecheck[ray] is not installed")

from benchmarks.scale import Assumptions, Measured, core_hours, measure, scan_core_hours, tables
from clausecheck import Analyzer

HUNDRED = Measured(
    contracts=100, pages=2000, seconds=72.0, file_bytes=10**8, line_bytes=10**7, table_bytes=10**6, scan_seconds=3.6
)
ASSUMED = Assumptions(contracts=1_000_000, busy=0.5, core_hour=0.1, gigabyte_month=0.02, scanned=0.01)


def test_hours_and_money_follow_from_a_contract():
    # 0.72 s a contract is 200 hours for a million, of which half the time paid for is used.
    assert core_hours(HUNDRED, ASSUMED) == pytest.approx(400)
    # 20 million pages, of which 200,000 are scans at a thousandth of an hour.
    assert scan_core_hours(HUNDRED, ASSUMED) == pytest.approx(400)
    text = tables(HUNDRED, ASSUMED)
    assert "| core-hours | 400 | 800 |" in text and "| cost of the cores | $40 | $80 |" in text
    assert "| hours on 16 cores | 25.0 | 50.0 |" in text
    assert "| the contracts, TB | 1.00 | 1.00 |" in text and "| the results, TB | 0.01 | 0.01 |" in text


def test_what_cannot_be_analysed_does_not_count(tmp_path):
    contract, empty = tmp_path / "a.txt", tmp_path / "b.txt"
    contract.write_text("1. Term. Either party may terminate this Agreement for convenience on thirty days' notice.\n")
    empty.touch()
    found = measure([contract, empty], Analyzer())
    assert (found.contracts, found.file_bytes) == (1, contract.stat().st_size)
    assert found.table_bytes > 0 and found.line_bytes > 1000
