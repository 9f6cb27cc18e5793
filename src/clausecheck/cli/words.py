"""Words to the user: complaints on standard error, labelled passages."""

from __future__ import annotations

import textwrap

import click


def complain(message: str, code: str) -> None:
    """Say on one line what went wrong."""
    click.echo(f"clausecheck: {printable(message)} [{code}]", err=True)


def printable(text: str) -> str:
    """Escape line breaks, control and direction characters: names and messages may carry them to deceive."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


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
