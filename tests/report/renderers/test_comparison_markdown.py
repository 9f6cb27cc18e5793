from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from clausecheck.report.comparison.compare import compare
from clausecheck.report.renderers import render_comparison
from tests.support.comparisons import EXIT, between, hostile, one_finding
from tests.support.reports import file_error

LATER = EXIT.replace("sixty (60)", "ninety (90)")


def render(*results, as_=None):
    return render_comparison(compare(results, as_), "markdown")


def html_of(text):
    return MarkdownIt("gfm-like", {"linkify": False}).render(text)


def test_words_that_went_are_struck_out_and_new_ones_bold():
    text = render(one_finding("met"), one_finding("weak", LATER))
    assert "for convenience on ~~sixty (60)~~ **ninety (90)** days' written notice" in text
    assert "<s>sixty (60)</s> <strong>ninety (90)</strong>" in html_of(text)


def test_terms_that_differ_are_named():
    text = render(one_finding("met"), one_finding("met", attributes={"holder": "customer", "notice_days": 30}))
    assert "- **notice 60 days → 30 days**" in text


def test_vendors_are_a_table():
    text = render(
        one_finding("met", parties=between("Tidewell LLP"), name="a.pdf"), one_finding("adverse", name="b.pdf")
    )
    table = html_of(text)
    assert "<th>Tidewell LLP (a.pdf)</th>" in table
    assert "<td>met ★: held by the customer, notice 60 days, no exit fee (12.3 Termination, page 9)</td>" in table


def test_what_could_not_be_read_is_said():
    text = render(one_finding("met"), file_error("v2.pdf", "The file is damaged."), one_finding("met"))
    assert "**Not read: v2.pdf.** The file is damaged. (no-text)" in text


@pytest.mark.parametrize("as_", ["versions", "vendors"])
def test_no_word_of_a_contract_means_anything(as_):
    shown = html_of(render(*hostile(), as_=as_))
    tags = set(re.findall(r"</?(\w+)", shown))
    assert tags <= {"h1", "h2", "h3", "p", "br", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "blockquote",
                    "strong", "s"}  # fmt: skip
    assert "&lt;script&gt;" in shown
    assert "**bold** ~~gone~~" in shown  # literally, where the contract has them
    rows = re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL)
    assert len({len(re.findall("<t[hd]", row)) for row in rows}) == 1
