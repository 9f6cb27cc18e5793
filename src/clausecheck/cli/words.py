"""Words to the user: complaints on standard error, labelled passages."""

from __future__ import annotations

import textwrap
from contextlib import suppress

import click

from clausecheck.report.printable import printable


def complain(message: str, code: str) -> None:
    """Say on one line what went wrong, if anybody hears it: the exit code says so all the same."""
    with suppress(OSError, ValueError):
        click.echo(f"clausecheck: {printable(message)} [{code}]", err=True)


def entry(label: str, text: str) -> str:
    """Set a passage under its label, wrapped and indented."""
    return textwrap.fill(
        " ".join(text.split()),
        width=100,
        initial_indent=f"  {label:<13} ",
        subsequent_indent=" " * 16,
        break_long_words=False,
        break_on_hyphens=False,
    )
