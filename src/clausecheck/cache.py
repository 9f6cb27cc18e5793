"""Cache: reports kept from run to run, so that a document is analysed once as long as nothing about it changes.

A report quotes the contract. So each is kept encrypted with a key that only the document itself yields: whoever has the
contract can find what was said of it, and whoever has the cache alone learns nothing but how many reports it holds.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from platformdirs import user_cache_path
from pydantic import ValidationError

from clausecheck.errors import OptionError, expect
from clausecheck.report.model import Report

if TYPE_CHECKING:
    from clausecheck.analyzer import Analyzer

FILE = "reports.sqlite3"
KEPT_DAYS = 90

# A key serves one text only, for a report is kept without the name of its file; so it needs no nonce of its own.
_NONCE = bytes(12)
_WAIT = 30.0  # seconds for another run that writes into the same cache
_CHUNK = 1 << 20
# What reads the documents or the sentences; another version may read them otherwise.
_ENGINES = ("numpy", "pdfplumber", "pypdfium2", "python-docx", "lxml", "rapidfuzz", "spacy", "rapidocr", "onnxruntime")


@dataclass(frozen=True, slots=True)
class Key:
    """Where the report on a document is kept, and what opens it; `sha256` is that of the document."""

    place: bytes
    secret: bytes
    sha256: str


class Cache:
    """The reports in a folder of the user's own, by document and by all else that they depend on.

    Can be used by several threads, and by several runs at once.
    """

    def __init__(self, folder: str | Path | None, analyzer: Analyzer) -> None:
        """Open the cache in a folder, by default one among the user's caches; it is made where it is missing.

        Raises:
            OptionError: The folder cannot hold one, or an argument is of the wrong kind.
        """
        expect("the folder of a cache, as a path,", folder, str, Path, type(None))
        self._analyzer = fingerprint(analyzer)
        self._lock = threading.Lock()
        folder = Path(folder) if folder else user_cache_path("clausecheck")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = folder / FILE
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
            self._database = sqlite3.connect(file, timeout=_WAIT, check_same_thread=False)
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            is_damaged = type(error) is sqlite3.DatabaseError  # what may pass, such as a lock, has a class below it
            remedy = f"; delete {FILE} there, and reports are kept anew" if is_damaged else ""
            reason = error.strerror if isinstance(error, OSError) else error
            raise OptionError(f"the cache in {folder} cannot be used: {reason}{remedy}") from error

    def key(self, document: Path | bytes, *, suffix: str, password: str | None) -> Key:
        """Make the key for a document, of which the name counts only by its suffix; raises OSError."""
        basis = sha256(b"\0".join((self._analyzer, suffix.lower().encode(), (password or "").encode())))
        digests = blake2b(key=basis.digest(), person=b"clausecheck"), sha256()
        for part in [document] if isinstance(document, bytes) else _parts(document):
            for digest in digests:
                digest.update(part)
        both = digests[0].digest()
        return Key(both[:32], both[32:], digests[1].hexdigest())

    def get(self, key: Key) -> Report | None:
        """Give the report that is kept for a key, without the name of its file; None where none can be read."""
        with self._lock, suppress(sqlite3.Error):
            row = self._database.execute("SELECT report FROM reports WHERE place = ?", (key.place,)).fetchone()
            if row is not None:
                with suppress(InvalidTag, zlib.error, ValidationError):
                    opened = ChaCha20Poly1305(key.secret).decrypt(_NONCE, row[0], key.place)
                    return Report.model_validate_json(zlib.decompress(opened))
        return None

    def put(self, key: Key, report: Report) -> None:
        """Keep a report, unless it is on other bytes than the key; that the disk is full is no reason to fail."""
        if report.document.sha256 != key.sha256:  # the file was changed while it was read
            return
        content = zlib.compress(report.named("", None).model_dump_json().encode())
        closed = ChaCha20Poly1305(key.secret).encrypt(_NONCE, content, key.place)
        with self._lock, suppress(sqlite3.Error), self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO reports (place, report, kept) VALUES (?, ?, julianday())", (key.place, closed)
            )

    def close(self) -> None:
        """Close the cache; what it holds stays."""
        with self._lock:
            self._database.close()

    def _prepare(self) -> None:
        # With a write-ahead log a run that is killed loses what it had not yet put, and spoils nothing.
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        with self._database:
            self._database.execute(
                "CREATE TABLE IF NOT EXISTS reports (place BLOB PRIMARY KEY, report BLOB NOT NULL, kept REAL NOT NULL)"
            )
            self._database.execute("DELETE FROM reports WHERE kept < julianday() - ?", (KEPT_DAYS,))


def fingerprint(analyzer: Analyzer) -> bytes:
    """Digest all that a report depends on beside the document: this program, what it reads with, and what was asked."""
    asked = (
        analyzer.patterns.digest,
        analyzer.playbook.model_dump_json(),
        analyzer.side,
        analyzer.customer,
        analyzer.type,
        analyzer.reading,
    )
    return sha256(repr((_program(), asked)).encode()).digest()


@cache
def _program() -> tuple[str, ...]:
    """Name this program by its own files, for a version number says nothing of what a developer changed."""
    digest = sha256()
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return (digest.hexdigest(), platform.python_version(), *map(_version, _ENGINES))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(_CHUNK):
            yield part
