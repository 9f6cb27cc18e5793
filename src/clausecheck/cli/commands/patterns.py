"""`clausecheck patterns`: what detection looks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

import clausecheck
from clausecheck.cli.completion import clause_types
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.cli.words import entry
from clausecheck.errors import OptionError, did_you_mean
from clausecheck.report.printable import printable

if TYPE_CHECKING:
    from clausecheck.patterns.model import ClauseType


@click.group()
def patterns() -> None:
    """List, explain, test and lint the clause patterns."""


@patterns.command("list")
def list_() -> None:
    """List the clause types that can be detected."""
    for clause_type in clausecheck.load_patterns().clause_types:
        known = clause_type.definition
        click.echo(f"{clause_type.id:<30}  {clause_type.family:<15}  {known.status:<10}  {known.title}")


@patterns.command()
@click.argument("clause_type", metavar="ID", shell_complete=clause_types)
def explain(clause_type: str) -> None:
    """Explain a clause type: what it is, why it matters, examples."""
    loaded = clausecheck.load_patterns()
    try:
        found = loaded[clause_type]
    except KeyError:
        ids = [known.id for known in loaded.clause_types]
        hint = did_you_mean(clause_type, ids)
        raise OptionError(f"no clause type '{clause_type}'{hint}; known: {', '.join(ids)}") from None
    click.echo("\n".join(_explained(found)))


@patterns.command()
@click.pass_context
def test(ctx: click.Context, /) -> None:
    """Run the examples that each pattern carries."""
    from clausecheck.detect.selfcheck import run_examples  # noqa: PLC0415 - needs spaCy, the other commands do not

    loaded = clausecheck.load_patterns()
    failures = run_examples(loaded)
    for failure in failures:
        click.echo(printable(f"{failure.clause_type}: {failure.message}: {failure.example}"))
    examples = [known.definition.examples for known in loaded.clause_types]
    total = sum(len(each.match) + len(each.no_match) for each in examples)
    click.echo(f"{total} examples, {len(failures)} failed")
    ctx.exit(ExitCode.FINDINGS if failures else ExitCode.CLEAN)


@patterns.command("lint")
@click.pass_context
def lint_(ctx: click.Context, /) -> None:
    """Look for what a pattern file may say but should not."""
    from clausecheck.patterns.lint import lint  # noqa: PLC0415 - only this command needs it

    problems = lint(clausecheck.load_patterns())
    for problem in problems:
        click.echo(printable(str(problem)))
    click.echo(f"{len(problems)} problems")
    ctx.exit(ExitCode.FINDINGS if problems else ExitCode.CLEAN)


def _explained(clause_type: ClauseType) -> Iterator[str]:
    known = clause_type.definition
    yield f"{known.title} ({clause_type.family}/{clause_type.id}, {known.status} since {known.since})"
    yield entry("what", known.what)
    yield entry("why", known.why)
    yield entry("sources", "; ".join(known.sources))
    yield entry("attributes", ", ".join(clause_type.attribute_names))
    for example in known.examples.match:
        yield entry("match", f"{example.text} [{example.source}]")
    for example in known.examples.no_match:
        yield entry("no match", f"{example.text} [{example.source}]")
