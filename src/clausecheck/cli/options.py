"""The options of `clausecheck PATH...`, and the values that the command reads them from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from clausecheck.ingest.document import OcrMode
from clausecheck.ingest.source import Reading
from clausecheck.playbook.severity import Severity, Side
from clausecheck.report.renderers import FORMATS

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

SEVERITIES = tuple(level.name.lower() for level in Severity)


def _severity(_context: click.Context, _option: click.Parameter, name: str) -> Severity | None:
    return None if name == "never" else Severity[name.upper()]


def _finite(_context: click.Context, _option: click.Parameter, seconds: float | None) -> float | None:
    """Refuse "nan" and "inf", which lie in any range that click knows."""
    if seconds is not None and not isfinite(seconds):
        raise click.BadParameter("a number of seconds is wanted.")
    return seconds


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What the user asked of a check."""

    playbook: str
    side: Side | None
    customer: str | None
    format: str
    output: Path | None
    force: bool
    redline: bool
    page_images: bool
    fail_on: Severity | None
    show: Severity
    password: str | None
    revisions: Reading
    convert: bool
    ocr: OcrMode
    time_limit: float | None
    isolate: bool | None

    @property
    def writes_folder(self) -> bool:
        """Tell whether the output is a folder that takes a file for each contract."""
        return self.output is not None and self.output.is_dir()


_OPTIONS = (
    click.option("--playbook", metavar="ID|FILE", default="outsourcing", show_default=True, help="Positions to check."),
    click.option(
        "--side", type=click.Choice(get_args(Side)), help="Whose interests to judge by.  [default: playbook's]"
    ),
    click.option(
        "--customer", metavar="TERM", help='The party that is the customer, as the contract calls it ("Client").'
    ),
    click.option("--format", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of the report."),
    click.option(
        "--output", type=click.Path(path_type=Path), metavar="FILE|FOLDER", help="Write to a file, whole or not at all."
    ),
    click.option("--force", is_flag=True, help="Replace files that exist."),
    click.option("--redline", is_flag=True, help="With docx: propose the recommended language as tracked changes."),
    click.option("--page-images", is_flag=True, help="With html: show the pages of a PDF that hold evidence."),
    click.option(
        "--fail-on",
        type=click.Choice((*SEVERITIES, "never")),
        callback=_severity,
        default="high",
        show_default=True,
        help="Least severity of an open finding that makes the exit code 1.",
    ),
    click.option(
        "--show",
        type=click.Choice(SEVERITIES),
        callback=_severity,
        default="info",
        show_default=True,
        help="Least severity of the findings to report.",
    ),
    click.option(
        "--password",
        metavar="TEXT",
        envvar="CLAUSECHECK_PASSWORD",
        show_envvar=True,
        help="Password of encrypted documents.",
    ),
    click.option(
        "--revisions",
        type=click.Choice(get_args(Reading)),
        default="accepted",
        show_default=True,
        help="Text to judge where Word tracked changes; marked is judged as accepted.",
    ),
    click.option("--convert", is_flag=True, help="Let an installed LibreOffice convert DOC, RTF and ODT files."),
    click.option(
        "--ocr",
        type=click.Choice(get_args(OcrMode)),
        default="auto",
        show_default=True,
        help="Pages to read by text recognition: those without text, all, none.",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        callback=_finite,
        metavar="SECONDS",
        help="Give a document up after this time.  [default: 1800]",
    ),
    click.option(
        "--isolate/--no-isolate",
        default=None,
        help="Read in a process of its own, so that a crash costs one document.  [default: for several documents, or "
        "with --time-limit]",
    ),
    click.version_option(package_name="clausecheck", message="%(prog)s %(version)s"),
)


def check_options(command: CommandT) -> CommandT:
    """Give a command the options of a check."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
