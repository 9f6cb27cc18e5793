"""`clausecheck scan URI... --output FOLDER`: many contracts, wherever they lie, into a folder of Parquet files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

import clausecheck
from clausecheck._counted import counted
from clausecheck.cli.completion import files
from clausecheck.cli.config import blamed
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.cli.log import logged
from clausecheck.cli.options import scan_options
from clausecheck.cli.progress import shown
from clausecheck.cli.settings import ScanOptions
from clausecheck.cli.stopping import Stopped
from clausecheck.errors import OptionError, installing
from clausecheck.report.printable import printable

if TYPE_CHECKING:
    from clausecheck.integrations.fsspec import Found
    from clausecheck.integrations.parquet import ResultFolder, Tally

_EXTRA = f"scans into a folder need an extra that is not installed: {installing('ray')}"


@click.command()
@click.argument("uris", nargs=-1, required=True, metavar="URI...", shell_complete=files)
@scan_options
@click.pass_context
def scan(ctx: click.Context, /, uris: tuple[str, ...], **given: Any) -> None:
    """Read many contracts into a folder of results, one row each.

    URI is a file or a folder on this machine, or in an object store (s3://, gs://, abfs://, https:// ...). The same
    command goes on where it was ended. Contracts are read from where they lie, by this machine or by your cluster, and
    go nowhere else.
    """
    options = ScanOptions(**given)
    ctx.exit(logged("scan", options, lambda: _scan(uris, options)))


def _scan(uris: Sequence[str], options: ScanOptions) -> ExitCode:
    try:
        from clausecheck.integrations.fsspec import located, path_of  # noqa: PLC0415 - an extra
        from clausecheck.integrations.parquet import ResultFolder  # noqa: PLC0415
    except ImportError as error:
        raise OptionError(_EXTRA) from error

    analyzer = options.analyzer()
    with blamed("include", "exclude"):
        found = list(located(uris, include=options.include, exclude=options.exclude))
    folder = ResultFolder(options.output, analyzer, force=options.force)
    done = folder.done()
    todo = [each for each in found if path_of(each) not in done]
    if todo:
        (_on_ray if options.engine == "ray" else _here)(todo, folder, analyzer, options)
    tally = folder.tally()
    click.echo(_summary(tally, len(found) - len(todo), options.output))
    return _verdict(tally, options)


def _here(todo: Sequence[Found], folder: ResultFolder, analyzer: clausecheck.Analyzer, options: ScanOptions) -> None:
    from clausecheck.integrations.fsspec import fetched  # noqa: PLC0415 - an extra
    from clausecheck.integrations.parquet import ROWS, table  # noqa: PLC0415

    rows: list[clausecheck.Report | clausecheck.FileError] = []
    with clausecheck.Scanner(analyzer, password=options.password, jobs=options.processes(len(todo))) as scanner:
        try:
            for result in shown(scanner.scan(fetched(todo, analyzer.reading.limits)), len(todo), options):
                rows.append(result)
                if len(rows) == ROWS:
                    folder.add(table(rows))
                    rows = []
        except Stopped as stop:
            stop.kept = "The results so far are kept: the same command goes on from there."
            raise
        finally:  # whoever ends the run keeps what is done
            if rows:
                folder.add(table(rows))


def _on_ray(todo: Sequence[Found], folder: ResultFolder, analyzer: clausecheck.Analyzer, options: ScanOptions) -> None:
    try:
        from clausecheck.integrations.ray import cluster, scan_dataset, write  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise OptionError(_EXTRA) from error

    workers = options.jobs or None
    with cluster(workers):
        write(scan_dataset(todo, analyzer=analyzer, password=options.password, workers=workers), folder)


def _summary(tally: Tally, kept: int, folder: str) -> str:
    failed = sum(tally.errors.values())
    words = f"{folder}: {counted(tally.passed + tally.not_passed + failed, 'document')}, {tally.passed} passed, "
    words += f"{tally.not_passed} did not, {failed} could not be analysed"
    if failed:
        words += f" ({', '.join(f'{code} {count}' for code, count in sorted(tally.errors.items()))})"
    return printable(f"{words}; {kept} were there already." if kept else f"{words}.")


def _verdict(tally: Tally, options: ScanOptions) -> ExitCode:
    """Judge all that the folder holds, by whichever run it came there."""
    if tally.errors:
        return ExitCode.NOT_ANALYSED
    found = options.fail_on is not None and tally.severity is not None and tally.severity >= options.fail_on
    return ExitCode.FINDINGS if found else ExitCode.CLEAN
