"""Many documents: a Report or a FileError for each, none swallowed."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

from clausecheck.errors import INTERNAL_ERROR, ClausecheckError, InputError, MemoryLimit, NotFound
from clausecheck.isolation import Worker
from clausecheck.report.model import DocumentRecord, ErrorDetail, FileError, Report
from clausecheck.report.renderers import annotate

if TYPE_CHECKING:
    from clausecheck.analyzer import Analyzer
    from clausecheck.report.review import Markup

# Old formats are among them, for a contract that needs converting must not be passed over in silence.
SUFFIXES = frozenset({".pdf", ".docx", ".docm", ".doc", ".rtf", ".odt", ".txt", ".md", ".markdown"})
STDIN = "-"

ResultT = TypeVar("ResultT")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A contract with its findings on it, as the bytes of a file, and the report that they come from."""

    report: Report
    content: bytes


def scan(
    paths: Iterable[str | Path], *, analyzer: Analyzer, password: str | None = None, isolate: bool = False
) -> Iterator[Report | FileError]:
    """Analyse files and the documents in folders, one result for each, in the order given; "-" is standard input.

    Whatever goes wrong with one document becomes its FileError, and the others go on. A document named twice is
    analysed once. With `isolate` the documents are analysed in a process of their own, so that this also holds for one
    that crashes the reader, hangs or eats memory; a script must then begin with `if __name__ == "__main__":`, as for
    every process that Python spawns.
    """
    return _each(paths, _Run(analyzer, _report, password), isolate)


def annotate_all(
    paths: Iterable[str | Path],
    markup: Markup,
    *,
    analyzer: Analyzer,
    password: str | None = None,
    isolate: bool = False,
) -> Iterator[Annotated | FileError]:
    """Analyse documents as scan() does, and show the findings on each contract as annotate() does."""
    return _each(paths, _Run(analyzer, partial(_annotated, markup=markup), password), isolate)


@dataclass(frozen=True, slots=True)
class _Run(Generic[ResultT]):
    analyzer: Analyzer
    job: Callable[[Analyzer, Path | bytes | BinaryIO, str | None, str | None], ResultT]
    password: str | None


def _each(paths: Iterable[str | Path], run: _Run[ResultT], isolate: bool) -> Iterator[ResultT | FileError]:
    worker = Worker(run.analyzer, run.analyzer.reading.limits) if isolate else None
    try:
        for found in documents(paths):
            if isinstance(found, FileError):
                yield found
            else:
                result = _result(found, run, worker)
                yield result
    finally:
        if worker:
            worker.close()


def _report(analyzer: Analyzer, document: Path | bytes | BinaryIO, name: str | None, password: str | None) -> Report:
    return analyzer.analyze(document, name=name, password=password)


def _annotated(
    analyzer: Analyzer, document: Path | bytes | BinaryIO, name: str | None, password: str | None, *, markup: Markup
) -> Annotated:
    review = analyzer.review(document, name=name, password=password)
    return Annotated(review.report, annotate(review, markup))


def documents(paths: Iterable[str | Path]) -> Iterator[Path | FileError]:
    """List the documents that scan() would analyse; folders are searched in alphabetical order, hidden files left out.

    A folder without any document gives a FileError.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(path):
            if isinstance(found, Path):
                identity = _identity(found)
                if identity in seen:
                    continue
                seen.add(identity)
            yield found


def repeated(paths: Iterable[str | Path]) -> list[Path]:
    """List the documents that are named more than once, and that scan() therefore leaves out the second time."""
    found = [each for path in paths for each in _expand(path) if isinstance(each, Path)]
    counts = Counter(map(_identity, found))
    return [each for each in found if counts[_identity(each)] > 1]


def _expand(given: str | Path) -> Iterator[Path | FileError]:
    path = Path(given)
    if given == "":  # a variable without a value; Path() would take it for the current folder
        yield _failure(path, NotFound.code, "An empty path names no document.")
        return
    if str(path) == STDIN or not _is_folder(path):
        yield path
        return
    empty = True
    for found in _walk(path, set()):
        empty = False
        yield found
    if empty:
        yield _failure(path, NotFound.code, f"The folder holds no document ({', '.join(sorted(SUFFIXES))}).")


def _walk(folder: Path, walked: set[str]) -> Iterator[Path | FileError]:
    walked.add(_identity(folder))
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield _failure(folder, InputError.code, f"The folder could not be read: {error.strerror}.")
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):  # hidden, or a lock file that Word leaves beside an open document
            continue
        if _is_folder(entry):
            if _identity(entry) not in walked:  # a link may lead back up
                yield from _walk(entry, walked)
        elif entry.suffix.lower() in SUFFIXES and not entry.is_fifo():  # reading a pipe may wait for ever
            yield entry


def _result(path: Path, run: _Run[ResultT], worker: Worker[Analyzer] | None) -> ResultT | FileError:
    document: Path | bytes | BinaryIO
    try:
        if worker is None:
            return _attempt(run.analyzer, run.job, path, _stdin() if str(path) == STDIN else path, run.password)
        # Another process has another standard input.
        limit = run.analyzer.reading.limits.bytes
        document = _stdin().read(limit + 1) if str(path) == STDIN else path
        return worker.call(_attempt, run.job, path, document, run.password)
    except InputError as error:
        return _failure(path, error.code, str(error))
    except MemoryError:
        return _failure(path, MemoryLimit.code, "The document needs more memory than there is.")
    except OSError as error:
        return _failure(path, InputError.code, f"The input could not be read: {error.strerror or 'input error'}.")


def _stdin() -> BinaryIO:
    if sys.stdin is None:
        raise InputError("Standard input is closed.")
    return sys.stdin.buffer


def _attempt(
    analyzer: Analyzer,
    job: Callable[[Analyzer, Path | bytes | BinaryIO, str | None, str | None], ResultT],
    path: Path,
    document: Path | bytes | BinaryIO,
    password: str | None,
) -> ResultT | FileError:
    """Do one document; raises nothing but MemoryError."""
    try:
        return job(analyzer, document, "stdin" if str(path) == STDIN else None, password)
    except ClausecheckError as error:
        return _failure(path, error.code, str(error))
    except MemoryError:
        raise
    except Exception as error:
        # A foreign exception may quote the contract in its message: tell its type, log the way it took, no more.
        _log.debug("%s at\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        return _failure(path, INTERNAL_ERROR, f"An unexpected {type(error).__name__}: a defect of clausecheck.")


def _failure(path: Path, code: str, message: str) -> FileError:
    if str(path) == STDIN:
        document = DocumentRecord(name="stdin")
    else:
        document = DocumentRecord(name=_encodable(path.name or str(path)), path=_encodable(str(path)))
    return FileError(document=document, error=ErrorDetail(code=code, message=_encodable(message)))


def _encodable(text: str) -> str:
    """Escape what stands for bytes of a file name that are no text; it could not be written as JSON."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _identity(path: Path) -> str:
    """Name a file the same by whatever path it is reached."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # no file can have this name: reading it will say so
        return str(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long, a folder above that may not be searched: reading it will say so
        return False
