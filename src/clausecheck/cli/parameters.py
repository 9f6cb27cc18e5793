"""Parameters: how what is typed becomes a value, and what is refused."""

from __future__ import annotations

import os
from math import isfinite
from typing import Any

import click

import clausecheck
from clausecheck.playbook.severity import Severity


def severity(_context: click.Context, _option: click.Parameter, name: str) -> Severity | None:
    """Take the name of a severity for it, and "never" for none."""
    return None if name == "never" else Severity[name.upper()]


def finite(_context: click.Context, _option: click.Parameter, seconds: float | None) -> float | None:
    """Refuse "nan" and "inf", which lie in any range that click knows."""
    if seconds is not None and not isfinite(seconds):
        raise click.BadParameter("a number of seconds is wanted.")
    return seconds


class Output(click.Path):
    """A path to write to, refused where it can only be a slip."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse a path that is empty or names a folder which is not there."""
        if value == "":  # a variable without a value; Path() would take it for the current folder
            self.fail("an empty path names no file.", param, ctx)
        if str(value).endswith(("/", os.sep)) and not os.path.isdir(value):  # noqa: PTH112 - Path drops the slash
            self.fail(f"there is no folder '{value}'.", param, ctx)
        return super().convert(value, param, ctx)


def show_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Show the versions of program and patterns, and end the run."""
    if not wanted or ctx.resilient_parsing:
        return
    from clausecheck.patterns.loader import bundled_version  # noqa: PLC0415 - needs pydantic, --help does not

    click.echo(f"clausecheck {clausecheck.__version__}, patterns {bundled_version()}")
    ctx.exit()
