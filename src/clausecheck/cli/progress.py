"""How far a run over many documents is, for a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import clausecheck
from clausecheck.cli.log import is_logged
from clausecheck.cli.output import reaches_terminal
from clausecheck.cli.settings import OutputOptions, ScanOptions

ResultT = TypeVar("ResultT", bound="clausecheck.Report | clausecheck.Annotated | clausecheck.FileError")


def shown(results: Iterable[ResultT], total: int, options: OutputOptions | ScanOptions) -> Iterator[ResultT]:
    """Pass results on, and show on standard error how many of `total` there are while the next one is waited for.

    Nothing is shown where standard error is no terminal or has a log, or where there is but one document.
    """
    if total < 2 or is_logged() or sys.stderr is None or not sys.stderr.isatty():
        return iter(results)
    return _shown(results, total, gives_way=reaches_terminal(options.output))


def _shown(results: Iterable[ResultT], total: int, *, gives_way: bool) -> Iterator[ResultT]:
    """Show a bar; one that `gives_way` is taken away while a result is written to the same terminal."""
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        MofNCompleteColumn(),
        TextColumn("documents"),
        BarColumn(),
        TextColumn("{task.fields[pages]:,} pages, {task.fields[rate]:.0f} a second"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]} not analysed"),
    )
    pages = failed = 0
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=total, pages=0, rate=0.0, failed=0)
        for result in results:
            if isinstance(result, clausecheck.FileError):
                failed += 1
            else:
                report = result.report if isinstance(result, clausecheck.Annotated) else result
                pages += report.document.pages or 0
            elapsed = progress.tasks[0].elapsed or 0
            progress.update(task, advance=1, pages=pages, rate=pages / elapsed if elapsed else 0, failed=failed)
            if gives_way:
                progress.stop()
            yield result
            if gives_way:
                progress.start()
