"""Renderers: pure functions from results to a format. One file a format, one line in one of the tables.

A module is imported when its format is asked for, so that nobody waits for the library of another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from clausecheck.errors import OptionError, did_you_mean, expect

if TYPE_CHECKING:
    from clausecheck.report.comparison.model import Comparison
    from clausecheck.report.model import FileError, Report
    from clausecheck.report.review import Markup, Review

ResultT = TypeVar("ResultT")

# Formats that lay the results of a run out in one text: Iterable[Result] -> Iterator[str]
_TEXTS = {
    "text": "text",
    "json": "json",
    "jsonl": "jsonl",
    "markdown": "markdown",
    "csv": "csv",
    "csv-contracts": "csv_contracts",
    "csv-clauses": "csv_clauses",
    "sarif": "sarif",
    "ics": "icalendar",
    "html": "portfolio",
}
# Formats that write the results of a run into one file: Iterable[Result], BinaryIO -> None
_FILES = {
    "xlsx": "xlsx",
    "parquet": "parquet",
    "parquet-contracts": "parquet_contracts",
    "parquet-clauses": "parquet_clauses",
}
# Formats that show one contract itself: Review, Markup -> bytes
_REVIEWS = {
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "text-layer": "text_layer",
}
# Formats that set several contracts against each other: Comparison -> str
_COMPARISONS = {
    "text": "comparison_text",
    "html": "comparison_html",
    "markdown": "comparison_markdown",
    "json": "comparison_json",
}

TEXT_FORMATS = tuple(_TEXTS)
FILE_FORMATS = tuple(_FILES)
REVIEW_FORMATS = tuple(_REVIEWS)
COMPARISON_FORMATS = tuple(_COMPARISONS)
FORMATS = tuple(dict.fromkeys((*TEXT_FORMATS, *FILE_FORMATS, *REVIEW_FORMATS)))


def render(result: Report | FileError, format: str) -> str:
    """Render a report, or the error that stands in for one, as text; raise OptionError for no such format."""
    return "".join(render_all([result], format))


def render_all(results: Iterable[Report | FileError], format: str) -> Iterator[str]:
    """Lay several results out in one text, part by part as they come; raise OptionError for no such format."""
    parts: Iterator[str] = _renderer(_TEXTS, format)(_results(results))
    return parts


def export(results: Iterable[Report | FileError], format: str, file: BinaryIO) -> None:
    """Write several results into one file, such as a workbook, as they come; the file need not be seekable.

    Raises OptionError for no such format, and before any result is taken where the library that writes it is missing.
    """
    _renderer(_FILES, format)(_results(results), file)


def annotate(review: Review, markup: Markup) -> bytes:
    """Show a contract with the findings on it, in a form that a reviewer works in.

    Raises OptionError for no such format, and UnsupportedFormat where the contract is no file of that format.
    """
    from clausecheck.report.review import Markup, Review  # noqa: PLC0415 - needs pydantic, the names of formats do not

    expect("a Review, as Analyzer.review() gives it,", review, Review)
    expect("a Markup", markup, Markup)
    content: bytes = _renderer(_REVIEWS, markup.format)(review, markup)
    return content


def render_comparison(comparison: Comparison, format: str) -> str:
    """Render what compare() found; raise OptionError for no such format."""
    from clausecheck.report.comparison.model import Comparison  # noqa: PLC0415 - as above

    expect("what compare() gives", comparison, Comparison)
    words: str = _renderer(_COMPARISONS, format)(comparison)
    return words


def _results(given: Iterable[Report | FileError]) -> Iterator[Report | FileError]:
    """Give results as they come; raise OptionError for one alone, and for what is none."""
    from clausecheck.report.model import FileError, Report  # noqa: PLC0415 - as above

    if isinstance(given, Report | FileError):
        raise OptionError("a list of results is wanted, [report], not one alone")
    return (_result(each, Report, FileError) for each in given)


def _result(given: ResultT, *kinds: type) -> ResultT:
    expect("a report or a FileError", given, *kinds)
    return given


def _renderer(table: dict[str, str], format: str) -> Callable[..., Any]:
    if format not in table:
        raise OptionError(f"no format '{format}'{did_you_mean(format, table)}; one of {', '.join(table)}")
    renderer: Callable[..., Any] = import_module(f"{__name__}.{table[format]}").render
    return renderer
