"""Old word processor formats: converted to DOCX by an installed LibreOffice where the caller allows it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from clausecheck.errors import Corrupt, LimitExceeded, UnsupportedFormat
from clausecheck.ingest.document import Document
from clausecheck.ingest.docx import read_docx
from clausecheck.ingest.formats import CONVERTIBLE, media_type_of
from clausecheck.ingest.source import Source

_PROGRAMS = ("soffice", "libreoffice")
_NOWHERE = "http://127.0.0.1:9"  # the discard port
# The document may be hostile: its macros do not run, its links are not followed, and no proxy leads outside.
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    + "".join(
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    + "</oor:items>\n"
)


def read_converted(document: Document) -> Source:
    """Read a document in an old format; raises UnsupportedFormat where it may not, or cannot, be converted."""
    media_type = media_type_of(document.data, document.name)
    kind, suffix = CONVERTIBLE[media_type]
    if not document.options.convert:
        raise UnsupportedFormat(
            f"The file seems to be {kind}; save it as DOCX, or run with --convert where LibreOffice is installed."
        )
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnsupportedFormat(
            f"The file seems to be {kind}; LibreOffice, which is to convert it, was not found; save it as DOCX."
        )
    with tempfile.TemporaryDirectory(prefix="clausecheck-", ignore_cleanup_errors=True) as folder:
        data = _converted(program, document, suffix, Path(folder))
    source = read_docx(replace(document, data=data))
    note = f"Converted from {kind} by LibreOffice; layout and numbers may differ."
    digest = sha256(document.data).hexdigest()
    return replace(source, sha256=digest, media_type=media_type, notes=(note, *source.notes))


def _converted(program: str, document: Document, suffix: str, folder: Path) -> bytes:
    """Convert in a private folder; the name of the file is ours, for its own may look like an option."""
    given, result, profile = folder / f"document{suffix}", folder / "out" / "document.docx", folder / "profile"
    given.write_bytes(document.data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    command = [
        *(program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo", "--nodefault"),
        *("--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(result.parent), str(given)),
    ]
    _run(command, folder, document.limits.convert_seconds)
    try:
        document.limits.check_bytes(result.stat().st_size)
        return result.read_bytes()
    except OSError as error:
        raise Corrupt("LibreOffice could not convert the file; it may be damaged.") from error


def _run(command: list[str], folder: Path, seconds: int) -> None:
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    environment = {**os.environ, **proxies, "HOME": str(folder), "TMPDIR": str(folder)}
    silent = subprocess.DEVNULL
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=silent, stdout=silent, stderr=silent, start_new_session=True
        )
    except OSError as error:
        raise UnsupportedFormat("LibreOffice, which is to convert the file, could not be started.") from error
    with process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise LimitExceeded(f"LibreOffice took more than {seconds} seconds to convert the file.") from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End whatever the program started: it is a script that runs the real one."""
    if hasattr(os, "killpg"):
        with suppress(OSError):  # all of them are gone already
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
