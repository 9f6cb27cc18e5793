from __future__ import annotations

from pathlib import Path

import pikepdf

from benchmarks.folder_scan import Run, Scan
from benchmarks.speed import Timing, chosen, lengthened, raw_pdfium, report


def test_a_document_of_any_length_is_put_together(tmp_path):
    path = lengthened(23, tmp_path)
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) == 23
    assert raw_pdfium(path.read_bytes()) == 23


def test_files_are_chosen_evenly(tmp_path):
    for number in range(10):
        Path(tmp_path / f"{number}.pdf").touch()
    assert [path.stem for path in chosen(tmp_path, 5)] == ["0", "2", "4", "6", "8"]


def test_the_report_gives_ratios_to_the_first_contestant():
    timings = [Timing("raw PDFium", 0.5, 100), Timing("ingest", 1.25, 100)]
    scan = Scan(500, 9_000, (Run("one process", 100.0), Run("two processes", 50.0)))
    text = report(timings, [(10, 4.0, 150.0)], [("--help", 0.2)], scan)
    assert "| ingest | 12.5 | 80 | 2.5x |" in text
    assert "| 10 | 4.0 | 150 |" in text
    assert "| `clausecheck --help` | 0.20 |" in text
