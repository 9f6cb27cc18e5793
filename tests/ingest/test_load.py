import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from clausecheck.errors import Corrupt, InputError, LimitExceeded, NoText, NotFound, OptionError, UnsupportedFormat
from clausecheck.ingest import load
from clausecheck.ingest.document import ReadOptions
from clausecheck.ingest.limits import Limits
from tests.support.documents import Sheet, Word, pdf

SAMPLES = Path(__file__).parents[2] / "sample_contracts"
CLAUSE = "The Customer may terminate this Agreement for convenience on sixty days' notice."


def document_of(kind: str) -> bytes:
    if kind == "pdf":
        return pdf(Sheet().text(72, 100, CLAUSE))
    if kind == "docx":
        word = Word()
        word.paragraph(CLAUSE)
        return word.bytes()
    return CLAUSE.encode()


def zip_of(**members: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("kind", "media"), [("pdf", "application/pdf"), ("docx", "wordprocessingml"), ("txt", "text/")]
)
@pytest.mark.parametrize("suffix", ["pdf", "docx", "txt", "contract"])
def test_the_content_chooses_the_reader_and_the_name_does_not(tmp_path, kind, media, suffix):
    path = tmp_path / f"renamed.{suffix}"
    path.write_bytes(document_of(kind))
    source = load(path)
    assert media in source.media_type
    assert source.text == CLAUSE
    assert (source.name, source.path) == (path.name, str(path))


def test_a_path_bytes_and_an_open_file_give_the_same_text(tmp_path):
    data = document_of("pdf")
    path = tmp_path / "msa.pdf"
    path.write_bytes(data)
    with path.open("rb") as file:
        sources = [load(str(path)), load(data), load(file), load(io.BytesIO(data), name="upload.pdf")]
    assert {source.text for source in sources} == {CLAUSE}
    assert {source.sha256 for source in sources} == {hashlib.sha256(data).hexdigest()}
    assert [source.name for source in sources] == ["msa.pdf", "<bytes>", "msa.pdf", "upload.pdf"]
    assert [source.path for source in sources] == [str(path), None, None, None]


def test_a_file_opened_as_text_is_a_mistake_of_the_caller():
    with pytest.raises(OptionError, match=r'opened as text: open\(path, "rb"\)'):
        load(io.StringIO(CLAUSE))


def test_a_pdf_opened_as_text_is_refused_before_it_is_decoded(tmp_path):
    path = tmp_path / "msa.pdf"
    path.write_bytes(b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n")
    with path.open(encoding="utf-8") as file, pytest.raises(OptionError, match="opened as text"):
        load(file)


@pytest.mark.parametrize("document", [None, 5, object(), ["msa.pdf"], {"path": "msa.pdf"}])
def test_what_can_be_no_document_is_told_by_its_kind_alone(document):
    kind = document and type(document).__name__
    with pytest.raises(OptionError) as caught:
        load(document)
    assert str(caught.value) == f"a document, as a path, bytes or a file opened in binary mode, is wanted, not {kind}"


def test_an_empty_path_is_not_the_current_folder():
    with pytest.raises(NotFound, match=r"^An empty path names no document\.$"):
        load("")


def test_a_file_that_is_closed_or_open_for_writing_cannot_be_read(tmp_path):
    with (tmp_path / "msa.txt").open("wb") as file, pytest.raises(InputError, match="open for writing"):
        load(file)
    with pytest.raises(InputError, match="closed"):
        load(file)


@pytest.mark.parametrize("options", [None, {"ocr": "off"}, Limits()])
def test_options_are_read_options(options):
    with pytest.raises(OptionError, match="options: a ReadOptions is wanted, not "):
        load(CLAUSE.encode(), options=options)


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("Services Agreement\n\n## Exclusive remedy\n\nService credits are the only remedy.\n", "text/markdown"),
        ("# Term\n\nOne year.\n\n# Fees\n\nMonthly.\n", "text/markdown"),
        ("PO # 123\n\n# 45 High Street, Leeds\n\n# 46 High Street, Leeds\n", "text/plain"),
        ("# of users: 10\n# of agents: 5\n", "text/plain"),
        ("#Term\n##Fees\n#### ####\n", "text/plain"),
        ("Item ## Price\nClause 4 is ## deleted.\n", "text/plain"),
    ],
)
@pytest.mark.parametrize("name", ["terms.txt", "-", "terms"])
def test_headings_tell_markdown_whatever_the_file_is_called(text, media, name):
    assert load(text.encode(), name=name).media_type == media
    assert load(text.replace("\n", "\r\n").encode(), name=name).media_type == media


def test_the_name_tells_markdown_from_plain_text():
    assert load(b"# Fees", name="terms.md").media_type == "text/markdown"
    assert load(b"# Fees", name="terms.txt").media_type == "text/plain"


@pytest.mark.parametrize(
    ("data", "seems"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + bytes(600), r"\.doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(600), "password"),
        (zip_of(**{"xl/workbook.xml": "<workbook/>"}), "Excel"),
        (zip_of(**{"ppt/presentation.xml": "<p/>"}), "PowerPoint"),
        (zip_of(mimetype="application/vnd.oasis.opendocument.text"), "ODT"),
        (zip_of(**{"readme.txt": "hello"}), "zip archive"),
        (b"{\\rtf1\\ansi The Supplier shall}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "JPEG"),
        (b"<!DOCTYPE html><html><body>Terms</body></html>", "HTML"),
        (bytes(range(256)) * 10, "binary"),
    ],
)
def test_other_formats_are_named(data, seems):
    with pytest.raises(UnsupportedFormat, match=seems):
        load(data, name="contract.docx")


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_no_contract_without_risk(data):
    with pytest.raises(NoText):
        load(data)


def test_a_missing_file_and_a_folder_are_said_to_be_so(tmp_path):
    with pytest.raises(NotFound, match="no file"):
        load(tmp_path / "msa.pdf")
    with pytest.raises(NotFound, match="folder"):
        load(tmp_path)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_a_file_that_may_not_be_read_is_an_input_error(tmp_path, monkeypatch, error):
    path = tmp_path / "msa.txt"
    path.write_bytes(CLAUSE.encode())

    def refuse(*_: object):
        raise error

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(InputError):
        load(path)


def test_files_beyond_the_limits_are_refused(tmp_path):
    path = tmp_path / "msa.pdf"
    path.write_bytes(pdf(Sheet().text(72, 100, CLAUSE), Sheet().text(72, 100, CLAUSE)))
    for limits in (Limits(bytes=100), Limits(pages=1), Limits(characters=100)):
        with pytest.raises(LimitExceeded):
            load(path, options=ReadOptions(limits=limits))
        with pytest.raises(LimitExceeded):
            load(io.BytesIO(path.read_bytes()), options=ReadOptions(limits=limits))
    assert load(path, options=ReadOptions(limits=Limits(pages=2))).page_count == 2


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = zip_of(**{"word/document.xml": "0" * 40_000_000, "[Content_Types].xml": "<Types/>"})
    with pytest.raises(LimitExceeded, match="unpacks"):
        load(bomb)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_truncated_file_is_repaired_or_refused(kind, share):
    data = document_of(kind)
    try:
        source = load(data[: int(len(data) * share)])
    except (Corrupt, NoText):
        return
    assert source.text == CLAUSE or source.unreadable_pages


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_garbage_inside_a_file_is_an_input_error_or_harmless(kind):
    data = bytearray(document_of(kind))
    for position in range(40, len(data) - 40, max(len(data) // 25, 1)):
        damaged = bytes(data[:position] + b"\x00\xff<" * 8 + data[position + 24 :])
        try:
            source = load(damaged)
        except InputError as error:
            assert CLAUSE not in str(error)
        else:
            assert source.text


def test_a_file_that_only_begins_like_a_pdf_is_corrupt():
    with pytest.raises(Corrupt):
        load(b"%PDF-1.7\nThe Supplier shall maintain records.")


@pytest.mark.parametrize(("suffix", "pages"), [(".pdf", 15), (".docx", None)])
def test_only_a_pdf_has_pages(suffix, pages):
    source = load(SAMPLES / f"bpo_msa_customer_paper{suffix}")
    assert source.page_count == pages
    assert source.page_of(0) == (1 if pages else None)


def test_a_text_that_begins_like_a_zip_archive_is_a_text():
    assert load(b"PK Rentals Ltd (the Supplier) shall pay interest.").media_type == "text/plain"


def test_a_link_that_leads_back_to_itself_is_named_once(tmp_path):
    link = tmp_path / "msa.pdf"
    link.symlink_to(link)
    with pytest.raises(InputError) as error:
        load(link)
    assert str(error.value) == f"{link} is a link that leads back to itself."
