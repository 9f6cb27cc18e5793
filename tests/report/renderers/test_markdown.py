from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clausecheck.report.excerpt import one_line
from clausecheck.report.model import CommentRecord, NearestPassage, PartyRecord, RevisionsRecord
from clausecheck.report.renderers import render, render_all
from clausecheck.report.renderers.markdown import escaped
from tests.support.reports import clause_record, evidence_in, file_error, finding_record, report_of

HOSTILE = (
    "![x](http://evil.example/p.png) <img src=x onerror=alert(1)> [a](javascript:alert(1)) `c` **b** | @admin #12 $x$"
)


def tokens_of(text: str) -> list[str]:
    return [
        child.type for token in MarkdownIt("gfm-like", {"linkify": False}).parse(text) for child in token.children or ()
    ]


def test_a_report_names_verdict_findings_and_language():
    text = render(report_of(), "markdown")
    assert "**NOT PASSED** · HIGH RISK" in text
    assert "| adverse | high | Exit without cause |" in text
    assert "> Vendor may terminate this Agreement at any time" in text
    assert "12.3 Termination, page 9" in text
    assert "> The Customer may terminate this Agreement at any time on sixty (60) days' notice." in text


def test_the_table_has_a_row_for_every_finding_and_the_rest_only_what_is_open():
    text = render(report_of(), "markdown")
    assert text.count("| info | No lock-in |") == 1
    assert "## No lock-in" not in text


def test_contract_text_means_nothing_in_markdown():
    clause = clause_record("audit_rights", HOSTILE, evidence=[evidence_in(HOSTILE, "admin")])
    report = report_of(
        document={"name": HOSTILE, "notes": [HOSTILE], "parties": [PartyRecord(name=HOSTILE, term="x", role="other")]},
        findings=[
            finding_record(
                "weak",
                message=HOSTILE,
                clauses=[clause.id],
                nearest=[NearestPassage(text=HOSTILE, section=HOSTILE, page=1)],
                deciding=NearestPassage(text=HOSTILE, section=HOSTILE, page=1),
            )
        ],
        clauses=[clause],
        revisions=RevisionsRecord(
            insertions=1,
            deletions=0,
            moves=0,
            authors=[],
            comments=[CommentRecord(author=HOSTILE, text=HOSTILE)],
            changed_findings=[],
        ),
    )
    text = "".join(render_all([report, file_error(HOSTILE, HOSTILE)], "markdown"))
    kinds = set(tokens_of(text))
    assert kinds <= {"text", "softbreak", "strong_open", "strong_close", "text_special"}
    assert "@admin" not in text and "#12" not in text and "://" not in text


@given(st.text(max_size=60))
def test_any_text_is_shown_as_it_is(text):
    [_, inline, _] = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(f"{escaped(text)}x")
    shown = "".join(child.content for child in inline.children)
    assert {child.type for child in inline.children} <= {"text", "text_special"}
    assert shown == f"{one_line(text)}x"


@pytest.mark.parametrize("start", ["# 1", "- item", "+ item", "1. item", "12) item", "=== ", "--- ", "> quote"])
def test_a_line_begins_no_heading_list_or_rule(start):
    kinds = [token.type for token in MarkdownIt().parse(escaped(start))]
    assert kinds == [
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]
