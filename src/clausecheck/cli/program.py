"""The program: picks the command, and ends every run with a documented exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

import click
from click.shell_completion import CompletionItem

from clausecheck.cli.commands.check import check
from clausecheck.cli.commands.compare import compare
from clausecheck.cli.commands.filter import filter
from clausecheck.cli.commands.patterns import patterns
from clausecheck.cli.commands.playbooks import playbooks
from clausecheck.cli.commands.scan import scan
from clausecheck.cli.exit_codes import BROKEN_PIPE, ExitCode
from clausecheck.cli.stopping import Stopped
from clausecheck.cli.words import complain, remark
from clausecheck.errors import INTERNAL_ERROR, ClausecheckError, DefinitionError, OptionError, nearest

_ALMOST = 0.8  # what is less like a command may well be the name of a document that is not there

COMMANDS: tuple[click.Command, ...] = (check, compare, filter, patterns, playbooks, scan)


def _shown(commands: Mapping[str, click.Command]) -> list[str]:
    """List the commands that a user is told of."""
    return [name for name, command in commands.items() if not command.hidden]


class Program(click.Group):
    """Takes `check` for the command when the first argument names none."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the command first; ask back where it seems to be mistyped."""
        first = args[0] if args else ""
        if first in self.commands or (ctx.resilient_parsing and not args):  # the shell asks what could come first
            return super().parse_args(ctx, args)
        guess = nearest(first, _shown(self.commands), cutoff=_ALMOST)
        if guess and not ctx.resilient_parsing and not first.startswith("-") and not os.path.lexists(first):
            raise click.UsageError(f"No file and no command '{first}'. Did you mean '{guess[0]}'?")
        return super().parse_args(ctx, ["check", *args])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands, and what may follow `check`, which needs no name."""
        check = self.commands["check"]
        paths, *_ = check.params
        with check.make_context("check", [], parent=ctx, resilient_parsing=True) as inner:
            following = check.shell_complete(inner, incomplete) or paths.shell_complete(inner, incomplete)
        return [*following, *super().shell_complete(ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; turn whatever stops it into an exit code and a line on standard error."""
        code: int = ExitCode.NOT_ANALYSED
        try:
            _refuse_missing_folder()
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
            return result
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Stopped as stop:
            remark(stop.words)
            code = stop.exit_code
        except BrokenPipeError:
            _discard_output()
            code = BROKEN_PIPE
        except DefinitionError as error:
            for fault in error.faults:
                complain(str(fault), error.code)
        except ClausecheckError as error:
            complain(str(error), error.code)
        except OSError as error:
            complain(f"The results could not be written: {error.strerror}.", OptionError.code)
        except Exception as error:  # its message may quote the contract
            complain(f"An unexpected {type(error).__name__}: a defect of clausecheck.", INTERNAL_ERROR)
        raise click.exceptions.Exit(code)


def _refuse_missing_folder() -> None:
    """Raise OptionError where the working folder is gone, of which libraries would say something else."""
    try:
        os.getcwd()  # noqa: PTH109 - no path is wanted
    except OSError as error:
        raise OptionError("the working folder is gone; change to one that exists") from error


def _discard_output() -> None:
    """Let the interpreter flush its last words into nothing: the reader has left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


program = Program(
    commands={command.name or "": command for command in COMMANDS},
    add_help_option=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> None:
    """Run the program on the arguments of the process."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - closed by whoever started us, and words go nowhere
    try:
        program(prog_name="clausecheck")
    except OSError:  # not even standard error takes a word
        sys.exit(ExitCode.NOT_ANALYSED)
