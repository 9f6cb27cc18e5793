"""Hold off the garbage collector while millions of small objects are made and every one of them is kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Look for no garbage in this block, in any thread; also a decorator.

    Each search goes through all that was made before and finds nothing: half the time of loading patterns. Whoever has
    turned the collector off already keeps it off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
