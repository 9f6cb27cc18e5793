from __future__ import annotations

import io
import logging
import re
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from PIL.Image import Image

import clausecheck
from clausecheck.errors import Corrupt, Encrypted, InputError, UnsupportedFormat
from clausecheck.ingest.document import ReadOptions
from clausecheck.playbook.severity import Severity
from clausecheck.report.records import WORST_FIRST
from clausecheck.report.renderers.pdf import RESTRICTED, SIGNED, render
from clausecheck.report.renderers.pdf_highlights import COLOURS
from clausecheck.report.review import Markup, Review
from tests.support.documents import Sheet, pdf, scanned
from tests.support.playbooks import core

SAMPLES = Path(__file__).parents[3] / "sample_contracts"
PARTLY_SCANNED = SAMPLES / "managed_services_article_style_partly_scanned.pdf"
PDFS = [*sorted(path for path in SAMPLES.glob("*.pdf") if "scanned" not in path.stem), PARTLY_SCANNED]
PAGE = """
MASTER SERVICES AGREEMENT
This Agreement is made between Northwind Retail, Inc. ("Client") and BrightCall Solutions Ltd. ("Vendor").
1. Term and Termination
1.1 Client may terminate this Agreement at any time, for any reason, upon thirty (30) days' notice to Vendor.
1.2 Vendor shall notify Client of any security incident affecting Client Data within ten (10) days.
2. General
2.1 The headings of this Agreement are for convenience only and have no effect on its interpretation.
"""
each_sample = pytest.mark.parametrize("path", PDFS, ids=lambda path: path.stem)


@cache
def analyzer() -> clausecheck.Analyzer:
    return clausecheck.Analyzer(core(), reading=ReadOptions(ocr="off"))


@cache
def reviewed(path: Path) -> Review:
    return analyzer().review(path)


@cache
def annotated(path: Path) -> bytes:
    return render(reviewed(path), Markup("pdf"))


def review_of(data: bytes, **options: str) -> Review:
    return analyzer().review(data, name="agreement.pdf", **options)


def contract_of(*sheets: Sheet, **options: object) -> bytes:
    return pdf(*(sheets or (Sheet().lines(50, 60, PAGE, size=9),)), **options)


def changed(data: bytes, change) -> bytes:
    """Let pikepdf change a PDF."""
    with pikepdf.open(io.BytesIO(data)) as file:
        change(file)
        target = io.BytesIO()
        file.save(target)
    return target.getvalue()


@lru_cache(maxsize=2)
def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))  # kept, for its objects are void without it


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def cover_length(data: bytes, review: Review) -> int:
    return len(opened(data).pages) - (review.source.page_count or 0)


def cover_text(data: bytes, review: Review) -> str:
    with pdfium.PdfDocument(data) as file:
        pages = [file[index].get_textpage().get_text_bounded() for index in range(cover_length(data, review))]
    return " ".join(" ".join(pages).split())


def ours(page: pikepdf.Page, subtype: str) -> list[pikepdf.Dictionary]:
    """List the annotations of one kind that the review put on a page."""
    found = [item for item in page.obj.get("/Annots", []) if item.Subtype == subtype]
    if subtype == "/Popup":
        found = [item.Parent for item in found]
    return [item for item in found if str(item.get("/T", "")) == "clausecheck"]


def highlights(data: bytes, review: Review) -> list[tuple[int, pikepdf.Dictionary]]:
    """List the highlights of a copy with the number of the page in the contract."""
    skipped = cover_length(data, review)
    pages = list(opened(data).pages)[skipped:]
    return [(number, item) for number, page in enumerate(pages, 1) for item in ours(page, "/Highlight")]


def quads(item: pikepdf.Dictionary) -> list[tuple[float, float, float, float]]:
    """Give the quadrilaterals of a highlight as left, bottom, right, top."""
    values = [float(value) for value in item.QuadPoints]
    corners = [values[start : start + 8] for start in range(0, len(values), 8)]
    return [(min(c[::2]), min(c[1::2]), max(c[::2]), max(c[1::2])) for c in corners]


def words_under(data: bytes, review: Review) -> dict[int, list[str]]:
    """Read with PDFium what stands under each highlight, by page of the contract."""
    skipped, found = cover_length(data, review), {}
    with pdfium.PdfDocument(data) as file:
        for number, item in highlights(data, review):
            page = file[skipped + number - 1]
            text_page = page.get_textpage()
            sideways = page.get_rotation() in (90, 270)
            words = ""
            for left, bottom, right, top in quads(item):
                # Tightly set lines reach into one another with their tails; the words of each stand in its middle.
                x, y = (0.2 * (right - left), -0.5) if sideways and right - left < top - bottom else (-0.5, None)
                y = 0.2 * (top - bottom) if y is None else y
                words += text_page.get_text_bounded(left + x, bottom + y, right - x, top - y)
            found.setdefault(number, []).append(letters(words))
    return found


def assert_highlights_cover_the_clauses(data: bytes, review: Review) -> None:
    under = words_under(data, review)
    named = {clause_id for finding in review.report.findings for clause_id in finding.clauses}
    clauses = [clause for clause in review.report.clauses if clause.id in named]
    assert clauses
    for clause in clauses:
        pages = dict.fromkeys(box[0] for box in clause.boxes)
        readings = {"".join(parts) for parts in product(*(under[page] for page in pages))}
        assert letters(clause.text) in readings, clause.type


@each_sample
def test_the_words_under_a_highlight_are_those_of_the_clause(path):
    assert_highlights_cover_the_clauses(annotated(path), reviewed(path))


def test_highlights_lie_right_on_a_page_read_from_its_picture():
    page = contract_of(Sheet(height=240).lines(50, 60, PAGE, size=9))
    review = clausecheck.Analyzer().review(scanned(page), name="scan.pdf")
    assert review.source.pages[0].recognized
    clause = next(each for each in review.report.clauses if each.type == "termination_for_convenience")
    text_page = pdfium.PdfDocument(page)[0].get_textpage()
    under = [
        "".join(
            text_page.get_text_bounded(left - 3, bottom + 3, right + 3, top - 3)
            for left, bottom, right, top in quads(item)
        )
        for _, item in highlights(render(review, Markup("pdf")), review)
    ]
    assert letters(clause.text) in [letters(words) for words in under]


def raw_contents(data: bytes) -> list[list[tuple[bytes, bytes]]]:
    pages = []
    for page in opened(data).pages:
        contents = page.obj.get("/Contents", [])
        streams = contents if isinstance(contents, pikepdf.Array) else [contents]
        pages.append([(stream.read_raw_bytes(), stream.read_bytes()) for stream in streams])
    return pages


@each_sample
def test_the_pages_of_the_contract_stay_as_they_were(path):
    data, review = annotated(path), reviewed(path)
    skipped = cover_length(data, review)
    assert skipped >= 1
    assert raw_contents(data)[skipped:] == raw_contents(path.read_bytes())


@each_sample
def test_other_readers_find_no_fault(path):
    data = annotated(path)
    assert opened(data).check_pdf_syntax() == []
    assert len(pypdf.PdfReader(io.BytesIO(data), strict=True).pages) == len(pdfium.PdfDocument(data))


@each_sample
def test_annotations_are_whole(path):
    data, review = annotated(path), reviewed(path)
    seen = 0
    for page in opened(data).pages:
        marked = ours(page, "/Highlight")
        assert [item.NM for item in marked] == [item.NM for item in ours(page, "/Popup")]
        for item in marked:
            assert item.Type == "/Annot" and item.P.objgen == page.obj.objgen
            assert item.Popup.Parent.objgen == item.objgen and item.Popup.P.objgen == page.obj.objgen
            assert item.F == 4 and item.AP.N.Subtype == "/Form"
            values = [float(value) for value in item.QuadPoints]
            for start in range(0, len(values), 8):
                x1, y1, x2, y2, x3, y3, x4, y4 = values[start : start + 8]
                assert x1 == x3 < x2 == x4 and y1 == y2 > y3 == y4
            left, bottom, right, top = (float(edge) for edge in item.Rect)
            for x0, y0, x1, y1 in quads(item):
                assert left <= x0 and bottom <= y0 and x1 <= right and y1 <= top
            assert "/M" not in item and "/CreationDate" not in item
            seen += 1
    assert seen == len(highlights(data, review)) > 0


def background(picture: Image, box: list[float], scale: int) -> tuple[int, ...]:
    """Give the colour that most of a box has."""
    left, top, right, bottom = (round(edge * scale) for edge in box)
    counts = (
        picture.convert("RGB")
        .crop((left + 1, top + 1, max(right, left + 2), max(bottom, top + 2)))
        .getcolors(1_000_000)
    )
    return max(counts)[1]


def assert_colours_show(data: bytes, review: Review) -> None:
    """See that each box has the colour that it had, multiplied with that of the gravest status."""
    skipped, scale = cover_length(data, review), 2
    clauses = {clause.id: clause for clause in review.report.clauses}
    shown = {}
    for finding in sorted(review.report.findings, key=lambda finding: WORST_FIRST.index(finding.status)):
        for clause_id in finding.clauses:
            shown.setdefault(clause_id, finding.status)
    with pdfium.PdfDocument(data) as file, pdfium.PdfDocument(review.document.data) as original:
        for clause_id, status in shown.items():
            for number, *box in clauses[clause_id].boxes:
                before, after = (
                    background(page.render(scale=scale).to_pil(), box, scale)
                    for page in (original[number - 1], file[skipped + number - 1])
                )
                wanted = [one * other / 255 for one, other in zip(before, bytes.fromhex(COLOURS[status]), strict=True)]
                assert after == pytest.approx(wanted, abs=2), (clause_id, box)


def test_a_reader_sees_the_colour_of_the_status_at_the_words():
    path = SAMPLES / "plain_english_support_agreement.pdf"
    assert_colours_show(annotated(path), reviewed(path))


def turn(file: pikepdf.Pdf) -> None:
    """Draw each page another way round and turn it back, as scanners and plotters do; let it begin off its origin."""
    for index, page in enumerate(file.pages):
        _, _, width, height = (float(edge) for edge in page.mediabox)
        angle = 90 * (index % 4)
        matrix = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height)}.get(
            angle, (0, -1, 1, 0, 0, width)
        )
        page.contents_add(f"q {' '.join(map(str, matrix))} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        right, top = (width, height) if angle in (0, 180) else (height, width)
        page.obj.Rotate = angle
        page.obj.MediaBox = [-50, -40, right + 30, top + 20]
        page.obj.CropBox = [10, 15, right - 5, top + 400]
        page.obj.UserUnit = 1 + index % 2


def inherit(file: pikepdf.Pdf) -> None:
    """Let the pages inherit measures and rotation from the tree that they stand in."""
    file.Root.Pages.MediaBox = file.pages[0].obj.MediaBox
    file.Root.Pages.CropBox = [20, 20, *[float(edge) - 10 for edge in file.pages[0].mediabox[2:]]]
    file.Root.Pages.Rotate = 90
    for page in file.pages:
        del page.obj.MediaBox


@pytest.mark.parametrize("change", [turn, inherit])
@pytest.mark.parametrize("name", ["plain_english_support_agreement", "public_sector_call_off"])
def test_highlights_lie_right_on_pages_that_are_turned_and_cropped(name, change):
    review = review_of(changed((SAMPLES / f"{name}.pdf").read_bytes(), change))
    data = render(review, Markup("pdf"))
    assert_highlights_cover_the_clauses(data, review)
    assert_colours_show(data, review)


def test_the_cover_is_not_turned_with_the_contract():
    review = review_of(changed((SAMPLES / "plain_english_support_agreement.pdf").read_bytes(), inherit))
    with pdfium.PdfDocument(render(review, Markup("pdf"))) as file:
        width, height = file[0].get_size()
        assert width < height and file[0].get_bbox() == (0, 0, width, height)


@pytest.mark.parametrize("name", ["staffing_services_agreement", "managed_services_article_style_partly_scanned"])
def test_the_same_review_gives_the_same_bytes(name):
    path = SAMPLES / f"{name}.pdf"
    assert render(reviewed(path), Markup("pdf")) == annotated(path)


def test_a_note_says_what_was_found_why_it_matters_and_what_to_ask_for():
    review = review_of(contract_of())
    notes = {str(item.Subj): str(item.Contents) for _, item in highlights(render(review, Markup("pdf")), review)}
    breach = next(each for each in review.report.findings if each.rule == "breach-notice")
    note = notes[f"{breach.status.capitalize()}: {breach.title}"]
    assert note.startswith(f"{breach.status.upper()}, {breach.severity} severity")
    for words in (breach.message, breach.why, breach.wanted, breach.recommended_language):
        assert " ".join(words.split()) in note
    met = next(note for subject, note in notes.items() if subject.startswith("Met: "))
    assert "Language to ask for" not in met


def test_findings_below_the_severity_asked_for_are_neither_marked_nor_listed():
    review = review_of(contract_of())
    data = render(review, Markup("pdf", show=Severity.HIGH))
    assert not [item for _, item in highlights(data, review) if str(item.Subj).startswith("Met")]
    assert "more of lower severity not shown" in cover_text(data, review)


def test_unreadable_pages_are_named_on_the_cover():
    text = cover_text(annotated(PARTLY_SCANNED), reviewed(PARTLY_SCANNED))
    assert "11 of 13 pages read Not read pages 6, 8; so a clause that was not found is unverified, not missing" in text
    assert "Language to ask for" in text


def test_links_of_the_cover_lead_to_the_clauses():
    review = reviewed(SAMPLES / "staffing_services_agreement.pdf")
    file = pikepdf.open(io.BytesIO(annotated(SAMPLES / "staffing_services_agreement.pdf")))
    skipped = cover_length(annotated(SAMPLES / "staffing_services_agreement.pdf"), review)
    pages = {page.obj.objgen: index - skipped + 1 for index, page in enumerate(file.pages)}
    links = [link for page in file.pages[:skipped] for link in page.obj.get("/Annots", [])]
    assert all("/A" not in link for link in links)
    clauses = {clause.id: clause for clause in review.report.clauses}
    wanted = []
    for finding in review.report.findings:
        wanted.extend(list(dict.fromkeys(clauses[clause_id].boxes[0][0] for clause_id in finding.clauses))[:3])
    assert [pages[link.Dest[0].objgen] for link in links] == wanted


def test_what_else_the_contract_holds_stays():
    def furnish(file: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[10, 10, 30, 30],
            Contents=pikepdf.String("Ask Jane"),
            T=pikepdf.String("Jane"),
        )
        field = file.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("Fee"),
                V=pikepdf.String("EUR 10"),
                Rect=[100, 100, 200, 120],
            )
        )
        file.pages[0].obj.Annots = [file.make_indirect(note), field]
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        file.Root.OpenAction = pikepdf.Array([file.pages[1].obj, pikepdf.Name.Fit])
        file.Root.PageLabels = pikepdf.Dictionary(
            Kids=[
                pikepdf.Dictionary(Limits=[0, 0], Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r)]),
                pikepdf.Dictionary(Limits=[1, 1], Nums=[1, pikepdf.Dictionary(S=pikepdf.Name.D, St=1)]),
            ]
        )
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Schedules", 1))
        file.attachments["rates.csv"] = b"agent,19.50"
        file.docinfo["/Title"] = "Services Agreement"

    sheets = (Sheet().lines(50, 60, PAGE, size=9), Sheet().lines(50, 60, "Schedule A\nFees are due monthly.\n"))
    review = review_of(changed(contract_of(*sheets), furnish))
    data = render(review, Markup("pdf"))
    file, skipped = opened(data), cover_length(data, review)
    first, second = file.pages[skipped], file.pages[skipped + 1]
    assert str(first.obj.Annots[0].Contents) == "Ask Jane"
    assert file.Root.AcroForm.Fields[0].V == "EUR 10"
    assert file.Root.AcroForm.Fields[0].objgen == first.obj.Annots[1].objgen
    with file.open_outline() as outline:
        assert outline.root[0].destination[0].objgen == second.obj.objgen
    assert file.attachments["rates.csv"].get_file().read_bytes() == b"agent,19.50"
    assert file.docinfo["/Title"] == "Services Agreement" and "/Producer" not in file.docinfo
    assert pypdf.PdfReader(io.BytesIO(data)).page_labels[skipped:] == ["i", "1"]
    assert file.Root.OpenAction[0].objgen == file.pages[0].obj.objgen


def test_annotations_that_stand_behind_a_reference_stay():
    def note(file: pikepdf.Pdf) -> None:
        kind = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Text, "Rect": [10, 10, 30, 30]}
        item = pikepdf.Dictionary(**kind, Contents=pikepdf.String("Ask Jane"))
        file.pages[0].obj.Annots = file.make_indirect(pikepdf.Array([file.make_indirect(item)]))

    review = review_of(changed(contract_of(), note))
    data = render(review, Markup("pdf"))
    assert str(opened(data).pages[cover_length(data, review)].obj.Annots[0].Contents) == "Ask Jane"
    assert_highlights_cover_the_clauses(data, review)


@pytest.mark.parametrize("order", [(0, 0), (0, 1, 0), (1, 0, 1, 0)])
def test_a_page_that_the_contract_names_twice_is_highlighted(order):
    def repeat(file: pikepdf.Pdf) -> None:
        pages = [page.obj for page in file.pages]
        pages[0].Annots = file.make_indirect(pikepdf.Array())
        file.Root.Pages.Kids = pikepdf.Array([pages[index] for index in order])
        file.Root.Pages.Count = len(order)

    sheets = (Sheet().lines(50, 60, PAGE, size=9), Sheet().lines(50, 60, "Schedule A\nFees are due monthly.\n"))
    review = review_of(changed(contract_of(*sheets), repeat))
    data = render(review, Markup("pdf"))
    pages = pypdf.PdfReader(io.BytesIO(data)).pages
    assert len(pages) == cover_length(data, review) + len(order)
    assert len({page.indirect_reference.idnum for page in pages}) == len(pages)
    assert_highlights_cover_the_clauses(data, review)
    assert_colours_show(data, review)


def test_a_second_review_of_a_copy_names_its_annotations_anew():
    first = review_of(contract_of())
    copy = render(first, Markup("pdf"))
    second = review_of(copy)
    data = render(second, Markup("pdf"))
    names = [str(item.NM) for _, item in highlights(data, second)]
    assert len(names) > len(highlights(copy, first)) > 0
    assert len(set(names)) == len(names)


def test_the_logs_of_the_library_are_those_of_the_host_again():
    render(review_of(contract_of()), Markup("pdf"))
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_page_numbers_stay_those_of_the_contract():
    path = SAMPLES / "staffing_services_agreement.pdf"
    labels = pypdf.PdfReader(io.BytesIO(annotated(path))).page_labels
    skipped = cover_length(annotated(path), reviewed(path))
    assert labels[skipped:] == [str(number) for number in range(1, len(labels) - skipped + 1)]
    assert labels[:skipped] == [f"Review {number}" for number in range(1, skipped + 1)]


def locked_with(user: str, revision: int) -> pikepdf.Encryption:
    return pikepdf.Encryption(owner="boss", user=user, R=revision, aes=revision > 3, metadata=revision > 3)


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_a_contract_that_needs_a_password_is_refused_rather_than_laid_open(revision):
    locked = contract_of(encryption=locked_with("secret", revision))
    review = review_of(locked, password="secret")
    with pytest.raises(Encrypted, match="protected by a password, which an annotated copy would not be"):
        render(review, Markup("pdf"))


@pytest.mark.parametrize("password", [None, "boss"])
@pytest.mark.parametrize("revision", [3, 4, 6])
def test_a_contract_that_only_restricts_is_copied_and_the_cover_says_so(revision, password):
    restricted = contract_of(encryption=locked_with("", revision))
    review = review_of(restricted, password=password)
    data = render(review, Markup("pdf"))
    assert data == render(review, Markup("pdf"))
    assert not opened(data).is_encrypted
    assert RESTRICTED in cover_text(data, review)
    assert_highlights_cover_the_clauses(data, review)


def test_the_cover_says_that_a_signature_is_void():
    def sign(file: pikepdf.Pdf) -> None:
        value = pikepdf.Dictionary(
            Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"), ByteRange=[0, 1, 2, 3], Contents=b"\0" * 16
        )
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig,
            T=pikepdf.String("Signature"),
            V=file.make_indirect(value),
            Subtype=pikepdf.Name.Widget,
            Rect=[0, 0, 0, 0],
        )
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[file.make_indirect(field)], SigFlags=3)

    review = review_of(changed(contract_of(), sign))
    assert SIGNED in cover_text(render(review, Markup("pdf")), review)
    unsigned = review_of(contract_of())
    assert SIGNED not in cover_text(render(unsigned, Markup("pdf")), unsigned)


def test_an_xfa_form_with_pages_is_copied():
    def fill(file: pikepdf.Pdf) -> None:
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.Stream(file, b"<xdp/>"))

    long = "\n".join([PAGE.strip()] * 4)
    review = review_of(changed(contract_of(Sheet().lines(50, 60, long, size=9)), fill))
    with pikepdf.open(io.BytesIO(render(review, Markup("pdf")))) as file:
        assert file.Root.AcroForm.XFA.read_bytes() == b"<xdp/>"


def without_table(data: bytes) -> bytes:
    return data[: data.rindex(b"xref\n0 ")]


def with_wrong_places(data: bytes) -> bytes:
    return re.sub(rb"startxref\n\d+", b"startxref\n17", data)


def with_broken_annotations(data: bytes) -> bytes:
    return changed(data, lambda file: file.pages[0].obj.__setattr__("Annots", pikepdf.Name.None_))


@pytest.mark.parametrize("damage", [without_table, with_wrong_places, with_broken_annotations])
def test_a_damaged_contract_is_annotated_where_it_could_be_read(damage, capfd, caplog):
    review = review_of(damage(contract_of()))
    with caplog.at_level(logging.DEBUG):
        data = render(review, Markup("pdf"))
    assert_highlights_cover_the_clauses(data, review)
    assert not caplog.records and capfd.readouterr() == ("", "")


@pytest.mark.parametrize("cut", range(100, 3_000, 97))
def test_a_mutilated_contract_is_annotated_or_refused_and_nothing_is_quoted(cut, capfd, caplog):
    data = contract_of()
    try:
        review = review_of(data[:cut] + b"\xff" * 9 + data[cut + 9 :])
    except InputError:
        return
    with caplog.at_level(logging.DEBUG):
        try:
            assert render(review, Markup("pdf")).startswith(b"%PDF-")
        except Corrupt as error:
            assert str(error) == "The PDF is damaged: it can be read, but not written again with annotations."
    assert not caplog.records and capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("path", "formats"),
    [(SAMPLES / "saas_subscription.docx", "docx or html"), (SAMPLES / "text" / "saas_subscription.md", "html")],
)
def test_a_contract_that_is_no_pdf_is_refused_with_the_formats_that_would_work(path, formats):
    with pytest.raises(UnsupportedFormat, match=rf"use the format {formats}\."):
        render(analyzer().review(path), Markup("pdf"))


def test_the_format_is_found_by_its_name():
    review = review_of(contract_of())
    assert clausecheck.annotate(review, Markup("pdf")) == render(review, Markup("pdf"))
