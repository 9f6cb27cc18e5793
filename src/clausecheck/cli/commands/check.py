"""`clausecheck PATH...`: analyse contracts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import clausecheck
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.cli.options import CheckOptions, check_options
from clausecheck.cli.results import check_output, output_folder, write_reports, write_review, write_reviews
from clausecheck.report.renderers import REVIEW_FORMATS

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
    check_output(options, inputs)
    analyzer, isolate = options.analyzer(), options.isolated(inputs)
    folder = output_folder(options, several=len(inputs) > 1)
    if folder is not None:
        return write_reviews(paths, analyzer, options, folder, isolate=isolate)
    if options.format in REVIEW_FORMATS and len(inputs) <= 1:
        return write_review(paths, analyzer, options, isolate=isolate)
    results = clausecheck.scan(paths, analyzer=analyzer, password=options.password, isolate=isolate)
    return write_reports(results, options)
