"""`clausecheck filter`: answer requests on standard input, one a line, for a program of another language."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import click

import clausecheck
from clausecheck.cli.exit_codes import ExitCode, exit_code
from clausecheck.cli.log import logged
from clausecheck.cli.options import filter_options
from clausecheck.cli.output import Write, open_output
from clausecheck.cli.settings import FilterOptions
from clausecheck.errors import OptionError

if TYPE_CHECKING:
    from clausecheck.cli.requests import Request
    from clausecheck.report.model import FileError, Report

_AHEAD = 4  # requests under way or waiting to be answered, for each process
_LONGEST_LINE = 2  # times the largest document: base64 makes a third more of it, JSON escapes some of a text

_EPILOG = """\b
Exit codes, once standard input ends:
  0  every request was answered with a report, no open finding at or above --fail-on
  1  every request was answered with a report, some finding at or above --fail-on
  2  some request was answered with an error"""


@click.command(epilog=_EPILOG)
@filter_options
@click.pass_context
def filter(ctx: click.Context, /, **given: Any) -> None:
    """Analyse contracts for another program: requests on standard input, answers on standard output, as JSON Lines.

    A request names a document by one of its keys "path", "text" and "content" (base64), and may have "id", "name" and
    "password". Its answer is written at once, in the order of the requests: the report or error that --format jsonl
    gives, with the "id" of the request.
    """
    options = FilterOptions(**given)
    if sys.stdin is None:
        raise OptionError("standard input is closed")
    ctx.exit(logged("filter", options, lambda: _serve(options)))


def _serve(options: FilterOptions) -> ExitCode:
    from clausecheck.cli.requests import read_requests  # noqa: PLC0415 - needs pydantic, --help does not

    analyzer = options.analyzer()
    verdict = ExitCode.CLEAN
    pending: deque[Future[ExitCode]] = deque()
    # Answers are written by a thread of their own, for this one may wait for a request that is sent only after them.
    with (
        open_output(None, "utf-8") as write,
        ThreadPoolExecutor(1) as desk,
        clausecheck.Scanner(analyzer, password=options.password, jobs=options.jobs) as scanner,
    ):
        for request in read_requests(sys.stdin.buffer, _LONGEST_LINE * analyzer.reading.limits.bytes):
            coming = scanner.begin(request.document, password=request.password)
            pending.append(desk.submit(_answer, request, coming, write, options))
            verdict = max(verdict, *_settled(pending, most=_AHEAD * max(options.jobs, 1)))
        return max(verdict, *_settled(pending, most=0))


def _settled(pending: deque[Future[ExitCode]], *, most: int) -> Iterator[ExitCode]:
    """Take out the answers that were written, and wait until no more than `most` are left."""
    yield ExitCode.CLEAN
    while pending and (len(pending) > most or pending[0].done()):
        yield pending.popleft().result()


def _answer(request: Request, coming: Future[Report | FileError], write: Write, options: FilterOptions) -> ExitCode:
    """Write the answer when it has come; an error is told nowhere else, for nobody may be reading standard error."""
    from clausecheck.report.visibility import visible  # noqa: PLC0415 - needs pydantic, --help does not

    result = coming.result()
    shown = result if result.kind == "error" else visible(result, options.show)
    write(f'{{"id":{request.id},{clausecheck.render(shown, "jsonl")[1:]}')
    return exit_code(result, options.fail_on)
