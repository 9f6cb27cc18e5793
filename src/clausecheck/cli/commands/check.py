"""`clausecheck PATH...`: analyse contracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import clausecheck
from clausecheck.cli.colour import coloured, wants_colour
from clausecheck.cli.exit_codes import ExitCode, exit_code
from clausecheck.cli.layouts import LAYOUTS
from clausecheck.cli.options import CheckOptions, check_options
from clausecheck.cli.output import open_output, refuse_overwriting
from clausecheck.cli.words import complain

if TYPE_CHECKING:
    from clausecheck.report.model import FileError, Report

_EPILOG = """\b
Exit codes:
  0  every document analysed, no open finding at or above --fail-on
  1  every document analysed, some finding at or above --fail-on
  2  something could not be analysed, whatever the other documents say"""


class _Check(click.Command):
    """The command that needs no name: its usage shows none, and its help names the others."""

    class context_class(click.Context):  # noqa: N801 - click reads this name
        @property
        def command_path(self) -> str:
            return self.parent.command_path if self.parent else "clausecheck"

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        group = ctx.parent.command if ctx.parent else None
        if isinstance(group, click.Group):
            others = [command for command in group.commands.values() if command is not self]
            with formatter.section("Commands"):
                formatter.write_dl([(f"{command.name}", command.get_short_help_str(limit=70)) for command in others])


@click.command(cls=_Check, epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@check_options
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Read vendor contracts and say what they lack.

    PATH is a PDF, DOCX, TXT or MD file, a folder of such files, or "-" for standard input. Everything happens on this
    machine.
    """
    options = CheckOptions(**given)
    ctx.exit(_check(paths, options))


def _check(paths: tuple[str, ...], options: CheckOptions) -> ExitCode:
    from clausecheck.scanner import documents  # noqa: PLC0415 - needs pydantic, --help does not

    inputs = [found for found in documents(paths) if isinstance(found, Path)]
    refuse_overwriting(options.output, [*inputs, Path(options.playbook)])
    analyzer = clausecheck.Analyzer(
        options.playbook, side=options.side, customer=options.customer, reading=_reading(options)
    )
    verdicts: list[ExitCode] = []
    # A single document that brings the program down takes nothing with it, and is read sooner without a second process.
    isolate = (len(inputs) > 1 or options.time_limit is not None) if options.isolate is None else options.isolate
    results = clausecheck.scan(paths, analyzer=analyzer, password=options.password, isolate=isolate)
    results = _watch(results, options, verdicts)
    words = options.format == "text"
    paint = coloured if words and options.output is None and wants_colour() else str
    with open_output(options.output, None if words else "utf-8") as write:
        for part in LAYOUTS[options.format](results):
            write(paint(part))
    return max(verdicts)


def _reading(options: CheckOptions) -> clausecheck.ReadOptions:
    limits = clausecheck.Limits()
    if options.time_limit is not None:
        limits = replace(limits, seconds=options.time_limit)
    return clausecheck.ReadOptions(limits=limits, revisions=options.revisions, convert=options.convert, ocr=options.ocr)


def _watch(
    results: Iterable[Report | FileError], options: CheckOptions, verdicts: list[ExitCode]
) -> Iterator[Report | FileError]:
    """Judge each result as it passes, name errors on standard error, leave out findings not to be shown."""
    from clausecheck.report.visibility import visible  # noqa: PLC0415 - needs pydantic, --help does not

    for result in results:
        verdicts.append(exit_code(result, options.fail_on))
        if result.kind == "error":
            complain(f"{result.document.name}: {result.error.message}", result.error.code)
            yield result
        else:
            yield visible(result, options.show)
