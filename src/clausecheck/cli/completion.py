"""What a shell may offer for a word that is not typed out yet; click writes the scripts that ask."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, ZshComplete, add_completion_class

from clausecheck.patterns import bundled


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
    """Offer the ids of the bundled playbooks, and files.

    Files come first: the script for bash drops what it was told before them.
    """
    return [*files(context, parameter, incomplete), *_stems("playbooks", incomplete)]


def clause_types(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the ids of the clause types."""
    return _stems("clauses", incomplete)


def patterns(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer clause files, and the ids of the clause types."""
    return [*files(context, parameter, incomplete), *_stems("clauses", incomplete)]


def _stems(folder: str, incomplete: str) -> list[CompletionItem]:
    """Take ids from the names of the files: to load these would keep whoever is typing waiting."""
    stems = sorted(path.stem for path in (bundled() / folder).rglob("*.yaml"))
    return [CompletionItem(stem) for stem in stems if stem.startswith(incomplete)]
