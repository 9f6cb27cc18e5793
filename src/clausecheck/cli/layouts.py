"""How the results of a run are laid out in one stream: what stands around and between the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import clausecheck
from clausecheck.cli.exit_codes import open_findings
from clausecheck.cli.words import printable
from clausecheck.report.columns import columns

if TYPE_CHECKING:
    from clausecheck.report.model import FileError, Report

    Result = Report | FileError
    Layout = Callable[[Iterable[Result]], Iterator[str]]


def text(results: Iterable[Result]) -> Iterator[str]:
    """Lay out the reports one after another; several documents, or one that could not be read, end with an overview."""
    rows: list[_Row] = []
    for result in results:
        if result.kind == "report":
            yield f"{_gap(rows)}{clausecheck.render(result, 'text')}"
        rows.append(_overview_row(result))
    if len(rows) > 1 or any(row.unread for row in rows):
        yield f"{_gap(rows)}{_overview(rows)}"


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


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, str, str, str]
    unread: bool = False


_HEAD = _Row(("document", "risk", "score", "worst finding"))


def _overview_row(result: Result) -> _Row:
    name = printable(result.document.name)
    if result.kind == "error":
        return _Row((name, "-", "-", f"not analysed: {result.error.code}"), unread=True)
    worst = next((f"{each.severity}: {each.title} ({each.status})" for each in open_findings(result)), "none")
    return _Row((name, result.summary.risk, str(result.summary.score), worst))


def _overview(rows: list[_Row]) -> str:
    """Set one line for each document, what could not be read first and the others in their order."""
    lines = [_HEAD, *sorted(rows, key=lambda row: not row.unread)]
    widths = [max(columns(line.cells[place]) for line in lines) for place in range(3)]
    return "".join(f"{'  '.join((*map(_padded, line.cells, widths), line.cells[3]))}\n" for line in lines)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - columns(cell))


def _gap(rows: list[_Row]) -> str:
    return "\n" if any(not row.unread for row in rows) else ""
