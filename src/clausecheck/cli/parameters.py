"""Parameters: how what is typed becomes a value, and what is refused."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import ENAMETOOLONG
from math import isfinite
from typing import Any

import click

import clausecheck
from clausecheck.errors import did_you_mean
from clausecheck.playbook.severity import Severity


def severity(_context: click.Context, _option: click.Parameter, name: str) -> Severity | None:
    """Take the name of a severity for it, and "never" for none."""
    return None if name == "never" else Severity[name.upper()]


class Choice(click.Choice):  # type: ignore[type-arg]  # takes no index before click 8.2
    """One of several words, with a guess at the one that was meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Add the guess to what click says."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            guess = did_you_mean(str(value), map(str, self.choices))
            raise click.BadParameter(f"{error.message.removesuffix('.')}{guess or '.'}", ctx, param) from error


class Count(click.IntRange):
    """A whole number from 0."""

    def __init__(self) -> None:
        super().__init__(min=0)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Say what is wanted in place of what click calls a range."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"a whole number is wanted, 0 or more, not {str(value)!r}.", param, ctx)


class Seconds(click.FloatRange):
    """A time that a document may take."""

    def __init__(self) -> None:
        super().__init__(min=0, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse "nan" and "inf" too, which lie in any range that click knows."""
        seconds = None
        with suppress(click.BadParameter):
            seconds = super().convert(value, param, ctx)
        if seconds is None or not isfinite(seconds):
            self.fail(f"a number of seconds above 0 is wanted, not {str(value)!r}.", param, ctx)
        return seconds


class Output(click.Path):
    """A path to write to, refused where it can only be a slip."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Refuse a path that is empty, too long for a file, or names a folder which is not there."""
        try:
            os.lstat(value)
        except OSError as error:
            if error.errno == ENAMETOOLONG:
                self.fail("a name is too long for a file; give a shorter one.", param, ctx)
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
