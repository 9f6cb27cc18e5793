"""Many documents: a Report or a FileError for each, none swallowed."""

from __future__ import annotations

import logging
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from clausecheck.discovery import STDIN, DocumentBytes, Found, documents
from clausecheck.errors import INTERNAL_ERROR, ClausecheckError, InputError, MemoryLimit, OptionError, expect, unfit
from clausecheck.isolation import Workers
from clausecheck.report.deal import folder_of
from clausecheck.report.model import FileError, Report
from clausecheck.report.renderers import annotate

if TYPE_CHECKING:
    from clausecheck.analyzer import Analyzer
    from clausecheck.cache import Cache, Key
    from clausecheck.report.review import Markup

# Documents under way or waiting for one before them, for each process: so many may overtake a slow one.
_AHEAD = 32

ResultT = TypeVar("ResultT")
Given = Path | DocumentBytes
Job = Callable[["Analyzer", Given, "str | None"], ResultT]
_Timed = tuple[ResultT | FileError, float | None]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A contract with its findings on it, as the bytes of a file, and the report that they come from."""

    report: Report
    content: bytes


def scan(
    inputs: Iterable[str | Found],
    *,
    analyzer: Analyzer,
    password: str | None = None,
    jobs: int = 0,
    cache: Cache | None = None,
) -> Iterator[Report | FileError]:
    """Analyse documents and the documents in folders, one result for each, in the order given; "-" is standard input.

    Whatever goes wrong with one document becomes its FileError, and the others go on. A path named twice is
    analysed once. With `jobs` the documents are analysed in so many processes of their own, so that this also holds for
    one that crashes the reader, hangs or eats memory; a script must then begin with `if __name__ == "__main__":`, as
    for every process that Python spawns. What a `cache` holds is not analysed again.

    Raises:
        OptionError: There are fewer than 0 jobs.
    """
    with Scanner(analyzer, password=password, jobs=jobs, cache=cache) as scanner:
        yield from scanner.scan(inputs)


def scan_deal(
    inputs: Iterable[str | Path | FileError],
    *,
    analyzer: Analyzer,
    name: str | None = None,
    password: str | None = None,
    jobs: int = 0,
) -> Report | FileError:
    """Analyse documents, and the documents in folders, as one contract; see Analyzer.analyze_deal().

    With `jobs` this happens in a process of its own, so that a document which crashes the reader, hangs or eats memory
    costs the deal and no more.

    Raises:
        OptionError: There are fewer than 0 jobs, or standard input, which is no file, is among the documents.
    """
    found = [each for each in documents(inputs) if not isinstance(each, DocumentBytes)]
    if any(isinstance(each, Path) and str(each) == STDIN for each in found):
        raise OptionError("a deal is made of files; standard input is none")
    with Scanner(analyzer, password=password, jobs=min(jobs, 1)) as scanner:
        return scanner.scan_deal(found, name=name)


def annotate_all(
    inputs: Iterable[str | Found],
    markup: Markup,
    *,
    analyzer: Analyzer,
    password: str | None = None,
    jobs: int = 0,
) -> Iterator[Annotated | FileError]:
    """Analyse documents as scan() does, and show the findings on each contract as annotate() does."""
    with Scanner(analyzer, password=password, jobs=jobs) as scanner:
        yield from scanner.annotate(inputs, markup)


class Scanner:
    """What scan() works with, for a host that scans again and again: its processes stay from one scan to the next.

    A context manager; leaving it ends the processes. Takes the options of scan().
    """

    def __init__(
        self,
        analyzer: Analyzer,
        *,
        password: str | None = None,
        jobs: int = 0,
        cache: Cache | None = None,
    ) -> None:
        if not hasattr(analyzer, "analyze"):
            raise unfit("analyzer: an Analyzer", analyzer)
        if cache is not None and not hasattr(cache, "key"):
            raise unfit("cache: a Cache", cache)
        expect("jobs: a whole number", jobs, int)
        if jobs < 0:
            raise OptionError(f"{jobs} is no number of jobs; 0 stands for this process")
        self._analyzer = analyzer
        self._password = password
        self._cache = cache
        self._workers = Workers(analyzer, analyzer.reading.limits, jobs) if jobs else None
        self._ahead = _AHEAD * jobs if jobs > 1 else 1
        playbook = f"{analyzer.playbook.id} {analyzer.playbook.version}"
        _log.info("scan begun", extra={"playbook": playbook, "side": analyzer.side, "jobs": jobs})

    def __enter__(self) -> Scanner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        if self._workers:
            self._workers.close()

    def scan(self, inputs: Iterable[str | Found]) -> Iterator[Report | FileError]:
        """Analyse documents in the way of clausecheck.scan()."""
        return self._each(inputs, self._reported)

    def annotate(self, inputs: Iterable[str | Found], markup: Markup) -> Iterator[Annotated | FileError]:
        """Analyse documents in the way of clausecheck.annotate_all()."""
        job = partial(_annotated, markup=markup)
        return self._each(inputs, lambda given: self._begun(job, given, self._password))

    def begin(self, document: Found, *, password: str | None = None) -> Future[Report | FileError]:
        """Begin to analyse one document, in the next process that is free or, without processes, here and now.

        For a host that is asked for one after the other. A path stands for a file, never for a folder or for standard
        input, and an error for itself. A `password` counts in place of that of the scanner.
        """
        expect("a document, as a Path or DocumentBytes,", document, Path, DocumentBytes, FileError)
        return _failed(document) if isinstance(document, FileError) else self._reported(document, password)

    def scan_deal(self, found: Sequence[Path | FileError], *, name: str | None = None) -> Report | FileError:
        """Analyse documents as one contract in the way of clausecheck.scan_deal()."""
        folder = folder_of([each if isinstance(each, FileError) else str(each) for each in found], name)
        label = DocumentBytes(b"", folder.name, folder.path)
        job = partial(_dealt, documents=tuple(found), name=folder.name)
        return self._begun(job, label, self._password).result()

    def _each(
        self, inputs: Iterable[str | Found], begin: Callable[[Given], Future[ResultT | FileError]]
    ) -> Iterator[ResultT | FileError]:
        """Give the results in the order of the documents, while later ones are under way."""
        pending: deque[Future[ResultT | FileError]] = deque()
        for given in documents(inputs):
            found = self._standard_input() if isinstance(given, Path) and str(given) == STDIN else given
            pending.append(_failed(found) if isinstance(found, FileError) else begin(found))
            while pending and (len(pending) >= self._ahead or pending[0].done()):
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()

    def _standard_input(self) -> DocumentBytes | FileError:
        """Read it here, for another process has another one."""
        try:
            if sys.stdin is None:
                return FileError.of("stdin", None, InputError.code, "Standard input is closed.")
            return DocumentBytes(sys.stdin.buffer.read(self._analyzer.reading.limits.bytes + 1), "stdin")
        except OSError as error:
            message = f"The input could not be read: {error.strerror or 'input error'}."
            return FileError.of("stdin", None, InputError.code, message)

    def _reported(self, given: Given, password: str | None = None) -> Future[Report | FileError]:
        password = self._password if password is None else password
        key = self._key(given, password) if self._cache else None
        if self._cache is None or key is None:
            return self._begun(_analysed, given, password)
        kept = self._cache.get(key)
        if kept is not None:
            _log.info("cache hit", extra={"document": _shown(given)})
            report = kept.named(*_named(given))
            _tell_end(report, _shown(given), 0.0)
            return _settled(report)
        return self._begun(_analysed, given, password, partial(self._cache.put, key))

    def _key(self, given: Given, password: str | None) -> Key | None:
        """Make the key of a document; None for what cannot be read, or only once, such as a pipe."""
        try:
            if self._cache is None or (isinstance(given, Path) and not given.is_file()):
                return None
            content = given if isinstance(given, Path) else given.content
            return self._cache.key(content, suffix=PurePath(_named(given)[0]).suffix, password=password)
        except (OSError, ValueError):  # reading it will say what is wrong
            return None

    def _begun(
        self,
        job: Job[ResultT],
        given: Given,
        password: str | None,
        keep: Callable[[ResultT], None] | None = None,
    ) -> Future[ResultT | FileError]:
        """Do a document, here and now or in the next process that is free; hand what it gives to `keep` at once."""
        settled: Future[ResultT | FileError] = Future()
        _log.info("document begun", extra={"document": _shown(given)})

        def settle(attempt: Callable[[], _Timed[ResultT]]) -> None:
            try:
                result, seconds = _survived(given, attempt)
                _tell_end(result, _shown(given), seconds)
                if keep and not isinstance(result, FileError):
                    keep(result)
                settled.set_result(result)
            except BaseException as error:  # nobody else would tell the one who waits
                settled.set_exception(error)

        if self._workers is None:
            settle(partial(_attempt, self._analyzer, job, given, password))
        else:
            call = self._workers.begin(_attempt, job, given, password)
            call.future.add_done_callback(lambda _: settle(call.result))
        return settled


def _failed(error: FileError) -> Future[Any]:
    """Pass on an error that was one before anything was begun."""
    _tell_end(error, error.document.path or error.document.name, None)
    return _settled(error)


def _settled(result: ResultT) -> Future[ResultT]:
    future: Future[ResultT] = Future()
    future.set_result(result)
    return future


def _analysed(analyzer: Analyzer, given: Given, password: str | None) -> Report:
    if isinstance(given, Path):
        return analyzer.analyze(given, password=password)
    return analyzer.analyze(given.content, name=given.name, password=password).named(given.name, given.path)


def _dealt(
    analyzer: Analyzer, _label: Given, password: str | None, *, documents: Sequence[Path | FileError], name: str
) -> Report:
    return analyzer.analyze_deal(documents, name=name, password=password)


def _annotated(analyzer: Analyzer, given: Given, password: str | None, *, markup: Markup) -> Annotated:
    if isinstance(given, Path):
        review = analyzer.review(given, password=password)
    else:
        review = analyzer.review(given.content, name=given.name, password=password)
    return Annotated(review.report.named(*_named(given)), annotate(review, markup))


def _survived(given: Given, attempt: Callable[[], _Timed[ResultT]]) -> _Timed[ResultT]:
    """Turn the loss of what attempted a document, or of its memory, into the error of that document."""
    try:
        return attempt()
    except InputError as error:  # what the document itself raised is a FileError already
        _log.info("process lost, to be replaced", extra={"document": _shown(given), "code": error.code})
        return FileError.of(*_named(given), error.code, str(error)), None
    except MemoryError:
        return FileError.of(*_named(given), MemoryLimit.code, "The document needs more memory than there is."), None


def _attempt(analyzer: Analyzer, job: Job[ResultT], given: Given, password: str | None) -> _Timed[ResultT]:
    """Do one document, and tell the seconds it took where it is done; raises nothing but MemoryError."""
    begun = perf_counter()
    result = _done(analyzer, job, given, password)
    return result, perf_counter() - begun


def _done(analyzer: Analyzer, job: Job[ResultT], given: Given, password: str | None) -> ResultT | FileError:
    try:
        return job(analyzer, given, password)
    except ClausecheckError as error:
        return FileError.of(*_named(given), error.code, str(error))
    except MemoryError:
        raise
    except Exception as error:
        # A foreign exception may quote the contract in its message: tell its type, log the way it took, no more.
        _log.debug("%s at\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        return FileError.of(
            *_named(given), INTERNAL_ERROR, f"An unexpected {type(error).__name__}: a defect of clausecheck."
        )


def _named(given: Given) -> tuple[str, str | None]:
    """Give the name and the path that a result shows."""
    return (given.name or str(given), str(given)) if isinstance(given, Path) else (given.name, given.path)


def _shown(given: Given) -> str:
    """Say in a log which document is meant."""
    name, path = _named(given)
    return path or name


def _tell_end(result: object, document: str, seconds: float | None) -> None:
    """Log how a document ended, without a word of it; messages of errors are left out, for they may name parties."""
    told: dict[str, object] = {"document": document, "seconds": None if seconds is None else round(seconds, 3)}
    found = result.report if isinstance(result, Annotated) else result
    if isinstance(found, Report):
        read, summary = found.document, found.summary
        told |= {"sha256": read.sha256, "pages": read.pages, "status": "report", "passed": summary.passed}
    elif isinstance(found, FileError):
        told |= {"status": "error", "code": found.error.code}
    _log.info("document finished", extra=told)
