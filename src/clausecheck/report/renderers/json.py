"""Reports as JSON, indented, their keys in the order of the wire format: one object for one, an array for several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from clausecheck.report.model import FileError, Report


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Lay out one object for one result, an array for several."""
    pending = iter(results)
    first, second = next(pending, None), next(pending, None)
    if first is None:
        return
    if second is None:
        yield f"{_object(first)}\n"
        return
    yield "["
    for position, result in enumerate(chain((first, second), pending)):
        yield ",\n" if position else "\n"
        yield _object(result)
    yield "\n]\n"


def _object(result: Report | FileError) -> str:
    return result.model_dump_json(indent=2)
