"""What a PDF is besides its pages: files attached to it, a portfolio of files, a form that only Acrobat shows."""

from __future__ import annotations

import ctypes
from io import BytesIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck._counted import counted
from clausecheck.errors import UnsupportedFormat
from clausecheck.ingest.silence import silenced

_LONGEST_NAME = 80
_MOST_NAMES = 5


def attached_files(pdf: pdfium.PdfDocument) -> str:
    """Name the files that are attached to a PDF, the first few of many; empty without any."""
    count = pdfium_c.FPDFDoc_GetAttachmentCount(pdf)
    names = [_name(pdf, index) for index in range(min(count, _MOST_NAMES))]
    more = f" and {count - len(names)} more" if count > len(names) else ""
    return f"{counted(count, 'attached file')}: {', '.join(names)}{more}" if names else ""


def refuse_empty_shell(pdf: pdfium.PdfDocument, data: bytes, password: str | None) -> None:
    """Raise UnsupportedFormat for a PDF whose few pages only say that its contents need another program."""
    if pdfium_c.FPDF_GetFormType(pdf) == pdfium_c.FORMTYPE_XFA_FULL:
        raise UnsupportedFormat(
            "The PDF is an XFA form, which only Adobe Acrobat shows: open it there, print it to a new PDF, check that."
        )
    files = attached_files(pdf)
    if files and _is_portfolio(data, password):
        raise UnsupportedFormat(f"The PDF is a portfolio with {files}. Save the files out of it and check them.")


def _name(pdf: pdfium.PdfDocument, index: int) -> str:
    item = pdfium_c.FPDFDoc_GetAttachment(pdf, index)
    size = pdfium_c.FPDFAttachment_GetName(item, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium_c.FPDFAttachment_GetName(item, ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), size)
    name = buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
    printable = "".join(char for char in name if char.isprintable())
    return printable if len(printable) <= _LONGEST_NAME else printable[: _LONGEST_NAME - 1] + "\u2026"


@silenced("pdfminer")
def _is_portfolio(data: bytes, password: str | None) -> bool:
    """Look into the catalogue of a PDF, which PDFium does not show."""
    import pdfplumber  # noqa: PLC0415 - slow to import, and hardly ever needed

    try:
        with pdfplumber.open(BytesIO(data), password=password) as file:
            return "Collection" in file.doc.catalog
    except Exception:  # a damaged file breaks a parser in more ways than it documents
        return b"/Collection" in data
