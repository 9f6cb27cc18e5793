"""The results of a run on their way out: all in one stream, or a file for each contract."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import clausecheck
from clausecheck._counted import counted
from clausecheck.cli.colour import coloured, wants_colour
from clausecheck.cli.config import configuration, configured
from clausecheck.cli.exit_codes import ExitCode, exit_code
from clausecheck.cli.folder import OutputFolder
from clausecheck.cli.output import open_file, open_output, reaches_terminal, refuse_overwriting
from clausecheck.cli.progress import shown
from clausecheck.cli.settings import CheckOptions, OutputOptions
from clausecheck.cli.words import complain, printable_lines, remark
from clausecheck.errors import OptionError, TimeLimit
from clausecheck.report.renderers import FILE_FORMATS, REVIEW_FORMATS, TEXT_FORMATS

if TYPE_CHECKING:
    from clausecheck.discovery import Found
    from clausecheck.report.model import FileError, Report

INDEX = "index.html"

_SUFFIXES = {"text-layer": ".txt"}
# Annotations and a text layer are those of one file, and the days of a calendar hang on one date.
_OF_ONE_DOCUMENT = frozenset({"docx", "pdf", "text-layer", "ics"})
# The settings by which an error of a document may come about.
_CAUSES = {OptionError.code: ["customer"], TimeLimit.code: ["time-limit"]}
_BINARY = frozenset({"docx", "pdf", *FILE_FORMATS})


def output_folder(options: CheckOptions, *, several: bool) -> Path | None:
    """Give the folder that takes a file for each contract; None where all goes to one file or to standard output."""
    output = options.output
    if output is None or options.format not in REVIEW_FORMATS:
        return None
    is_new = several and not output.suffix and not output.exists()
    return output if output.is_dir() or is_new else None


def check_output(options: CheckOptions, found: Sequence[Found], folder: Path | None) -> None:
    """Raise OptionError for options that do not go together, and where writing would destroy something."""
    if options.redline and options.format != "docx":
        raise OptionError("--redline goes with --format docx")
    if options.page_images and options.format != "html":
        raise OptionError("--page-images goes with --format html")
    if options.format in _BINARY and reaches_terminal(options.output):
        raise OptionError(f"--format {options.format} is nothing for a terminal; name a file with --output")
    if folder is not None:
        return
    if len(found) > 1 and options.format not in TEXT_FORMATS + FILE_FORMATS:
        raise OptionError(f"--format {options.format} writes a file for each document; --output has to name a folder")
    refuse_overwriting(options.output, _spared(found, options), force=options.force)


def check_deal_output(options: CheckOptions, found: Sequence[Found]) -> None:
    """Raise OptionError for options that do not go with a deal, and where writing would destroy something."""
    if options.type is not None:
        raise OptionError("--type says what one document is; the documents of a deal say so themselves")
    if options.format in _OF_ONE_DOCUMENT or options.redline or options.page_images:
        forms = ", ".join(each for each in TEXT_FORMATS + FILE_FORMATS if each not in _OF_ONE_DOCUMENT)
        raise OptionError(f"--format {options.format} shows a single document; of a deal there are {forms}")
    check_output(options, found, None)


def write_reports(results: Iterable[Report | FileError], options: CheckOptions) -> ExitCode:
    """Write the results of a run in one stream; the verdict is that of the worst."""
    verdicts: list[ExitCode] = []
    watched = _watch(results, options, verdicts)
    if options.format in FILE_FORMATS:
        with open_file(options.output, force=options.force) as file:
            clausecheck.export(watched, options.format, file)
    else:
        write_text(clausecheck.render_all(watched, options.format), options)
    tell_written(options, counted(len(verdicts), "document"))
    return max(verdicts)


def write_text(parts: Iterable[str], options: OutputOptions) -> None:
    """Write a text part by part as it comes, in colour where a person is looking at words."""
    words = options.format == "text"
    paint = coloured if words and options.output is None and wants_colour() else str
    with open_output(options.output, None if words else "utf-8", force=options.force) as write:
        for part in parts:
            write(paint(part))


def tell_written(options: OutputOptions, what: str) -> None:
    """Say on standard error what was written where; standard output speaks for itself."""
    if options.output is not None:
        remark(f"Written: {options.output} ({options.format}, {what}).")


def complain_of(error: FileError) -> None:
    """Say on standard error that a document could not be analysed, and where a setting that is the cause comes from."""
    message, code = error.error.message, error.error.code
    causes = _CAUSES.get(code) or [option for option in ("include", "exclude") if f"--{option}" in message]
    settings = [option for option in causes if configured(option)]
    if settings:
        message += f" ({', '.join(settings)}: set in {configuration()})"
    complain(message, code, error.document.name, error.document.path)


def write_review(found: Sequence[Found], analyzer: clausecheck.Analyzer, options: CheckOptions) -> ExitCode:
    """Write one contract with its findings on it."""
    verdict = ExitCode.CLEAN
    for each in _annotated(found, analyzer, options):
        if isinstance(each, clausecheck.Annotated):
            verdict = max(verdict, exit_code(each.report, options.fail_on))
            with open_output(options.output, None, force=options.force) as write:
                write(_for_a_terminal(each.content) if reaches_terminal(options.output) else each.content)
            tell_written(options, "1 document")
        else:
            verdict = max(verdict, _failed(each))
    return verdict


def _for_a_terminal(content: bytes) -> bytes:
    """Escape what would steer the terminal; a file or a pipe gets what was read, byte for byte."""
    return f"{printable_lines(content.decode('utf-8').splitlines())}\n".encode()


def write_reviews(
    found: Sequence[Found], analyzer: clausecheck.Analyzer, options: CheckOptions, folder: Path
) -> ExitCode:
    """Write a file for each contract, and for HTML a page that leads to all of them."""
    suffix = _SUFFIXES.get(options.format, f".review.{options.format}")
    files = OutputFolder(folder, suffix, spared=_spared(found, options), force=options.force)
    names = [files.name_for(each.name if isinstance(each, Path) else "") for each in found]
    for name in names if options.format != "html" else [*names, INDEX]:
        files.check(name)
    verdicts = [ExitCode.CLEAN]
    written = _written(zip(names, _annotated(found, analyzer, options), strict=True), files, options, verdicts)
    if options.format == "html":
        from clausecheck.report.renderers.portfolio import page  # noqa: PLC0415 - needs Jinja, --help does not

        files.write(INDEX, "".join(page(written)).encode())
    else:
        for _ in written:
            pass
    tell_written(options, counted(files.written, "file"))
    return max(verdicts)


def _spared(found: Sequence[Found], options: CheckOptions) -> list[Path]:
    """List what is read, and must not be overwritten."""
    return [*(each for each in found if isinstance(each, Path)), Path(options.playbook)]


def _annotated(
    found: Sequence[Found], analyzer: clausecheck.Analyzer, options: CheckOptions
) -> Iterator[clausecheck.Annotated | FileError]:
    markup = clausecheck.Markup(
        options.format, show=options.show, redline=options.redline, page_images=options.page_images
    )
    annotated = clausecheck.annotate_all(
        found, markup, analyzer=analyzer, password=options.password, jobs=options.processes(len(found))
    )
    return shown(annotated, len(found), options)


def _written(
    reviewed: Iterable[tuple[str, clausecheck.Annotated | FileError]],
    files: OutputFolder,
    options: CheckOptions,
    verdicts: list[ExitCode],
) -> Iterator[tuple[Report | FileError, str | None]]:
    """Write each contract as it comes; give its result, and the name of its file where it has one."""
    from clausecheck.report.visibility import visible  # noqa: PLC0415 - needs pydantic, --help does not

    for name, each in reviewed:
        if isinstance(each, clausecheck.Annotated):
            verdicts.append(exit_code(each.report, options.fail_on))
            files.write(name, each.content)
            yield visible(each.report, options.show), name
        else:
            verdicts.append(_failed(each))
            yield each, None


def _failed(error: FileError) -> ExitCode:
    complain_of(error)
    return exit_code(error, None)


def _watch(
    results: Iterable[Report | FileError], options: CheckOptions, verdicts: list[ExitCode]
) -> Iterator[Report | FileError]:
    """Judge each result as it passes, name errors on standard error, leave out findings not to be shown."""
    from clausecheck.report.visibility import visible  # noqa: PLC0415 - needs pydantic, --help does not

    for result in results:
        if result.kind == "error":
            verdicts.append(_failed(result))
            yield result
        else:
            verdicts.append(exit_code(result, options.fail_on))
            for document in result.deal.documents if result.deal else ():
                if document.error:
                    complain(document.error.message, document.error.code, document.name)
            if options.format == "ics":
                _warn_of_silence(result)
            yield visible(result, options.show)


def _warn_of_silence(report: Report) -> None:
    """Say that a contract gives no date: a calendar without events looks like one without deadlines."""
    from clausecheck.report.deadlines import deadlines  # noqa: PLC0415 - needs pydantic, --help does not

    if not deadlines(report):
        remark(f"{report.document.name}: no date can be told.")
