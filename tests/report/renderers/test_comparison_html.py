from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from clausecheck.report.comparison.compare import compare
from clausecheck.report.renderers import render_comparison
from tests.support.comparisons import EXIT, HOSTILE, between, hostile, one_finding
from tests.support.reports import file_error

LATER = EXIT.replace("sixty (60)", "ninety (90)")
VOID = {"meta", "br"}


class Page(HTMLParser):
    """The elements of a page, and whether each is closed where it was opened."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def named(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def render(*results, as_=None):
    return render_comparison(compare(results, as_), "html")


def words_of(page):
    return " ".join("".join(Page(page).texts).split())


@pytest.fixture(params=["versions", "vendors"])
def hostile_page(request):
    return render(*hostile(), as_=request.param)


def test_the_words_that_differ_are_deleted_and_inserted():
    page = render(one_finding("met"), one_finding("weak", LATER))
    assert "<del>sixty (60)</del>" in page and "<ins>ninety (90)</ins>" in page
    assert "GAINED" not in page and '<span class="tag gained">gained</span>' in page


def test_a_gained_finding_offers_the_language_to_ask_for_and_a_met_one_does_not():
    assert "Language to ask for" in render(one_finding("met"), one_finding("weak", LATER))
    assert "Language to ask for" not in render(one_finding("weak", LATER), one_finding("met"))


def test_the_matrix_names_vendor_terms_and_best():
    page = render(one_finding("met", parties=between("Tidewell & Sons LLP"), name="a.pdf"), one_finding("adverse"))
    cells = [attributes for attributes in Page(page).named("td") if attributes.get("class") == "best"]
    assert [cell["data-vendor"] for cell in cells] == ["Tidewell & Sons LLP"]
    assert "met best held by the customer, notice 60 days, no exit fee 12.3 Termination, page 9" in words_of(page)


def test_what_could_not_be_read_is_said():
    page = render(one_finding("met"), file_error("v2.pdf", "The file is damaged."), one_finding("met"))
    assert "Not read: v2.pdf. The file is damaged. (no-text)" in words_of(page)


def test_the_page_is_well_formed(hostile_page):
    assert Page(hostile_page).open == []


def test_contract_text_stays_text(hostile_page):
    page = Page(hostile_page)
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "img", "a", "iframe", "link", "form", "object"})
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in "".join(page.texts)
    assert "{{ 7*7 }}" in "".join(page.texts)
    assert not set("\x1b\x07\u202e\u202c") & set(hostile_page)
    assert set("\x1b\u202e") <= set(HOSTILE)


def test_nothing_is_loaded_and_nothing_runs(hostile_page):
    page = Page(hostile_page)
    (policy,) = (meta["content"] for meta in page.named("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    style = re.search(r"<style>(.*?)</style>", hostile_page, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert {"default-src 'none'", f"style-src 'sha256-{digest}'"} <= set(policy.split("; "))
    assert "script-src" not in policy
    assert "url(" not in style and "@import" not in style
    assert not [attributes for _, attributes in page.elements if "style" in attributes or "src" in attributes]


def _luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_every_text_can_be_read_in_light_and_in_dark():
    page = render(one_finding("met"), one_finding("met"))
    palettes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{.*?\}", page, re.DOTALL)
    ]
    assert len(palettes) == 2
    pairs = [("ink", "page"), ("ink", "card"), ("faint", "page"), ("faint", "card")]
    pairs += [(name, f"{name}-soft") for name in ("bad", "good", "warn", "open", "calm")]
    for palette in palettes:
        for ink, paper in pairs:
            dark, light = sorted((_luminance(palette[ink]), _luminance(palette[paper])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, paper)
