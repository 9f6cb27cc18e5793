from __future__ import annotations

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
