"""`clausecheck PATH...`: analyse contracts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import clausecheck
from clausecheck.cli.completion import files
from clausecheck.cli.config import blamed
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.cli.keeping import kept_reports
from clausecheck.cli.log import logged
from clausecheck.cli.options import check_options
from clausecheck.cli.progress import shown
from clausecheck.cli.results import (
    check_deal_output,
    check_output,
    output_folder,
    write_reports,
    write_review,
    write_reviews,
)
from clausecheck.cli.settings import CheckOptions
from clausecheck.errors import OptionError
from clausecheck.report.renderers import REVIEW_FORMATS

if TYPE_CHECKING:
    from clausecheck.discovery import Found

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


@click.command(cls=_Check, epilog=_EPILOG, hidden=True)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=files)
@check_options
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[str, ...], **given: Any) -> None:
    """Read vendor contracts and say what they lack.

    PATH is a PDF, DOCX, TXT or MD file, a folder of such files, or "-" for standard input. Everything happens on this
    machine.
    """
    _refuse_late_command(ctx, paths[0])
    options = CheckOptions(**given)
    ctx.exit(logged("check", options, lambda: _check(paths, options)))


def _refuse_late_command(ctx: click.Context, first: str) -> None:
    """Raise UsageError where options before a command have made its name look like a document's."""
    group = ctx.parent.command if ctx.parent else None
    command = group.commands.get(first) if isinstance(group, click.Group) else None
    if command is not None and not command.hidden and not os.path.lexists(first):
        raise click.UsageError(
            f"No file '{first}'. For the command, name it first and its options after it: clausecheck {first} ...", ctx
        )


def _check(paths: tuple[str, ...], options: CheckOptions) -> ExitCode:
    from clausecheck.discovery import documents  # noqa: PLC0415 - needs pydantic, --help does not

    # All are listed before any is read: the run writes files that must not become part of it.
    with blamed("include", "exclude"):
        found = list(documents(paths, include=options.include, exclude=options.exclude))
    if options.deal:
        return _check_deal(found, options)
    inputs = [each for each in found if isinstance(each, Path)]
    folder = output_folder(options, several=len(found) > 1)
    check_output(options, found, folder)
    if folder is not None:
        return write_reviews(_outside(folder, found, paths), options.analyzer(), options, folder)
    analyzer = options.analyzer()
    if options.format in REVIEW_FORMATS and len(found) == 1:
        return write_review(found, analyzer, options)
    with kept_reports(options, analyzer, several=len(found) > 1) as cache:
        results = clausecheck.scan(
            found,
            analyzer=analyzer,
            password=options.password,
            jobs=options.processes(len(inputs)),
            cache=cache,
        )
        return write_reports(shown(results, len(found), options), options)


def _check_deal(found: list[Found], options: CheckOptions) -> ExitCode:
    """Read all documents as one contract; its web page is that of the portfolio, which shows no text."""
    check_deal_output(options, found)
    deal = clausecheck.scan_deal(
        [each for each in found if not isinstance(each, clausecheck.DocumentBytes)],
        analyzer=options.analyzer(),
        password=options.password,
        jobs=options.processes(1),
    )
    return write_reports([deal], options)


def _outside(folder: Path, found: list[Found], given: tuple[str, ...]) -> list[Found]:
    """Leave out what an earlier run wrote into an output folder that lies inside a folder being read."""
    home = folder.resolve()
    if any(Path(path).is_dir() and Path(path).resolve() == home for path in given):
        raise OptionError(f"--output {folder}: is the folder that is being read; name another one, which may lie in it")
    return [
        each for each in found if not isinstance(each, Path) or str(each) in given or home not in each.resolve().parents
    ]
