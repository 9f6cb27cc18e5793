"""Bytes in, Source out: reads PDF, DOCX and text, whatever the file is called; old formats where it may convert."""

from __future__ import annotations

import errno
from importlib import import_module
from io import TextIOBase
from pathlib import Path
from typing import BinaryIO

from clausecheck.errors import InputError, NoText, NotFound, OptionError, expect, unfit
from clausecheck.ingest.document import DEFAULT_OPTIONS, Document, Reader, ReadOptions
from clausecheck.ingest.formats import CONVERTIBLE, DOCX, PDF, media_type_of
from clausecheck.ingest.limits import Limits
from clausecheck.ingest.plausibility import refuse_unintelligible
from clausecheck.ingest.source import MediaType, Source

_AS_TEXT = 'a document is read as bytes, and this file was opened as text: open(path, "rb")'
_READERS: dict[MediaType, tuple[str, str]] = {
    PDF: ("pdf", "read_pdf"),
    DOCX: ("docx", "read_docx"),
    "text/plain": ("plain", "read_plain"),
    "text/markdown": ("markdown", "read_markdown"),
    **dict.fromkeys(CONVERTIBLE, ("convert", "read_converted")),
}


def load(
    document: str | Path | bytes | BinaryIO,
    *,
    name: str | None = None,
    password: str | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Source:
    """Read one contract, given as a path, as bytes or as an open binary file.

    The reader is chosen by the content. `name` is shown to users in place of the file name; `password` opens an
    encrypted PDF; `options` say how to read. Raises an InputError: NotFound, UnsupportedFormat, Corrupt, Encrypted,
    NoText or LimitExceeded; and OptionError for what can be no document, such as a file opened as text.
    """
    return read(open_document(document, name=name, password=password, options=options))


def open_document(
    document: str | Path | bytes | BinaryIO,
    *,
    name: str | None = None,
    password: str | None = None,
    options: ReadOptions = DEFAULT_OPTIONS,
) -> Document:
    """Take one contract into memory, so that it can be read once or in several ways; arguments are those of load()."""
    expect("options: a ReadOptions", options, ReadOptions)
    data, known_name, path = _contents(document, options.limits)
    options.limits.check_bytes(len(data))
    if not data:
        raise NoText("The file is empty.")
    return Document(data, name or known_name, path, password, options)


def read(document: Document) -> Source:
    """Read a contract in memory, with the reader that its content asks for."""
    source = _reader(media_type_of(document.data, document.name))(document)
    refuse_unintelligible(source.text)
    return source


def _reader(media_type: MediaType) -> Reader:
    """Import a reader when its format is met first: who reads a PDF need not wait for the libraries of Word."""
    module, name = _READERS[media_type]
    reader: Reader = getattr(import_module(f"clausecheck.ingest.{module}"), name)
    return reader


def _contents(document: str | Path | bytes | BinaryIO, limits: Limits) -> tuple[bytes, str, str | None]:
    """Give the bytes, a name for them and their path."""
    if isinstance(document, (bytes, bytearray, memoryview)):
        return bytes(document), "<bytes>", None
    if isinstance(document, (str, Path)):
        if document == "":  # a variable without a value; Path() would take it for the current folder
            raise NotFound("An empty path names no document.")
        path = Path(document)
        return _file_bytes(path, limits), path.name, str(document)
    if not hasattr(document, "read"):
        raise unfit("a document, as a path, bytes or a file opened in binary mode,", document)
    if isinstance(document, TextIOBase):
        raise OptionError(_AS_TEXT)
    try:
        data = document.read(limits.bytes + 1)
    except (OSError, ValueError) as error:  # a file that is closed
        reason = getattr(error, "strerror", None) or "it may be closed, or open for writing"
        raise InputError(f"The file could not be read: {reason}.") from error
    if not isinstance(data, bytes):
        raise OptionError(_AS_TEXT)
    name = getattr(document, "name", None)
    return data, Path(name).name if isinstance(name, str) and name else "<bytes>", None


def _file_bytes(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            raise NotFound(f"{path} is a folder, not a document.")
        limits.check_bytes(path.stat().st_size)
        with path.open("rb") as file:  # a device may hold more than it says
            return file.read(limits.bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(f"There is no file {path}.") from error
    except PermissionError as error:
        raise InputError(f"{path} may not be read: permission denied.") from error
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == errno.ELOOP:
            raise InputError(f"{path} is a link that leads back to itself.") from error
        raise InputError(f"{path} could not be read: {getattr(error, 'strerror', None) or error}.") from error
