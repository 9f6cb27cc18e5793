"""Where the reports of a run are kept for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from clausecheck.cli.config import blamed
from clausecheck.cli.settings import CheckOptions
from clausecheck.cli.stopping import Stopped
from clausecheck.cli.words import remark
from clausecheck.errors import OptionError

if TYPE_CHECKING:
    from clausecheck.analyzer import Analyzer
    from clausecheck.cache import Cache


@contextmanager
def kept_reports(options: CheckOptions, analyzer: Analyzer, *, several: bool) -> Iterator[Cache | None]:
    """Open the cache that was asked for, or for `several` documents that of the user; None where there is to be none.

    Raises:
        OptionError: The folder that was asked for cannot hold one. Without that of the user a run goes on, and says so.
    """
    from clausecheck.cache import Cache  # noqa: PLC0415 - needs pydantic, --help does not

    cache = None
    if not options.no_cache and (several or options.cache):
        try:
            with blamed("cache"):
                cache = Cache(options.cache, analyzer)
        except OptionError as error:
            if options.cache:
                remedy = "--cache takes a folder to write to, --no-cache keeps no reports"
                raise OptionError(f"{error}; {remedy}") from error
            remark(f"No report is kept: {error}")
    try:
        yield cache
    except Stopped as stop:
        if cache:
            stop.kept = "The reports made so far are kept: the same command goes on from there."
        raise
    finally:
        if cache:
            cache.close()
