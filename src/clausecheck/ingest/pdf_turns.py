"""PDFium works for one thread at a time: two calls at once crash the process, even on two documents."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import RLock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
ResultT = TypeVar("ResultT")

_turn = RLock()


def in_turn(function: Callable[P, ResultT]) -> Callable[P, ResultT]:
    """Let a function that opens a PDF and closes it again wait until no other thread is in such a function."""

    @wraps(function)
    def waiting(*arguments: P.args, **options: P.kwargs) -> ResultT:
        with _turn:
            return function(*arguments, **options)

    return waiting
