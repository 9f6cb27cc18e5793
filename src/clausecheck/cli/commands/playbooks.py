"""`clausecheck playbooks`: the positions that contracts are held against."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

import clausecheck
from clausecheck._counted import counted
from clausecheck.cli import completion
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.cli.options import CONFIG, FORCE, PATTERNS, CommandT
from clausecheck.cli.output import put_beside, refuse_overwriting, written_whole
from clausecheck.cli.parameters import Output
from clausecheck.cli.settings import own_patterns
from clausecheck.cli.words import as_json, complain, entry, printable_lines, spoken
from clausecheck.errors import DefinitionError, OptionError
from clausecheck.report.printable import printable
from clausecheck.structure.document_types import TYPE_TITLES

if TYPE_CHECKING:
    from clausecheck.migration.carry import Carried
    from clausecheck.playbook.model import Condition, Playbook, Rule

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_REMEDY = """
What was not carried over stands at the end of the file as comments, with its regexes. Write a rule on another clause
type in its place (clausecheck patterns list), or a clause type of your own (clausecheck patterns new ID).
"""


def _from(help: str) -> Callable[[CommandT], CommandT]:
    """Give a command the playbook that it starts from."""
    return click.option(
        "--from",
        "base",
        metavar="ID|FILE",
        default="outsourcing",
        show_default=True,
        shell_complete=completion.playbooks,
        help=help,
    )


@click.group()
def playbooks() -> None:
    """List, show, begin and validate playbooks."""


@playbooks.command("list")
def list_() -> None:
    """List the bundled playbooks."""
    from clausecheck.playbook.loader import list_playbooks  # noqa: PLC0415 - needs pydantic, --help does not

    for playbook in list_playbooks():
        click.echo(f"{playbook.id:<20}  {playbook.version:<6}  {playbook.side:<8}  {playbook.title}")


@playbooks.command()
@click.argument("playbook", metavar="ID|FILE", shell_complete=completion.playbooks)
def show(playbook: str) -> None:
    """Show the positions of a playbook, on whatever clause types they are."""
    click.echo(printable_lines(_lines(clausecheck.load_playbook(playbook))))


@playbooks.command()
def schema() -> None:
    """Print the JSON Schema of playbook files, for an editor."""
    from clausecheck.playbook.schema import playbook_schema  # noqa: PLC0415 - needs pydantic, --help does not

    click.echo(as_json(playbook_schema()))


@playbooks.command()
@click.argument("name", metavar="NAME")
@_from("Playbook to extend.")
@click.option("--output", type=Output(path_type=Path), metavar="FILE", help="[default: NAME.yaml]")
@FORCE
def new(name: str, base: str, output: Path | None, force: bool) -> None:
    """Begin a playbook that extends another, with each of its rules ready to be changed.

    The schema by which editors check while one writes is put beside it.
    """
    from clausecheck.playbook.draft import draft  # noqa: PLC0415 - needs pydantic, --help does not
    from clausecheck.playbook.loader import is_file_name, list_playbooks  # noqa: PLC0415 - as above
    from clausecheck.playbook.schema import SCHEMA, playbook_schema  # noqa: PLC0415 - as above

    if not _ID.fullmatch(name):
        raise OptionError(f"'{name}' is no name: small letters, digits and hyphens, such as our-positions")
    if name in (each.id for each in list_playbooks()):
        raise OptionError(f"'{name}' is a bundled playbook; give yours a name of its own")
    target = output or Path(f"{name}.yaml")
    extended = clausecheck.load_playbook(base)
    files = [Path(base)] if is_file_name(base) else []
    refuse_overwriting(target, files, force=force)
    named = Path(os.path.relpath(base, target.parent)).as_posix() if files else base
    with written_whole(target, force=force) as file:
        file.write(draft(extended, named, name).encode())
    put_beside(target, SCHEMA, as_json(playbook_schema()))
    click.echo(
        printable(f"{target}: extends {extended.id}, {counted(len(extended.rules), 'rule')}; change what differs")
    )


@playbooks.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@_from("Playbook that gives side and threshold, and the terms that regular expressions do not state.")
@click.option("--output", type=Output(path_type=Path), metavar="FILE", help="[default: NAME-imported.yaml]")
@FORCE
@CONFIG
@PATTERNS
def import_(file: Path, base: str, output: Path | None, force: bool, patterns: tuple[str, ...]) -> None:
    """Carry over a playbook of redline-buddy, and say what could not be carried over."""
    from clausecheck.migration.carry import carry_over  # noqa: PLC0415 - needs spaCy, the other commands do not
    from clausecheck.migration.redline_buddy import read_regex_playbook  # noqa: PLC0415 - needs pydantic
    from clausecheck.migration.writing import file_id, written  # noqa: PLC0415 - as above
    from clausecheck.playbook.loader import is_file_name  # noqa: PLC0415 - as above

    known = own_patterns(patterns)
    stand_in = clausecheck.load_playbook(base, known=known.known_attributes)
    foreign = read_regex_playbook(file)
    target = output or Path(f"{file_id(foreign)}-imported.yaml")
    refuse_overwriting(target, [file, *([Path(base)] if is_file_name(base) else [])], force=force)
    carried = carry_over(foreign, stand_in, known)
    done = [each.outcome for each in carried if each.rule]
    if done:
        with written_whole(target, force=force) as draft:
            draft.write(written(foreign, carried, stand_in).encode())
    click.echo("\n\n".join("\n".join(_outcome_lines(each)) for each in carried))
    if not done:
        raise OptionError(
            f"{file}: none of its {counted(len(carried), 'rule')} can be carried over; nothing was written"
        )
    if len(done) < len(carried):
        click.echo(_REMEDY, nl=False)
    in_part = done.count("carried over in part")
    click.echo(f"\n{target}: {len(done)} of {counted(len(carried), 'rule')}, {in_part} of them in part")


@playbooks.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", shell_complete=completion.files)
@CONFIG
@PATTERNS
@click.pass_context
def validate(ctx: click.Context, /, files: tuple[str, ...], patterns: tuple[str, ...]) -> None:
    """Check playbook files; list every fault with its line and column."""
    known = own_patterns(patterns).known_attributes
    outcome = ExitCode.CLEAN
    for file in files:
        try:
            playbook = clausecheck.load_playbook(file, known=known)
        except DefinitionError as error:
            outcome = ExitCode.NOT_ANALYSED
            for fault in error.faults:
                complain(str(fault), error.code)
        else:
            click.echo(f"{file}: {counted(len(playbook.rules), 'rule')}, no fault")
    ctx.exit(outcome)


def _outcome_lines(carried: Carried) -> Iterator[str]:
    source, subject = carried.source, carried.subject
    yield f"{source.id}: {source.title} ({source.severity}, {source.check.kind})"
    as_rule = f", as a rule on {carried.rule.clause_type}, wanted {carried.rule.expects}" if carried.rule else ""
    yield entry("outcome", f"{carried.outcome}{as_rule}")
    if subject:
        yield entry("about", f"{subject.clause_type.definition.title} ({subject.clause_type.id}): {subject}")
    for loss in carried.lost:
        yield entry("lost" if carried.rule else "why not", loss)


def _lines(playbook: Playbook) -> Iterator[str]:
    yield f"{playbook.title} ({playbook.id} {playbook.version})"
    yield f"For the {playbook.side}; passes from {counted(playbook.threshold, 'point')}, with every must-have rule."
    for rule in playbook.rules:
        yield ""
        yield from _rule_lines(rule)


def _rule_lines(rule: Rule) -> Iterator[str]:
    from clausecheck.playbook.model import CONDITIONED  # noqa: PLC0415 - needs pydantic, --help does not

    must = ", must have" if rule.must_have else ""
    yield f"{rule.id}: {rule.title} ({rule.severity.name.lower()}, weight {rule.weight:g}{must})"
    yield entry("clause", f"{rule.clause_type}, wanted {rule.expects}")
    for key in CONDITIONED:
        conditions = getattr(rule, key)
        if conditions:
            yield entry(key.replace("_", " "), _worded(conditions))
    for objection in rule.unacceptable:
        yield entry("unacceptable", f"{_worded(objection.when)}: {objection.message}")
    for type, reason in rule.not_for.items():
        yield entry("not for", f"{TYPE_TITLES[type]}: {reason}")
    yield entry("why", rule.why)
    yield entry("ask for", rule.recommended_language)
    yield entry("sources", "; ".join(rule.sources))


def _worded(conditions: dict[str, Condition]) -> str:
    return "; ".join(
        f"{attribute.replace('_', ' ')} {check.replace('_', ' ')} {spoken(value)}"
        + (" or not stated" if condition.if_silent == "met" else "")
        for attribute, condition in conditions.items()
        for check, value in condition.model_dump(exclude_none=True, exclude={"if_silent"}).items()
    )
