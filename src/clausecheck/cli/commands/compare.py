"""`clausecheck compare PATH...`: versions of one contract, or vendors side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import clausecheck
from clausecheck._counted import counted
from clausecheck.cli.completion import files
from clausecheck.cli.exit_codes import ExitCode, exit_code_of_comparison
from clausecheck.cli.log import logged
from clausecheck.cli.options import compare_options
from clausecheck.cli.output import refuse_overwriting
from clausecheck.cli.results import complain_of, tell_written, write_text
from clausecheck.cli.settings import CompareOptions
from clausecheck.errors import OptionError

if TYPE_CHECKING:
    from clausecheck.report.model import FileError, Report

_EPILOG = """\b
Exit codes:
  0  every document analysed, no finding gained at or above --fail-on-gain
  1  every document analysed, some finding gained at or above --fail-on-gain
  2  something could not be analysed; what could be is compared all the same"""


@click.command(epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH PATH...", shell_complete=files)
@compare_options
@click.pass_context
def compare(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Compare contracts: what a version gains and loses, or which vendor offers the better terms.

    Give the versions of one contract in their order, or the contracts of several vendors.
    """
    options = CompareOptions(**given)
    ctx.exit(logged("compare", options, lambda: _compare(paths, options)))


def _compare(paths: tuple[str, ...], options: CompareOptions) -> ExitCode:
    from clausecheck.discovery import documents, repeated  # noqa: PLC0415 - needs pydantic, --help does not

    found = list(documents(paths))
    inputs = [each for each in found if isinstance(each, Path)]
    if twice := repeated(paths):
        names = ", ".join(dict.fromkeys(map(str, twice)))
        raise OptionError(f"a comparison takes each document once; more than once given: {names}")
    if len(found) < 2:
        raise OptionError("a comparison takes at least two documents")
    refuse_overwriting(options.output, [*inputs, Path(options.playbook)], force=options.force)
    results = list(
        clausecheck.scan(
            found, analyzer=options.analyzer(), password=options.password, jobs=options.processes(len(inputs))
        )
    )
    for result in results:
        if result.kind == "error":
            complain_of(result)
    if options.as_ is None and len(inputs) == len(found):
        results = list(_with_amendments(inputs, results, options))
    comparison = clausecheck.compare(results, options.as_)
    write_text([clausecheck.render_comparison(comparison, options.format)], options)
    tell_written(options, f"comparison of {counted(len(results), 'document')}")
    return exit_code_of_comparison(comparison, options.fail_on_gain)


def _with_amendments(
    paths: Sequence[Path], results: Sequence[Report | FileError], options: CompareOptions
) -> Iterator[Report | FileError]:
    """Read amendments, each with the contract that is given before them and what amended it so far."""
    from clausecheck.playbook.wording import joined  # noqa: PLC0415 - as the next one
    from clausecheck.report.comparison.compare import are_amended  # noqa: PLC0415 - needs pydantic, --help does not

    reports = [each for each in results if each.kind != "error"]
    if len(reports) < len(results) or not are_amended(reports):
        yield from results
        return
    yield reports[0]
    names, analyzer = [path.name for path in paths], options.analyzer()
    for count in range(2, len(paths) + 1):
        yield clausecheck.scan_deal(
            paths[:count],
            analyzer=analyzer,
            name=f"{names[0]} with {joined(names[1:count], 'and')}",
            password=options.password,
            jobs=options.processes(count),
        )
