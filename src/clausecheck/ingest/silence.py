"""Silence around libraries: what they log of a document may quote it, and without a handler it ends up on stderr."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_under_way: dict[str, tuple[int, int]] = {}  # by logger: calls at this time, and the level before the first of them


@contextmanager
def silenced(name: str) -> Iterator[None]:
    """Let the loggers of a library be silent for the time of a call, and be as the host set them afterwards.

    Calls of several threads may overlap: the last one to end gives the level back.
    """
    logger = logging.getLogger(name)
    with _lock:
        calls, level = _under_way.get(name, (0, logger.level))
        _under_way[name] = calls + 1, level
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        with _lock:
            calls, level = _under_way.pop(name)
            if calls > 1:
                _under_way[name] = calls - 1, level
            else:
                logger.setLevel(level)
