"""Which format a file is in, told by its bytes and never by its name."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePath

from clausecheck.errors import Corrupt, UnsupportedFormat
from clausecheck.ingest.source import MediaType

DOCX: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

PDF: MediaType = "application/pdf"
_OPEN_DOCUMENT: MediaType = "application/vnd.oasis.opendocument.text"
# Old formats that LibreOffice converts: what each is called, and the suffix by which LibreOffice knows it.
CONVERTIBLE: Mapping[MediaType, tuple[str, str]] = {
    "application/msword": ("an old Word (.doc) document", ".doc"),
    "application/rtf": ("a rich text (RTF) document", ".rtf"),
    _OPEN_DOCUMENT: ("an OpenDocument text (ODT)", ".odt"),
}
_PDF_MARK_WITHIN = 1024
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # "PK" alone may begin the name of a company
_RTF = b"{\\rtf"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a bitmap image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%!PS", "a PostScript file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xffWPC", "a WordPerfect document"),
)
_ZIP_MEMBERS = (
    ("xl/workbook", "an Excel workbook"),
    ("ppt/presentation", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("Index/Document.iwa", "a Pages document; export it as DOCX or PDF"),
    ("META-INF/container.xml", "an EPUB book"),
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1a\x1b\x85")
_SAMPLE = 65_536  # bytes by which text is told from the rest
_MINOR_HEADING = re.compile(rb"^#{2,6}[ \t]+[^\W_]", re.MULTILINE)
_MAJOR_HEADING = re.compile(rb"^#[ \t]+[A-Z]", re.MULTILINE)
_ADVICE = "clausecheck reads PDF, DOCX, TXT and Markdown."


def media_type_of(data: bytes, name: str) -> MediaType:
    """Tell the format of a file from its bytes; the name only tells Markdown that has no headings from plain text.

    Raises UnsupportedFormat, naming what the file seems to be, and Corrupt for a damaged zip archive.
    """
    if b"%PDF" in data[:_PDF_MARK_WITHIN]:
        return PDF
    if data.startswith(_ZIP):
        return _zip_type(data)
    if data.startswith(_OLE):
        return _ole_type(data)
    if data.startswith(_RTF):
        return "application/rtf"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) and not (len(signature) == 2 and _is_text(data)):
            raise _unsupported(kind)
    if not _is_text(data):
        raise _unsupported("a binary file of an unknown kind")
    if _is_markup(data):
        raise _unsupported("an HTML or XML page")
    is_markdown = PurePath(name).suffix.lower() in {".md", ".markdown"} or _has_marked_headings(data)
    return "text/markdown" if is_markdown else "text/plain"


def _unsupported(kind: str) -> UnsupportedFormat:
    return UnsupportedFormat(f"The file seems to be {kind}. {_ADVICE}")


def _zip_type(data: bytes) -> MediaType:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        raise Corrupt("The file is a damaged zip archive, perhaps a DOCX that was cut short.") from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return DOCX
    if mimetype.startswith(_OPEN_DOCUMENT.encode()):
        return _OPEN_DOCUMENT
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        raise _unsupported("an OpenDocument file that is no text")
    for member, kind in _ZIP_MEMBERS:
        if any(name.startswith(member) for name in names):
            raise _unsupported(kind)
    raise _unsupported("a zip archive")


def _ole_type(data: bytes) -> MediaType:
    """Tell an old Word document from other OLE files by the stream names in it, which are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _unsupported("an Office document protected by a password; save a copy without one")
    if "WordDocument".encode("utf-16-le") in data:
        return "application/msword"
    if "Workbook".encode("utf-16-le") in data:
        raise _unsupported("an old Excel workbook")
    if "PowerPoint Document".encode("utf-16-le") in data:
        raise _unsupported("an old PowerPoint presentation")
    raise _unsupported("an old Office document or an Outlook message")


def _is_text(data: bytes) -> bool:
    """Tell text from binary: text has a byte order mark, or hardly any control characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= len(sample) // 500 and b"\x00\x00" not in sample


def _has_marked_headings(data: bytes) -> bool:
    """Tell Markdown by its headings: one of two or more hashes, or two of one, which alone may be a number sign."""
    sample = data[:_SAMPLE]
    return _MINOR_HEADING.search(sample) is not None or len(_MAJOR_HEADING.findall(sample)) > 1


def _is_markup(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<?xml"))
