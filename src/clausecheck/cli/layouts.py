"""How the results of a run are laid out in one stream: what stands around and between the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import clausecheck
from clausecheck.cli.exit_codes import open_findings
from clausecheck.cli.words import printable
from clausecheck.report.model import FileError, Report

Result = Report | FileError
Layout = Callable[[Iterable[Result]], Iterator[str]]


def text(results: Iterable[Result]) -> Iterator[str]:
    """Lay out the reports one after another; several documents end with an overview."""
    rows: list[tuple[str, ...]] = []
    for result in results:
        if isinstance(result, Report):
            yield ("\n" if rows else "") + clausecheck.render(result, "text")
        rows.append(_overview_row(result))
    if len(rows) > 1:
        yield "\n" + _overview(rows)


def json(results: Iterable[Result]) -> Iterator[str]:
    """Lay out one object for one document, an array for several."""
    pending = iter(results)
    first, second = next(pending, None), next(pending, None)
    if first is None:
        return
    if second is None:
        yield clausecheck.render(first, "json")
        return
    yield "["
    for position, result in enumerate(chain((first, second), pending)):
        yield ",\n" if position else "\n"
        yield clausecheck.render(result, "json").rstrip("\n")
    yield "\n]\n"


def jsonl(results: Iterable[Result]) -> Iterator[str]:
    """Lay out one object a line."""
    for result in results:
        yield clausecheck.render(result, "jsonl")


LAYOUTS: dict[str, Layout] = {"text": text, "json": json, "jsonl": jsonl}

_HEAD = ("document", "risk", "score", "worst finding")


def _overview_row(result: Result) -> tuple[str, ...]:
    name = printable(result.document.name)
    if isinstance(result, FileError):
        return (name, "-", "-", f"not analysed: {result.error.code}")
    worst = next(
        (f"{finding.severity}: {finding.title} ({finding.status})" for finding in open_findings(result)), "none"
    )
    return (name, result.summary.risk, str(result.summary.score), worst)


def _overview(rows: list[tuple[str, ...]]) -> str:
    rows = sorted(rows, key=lambda row: row[1] != "-")  # unreadable documents first, the others in their order
    widths = [max(len(row[column]) for row in (_HEAD, *rows)) for column in range(3)]
    lines = (
        "  ".join((*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[-1]))
        for row in (_HEAD, *rows)
    )
    return "\n".join(lines) + "\n"
