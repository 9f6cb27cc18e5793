"""Documents wherever fsspec reaches: on this machine, and in object stores such as s3://, gs://, abfs:// and https://."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import fsspec
from fsspec.implementations.local import LocalFileSystem
from tenacity import Retrying, retry_if_not_exception_type, stop_after_attempt, wait_random_exponential

import clausecheck

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_AHEAD = 1  # documents fetched while one is analysed
_SETTLED = (FileNotFoundError, PermissionError, IsADirectoryError, clausecheck.InputError)

# Whatever a store says beside these may pass. Within a minute and a half it has passed, or the document is an error.
retrying = Retrying(
    retry=retry_if_not_exception_type(_SETTLED),
    stop=stop_after_attempt(6),
    wait=wait_random_exponential(multiplier=1, max=40),
    reraise=True,
)


@dataclass(frozen=True, slots=True)
class Remote:
    """A document in an object store."""

    uri: str

    @property
    def name(self) -> str:
        """Give the last part of the address."""
        return PurePosixPath(self.uri).name


Found = Path | Remote | clausecheck.FileError


def opened(uri: str) -> tuple[Any, str]:
    """Give the fsspec file system that an address or a path belongs to, and the path in it.

    Raises:
        OptionError: Nothing that is installed reaches such an address, or it carries a password.
    """
    if _ADDRESS.match(uri) and urlsplit(uri).password:
        raise clausecheck.OptionError(
            "an address with a password would put it into every result; let the environment or fsspec's own "
            "configuration hold it"
        )
    try:
        filesystem, path = fsspec.core.url_to_fs(uri)
        return filesystem, str(path)
    except (ImportError, ValueError) as error:
        raise clausecheck.OptionError(f"{uri} cannot be reached: {error}") from error


def located(uris: Iterable[str], *, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> Iterator[Found]:
    """List the documents at addresses and paths as clausecheck.documents() does; local ones by their absolute paths.

    The documents below an address come in the order of a folder on this machine. One that cannot be listed, or that
    stands for no document, gives a FileError.

    Raises:
        OptionError: An address cannot be reached by what is installed, a pattern cannot be one, or standard input is
            named.
    """
    selection = clausecheck.Selection(include, exclude)
    seen: set[str] = set()
    for uri in uris:
        if uri == "-":
            raise clausecheck.OptionError("standard input is no place that a cluster could read; name files or folders")
        local = _local(uri)
        listed = (
            _below(uri, selection)
            if local is None
            else clausecheck.documents([local], include=include, exclude=exclude)
        )
        for each in listed:
            if isinstance(each, clausecheck.DocumentBytes):  # no path gives one
                continue
            identity = os.path.realpath(each) if isinstance(each, Path) else getattr(each, "uri", None)
            if identity is None or identity not in seen:
                yield each
            if identity is not None:
                seen.add(identity)


def fetched(
    found: Iterable[Found], limits: clausecheck.Limits
) -> Iterator[clausecheck.DocumentBytes | Path | clausecheck.FileError]:
    """Take remote documents into memory, the next one while this one is analysed; the others pass.

    What cannot be read is tried again for a minute and a half, unless the store says that it does not exist or may not
    be read, and then gives a FileError.
    """
    coming: deque[Future[Any]] = deque()
    with ThreadPoolExecutor(1) as pool:
        for each in found:
            coming.append(pool.submit(_content, each, limits))
            if len(coming) > _AHEAD:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()


def path_of(found: Found) -> str:
    """Give the path that the result on a document shows."""
    match found:
        case Path():
            return str(found).encode("utf-8", "backslashreplace").decode()
        case Remote():
            return found.uri
        case _:
            return found.document.path or found.document.name


def failed(uri: str, error: clausecheck.InputError) -> clausecheck.FileError:
    """Make the error that stands in for the report on the document at an address."""
    return clausecheck.FileError.of(PurePosixPath(uri).name or uri, uri, error.code, str(error))


def _local(uri: str) -> str | None:
    """Give the absolute path of what lies on this machine; None for an address elsewhere."""
    if not uri:
        return uri  # documents() says what is wrong with it
    if not _ADDRESS.match(uri):
        return str(Path(uri).absolute())
    filesystem, path = opened(uri)
    return path if isinstance(filesystem, LocalFileSystem) else None


def _below(uri: str, selection: clausecheck.Selection) -> Iterator[Remote | clausecheck.FileError]:
    filesystem, root = opened(uri)
    try:
        is_folder = uri.endswith("/") or retrying(filesystem.info, root)["type"] == "directory"
    except FileNotFoundError:  # reading it will say so
        is_folder = False
    except Exception as error:
        yield failed(uri, _reason(uri, error))
        return
    if not is_folder:
        yield Remote(uri)
        return
    empty = True
    for found in _walk(filesystem, root, uri.rstrip("/"), "", selection):
        empty = False
        yield found
    if empty:
        yield failed(uri, clausecheck.NotFound(f"There is no document at {uri} or below."))


def _walk(
    filesystem: Any, folder: str, top: str, inside: str, selection: clausecheck.Selection
) -> Iterator[Remote | clausecheck.FileError]:
    """List folder after folder: fsspec's own walk passes over what it cannot list."""
    uri = f"{top}/{inside}"
    try:
        listed = retrying(filesystem.ls, folder, detail=True)
    except Exception as error:
        yield failed(uri, _reason(uri, error))
        return
    entries = {entry["name"].rstrip("/").rpartition("/")[2]: entry for entry in listed if entry["name"] != folder}
    for name, entry in sorted(entries.items()):
        path = f"{inside}{name}"
        if entry["type"] == "directory":
            if selection.enters(path):
                yield from _walk(filesystem, entry["name"], top, f"{path}/", selection)
        elif selection.takes(path):
            yield Remote(f"{top}/{path}")


def _content(each: Found, limits: clausecheck.Limits) -> clausecheck.DocumentBytes | Path | clausecheck.FileError:
    if not isinstance(each, Remote):
        return each
    try:
        return clausecheck.DocumentBytes(retrying(_download, each.uri, limits), each.name, each.uri)
    except Exception as error:
        return failed(each.uri, _reason(each.uri, error))


def _download(uri: str, limits: clausecheck.Limits) -> bytes:
    filesystem, path = opened(uri)
    with suppress(
        FileNotFoundError
    ):  # some say so of what they are too busy to look up; of reading they tell the truth
        limits.check_bytes(filesystem.info(path).get("size") or 0)  # not every store tells
    content: bytes = filesystem.cat_file(path)
    return content


def _reason(uri: str, error: Exception) -> clausecheck.InputError:
    """Say what went wrong, in no words of the store's: they may hold a signed address."""
    match error:
        case clausecheck.InputError():
            return error
        case FileNotFoundError():
            return clausecheck.NotFound(f"There is no file {uri}.")
        case PermissionError():
            return clausecheck.InputError(f"{uri} may not be read: permission denied.")
        case _:
            return clausecheck.InputError(f"{uri} could not be read: {type(error).__name__}.")
