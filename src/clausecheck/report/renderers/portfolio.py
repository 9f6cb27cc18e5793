"""Many contracts on one HTML page: how their terms are spread, what is due, and which rule each of them meets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clausecheck.report.distribution import DISTRIBUTIONS
from clausecheck.report.model import FileError, Report
from clausecheck.report.page import page as web_page
from clausecheck.report.portfolio import Portfolio
from clausecheck.report.radar import spokes

MANY = 40  # contracts from which on the table is shown as a heat map at first


def render(results: Iterable[Report | FileError]) -> Iterator[str]:
    """Lay out a table of contracts and rules, what could not be read above it; nothing is loaded from outside."""
    return page((result, None) for result in results)


def page(linked: Iterable[tuple[Report | FileError, str | None]]) -> Iterator[str]:
    """Lay out the same with links: beside each result the name of the file, in the page's folder, that shows it."""
    portfolio = Portfolio()
    for result, file in linked:
        portfolio.add(result, file)
    present = {contract.summary.risk for contract in portfolio.contracts}
    return web_page(
        "portfolio",
        portfolio=portfolio,
        columns=portfolio.columns,
        distributions=DISTRIBUTIONS,
        spokes=spokes,
        dense=len(portfolio.contracts) > MANY,
        risks=[risk for risk in ("critical", "high", "medium", "low") if risk in present],
    )
