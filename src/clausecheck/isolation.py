"""Isolation: processes of their own for what may crash, hang or eat memory, so that it costs one document and no more.

Readers run native code on files from strangers. A process can be ended from outside; a call inside one cannot.
"""

from __future__ import annotations

import errno
import gc
import multiprocessing
import os
import pickle
import signal
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TaskTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from clausecheck.errors import Crashed, MemoryLimit, OptionError, TimeLimit
from clausecheck.ingest.limits import Limits

SubjectT = TypeVar("SubjectT")
ResultT = TypeVar("ResultT")
P = ParamSpec("P")

# Native code ends the process when it is refused memory; the kernel kills it when the machine has none left; and it
# ends itself where Python is refused some, for what the failed call left behind is not worth keeping.
_OUT_OF_MEMORY = frozenset({-signal.SIGABRT, -getattr(signal, "SIGKILL", signal.SIGABRT), errno.ENOMEM})

_kept: list[Any] = []


@dataclass(frozen=True, slots=True)
class Call(Generic[ResultT]):
    """A call that a process makes or will make."""

    future: Future[ResultT]
    limits: Limits

    def result(self) -> ResultT:
        """Wait for what the call gives; raises whatever it raises.

        Raises:
            TimeLimit: It took more than `limits.seconds`; the process was ended.
            MemoryLimit: It wanted more than `limits.memory`.
            Crashed: The process ended by itself.
            CancelledError: The processes were ended before it had an end.
        """
        try:
            return self.future.result()
        except TaskTimeout:
            raise TimeLimit(f"Reading took longer than the limit of {self.limits.seconds:g} seconds.") from None
        except ProcessExpired as error:
            raise _loss(error.exitcode, self.limits) from None
        except BrokenProcessPool:
            raise Crashed("The process that was to read the document could not be kept alive.") from None


class Workers(Generic[SubjectT]):
    """Processes that keep one subject, such as a loaded analyzer, from call to call; one that is lost is replaced."""

    def __init__(self, subject: SubjectT, limits: Limits, count: int = 1) -> None:
        self._subject = subject
        self._limits = limits
        self._count = count
        self._pool: ProcessPool | None = None
        self._starter: ThreadPoolExecutor | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._unended: set[Future[Any]] = set()

    def begin(
        self, function: Callable[Concatenate[SubjectT, P], ResultT], *arguments: P.args, **options: P.kwargs
    ) -> Call[ResultT]:
        """Have a function run on the subject in the next process that is free."""
        try:
            return self._begun(function, arguments, options)
        except BrokenProcessPool:  # an earlier call could not be made; this one is another
            self.close()
            return self._begun(function, arguments, options)

    def call(
        self, function: Callable[Concatenate[SubjectT, P], ResultT], *arguments: P.args, **options: P.kwargs
    ) -> ResultT:
        """Run a function on the subject and wait for it; raises what Call.result() raises."""
        return self.begin(function, *arguments, **options).result()

    def close(self) -> None:
        """End the processes, whatever they are doing; a call that has not ended is cancelled."""
        if self._starter:
            self._starter.shutdown()
            self._starter = None
        if self._pool:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None
        if self._folder:
            self._folder.cleanup()
            self._folder = None
        for future in list(self._unended):  # the pool forgets them, and whoever waits for one would wait for ever
            future.cancel()

    def _begun(self, function: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> Call[Any]:
        pool, starter = self._started()
        with _interrupts_held_back():
            scheduled = starter.submit(
                pool.schedule, _run, (function, arguments, options), timeout=self._limits.seconds
            )
        task = scheduled.result()
        self._unended.add(task)
        task.add_done_callback(self._unended.discard)
        return Call(task, self._limits)

    def _started(self) -> tuple[ProcessPool, ThreadPoolExecutor]:
        if self._pool is None or self._starter is None:
            # Only "spawn" begins without the threads and open files of this process.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPool(self._count, 0, _begin, (self._written(), self._limits.memory), context)
            # What a signal raises comes up in the main thread, and would leave a process behind that is half begun.
            self._starter = ThreadPoolExecutor(1)
        return self._pool, self._starter

    def _written(self) -> Path:
        """Write the subject to a file, which processes read side by side.

        Among the arguments of a process it would go through a pipe, and the next process begin only when this one has
        taken all of it in.
        """
        try:
            self._folder = tempfile.TemporaryDirectory(prefix="clausecheck-", ignore_cleanup_errors=True)
            path = Path(self._folder.name, "subject")
            path.write_bytes(pickle.dumps(self._subject))
        except OSError as error:
            message = f"The folder for temporary files takes none, and processes need one: {error.strerror}."
            raise OptionError(message) from error
        return path


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let a thread that begins inside, and its processes, inherit a mask: Ctrl-C is for the one who ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would take the mask away again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(subject: Path, memory: int | None) -> None:
    _kept[:] = [pickle.loads(subject.read_bytes())]
    gc.freeze()  # the subject stays until the process ends: no collection need look through it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler in Python would wait for native code to come back
    _end_with_parent()
    if memory is not None:
        _bound_memory(memory)


def _run(function: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]) -> Any:
    try:
        return function(_kept[0], *arguments, **options)
    except MemoryError:
        os._exit(errno.ENOMEM)


def _end_with_parent() -> None:
    """Have the system end this process as soon as the one that began it is gone; it might hang in a call for ever.

    The other end of a pipe is closed then, which is a signal where there are such signals (not on Windows). It ends the
    process whatever it is doing, as no thread of its own could.
    """
    parent = multiprocessing.parent_process()
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    if parent is None:
        return
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(parent.sentinel, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(parent.sentinel, fcntl.F_GETFL)
    fcntl.fcntl(parent.sentinel, fcntl.F_SETFL, flags | fcntl.FASYNC)
    if not parent.is_alive():  # gone before this was in place
        os._exit(1)


def _bound_memory(size: int) -> None:
    """Let the system refuse more address space to this process, where it can (not on Windows, not on all of macOS)."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))
    except (ImportError, ValueError, OSError):
        return


def _loss(exit_code: int | None, limits: Limits) -> Crashed | MemoryLimit:
    """Tell why a process ended: a negative exit code is the number of a signal."""
    if exit_code in _OUT_OF_MEMORY:
        return MemoryLimit(_memory_message(limits))
    name = f"exit code {exit_code}"
    if exit_code is not None and exit_code < 0:
        name = signal.Signals(-exit_code).name if -exit_code in set(signal.Signals) else f"signal {-exit_code}"
    return Crashed(f"The process that read the document crashed ({name}).")


def _memory_message(limits: Limits) -> str:
    if limits.memory is None:
        return "The document needs more memory than there is."
    return f"The document needs more memory than the limit of {limits.memory:,} bytes."
