"""The options of the commands: how each is spelled, what it takes and what the help says of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from clausecheck.cli.completion import files, folders, playbooks
from clausecheck.cli.config import NAME, NONE, configure
from clausecheck.cli.parameters import Choice, Count, Output, Seconds, severity, show_version
from clausecheck.ingest.document import OcrMode
from clausecheck.ingest.source import RevisionMode
from clausecheck.playbook.severity import Severity, Side
from clausecheck.report.renderers import COMPARISON_FORMATS, FORMATS
from clausecheck.structure.contract import DocumentType

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

WAYS = ("versions", "vendors")
ENGINES = ("local", "ray")
SEVERITIES = tuple(level.name.lower() for level in Severity)


CONFIG = click.option(
    "--config",
    metavar=f"FILE|{NONE}",
    shell_complete=files,
    is_eager=True,
    expose_value=False,
    callback=configure,
    help=f"Defaults of the options.  [default: {NAME} or pyproject.toml, here or above]",
)
PATTERNS = click.option(
    "--patterns",
    multiple=True,
    metavar="FOLDER|FILE",
    shell_complete=files,
    help="Clause patterns of your own, beside the bundled ones or in their place.",
)
_JUDGING = (
    CONFIG,
    click.option(
        "--playbook",
        metavar="ID|FILE",
        default="outsourcing",
        show_default=True,
        shell_complete=playbooks,
        help="Positions to check.",
    ),
    PATTERNS,
    click.option("--side", type=Choice(get_args(Side)), help="Whose interests to judge by.  [default: playbook's]"),
    click.option(
        "--customer", metavar="TERM", help='The party that is the customer, as the contract calls it ("Client").'
    ),
    click.option(
        "--type",
        type=Choice(get_args(DocumentType)),
        help="What the documents are, which decides what they need.  [default: as they say]",
    ),
)
FORCE = click.option("--force", is_flag=True, help="Replace files that exist.")
_FAIL_ON = click.option(
    "--fail-on",
    type=Choice((*SEVERITIES, "never")),
    callback=severity,
    default="high",
    show_default=True,
    help="Least severity of an open finding that makes the exit code 1.",
)
_CHOICE = (
    click.option(
        "--include", multiple=True, metavar="GLOB", help="Of a folder read only what matches, as in a .gitignore file."
    ),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Of a folder leave out what matches."),
)
_READING = (
    click.option(
        "--password",
        metavar="TEXT",
        envvar="CLAUSECHECK_PASSWORD",
        show_envvar=True,
        help="Password of encrypted documents.",
    ),
    click.option(
        "--revisions",
        type=Choice(get_args(RevisionMode)),
        default="accepted",
        show_default=True,
        help="Text to judge where Word tracked changes; marked is judged as accepted.",
    ),
    click.option("--convert", is_flag=True, help="Let an installed LibreOffice convert DOC, RTF and ODT files."),
    click.option(
        "--ocr",
        type=Choice(get_args(OcrMode)),
        default="auto",
        show_default=True,
        help="Pages to read by text recognition: those without text, all, none.",
    ),
    click.option(
        "--time-limit",
        type=Seconds(),
        metavar="SECONDS",
        help="Give a document up after this time.  [default: 1800]",
    ),
)
_JOBS = click.option(
    "--jobs",
    type=Count(),
    metavar="N",
    help="Processes to read documents in, so that a crash costs one document; 0 reads in this one.  [default: one "
    "for each core, for one document 0, with --time-limit 1]",
)
_LOG = (
    click.option(
        "--log",
        type=Choice(("text", "json")),
        help="Keep a log of the run on standard error, a record a line, without a word of any contract.",
    ),
    click.option(
        "--log-level", type=Choice(("debug", "info", "warning", "error")), help="Least level.  [default: info]"
    ),
)
_WEIGHING = (
    _FAIL_ON,
    click.option(
        "--show",
        type=Choice(SEVERITIES),
        callback=severity,
        default="info",
        show_default=True,
        help="Least severity of the findings to report.",
    ),
)
_SEVERAL = (
    *_CHOICE,
    click.option(
        "--cache",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="CLAUSECHECK_CACHE",
        show_envvar=True,
        metavar="FOLDER",
        help="Keep reports here, encrypted, and do not analyse again what has not changed.  [default: for several "
        "documents, in the user's cache]",
    ),
    click.option("--no-cache", is_flag=True, help="Keep no reports and use none that are kept."),
)
_CHECK = (
    click.option("--deal", is_flag=True, help="Read all documents together as one contract: MSA, SOWs, amendments ..."),
    *_JUDGING,
    click.option("--format", type=Choice(FORMATS), default="text", show_default=True, help="Form of the report."),
    click.option(
        "--output", type=Output(path_type=Path), metavar="FILE|FOLDER", help="Write to a file, whole or not at all."
    ),
    FORCE,
    click.option("--redline", is_flag=True, help="With docx: propose the recommended language as tracked changes."),
    click.option("--page-images", is_flag=True, help="With html: show the pages of a PDF that hold evidence."),
    *_WEIGHING,
    *_SEVERAL,
    *_READING,
    _JOBS,
    *_LOG,
    click.option(
        "--version",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_version,
        help="Show the version of the program and of its patterns, and exit.",
    ),
)
_COMPARE = (
    click.option(
        "--as",
        "as_",
        type=Choice(WAYS),
        help="Versions of one contract, each with the one before, or vendors side by side.  [default: as the parties "
        "and the words tell]",
    ),
    *_JUDGING,
    click.option(
        "--format",
        type=Choice(COMPARISON_FORMATS),
        default="text",
        show_default=True,
        help="Form of the comparison.",
    ),
    click.option("--output", type=Output(path_type=Path), metavar="FILE", help="Write to a file, whole or not at all."),
    FORCE,
    click.option(
        "--fail-on-gain",
        type=Choice((*SEVERITIES, "never")),
        callback=severity,
        default="never",
        show_default=True,
        help="Least severity of a finding gained from one version to the next that makes the exit code 1.",
    ),
    *_READING,
    _JOBS,
    *_LOG,
)
_FILTER = (
    *_JUDGING,
    *_WEIGHING,
    *_READING,
    click.option(
        "--jobs",
        type=Count(),
        metavar="N",
        default=1,
        show_default=True,
        help="Processes to read documents in, so that a crash costs one document; 0 reads in this one.",
    ),
    *_LOG,
)
_SCAN = (
    click.option(
        "--engine",
        type=Choice(ENGINES),
        default="local",
        show_default=True,
        help="What deals the documents out: this machine, or a Ray cluster, that of RAY_ADDRESS or a new one on "
        "this machine.",
    ),
    click.option(
        "--output",
        required=True,
        metavar="FOLDER",
        shell_complete=folders,
        help="Where Parquet files with the results go, a path or an address; a scan that was ended goes on there.",
    ),
    click.option("--force", is_flag=True, help="Drop what another scan has left in the folder, and begin anew."),
    *_JUDGING,
    _FAIL_ON,
    *_CHOICE,
    *_READING,
    _JOBS,
    *_LOG,
)


def check_options(command: CommandT) -> CommandT:
    """Give a command the options of a check."""
    return _given(command, _CHECK)


def scan_options(command: CommandT) -> CommandT:
    """Give a command the options of a scan into a folder."""
    return _given(command, _SCAN)


def compare_options(command: CommandT) -> CommandT:
    """Give a command the options of a comparison."""
    return _given(command, _COMPARE)


def filter_options(command: CommandT) -> CommandT:
    """Give a command the options of a filter."""
    return _given(command, _FILTER)


def _given(command: CommandT, options: Sequence[Callable[[CommandT], CommandT]]) -> CommandT:
    for option in reversed(options):
        command = option(command)
    return command
