"""Whatever bytes come, load() gives a Source or raises an InputError; nothing else gets out."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausecheck import errors
from clausecheck.ingest.limits import Limits
from clausecheck.isolation import Workers
from tests.support.documents import Sheet, Word, pdf, pdf_of, stream_of
from tests.support.mutations import damaged, damaged_docx, laid_open, outcome

CATALOGUE, TREE = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
TERM = b"BT /F1 12 Tf 72 700 Td (The Customer may terminate for convenience.) Tj ET"
DEPTH = 20_000
SAMPLES = Path(__file__).parents[2] / "sample_contracts"
CODES = {kind.code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.InputError)}
FEW = settings(max_examples=60, derandomize=True, deadline=None, database=None)
WORD_PARTS = st.sampled_from(
    ("word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels", "x.bin")
)
XML_PIECES = st.sampled_from(
    (
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>Term</w:t>", '<w:tbl><w:tr><w:tc/></w:tr></w:tbl>', "<w:tab/>",
        '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="-1"/></w:numPr>', '<w:gridSpan w:val="1000000"/>', "<w:pPr>",
        "</w:pPr>", '<w:outlineLvl w:val="x"/>', '<w:footnoteReference w:id="7"/>', "<w:ins>", "</w:ins>", "&amp;",
    )
)  # fmt: skip
PDF_PIECES = st.sampled_from(
    (
        b"%PDF-1.7\n", b"1 0 obj\n", b"endobj\n", b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 3 0 R]",
        b"/Count -1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e9 -1]/Rotate 45", b"/Contents 4 0 R>>", b"stream\n",
        b"BT (Term) Tj ET", b"\nendstream\n", b"xref\n0 9\n", b"trailer<</Root 1 0 R/Size 9>>", b"startxref\n0",
        b"%%EOF", b"[" * 500, b"<<" * 500, b"2 0 obj\n", b"3 0 obj\n", b"4 0 obj\n", b"<</Length 99999>>",
    )
)  # fmt: skip


def docx_corpus():
    word = Word()
    word.paragraph("1. Term. The Customer may terminate for convenience on sixty days' notice.")
    word.table([["Metric", "Target"], ["Availability", "99.9%"]])
    return [word.bytes(), *(path.read_bytes() for path in sorted(SAMPLES.glob("*.docx"))[:2])]


def pdf_corpus():
    small = pdf(Sheet().text(72, 100, "1. Term").grid((72, 200, 300), (200, 220, 240)).text(80, 215, "Fee"), Sheet())
    return [small, laid_open(small), laid_open((SAMPLES / "saas_subscription.pdf").read_bytes())]


def text_corpus():
    return [path.read_bytes() for path in sorted((SAMPLES / "text").glob("*.md"))[:2]]


@pytest.fixture(scope="module")
def worker():
    """A process for the native reader: a crash must not end the tests."""
    running = Workers(None, Limits(seconds=60, memory=None))
    yield running
    running.close()


def contained(worker, data):
    try:
        return worker.call(outcome, data, "contract.pdf")
    except errors.Crashed as error:
        return error.code


def check(found):
    assert found == "read" or found in CODES


@FEW
@given(st.binary(max_size=2000) | st.text(max_size=2000).map(lambda text: text.encode("utf-16", "surrogatepass")))
@pytest.mark.parametrize("name", ["contract.txt", "contract.md"])
def test_any_bytes(name, data):
    if b"%PDF" not in data:
        check(outcome(None, data, name))


@FEW
@given(st.lists(st.tuples(WORD_PARTS, st.lists(XML_PIECES, max_size=12)), max_size=6))
def test_any_parts_of_a_word_document(parts):
    target = io.BytesIO()
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(io.BytesIO(docx_corpus()[0])) as archive:
        members = {item.filename: archive.read(item) for item in archive.infolist()}
    for name, pieces in parts:
        inner = "".join(pieces)
        members[name] = f'<w:document xmlns:w="{namespace}"><w:body>{inner}</w:body></w:document>'.encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    check(outcome(None, target.getvalue(), "contract.docx"))


@FEW
@given(pieces=st.lists(PDF_PIECES, max_size=20))
def test_any_pieces_of_a_pdf(worker, pieces):
    check(contained(worker, b"%PDF-1.4\n" + b"".join(pieces)))


@pytest.mark.parametrize("seed", range(3))
def test_damaged_text(seed):
    random, corpus = Random(seed), text_corpus()
    for _ in range(15):
        data = damaged(random.choice(corpus), corpus, random)
        if b"%PDF" not in data:
            check(outcome(None, data, random.choice(("contract.txt", "contract.md"))))


@pytest.mark.parametrize("seed", range(3))
def test_damaged_word_documents(seed):
    random, corpus = Random(seed), docx_corpus()
    for round_ in range(12):
        damage = damaged_docx if round_ % 4 else damaged
        check(
            outcome(None, damage(corpus[0] if round_ % 3 else random.choice(corpus), corpus, random), "contract.docx")
        )


@pytest.mark.parametrize("seed", range(3))
def test_damaged_pdfs(worker, seed):
    random, corpus = Random(seed), pdf_corpus()
    for _ in range(30):
        check(contained(worker, damaged(random.choice(corpus), corpus, random)))


def page_with(content=TERM, *, entries=b"", more=()):
    """Make a PDF of one page in raw objects; the sixth and later are `more`."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<%s/Font<</F1 5 0 R>>>>%s>>"
    forms = b"/XObject<</X 6 0 R>>" if more else b""
    return pdf_of(CATALOGUE, TREE, page % (forms, entries), stream_of(content), FONT, *more)


def page_tree_of_depth(depth):
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (at + 3, at + 1) for at in range(depth)]
    return pdf_of(CATALOGUE, *nodes, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]>>" % (depth + 1))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (page_with(entries=b"/Deep %s%s" % (b"[" * DEPTH, b"]" * DEPTH)), "read"),
        (page_with(entries=b"/Deep %s1%s" % (b"<</A " * DEPTH, b">>" * DEPTH)), "read"),
        (page_with(TERM + b" [" * DEPTH + b"] " * DEPTH + b"TJ"), "read"),
        (page_with(b"q " * DEPTH + TERM), "read"),
        (page_tree_of_depth(DEPTH), "corrupt"),
        (pdf_of(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"), "limit-exceeded"),
        (pdf_of(CATALOGUE, b"<</Type/Pages/Kids[3 0 R]/Count 4000>>", b"<</Type/Page>>"), "limit-exceeded"),
    ],
    ids=["array", "dictionary", "operand", "state", "page tree", "page tree in a circle", "count of pages"],
)
def test_deep_nesting(worker, data, found):
    assert contained(worker, data) == found


def test_forms_that_draw_each_other_without_end_are_given_up():
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X 6 0 R>>>>"
    worker = Workers(None, Limits(seconds=2))
    try:
        with pytest.raises(errors.TimeLimit):
            worker.call(outcome, page_with(b"/X Do", more=[stream_of(b"/X Do /X Do", form)]), "contract.pdf")
    finally:
        worker.close()
