from __future__ import annotations

import re
from dataclasses import replace

import lxml.etree
import lxml.html
import pytest

from clausecheck.ingest.source import Page
from clausecheck.playbook.severity import Severity
from clausecheck.report.excerpt import harmless
from clausecheck.report.model import NearestPassage
from clausecheck.report.renderers import html
from clausecheck.report.review import Markup, Review
from clausecheck.spans import Span
from tests.support.documents import Sheet, pdf
from tests.support.pages import parsed, select, words_of
from tests.support.reviews import AGREEMENT, ATTACK, PAYLOADS, analyzer, hostile_review, review_of, sample_review

MARKUP = Markup("html")
FOREIGN = ["iframe", "link", "img", "object", "embed", "base", "form", "textarea", "template"]
VENDOR_PAPER = "call_centre_msa_vendor_paper.pdf"


def page_of(review: Review, markup: Markup = MARKUP) -> lxml.html.HtmlElement:
    return parsed(html.render(review, markup).decode())


def letters(text: str) -> str:
    """Leave out spaces, and the bars between the cells of a row."""
    return re.sub(r"[\s|]", "", harmless(text))


@pytest.mark.parametrize(
    "name", [VENDOR_PAPER, "bpo_msa_customer_paper.docx", "managed_services_article_style_partly_scanned.pdf"]
)
def test_the_marked_words_are_those_of_the_clauses_at_their_places(name):
    review = sample_review(name)
    page, clauses = page_of(review), {clause.id: clause for clause in review.report.clauses}
    marked = 0
    for number, finding in enumerate(review.report.findings, 1):
        if not finding.clauses:
            continue
        offsets = {at for key in finding.clauses for start, end in clauses[key].pieces for at in range(start, end)}
        wanted = "".join(review.source.text[at] for at in sorted(offsets))
        found = "".join(
            each.text_content()
            for each in select(page, ".words")
            if "nearest" not in each.get("class") and str(number) in each.get("data-findings").split()
        )
        assert letters(found) == letters(wanted)
        marked += 1
    assert marked


def test_the_whole_text_is_shown_once_in_its_order():
    review = sample_review(VENDOR_PAPER)
    paper = page_of(review).get_element_by_id("text")
    for mark in select(paper, ".page"):
        mark.drop_tree()
    assert letters(paper.text_content()) == letters(review.source.text)


def test_every_finding_stands_in_its_order_with_all_that_is_known_of_it():
    review = sample_review(VENDOR_PAPER)
    shown = select(page_of(review), "article.finding")
    for number, (finding, element) in enumerate(zip(review.report.findings, shown, strict=True), 1):
        text = words_of(element)
        assert element.get("id") == f"finding-{number}"
        assert (element.get("data-status"), element.get("data-severity")) == (finding.status, finding.severity)
        for words in (
            finding.title,
            finding.message,
            finding.why,
            finding.wanted,
            finding.recommended_language,
            *finding.sources,
            finding.status.capitalize(),
            finding.severity.capitalize(),
        ):
            assert " ".join(words.split()) in text
        assert ("Needs review" in text) == finding.needs_review


def test_findings_and_words_lead_to_each_other():
    page = page_of(sample_review(VENDOR_PAPER))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    targets = [link.get("href") for link in page.iter("a")]
    assert {target[1:] for target in targets} <= set(ids)
    for pointer in select(page, "article .pointer"):
        (article,) = pointer.iterancestors("article")
        target = page.get_element_by_id(pointer.get("href")[1:])
        (mark,) = [each for each in target.iterancestors("a") if "words" in each.get("class").split()]
        assert article.get("data-number") in mark.get("data-findings").split()


def test_the_verdict_and_what_it_rests_on_stand_at_the_top():
    review = sample_review("managed_services_article_style_partly_scanned.pdf")
    top = words_of(select(page_of(review), "header.top")[0])
    assert "VerdictNot passed" in top
    assert f"{review.report.summary.score} of 100, grade {review.report.summary.grade}" in top
    assert "Pages read11 of 13" in top
    assert "Not read: page 6, page 8. A clause that was not found is unverified, not missing." in top


def test_unreadable_pages_are_bands_at_their_place():
    paper = page_of(sample_review("managed_services_article_style_partly_scanned.pdf")).get_element_by_id("text")
    pages = [
        (int(each.get("id").removeprefix("page-")), "unread" in each.get("class")) for each in select(paper, ".page")
    ]
    assert pages == [(number, number in (6, 8)) for number in range(1, 14)]


def test_a_page_read_by_text_recognition_says_so():
    review = review_of(AGREEMENT)
    source = replace(review.source, pages=(Page(1, Span(0, len(review.source.text)), recognized=True),))
    page = page_of(replace(review, contract=replace(review.contract, source=source)))
    assert words_of(page.get_element_by_id("page-1")) == "Page 1 read by text recognition: words may be wrong"


def test_areas_are_bars_and_a_radar():
    review = sample_review(VENDOR_PAPER)
    page = page_of(review)
    bars = [(bar.find("dt").text, int(select(bar, ".value")[0].get("width"))) for bar in select(page, ".bars div")]
    assert bars == [(area.title, area.score) for area in review.report.summary.areas]
    radar = select(page, "svg.radar")[0]
    named = ", ".join(f"{area.title} {area.score}" for area in review.report.summary.areas)
    assert radar.get("aria-label") == f"Scores by area: {named}"


def test_must_haves_lacking_lead_to_their_findings():
    review = sample_review(VENDOR_PAPER)
    (lacking,) = select(page_of(review), ".lacking")
    titles = [finding.title for finding in review.report.findings if finding.rule in review.report.summary.lacking]
    assert [link.text for link in lacking.iter("a")] == titles


def test_the_nearest_passage_is_marked_in_the_text():
    review = review_of(AGREEMENT)
    words = "Vendor shall answer the telephone calls of Client's customers."
    start = review.source.text.index(words)
    nearest = [NearestPassage(text=words, section="1. Services", page=None, start=start, end=start + len(words))] * 2
    missing = next(finding for finding in review.report.findings if finding.status == "missing")
    report = review.report.model_copy(update={"findings": [missing.model_copy(update={"nearest": nearest})]})
    page = page_of(replace(review, report=report))
    assert [words_of(mark) for mark in select(page, "a.nearest")] == [words]
    assert [link.get("href") for link in select(page, "article .pointer")] == ["#nearest-1-1", "#nearest-1-2"]


def test_a_passage_of_unknown_place_is_quoted_without_a_link():
    review = review_of(AGREEMENT)
    gone = NearestPassage(text="Words of another contract.", section="9", page=None)
    finding = review.report.findings[0].model_copy(update={"nearest": [gone], "clauses": []})
    report = review.report.model_copy(update={"findings": [finding]})
    article = select(page_of(replace(review, report=report)), "article")[0]
    assert "Words of another contract." in words_of(article)
    assert select(article, ".pointer") == []


def test_findings_below_the_severity_asked_for_are_left_out():
    review = sample_review(VENDOR_PAPER)
    page = page_of(review, Markup("html", show=Severity.HIGH))
    high = [finding for finding in review.report.findings if finding.severity in ("high", "critical")]
    assert 0 < len(high) < len(review.report.findings)
    assert len(select(page, "article.finding")) == len(high)
    marked = {number for mark in select(page, ".words") for number in mark.get("data-findings").split()}
    assert marked <= {str(number) for number in range(1, len(high) + 1)}


def test_tracked_changes_and_comments_have_a_section_where_there_are_any():
    assert "revisions-title" not in html.render(review_of(AGREEMENT), MARKUP).decode()
    section = next(page_of(hostile_review()).get_element_by_id("revisions-title").iterancestors("section"))
    assert "1 insertion, 0 deletions, 0 moves" in words_of(section)
    assert "No finding hangs on them." in words_of(section)


def test_the_same_review_gives_the_same_bytes():
    review = sample_review(VENDOR_PAPER)
    assert html.render(review, MARKUP) == html.render(review, MARKUP)


def test_nothing_is_loaded_from_outside():
    text = html.render(sample_review(VENDOR_PAPER), MARKUP).decode()
    assert not re.search(r"\b(?:src|href)\s*=\s*[\"'](?!#)", text)
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert not re.search(r"@import|url\(|https?:", style)
    assert not re.search(r"https?:|fetch|XMLHttpRequest|innerHTML|insertAdjacentHTML|\beval|\bimport\b", script)
    assert "unsafe-inline" not in text


def test_attacks_are_words_wherever_they_stand():
    review = hostile_review()
    page = page_of(review)
    assert (len(select(page, "script")), len(select(page, "style")), len(select(page, "meta"))) == (1, 1, 5)
    assert not select(page, *FOREIGN)
    for element in page.iter(lxml.etree.Element):
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert element.get("href", "#").startswith("#")
    assert ATTACK in page.head.find("title").text
    body = words_of(page.body)
    for payload in PAYLOADS:
        assert payload in body


def test_hidden_characters_are_not_shown():
    text = AGREEMENT.replace("Vendor may terminate", "Vendor\u202e may\u200b ter\u00adminate\x00")
    review = review_of(text.replace("Client.", "Client\u2028now."))
    shown = html.render(review, MARKUP).decode()
    assert not set(shown) & set("\u202e\u200b\u00ad\x00\u2028\r\x1b")
    assert "Vendor may terminate" in " ".join(re.sub("<[^>]*>", "", shown).split())


def test_a_lone_surrogate_does_not_stop_the_page():
    review = review_of(AGREEMENT)
    source = replace(review.source, text=review.source.text.replace("Services", "Serv\ud800ces"))
    assert b"1. Servces. " in html.render(replace(review, contract=replace(review.contract, source=source)), MARKUP)


def test_the_pages_that_hold_evidence_are_pictures_with_boxes():
    sheets = (
        Sheet().lines(72, 72, "SERVICES AGREEMENT\n1. Services. Vendor shall answer calls of Client's customers."),
        Sheet().lines(72, 72, "2. Termination. Vendor may terminate this Agreement for convenience at any time."),
    )
    review = analyzer().review(pdf(*sheets), name="msa.pdf")
    (number,) = [
        number
        for number, finding in enumerate(review.report.findings, 1)
        if finding.clause_type == "termination_for_convenience"
    ]
    (clause,) = [clause for clause in review.report.clauses if clause.type == "termination_for_convenience"]
    assert select(page_of(review), "figure") == []
    page = page_of(review, Markup("html", page_images=True))
    figures = select(page, "figure")
    assert [figure.find("figcaption").text for figure in figures] == ["Page 2"]
    picture = select(figures[0], "image")[0]
    assert picture.get("href").startswith("data:image/png;base64,iVBOR")
    assert (picture.get("width"), picture.get("height")) == ("612.0", "792.0")
    boxes = [box for box in select(figures[0], ".box") if box.get("data-findings") == str(number)]
    placed = [tuple(float(box.find("rect").get(name)) for name in ("x", "y", "width", "height")) for box in boxes]
    wanted = [(x0, y0, x1 - x0, y1 - y0) for _, x0, y0, x1, y1 in clause.boxes]
    assert placed == [pytest.approx(box, abs=0.06) for box in wanted]


def test_pictures_stop_where_they_would_make_the_page_too_large(monkeypatch):
    monkeypatch.setattr(html, "MOST_PICTURE_BYTES", 1)
    page = page_of(sample_review(VENDOR_PAPER), Markup("html", page_images=True))
    figures = select(page, "figure")
    assert len(figures) > 1 and len(select(page, "image")) == 1
    assert all("No picture of this page" in words_of(figure) for figure in figures[1:])


def test_a_page_of_which_nothing_is_shown_has_no_picture():
    sheet = Sheet(crop=(5000, 5000, 6000, 6000)).text(72, 72, "Vendor may terminate this Agreement at any time.")
    page = page_of(analyzer().review(pdf(sheet), name="msa.pdf"), Markup("html", page_images=True))
    assert len(select(page, "figure")) == 1 and select(page, "image") == []


def test_a_contract_without_pages_has_no_pictures():
    assert select(page_of(review_of(AGREEMENT), Markup("html", page_images=True)), "figure", ".tabs") == []
