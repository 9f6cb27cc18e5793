from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from clausecheck.report.model import AreaRecord, PartyRecord
from clausecheck.report.renderers.pdf_cover import LINK, draw_cover
from tests.support.reports import clause_record, finding_record, report_of

AREAS = [
    AreaRecord(area="exit", title="Exit", score=25, weight=3.0, rules_evaluated=2, rules_unverified=0),
    AreaRecord(area="ip", title="Intellectual property", score=None, weight=2.0, rules_evaluated=0, rules_unverified=1),
]


def pages_of(cover: bytes) -> list[str]:
    with pdfium.PdfDocument(cover) as file:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in file]


def text_of(cover: bytes) -> str:
    return " ".join(pages_of(cover))


def summary(**fields: object) -> object:
    return report_of().summary.model_copy(update=fields)


def test_the_scorecard():
    report = report_of(summary=summary(threshold=75, lacking=["exit"], areas=AREAS))
    text = text_of(draw_cover(report, []))
    for words in (
        "northwind-brightcall.pdf NOT PASSED 31 of 100 F High To pass: 75 and every must-have Score Grade Risk",
        "Customer Northwind Retail, Inc. (“Client”) Provider BrightCall Solutions Ltd. (“Vendor”)",
        "Playbook outsourcing 1.0, for the customer Coverage 4 of 4 rules evaluated, 12 of 12 pages read",
        "Must-haves lacking Exit without cause",
        "Exit 25 2 rules evaluated Intellectual property – 0 rules evaluated, 1 not",
        "ADVERSE High Exit without cause Held only by the provider; wanted the customer or either party.",
        "WEAK Low Notice of a data breach within 24 hours (needs review)",
    ):
        assert words in text


def test_a_contract_that_passes():
    passed = summary(score=93, grade="A", passed=True, risk="low")
    assert ".pdf PASSED 93 of 100 A Low" in text_of(draw_cover(report_of(summary=passed), []))


def test_unreadable_pages_parts_notes_and_remarks_are_named():
    report = report_of(
        document={"unreadable_pages": [3, 7, 8], "unread": ["a damaged part of the PDF"], "notes": ["Read by OCR."]},
        coverage={"rules_evaluated": 3, "rules_unverified": 1, "pages_read": 9},
    )
    text = text_of(draw_cover(report, ["The original is signed."]))
    assert "Coverage 3 of 4 rules evaluated, not all of the document read, 9 of 12 pages read" in text
    assert "Not read pages 3, 7-8, a damaged part of the PDF; so a clause that was not found is unverified" in text
    assert "Note The original is signed. Note Read by OCR." in text


def test_language_stands_on_the_cover_for_what_has_no_place_in_the_contract():
    placed = clause_record("exit", "Vendor may leave.", id="exit-1", page=4, boxes=[(4, 10, 10, 90, 20)])
    unplaced = clause_record("fees", "Fees are due.", id="fees-1", page=4)
    findings = [
        finding_record("adverse", title="Exit", recommended_language="Stay.", clauses=["exit-1"]),
        finding_record("weak", title="Fees", recommended_language="Pay later.", clauses=["fees-1"], wanted="a term"),
        finding_record("missing", title="Credits", recommended_language="Credit us."),
        finding_record("unverified", title="Audit", recommended_language="Let us look."),
        finding_record("met", title="Renewal", recommended_language="No renewal."),
    ]
    text = text_of(draw_cover(report_of(findings=findings, clauses=[placed, unplaced]), []))
    language = text[text.index("Language to ask for") :]
    for words in ("Fees Wanted: a term “Pay later.”", "Credits “Credit us.”", "Audit “Let us look.”"):
        assert words in language
    assert "Stay." not in text and "No renewal." not in text


def test_pages_are_linked_once_each_and_the_deciding_clause_first():
    boxes = {"exit-1": 9, "exit-2": 4, "exit-3": 9}
    clauses = [clause_record("exit", "Words.", id=name, boxes=[(page, 1, 1, 9, 9)]) for name, page in boxes.items()]
    finding = finding_record("adverse", clauses=list(boxes))
    with pikepdf.open(io.BytesIO(draw_cover(report_of(findings=[finding], clauses=clauses), []))) as file:
        links = [str(link.A.URI) for page in file.pages for link in page.obj.get("/Annots", [])]
    assert links == [f"{LINK}exit-1", f"{LINK}exit-2"]


def test_many_findings_flow_over_several_pages_with_their_heads():
    findings = [
        finding_record("missing", title=f"Wish {number}", message="Not found; all 12 pages were read. " * 9)
        for number in range(60)
    ]
    pages = pages_of(draw_cover(report_of(findings=findings, clauses=[]), []))
    assert len(pages) > 5 and all(f"Review {number}" in page for number, page in enumerate(pages, 1))
    assert all("Status Severity Finding Page" in page for page in pages[:4])
    assert all(f"Wish {number}" in " ".join(pages) for number in range(60))


HOSTILE = '<b>Acme</b> & "Sons" <a href="file:///etc/passwd">x</a> <img src="http://a.example/x"/> &lt;'


def test_contract_text_is_no_markup():
    report = report_of(
        document={
            "name": HOSTILE,
            "notes": [HOSTILE],
            "parties": [PartyRecord(name=HOSTILE, term=HOSTILE, role="customer")],
        },
        findings=[finding_record("missing", title=HOSTILE, message=HOSTILE, recommended_language=HOSTILE)],
        clauses=[],
    )
    cover = draw_cover(report, [HOSTILE])
    text = text_of(cover).replace(" ", "")
    assert text.count(HOSTILE.replace(" ", "")) >= 7
    with pikepdf.open(io.BytesIO(cover)) as file:
        assert not any("/Annots" in page.obj for page in file.pages)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ac\x00me\x1b[31m \u202eeruces\u202c\r\nLtd", "Acme eruces Ltd"),
        ("Škoda Čez İstanbul Łódka Æon €", "Škoda Čez İstanbul Łódka Æon €"),
        ("株式会社 Support", "[?] Support"),
        ("First ＡＣＭＥ", "First ACME"),
        ("", "Customer"),
    ],
)
def test_names_are_shown_as_far_as_the_fonts_go(name, shown):
    report = report_of(document={"name": name, "parties": [PartyRecord(name=name, term=name, role="customer")]})
    text = text_of(draw_cover(report, []))
    assert shown in text
    assert ("stands for letters" in text) == ("[?]" in shown)


@pytest.mark.parametrize("name", ["x" * 5_000, "Acme " * 5_000, "& <b>" * 900, "\ufffd" * 3_000])
def test_endless_words_neither_burst_the_page_nor_fail(name):
    report = report_of(
        document={
            "name": name,
            "notes": [name],
            "parties": [PartyRecord(name=name, term=name, role="provider")] * 40,
            "unread": [name],
        },
        findings=[
            finding_record("missing", title=name, message=name, recommended_language=name, wanted=name),
        ],
        clauses=[],
    )
    with pdfium.PdfDocument(draw_cover(report, [name])) as file:
        for page in file:
            text_page, (width, _) = page.get_textpage(), page.get_size()
            boxes = [text_page.get_charbox(index) for index in range(text_page.count_chars())]
            assert all(left >= 0 and right <= width for left, _, right, _ in boxes)


@pytest.mark.parametrize(("on_letter", "size"), [(True, (612, 792)), (False, (595, 842))])
def test_the_paper_is_that_of_the_contract(on_letter, size):
    with pdfium.PdfDocument(draw_cover(report_of(), [], on_letter=on_letter)) as file:
        assert tuple(round(side) for side in file[0].get_size()) == size


def test_the_same_report_gives_the_same_bytes():
    report = report_of(document={"name": "Łódka Æon 株"})
    first = draw_cover(report, [])
    draw_cover(report_of(document={"name": "Čez"}), [])
    assert draw_cover(report, []) == first
