from __future__ import annotations

import pytest

from clausecheck.report.columns import columns
from clausecheck.report.model import CoverageRecord
from clausecheck.report.overview import WIDTH, Overview
from tests.support.results import error, finding, report

MISSING = finding("missing", "critical")
WEAK = finding("weak", "medium", rule="service_levels")


def overview(results):
    seen = Overview()
    for result in results:
        seen.add(result)
    return seen.lines()


def covering(result, **coverage):
    summary = result.summary.model_copy(update={"coverage": CoverageRecord(**coverage)})
    return result.model_copy(update={"summary": summary})


def test_what_came_of_all_is_counted_and_the_gravest_comes_first():
    laid = overview(
        [
            report("sow.docx", WEAK, score=97, risk="medium"),
            report("low.pdf", MISSING, score=40),
            report("lowest.pdf", MISSING, score=12),
            error("broken.pdf"),
        ]
    )
    assert laid.splitlines() == [
        "4 documents: 0 passed, 3 did not pass, 1 could not be analysed",
        "Risk: 2 high, 1 medium",
        "",
        "risk    score  read  unverified  document, with its worst finding",
        "-           -     -           -  broken.pdf",
        "                                 not analysed: corrupt",
        "high       12   4/4           0  lowest.pdf",
        "                                 critical: Audit rights (missing)",
        "high       40   4/4           0  low.pdf",
        "                                 critical: Audit rights (missing)",
        "medium     97   4/4           0  sow.docx",
        "                                 medium: Service levels (weak)",
    ]


def test_how_much_was_read_and_what_stays_unverified_stands_beside_the_score():
    half = covering(report("scan.pdf", WEAK), rules_evaluated=3, rules_unverified=4, pages_read=2, pages_total=4)
    word, other = (
        covering(report(name, WEAK), rules_evaluated=7, rules_unverified=0, pages_read=None, pages_total=None)
        for name in ("sow.docx", "msa.docx")
    )
    part = other.model_copy(update={"document": other.document.model_copy(update={"unread": ["an embedded document"]})})
    rows = [line.split() for line in overview([half, word, part]).splitlines()[4::2]]
    assert [row[2:] for row in rows] == [["2/4", "4", "scan.pdf"], ["all", "0", "sow.docx"], ["part", "0", "msa.docx"]]


def test_findings_that_are_not_shown_are_not_called_none():
    settled = [finding("met", "low", rule=f"rule_{number}") for number in range(7)]
    laid = overview([report("hidden.pdf"), report("clean.pdf", *settled, risk="low"), error("broken.pdf")])
    assert laid.splitlines()[-3::2] == [" " * 31 + "none of those shown", " " * 31 + "none"]


def test_what_a_file_name_may_carry_is_escaped():
    laid = overview([error("a\x1b[2Jb.pdf"), error("c\nd.pdf")])
    assert "\x1b" not in laid
    assert "a\\x1b[2Jb.pdf" in laid
    assert "c\\nd.pdf" in laid


def test_documents_of_one_name_are_told_apart_by_their_paths():
    results = [report("dpa.docx"), report("dpa.docx"), report("msa.pdf")]
    for index, each in enumerate(results):
        results[index] = each.named(each.document.name, f"{'abc'[index]}/{each.document.name}")
    rows = overview(results).splitlines()[4::2]
    assert [line.split()[-1] for line in rows] == ["a/dpa.docx", "b/dpa.docx", "msa.pdf"]


@pytest.mark.parametrize("name", ["Master services agreement " * 6 + ".pdf", "MSA_2019-11-03_" * 9, "契約" * 60])
def test_no_line_is_wider_than_a_narrow_terminal_however_long_a_name_is(name):
    laid = overview([report(name, WEAK), error("broken.pdf"), report("msa.pdf", MISSING)])
    assert max(map(columns, laid.splitlines())) <= WIDTH == 80
    assert name.replace(" ", "") in laid.replace(" ", "").replace("\n", "")
    assert "critical: Audit rights (missing)" in laid


def test_a_long_name_is_broken_behind_one_of_its_words():
    name = "managed_services_article_style_of_2024_partly_scanned.pdf"
    laid = overview([report(name), report("msa.pdf")])
    assert [line.split()[-1] for line in laid.splitlines()[4:6]] == [
        "managed_services_article_style_of_2024_partly_",
        "scanned.pdf",
    ]
