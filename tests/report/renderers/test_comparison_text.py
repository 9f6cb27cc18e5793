from __future__ import annotations

import unicodedata
from textwrap import dedent

import pytest

from clausecheck.report.columns import WIDTH, columns
from clausecheck.report.comparison.compare import compare
from clausecheck.report.renderers import render_comparison
from tests.support.comparisons import EXIT, between, hostile, one_finding
from tests.support.reports import file_error

LATER = EXIT.replace("sixty (60)", "ninety (90)")
WEAK = one_finding(
    "weak",
    LATER,
    name="v2.pdf",
    attributes={"holder": "customer", "notice_days": 90, "fee": False},
    message="Notice 90 days; wanted at most 60.",
    severity="medium",
)


def render(*results, as_=None):
    return render_comparison(compare(results, as_), "text")


def test_a_comparison_of_versions():
    assert render(one_finding("met", name="v1.pdf"), WEAK) == dedent(
        """\
        VERSIONS OF ONE CONTRACT
        Compared so because the parties are the same and the clauses found have 88 % of their words in
        common; --as vendors sets them side by side. What the playbook does not ask about is not compared.

        Version 1       v1.pdf
                        not passed, score 31, grade F
        Version 2       v2.pdf
                        not passed, score 31, grade F
        Playbook        outsourcing 1.0, for the customer

        ────────────────────────────────────────────────────────────────────────────────────────────────────
        v1.pdf -> v2.pdf
        score 31 -> 31; 1 gained

        GAINED          medium    Exit without cause · 12.3 Termination, page 9
                        Was met: held by the customer, notice 60 days, no exit fee
                        Now weak: Notice 90 days; wanted at most 60.
                        ~ notice 60 days -> 90 days
                        “The Customer may terminate this Agreement for convenience on [-sixty (60)-]
                        {+ninety (90)+} days' written notice to the Provider.”
        """
    )


def test_versions_keep_their_numbers_where_one_could_not_be_read():
    words = render(one_finding("met", name="v1.pdf"), file_error("v2.pdf"), one_finding("met", name="v3.pdf"))
    assert "Version 1       v1.pdf\n" in words
    assert "Version 3       v3.pdf\n" in words
    assert "NOT READ        v2.pdf: " in words


def test_words_found_in_one_version_only_are_quoted_without_a_mark_of_deletion():
    words = render(one_finding("met"), one_finding("missing", ""), as_="versions")
    assert "Decided before (12.3 Termination): “The Customer may terminate" in words
    assert "[-" not in words


def test_a_comparison_of_vendors():
    vendors = [
        one_finding("met", name="a.pdf", parties=between("Tidewell LLP")),
        one_finding("adverse", name="b.pdf", message="Expressly denied.", attributes={"denied": True}),
    ]
    text = render(*vendors)
    assert "Vendor A        Tidewell LLP (a.pdf)\n" in text
    assert f"\n{'Exit without cause':40}met *       adverse\n" in text
    assert (
        "\n  * A  met             held by the customer, notice 60 days, no exit fee (12.3 Termination, page 9)\n"
        in text
    )
    assert "\n    B  adverse         Expressly denied. (12.3 Termination, page 9)\n" in text


def test_versions_without_a_difference_say_so():
    text = render(one_finding("met"), one_finding("met"))
    assert "No finding was gained, resolved, changed or reworded." in text
    assert "UNCHANGED       Exit without cause (met)" in text


def test_what_could_not_be_read_stands_at_the_head():
    text = render(one_finding("met"), file_error("v2.pdf", "The file is damaged."), one_finding("met"))
    assert text.index("NOT READ        v2.pdf: The file is damaged. (no-text)") < text.index("UNCHANGED")
    partly = one_finding("unverified", "")
    document = partly.document.model_copy(update={"unreadable_pages": [6, 8]})
    partly = partly.model_copy(update={"document": document})
    assert "not read: pages 6, 8; what may stand there is unverified" in render(one_finding("met"), partly)


@pytest.mark.parametrize("count", [2, 5, 6, 30])
def test_many_vendors_stay_within_the_width(count):
    vendors = [one_finding("met", name=f"{place}.pdf", parties=between(f"V{place} Ltd")) for place in range(count)]
    lines = render(*vendors).splitlines()
    assert max(map(columns, lines)) <= WIDTH
    assert sum(line.startswith("Score ") for line in lines) == -(-count // 5)
    assert any(line.startswith(f"Vendor {'AD' if count == 30 else 'ABCDEF'[count - 1]} ") for line in lines)


@pytest.mark.parametrize("as_", ["versions", "vendors"])
def test_no_contract_speaks_to_the_terminal(as_):
    text = render(*hostile(), as_=as_)
    assert {char for char in text if unicodedata.category(char) in ("Cc", "Cf")} == {"\n"}
    assert max(map(columns, text.splitlines())) <= WIDTH


@pytest.mark.parametrize("title", ["Liability of the provider for a year's fees", "W" * 60, "責" * 30, "Short"])
def test_a_long_title_never_runs_into_the_verdict(title):
    vendors = [
        one_finding("adverse", title=title, parties=between(name)) for name in ("BrightCall, Inc.", "Tidewell LLP")
    ]
    (row,) = [line for line in render(*vendors).splitlines() if line.count("adverse") == 2]
    assert " adverse " in row
    assert columns(row) <= WIDTH


def test_an_amendment_beside_its_contract_is_shown_the_way_to_a_deal():
    def of(type, provider):
        report = one_finding("met", parties=between(provider), name=f"{type}.pdf")
        return report.model_copy(update={"document": report.document.model_copy(update={"type": type})})

    pairs = [("msa", "Tidewell LLP"), ("amendment", "Tidewell LLP"), ("amendment", "BrightCall, Inc.")]
    msa, amendment, another = (of(*pair) for pair in pairs)
    assert "--deal" in render(msa, amendment)
    assert "--deal" in render(amendment, msa, as_="versions")
    assert "--deal" not in render(msa, another)
    assert "--deal" not in render(amendment, amendment)
    assert "--deal" not in render(msa, msa)
