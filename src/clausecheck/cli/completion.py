"""What a shell may offer for a word that is not typed out yet; click writes the scripts that ask."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem, ZshComplete, add_completion_class

from clausecheck.patterns import bundled

_PLAIN = re.compile(r"[\w./\\:+-]+")  # a shell would have to quote any other name, and takes a word as it is


@add_completion_class
class _Zsh(ZshComplete):
    """Leaves no line empty: the script for zsh drops such a line, and takes the next for it."""

    def format_completion(self, item: CompletionItem) -> str:
        return super().format_completion(item if item.value else CompletionItem("_", type=item.type))


def files(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell offer its files."""
    return [CompletionItem(incomplete, type="file")]


def folders(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell offer its folders."""
    return [CompletionItem(incomplete, type="dir")]


def playbooks(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of the bundled playbooks, the user's own, and files.

    Files come first: the script for bash drops what it was told before them, and offers them where nothing else is.
    """
    own = sorted({os.path.relpath(path) for path in _own_playbooks(context)})
    items = [CompletionItem(name) for name in own if name.startswith(incomplete) and _PLAIN.fullmatch(name)]
    return [*files(context, parameter, incomplete), *_stems("playbooks", incomplete), *items]


def clause_types(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of the clause types."""
    return _stems("clauses", incomplete)


def patterns(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer clause files, and the ids of the clause types."""
    return [*files(context, parameter, incomplete), *_stems("clauses", incomplete)]


def _own_playbooks(context: click.Context) -> Iterator[Path]:
    """List the files that are likely playbooks: here, beside patterns of the user's own, and as a team has agreed."""
    agreed = context.default_map or {}
    sources = {*(context.params.get("patterns") or ()), *agreed.get("patterns", ())}
    for folder in (Path(), *(Path(source, "playbooks") for source in sources)):
        yield from folder.glob("[!.]*.yaml")
    named = Path(agreed.get("playbook", ""))
    if named.is_file():
        yield named


def _stems(folder: str, incomplete: str) -> list[CompletionItem]:
    """Take ids from the names of the files: to load these would keep whoever is typing waiting."""
    stems = sorted(path.stem for path in (bundled() / folder).rglob("*.yaml"))
    return [CompletionItem(stem) for stem in stems if stem.startswith(incomplete)]
