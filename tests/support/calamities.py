"""What can happen to a process that reads a document, in functions that another process can find by name."""

from __future__ import annotations

import os
import re
import signal
import time


def greet(subject: str, word: str, *, mark: str = "") -> str:
    return f"{word} {subject}{mark}"


def process_id(_subject: object) -> int:
    return os.getpid()


def hang(_subject: object) -> None:
    time.sleep(600)


def ponder(_subject: object) -> None:
    """Hang in a call that lets no other thread of the process run."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def want_memory(_subject: object, size: int) -> int:
    return len(bytearray(size))


def segfault(_subject: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def abort(_subject: object) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def kill(_subject: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Unloadable:
    """Ends the process that it is sent to."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (3,)


def leave(_subject: object) -> None:
    os._exit(7)


def hoard(_subject: object) -> int:
    return want_memory(_subject, 8_000_000_000)


CALAMITIES = {"segfault": segfault, "abort": abort, "kill": kill, "exit": leave, "memory": hoard}
