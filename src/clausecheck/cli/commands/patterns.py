"""`clausecheck patterns`: what detection looks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

import clausecheck
from clausecheck._counted import counted
from clausecheck.cli import completion
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.cli.options import CONFIG, FORCE, PATTERNS
from clausecheck.cli.output import put_beside, refuse_overwriting, written_whole
from clausecheck.cli.parameters import Count, Output
from clausecheck.cli.results import complain_of
from clausecheck.cli.settings import former_pattern, own_patterns
from clausecheck.cli.trials import trial_lines
from clausecheck.cli.words import as_json, complain, entry, printable_lines
from clausecheck.errors import InputError, OptionError, did_you_mean
from clausecheck.patterns import ID
from clausecheck.report.printable import printable

if TYPE_CHECKING:
    from clausecheck.detect.mutation import Survivor
    from clausecheck.patterns.model import ClauseType, Fragment, Modifier, PatternSet
    from clausecheck.structure.contract import Contract

_YAML = (".yaml", ".yml")
_GUESSES = 3
_TYPES = click.argument("clause_types", nargs=-1, metavar="[ID...]", shell_complete=completion.clause_types)


@click.group()
def patterns() -> None:
    """List, explain, begin, try, test and lint clause patterns."""


@patterns.command("list")
@CONFIG
@PATTERNS
def list_(patterns: tuple[str, ...]) -> None:
    """List the clause types that can be detected."""
    loaded = own_patterns(patterns)
    for clause_type in loaded.clause_types:
        known = clause_type.definition
        former = loaded.replaced.get(clause_type.id)
        title = f"{known.title} (in the place of {former_pattern(former)})" if former else known.title
        click.echo(f"{clause_type.id:<30}  {clause_type.family:<15}  {known.status:<10}  {printable(title)}")


@patterns.command()
@click.argument("clause_type", metavar="ID", shell_complete=completion.clause_types)
@CONFIG
@PATTERNS
def explain(clause_type: str, patterns: tuple[str, ...]) -> None:
    """Explain a clause type: what it is, why it matters, examples."""
    click.echo(printable_lines(_explained(_named(own_patterns(patterns), clause_type))))


@patterns.command()
@click.argument("name", metavar="ID")
@click.option("--output", type=Output(path_type=Path), metavar="FILE", help="[default: ID.yaml]")
@FORCE
def new(name: str, output: Path | None, force: bool) -> None:
    """Begin a clause type: a commented file, with an example or a copy of the bundled one.

    The schema by which editors check while one writes is put beside it.
    """
    from clausecheck.patterns.draft import draft  # noqa: PLC0415 - needs pydantic, --help does not
    from clausecheck.patterns.schema import SCHEMA, pattern_schema  # noqa: PLC0415 - as above

    if not ID.fullmatch(name):
        raise OptionError(f"'{name}' is no id: small letters, digits and underscores, such as parent_guarantee")
    target = output or Path(f"{name}.yaml")
    if target.stem != name:
        raise OptionError(f"--output {target}: the name of a clause file is its id, {name}.yaml")
    refuse_overwriting(target, [], force=force)
    known = clausecheck.load_patterns()
    bundled = known[name] if name in known.known_attributes else None
    with written_whole(target, force=force) as file:
        file.write(draft(name, bundled).encode())
    put_beside(target, SCHEMA, as_json(pattern_schema()))
    begun = "a copy of the bundled pattern" if bundled else "an example that works; put your own clause in its place"
    click.echo(f"{target}: {begun}")


@patterns.command()
@click.argument("name", required=False, metavar="[NAME|WORD]")
@CONFIG
@PATTERNS
def fragments(name: str | None, patterns: tuple[str, ...]) -> None:
    """List the fragments and modifiers that lines may use, show the lines of one, or list those that hold a word."""
    from clausecheck.patterns.loader import PARTY_FRAGMENTS  # noqa: PLC0415 - needs pydantic, --help does not

    loaded = own_patterns(patterns)
    # A few names are those of a fragment and of a modifier.
    known: list[tuple[str, str, Fragment | Modifier]] = [
        *((each, f"${{{each}}}", found) for each, found in loaded.fragments.items()),
        *((each, each, found) for each, found in loaded.modifiers.items()),
    ]
    if name in PARTY_FRAGMENTS:
        click.echo(f"${{{name}}}: What each contract calls this party; it has no lines.")
        return
    shown = [(called, found) for each, called, found in known if each == name]
    for called, found in shown:
        click.echo(printable_lines(iter([f"{called}: {found.what}", *(f"  {line}" for line in found.lines)])))
    if shown:
        return
    listed = known if name is None else [each for each in known if _holds(each[2], name)]
    if name is not None and not listed:
        raise OptionError(f"no fragment or modifier '{name}'{did_you_mean(name, [each for each, *_ in known])}")
    for _, called, found in sorted(listed, key=lambda each: each[:2]):
        click.echo(printable(f"{called:<32}  {found.what}"))


def _holds(found: Fragment | Modifier, word: str) -> bool:
    """Tell whether a word stands in what a fragment or modifier is for, or in one of its lines."""
    return word.lower() in re.findall(r"\w+", " ".join((found.what, *found.lines)).lower())


@patterns.command("try")
@click.argument("pattern", metavar="FILE|FOLDER|ID", shell_complete=completion.patterns)
@click.argument("contracts", nargs=-1, required=True, metavar="CONTRACT...", shell_complete=completion.files)
@CONFIG
@PATTERNS
@click.option("--near", type=Count(), default=5, show_default=True, help="Passages that came near to show.")
@click.pass_context
def try_(ctx: click.Context, /, pattern: str, contracts: tuple[str, ...], patterns: tuple[str, ...], near: int) -> None:
    """Show what a pattern finds in contracts and why, passage by passage, and what stopped the rest.

    Of a folder with patterns each clause type is tried; a folder with contracts stands for all of them.
    """
    from clausecheck.detect.detector import Detector  # noqa: PLC0415 - needs spaCy, the other commands do not
    from clausecheck.detect.trial import try_pattern  # noqa: PLC0415 - as above

    _refuse_swapped(pattern, contracts)
    loaded, kinds = _tried(pattern, patterns)
    detectors = [(kind, Detector(loaded.only(kind.id))) for kind in kinds]
    outcome = ExitCode.CLEAN
    for name, contract in _contracts(contracts):
        if contract is None:
            outcome = ExitCode.NOT_ANALYSED
            continue
        for kind, detector in detectors:
            title = name if len(kinds) == 1 else f"{name}: {kind.id}"
            click.echo(printable_lines(trial_lines(title, try_pattern(detector, kind, contract), near)))
    ctx.exit(outcome)


def _refuse_swapped(pattern: str, contracts: Sequence[str]) -> None:
    """Raise OptionError where a contract is named first and a pattern after it."""
    ids = {path.stem for path in (clausecheck.bundled() / "clauses").rglob("*.yaml")}

    def is_pattern(name: str) -> bool:
        return (name in ids and not Path(name).exists()) or name.endswith(_YAML)

    swapped = next(filter(is_pattern, contracts), None)
    if not is_pattern(pattern) and (swapped or Path(pattern).is_file()):
        right = f"clausecheck patterns try {swapped or 'FILE|FOLDER|ID'} {pattern}"
        raise OptionError(f"'{pattern}' is no pattern, which comes first and the contracts after it: {right}")


def _contracts(paths: Sequence[str]) -> Iterator[tuple[str, Contract | None]]:
    """Read the contracts that paths stand for; complain of one that cannot be read, and give None for it."""
    from clausecheck.discovery import documents  # noqa: PLC0415 - needs pydantic, --help does not

    for found in documents(paths):
        if isinstance(found, clausecheck.FileError):
            complain_of(found)
            yield found.document.name, None
        elif isinstance(found, Path):
            try:
                yield str(found), clausecheck.parse(clausecheck.load(found))
            except InputError as error:
                complain(str(error), error.code, str(found))
                yield str(found), None


def _tried(pattern: str, patterns: tuple[str, ...]) -> tuple[PatternSet, Sequence[ClauseType]]:
    """Load the clause types that a trial is of: those of a file or a folder, or one by its id."""
    path = Path(pattern)
    if not (path.is_dir() or pattern.endswith(_YAML)):
        loaded = own_patterns(patterns)
        return loaded, [_named(loaded, pattern)]
    loaded = own_patterns((*patterns, pattern))
    if not path.is_dir():
        return loaded, [_named(loaded, path.stem)]
    kinds = [kind for kind in loaded.clause_types if Path(kind.path).is_relative_to(path)]
    if not kinds:
        raise OptionError(f"{pattern}: no clause type in this folder")
    return loaded, kinds


@patterns.command()
@_TYPES
@CONFIG
@PATTERNS
@click.pass_context
def test(ctx: click.Context, /, clause_types: tuple[str, ...], patterns: tuple[str, ...]) -> None:
    """Run the examples that patterns carry."""
    from clausecheck._yaml import YamlFile  # noqa: PLC0415 - needs pydantic, --help does not
    from clausecheck.detect.selfcheck import run_examples  # noqa: PLC0415 - needs spaCy, the other commands do not

    loaded = own_patterns(patterns)
    kinds = _chosen(loaded, clause_types)
    failures = run_examples(loaded, *(kind.id for kind in kinds))
    for failure in failures:
        told = f"{failure.clause_type}: {failure.message}: {failure.example}"
        click.echo(printable(str(YamlFile(Path(loaded[failure.clause_type].path)).fault(failure.key, told))))
    examples = [kind.definition.examples for kind in kinds]
    total = sum(len(each.match) + len(each.no_match) for each in examples)
    click.echo(f"{counted(total, 'example')}, {len(failures)} failed")
    ctx.exit(ExitCode.FINDINGS if failures else ExitCode.CLEAN)


@patterns.command("mutate")
@_TYPES
@CONFIG
@PATTERNS
@click.pass_context
def mutate_(ctx: click.Context, /, clause_types: tuple[str, ...], patterns: tuple[str, ...]) -> None:
    """Take every wording away in turn, and tell which ones no example misses.

    Of a copy of a bundled clause type, only the wordings that differ.
    """
    from clausecheck.detect.detector import Detector  # noqa: PLC0415 - needs spaCy, the other commands do not
    from clausecheck.detect.mutation import mutate  # noqa: PLC0415 - as above
    from clausecheck.patterns.unproved import copied_texts  # noqa: PLC0415 - as above

    loaded = own_patterns(patterns)
    detector = Detector(loaded)
    lines = [
        line
        for kind in _chosen(loaded, clause_types)
        for line in _survived(kind, mutate(detector, kind, copied_texts(kind, loaded)))
    ]
    for line in lines:
        click.echo(printable(line))
    click.echo(f"{counted(len(lines), 'wording')} that no example misses")
    ctx.exit(ExitCode.FINDINGS if lines else ExitCode.CLEAN)


@patterns.command("lint")
@CONFIG
@PATTERNS
@click.option("--strict", is_flag=True, help="Tell the alternatives in lines that no example has as well.")
@click.pass_context
def lint_(ctx: click.Context, /, patterns: tuple[str, ...], strict: bool) -> None:
    """Look for what a pattern file may say but should not."""
    from clausecheck.patterns.lint import lint  # noqa: PLC0415 - only this command needs it
    from clausecheck.patterns.unproved import unexercised  # noqa: PLC0415 - as above

    loaded = own_patterns(patterns)
    problems, unproved = lint(loaded), unexercised(loaded)
    told = [*problems, *unproved] if strict else problems
    for problem in told:
        click.echo(printable(str(problem)))
    click.echo(counted(len(told), "problem"))
    if unproved and not strict:
        click.echo(f"{counted(len(unproved), 'line')} with alternatives that no example has; --strict tells them")
    ctx.exit(ExitCode.FINDINGS if told else ExitCode.CLEAN)


@patterns.command()
def schema() -> None:
    """Print the JSON Schema of clause files, for an editor."""
    from clausecheck.patterns.schema import pattern_schema  # noqa: PLC0415 - needs pydantic, --help does not

    click.echo(as_json(pattern_schema()))


def _named(loaded: PatternSet, clause_type: str) -> ClauseType:
    try:
        return loaded[clause_type]
    except KeyError:
        guess = did_you_mean(clause_type, [known.id for known in loaded.clause_types], _GUESSES)
        remedy = "clausecheck patterns list has all; one of your own needs --patterns"
        raise OptionError(f"no clause type '{clause_type}'{guess or ';'} {remedy}") from None


def _chosen(loaded: PatternSet, clause_types: Sequence[str]) -> Sequence[ClauseType]:
    """Give the clause types that are named, or else all."""
    return [_named(loaded, name) for name in clause_types] or loaded.clause_types


def _survived(kind: ClauseType, survivors: Iterable[Survivor]) -> Iterator[str]:
    """Say of each wording that no example misses where it stands, and what would prove it."""
    from clausecheck._yaml import YamlFile  # noqa: PLC0415 - needs pydantic, --help does not

    file = YamlFile(Path(kind.path))
    for survivor in survivors:
        what = "the signal" if survivor.line is None else f"'{survivor.line}'"
        why = "no example has it: add one"
        if survivor.exercised:
            why = "its examples are found without it: add one that nothing else finds"
        told = f"{survivor.clause_type}.{survivor.signal}: {what}: {why}, or take it out"
        yield str(file.fault(survivor.key, told))


def _explained(clause_type: ClauseType) -> Iterator[str]:
    known = clause_type.definition
    yield f"{known.title} ({clause_type.family}/{clause_type.id}, {known.status} since {known.since})"
    yield entry("what", known.what)
    yield entry("why", known.why)
    yield entry("sources", "; ".join(known.sources))
    yield entry("attributes", ", ".join(clause_type.attributes))
    for example in known.examples.match:
        yield entry("match", f"{example.text} [{example.source}]")
    for example in known.examples.no_match:
        yield entry("no match", f"{example.text} [{example.source}]")
