"""Vendors side by side: every rule over all contracts, the best of each marked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from clausecheck.playbook.areas import AREA_TITLES
from clausecheck.report.comparison.model import Cell, ComparedDocument, MatrixRow
from clausecheck.report.comparison.standing import USELESS, Standing
from clausecheck.report.comparison.verdicts import by_rule, verdict_of
from clausecheck.report.model import Report


def matrix(reports: Sequence[Report]) -> list[MatrixRow]:
    """Set the rules of a playbook over several contracts, area by area as the scores do."""
    areas = {finding.rule: finding.area for report in reports for finding in report.findings}
    order = [*AREA_TITLES, None]
    return [_row(rule, reports) for rule in sorted(areas, key=lambda rule: order.index(areas[rule]))]


def area_scores(documents: Sequence[ComparedDocument]) -> list[tuple[str, list[int | None]]]:
    """Set the scores of each area side by side, None where a document has none; the areas go by their titles."""
    scores = [{area.title: area.score for area in each.summary.areas} for each in documents]
    return [(title, [each.get(title) for each in scores]) for title in dict.fromkeys(chain(*scores))]


def best_places(values: Sequence[float]) -> set[int]:
    """Give the places of the highest value; none where all are equal."""
    places = {place for place, value in enumerate(values) if value == max(values)}
    return places if len(places) < len(values) else set()


def _row(rule: str, reports: Sequence[Report]) -> MatrixRow:
    findings = [by_rule(report).get(rule) for report in reports]
    finding = next(each for each in findings if each)
    best = _best([Standing.of(each, report) for each, report in zip(findings, reports, strict=True)])
    return MatrixRow(
        rule=rule,
        title=finding.title,
        area=finding.area,
        must_have=finding.must_have,
        wanted=finding.wanted,
        cells=[
            Cell(verdict=verdict_of(each, report) if each else None, best=place in best)
            for place, (each, report) in enumerate(zip(findings, reports, strict=True))
        ],
    )


def _best(standings: Sequence[Standing]) -> set[int]:
    """Give the places of those that no other one beats; none where all are equal, or none is of any use."""
    best = {
        place
        for place, standing in enumerate(standings)
        if standing.rank < USELESS and not any(other.beats(standing) for other in standings)
    }
    return best if len(best) < len(standings) else set()
