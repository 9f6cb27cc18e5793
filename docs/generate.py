"""Write the parts of the documentation that follow from the code, the patterns and a real run of the program.

    python docs/generate.py           write them
    python docs/generate.py --check   write nothing; exit 1 and name every page that is out of date

Whole pages stand in docs/reference/. In README.md and docs/*.md a transcript stands between two marks; the program runs
in a folder that has what a checkout has, and the blocks of the page that carry a title as files:

    <!-- docs/generate.py runs: clausecheck FILE [OPTIONS] -->
    <!-- docs/generate.py runs, first 3 findings: clausecheck FILE [OPTIONS] -->
    ...
    <!-- end of the run -->

So do the tables of docs/dependencies.md. What is measured, there and elsewhere, is left as it is.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from clause_pages import NOTICE, clause_pages, plain
from clausecheck.cli.exit_codes import ExitCode
from clausecheck.cli.program import COMMANDS, program
from clausecheck.cli.words import as_json
from clausecheck.patterns.loader import load_patterns
from clausecheck.patterns.schema import pattern_schema
from clausecheck.playbook.loader import list_playbooks
from clausecheck.playbook.schema import playbook_schema
from clausecheck.report.schema import comparison_schema, report_schema
from dependency_page import PAGE as DEPENDENCIES
from dependency_page import dependency_page
from figures import figures

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"

_RUN = re.compile(
    r"(?P<mark><!-- docs/generate\.py runs(?:, first (?P<first>\d+) findings)?: (?P<command>clausecheck .+?) -->\n)"
    r".*?(?P<end><!-- end of the run -->)",
    re.DOTALL,
)
_TITLED = re.compile(r'^```\w+ title="(?P<title>[^"]+)"\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
_FINDING = re.compile(r"^(?:MET|WEAK|MISSING|ADVERSE|UNVERIFIED|NOT APPLICABLE)  +(?:info|low|medium|high|critical) ")
_LANGUAGE = "LANGUAGE TO ASK FOR"


def pages() -> Iterator[tuple[Path, str]]:
    """Give every generated page, and every page with a transcript, as it should be."""
    patterns = load_patterns()
    measured = figures((ROOT / "docs" / "accuracy.md").read_text("utf-8"))
    for name, text in clause_pages(patterns, list_playbooks(), measured):
        yield REFERENCE / name, text
    yield REFERENCE / "cli.md", command_page()
    yield DEPENDENCIES, dependency_page()
    for name, schema in (
        ("pattern", pattern_schema()),
        ("playbook", playbook_schema()),
        ("report", report_schema()),
        ("comparison", comparison_schema()),
    ):
        yield REFERENCE / f"{name}.schema.json", f"{as_json(schema)}\n"
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text("utf-8")
        if _RUN.search(text):
            yield path, _RUN.sub(_rerun, text)


# --- transcripts ---


def _rerun(match: re.Match[str]) -> str:
    command, first = match["command"], match["first"]
    with tempfile.TemporaryDirectory() as folder:
        lay_out(match.string, Path(folder))
        output, code = run(command, Path(folder))
    if code not in (ExitCode.CLEAN, ExitCode.FINDINGS):
        sys.exit(f"{command} failed, so there is nothing to show:\n{output}")
    shown = output if first is None else first_findings(output, int(first))
    return f"{match['mark']}```console\n$ {command}\n{shown}$ echo $?\n{code}\n```\n{match['end']}"


def lay_out(page: str, folder: Path) -> None:
    """Give a folder the samples, and the blocks of a page that carry a title."""
    (folder / "sample_contracts").symlink_to(ROOT / "sample_contracts", target_is_directory=True)
    for block in _TITLED.finditer(page):
        place = folder / block["title"]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(block["text"], "utf-8")


def run(command: str, folder: Path) -> tuple[str, int]:
    """Run the program in a folder; give what it writes, words after results, and its exit code.

    It runs in this process, which has loaded the patterns.
    """
    before = Path.cwd()
    os.chdir(folder)
    try:
        ran = CliRunner().invoke(program, shlex.split(command)[1:], env={"NO_COLOR": "1"}, prog_name="clausecheck")
    finally:
        os.chdir(before)
    return ran.stdout + ran.stderr, ran.exit_code


def first_findings(report: str, count: int) -> str:
    """Keep the head and the first findings of a text report, and say what was left out."""
    lines = report.splitlines()
    starts = [place for place, line in enumerate(lines) if _FINDING.match(line)]
    language = lines.index(_LANGUAGE) - 1 if _LANGUAGE in lines else len(lines)
    more = len(starts) - count
    left_out = [f"{more} more finding{'s' if more > 1 else ''}"] if more > 0 else []
    left_out += ["the language to ask for"] if language < len(lines) else []
    if not left_out:
        return report
    kept = "\n".join(lines[: starts[count] if more > 0 else language])
    return f"{kept}\n[... {' and '.join(left_out)}, left out here ...]\n"


# --- docs/reference/cli.md ---


def command_page() -> str:
    """Write the help of every command, from its options: click lays out its help otherwise in each version."""
    parts = [
        "# Command line",
        NOTICE,
        "`clausecheck COMMAND --help`, or `-h`, says the same. How a run ends: [exit codes](../exit-codes.md).\n",
    ]
    for command in COMMANDS:
        name = "clausecheck" if command.name == "check" else f"clausecheck {command.name}"
        parts.append(_command_section(command, name))
        if isinstance(command, click.Group):
            parts.extend(_command_section(inner, f"{name} {inner.name}") for inner in command.commands.values())
    return "\n".join(parts)


def _command_section(command: click.Command, name: str) -> str:
    arguments = [param.metavar or "" for param in command.params if isinstance(param, click.Argument)]
    options = [param for param in command.params if isinstance(param, click.Option)]
    words = [name, *(["[OPTIONS]"] if options else []), *arguments]
    if isinstance(command, click.Group):
        words.append("COMMAND")
    lines = [f"## {name}\n", f"    {' '.join(words)}\n", f"{' '.join((command.help or '').split())}\n"]
    if options:
        lines.append("| Option | Meaning |\n|---|---|")
        lines.extend(_option_row(option) for option in options)
        lines.append("")
    return "\n".join(lines)


def _option_row(option: click.Option) -> str:
    words = ", ".join((*option.opts, *option.secondary_opts))
    if isinstance(option.type, click.Choice):
        words += f" {' | '.join(map(str, option.type.choices))}"
    elif not option.is_flag:
        words += f" {option.metavar or option.type.name.upper()}"
    notes = [f"Default: `{option.default}`."] if option.show_default else []
    notes += [f"Environment: `{option.envvar}`."] if option.show_envvar else []
    # A bar in a cell ends it, unless it has a backslash, which some readers of Markdown then show.
    code = f"<code>{words.replace('|', '&#124;')}</code>" if "|" in words else f"`{words}`"
    return f"| {code} | {' '.join([plain(option.help or ''), *notes])} |"


def orphaned(found: Collection[Path]) -> list[Path]:
    """List the pages of clause types that are no more."""
    return sorted(path for path in (REFERENCE / "clauses").glob("*.md") if path not in found)


def main() -> int:
    """Write the pages, or name those that are out of date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a page is out of date")
    options = parser.parse_args()
    found = dict(pages())
    stale = [(path, text) for path, text in found.items() if not path.exists() or path.read_text("utf-8") != text]
    orphans = orphaned(found)
    for path, text in stale:
        print(f"{'out of date' if options.check else 'written'}: {path.relative_to(ROOT)}")
        if not options.check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    for path in orphans:
        print(f"{'not wanted any more' if options.check else 'deleted'}: {path.relative_to(ROOT)}")
        if not options.check:
            path.unlink()
    if (stale or orphans) and options.check:
        print("Run: python docs/generate.py")
    return 1 if (stale or orphans) and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
