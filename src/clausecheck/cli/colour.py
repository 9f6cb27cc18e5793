"""Colour for the status words of a text report, where a person is looking."""

from __future__ import annotations

import os
import re
import sys

import click

_COLOURS = {
    "ADVERSE": "red",
    "MISSING": "red",
    "NOT READ": "red",
    "NOT PASSED": "red",
    "UNVERIFIED": "magenta",
    "WEAK": "yellow",
    "MET": "green",
    "PASSED": "green",
    "GAINED": "red",
    "CANNOT BE TOLD": "magenta",
    "CHANGED": "yellow",
    "REWORDED": "yellow",
    "RESOLVED": "green",
}
# The words of a contract are always indented, so at the beginning of a line these are the report's own.
_STATUS = re.compile(rf"^(?:{'|'.join(_COLOURS)})(?=  )", re.MULTILINE)


def wants_colour() -> bool:
    """Tell whether standard output is a terminal that shows colour, and whose user has not said NO_COLOR."""
    able = sys.platform != "win32" or "WT_SESSION" in os.environ
    return able and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(report: str) -> str:
    """Colour the words that begin a line of a text report and say how things stand."""
    return _STATUS.sub(lambda match: click.style(match.group(), fg=_COLOURS[match.group()], bold=True), report)
