from __future__ import annotations

import pytest

from clausecheck.report.columns import WIDTH, columns
from clausecheck.report.overview import Overview
from tests.support.results import error, finding, report

MISSING = finding("missing", "critical")
WEAK = finding("weak", "medium", rule="service_levels")


def overview(results):
    seen = Overview()
    for result in results:
        seen.add(result)
    return seen.lines()


def test_what_could_not_be_read_comes_first_and_the_others_in_their_order():
    laid = overview([report("msa.pdf", WEAK, MISSING), report("sow.docx", score=97, risk="low"), error("broken.pdf")])
    assert [line.split(maxsplit=3) for line in laid.splitlines()] == [
        ["document", "risk", "score", "worst finding"],
        ["broken.pdf", "-", "-", "not analysed: corrupt"],
        ["msa.pdf", "high", "62", "critical: Audit rights (missing)"],
        ["sow.docx", "low", "97", "none"],
    ]


def test_what_a_file_name_may_carry_is_escaped():
    laid = overview([error("a\x1b[2Jb.pdf"), error("c\nd.pdf")])
    assert "\x1b" not in laid
    assert "a\\x1b[2Jb.pdf" in laid
    assert "c\\nd.pdf" in laid


def test_documents_of_one_name_are_told_apart_by_their_paths():
    results = [report("dpa.docx"), report("dpa.docx"), report("msa.pdf")]
    for index, each in enumerate(results):
        results[index] = each.named(each.document.name, f"{'abc'[index]}/{each.document.name}")
    assert [line.split()[0] for line in overview(results).splitlines()[1:]] == ["a/dpa.docx", "b/dpa.docx", "msa.pdf"]


@pytest.mark.parametrize("name", ["Master services agreement " * 6 + ".pdf", "MSA_2019-11-03_" * 9, "契約" * 60])
def test_no_line_is_wider_than_the_report_however_long_a_name_is(name):
    laid = overview([report(name, WEAK), error("broken.pdf"), report("msa.pdf", MISSING)])
    assert max(map(columns, laid.splitlines())) <= WIDTH
    shown = "".join(line[:40].strip() for line in laid.splitlines() if "broken" not in line)
    assert name.replace(" ", "")[:30] in shown.replace(" ", "")
    assert "critical: Audit rights (missing)" in laid
