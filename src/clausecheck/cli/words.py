"""Words to the user: complaints on standard error, values and labelled passages on standard output."""

from __future__ import annotations

import json
import logging
import textwrap
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import click

from clausecheck.cli.log import is_logged
from clausecheck.report.printable import printable

_log = logging.getLogger(__name__)


def complain(message: str, code: str, document: str | None = None, path: str | None = None) -> None:
    """Say on one line what went wrong, with a document or altogether; the exit code says so as well.

    A log names the document by its `path`, where it has one.
    """
    if is_logged() and document is not None:  # the message is left out: it may name parties
        _log.warning("document not analysed", extra={"document": path or document, "code": code})
    elif is_logged():
        _log.error("run stopped", extra={"code": code, "reason": message})
    else:
        words = message if document is None else f"{document}: {message}"
        with suppress(OSError, ValueError):
            click.echo(f"clausecheck: {printable(words)} [{code}]", err=True)


def remark(words: str) -> None:
    """Say something that is worth knowing and nothing wrong."""
    if is_logged():
        _log.info("remark", extra={"words": words})
    else:
        with suppress(OSError, ValueError):
            click.echo(printable(words), err=True)


def printable_lines(lines: Iterable[str]) -> str:
    """Join lines for a terminal; what stands in them may come from a contract or a stranger's file."""
    return "\n".join("\n".join(map(printable, line.split("\n"))) for line in lines)


def as_json(schema: dict[str, Any]) -> str:
    """Lay a JSON Schema out so that people can read it, and see line by line what changes."""
    return json.dumps(schema, indent=2, ensure_ascii=False)


def spoken(value: object) -> str:
    """Say the value of an attribute: "yes", "60", "a, b", "-" for none."""
    if isinstance(value, list):
        return ", ".join(map(spoken, value)) or "-"
    if isinstance(value, dict):
        return " ".join(filter(None, map(str, value.values())))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "-"
    return f"{value:g}" if isinstance(value, float) else str(value)


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
