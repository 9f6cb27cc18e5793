"""compare(): reports -> Comparison. The only place that knows both ways to compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from itertools import pairwise
from typing import get_args

from clausecheck.errors import InputError, OptionError
from clausecheck.report.comparison.model import ComparedDocument, Comparison, VersionStep, Way
from clausecheck.report.comparison.vendors import best_places, matrix
from clausecheck.report.comparison.versions import rule_changes
from clausecheck.report.model import FileError, Report

_FEWEST = 2

_ALIKE = 0.6  # the share of words in common from which on texts between the same parties are versions of one
_ALIKE_WITHOUT_PARTIES = 0.8
_NEARLY_THE_SAME = 0.9  # from here on the same vendor is enough: the customer may have changed its name
_NO_NAME = re.compile(r"[\W_]+")
_OPPOSITE = {"customer": "provider", "provider": "customer"}


def compare(results: Iterable[Report | FileError], as_: Way | None = None) -> Comparison:
    """Compare contracts as "versions" of one, each with the one before it, or as "vendors" side by side.

    Without `as_` contracts whose parties are the same and whose clauses are alike are versions. What could not be read
    stays in the comparison as an error.

    Raises:
        InputError: Fewer than two of the documents could be read.
        OptionError: There is no such way to compare, or the reports rest on different playbooks.
    """
    results = list(results)
    if as_ is not None and as_ not in get_args(Way):
        raise OptionError(f"no way to compare '{as_}'; one of {', '.join(get_args(Way))}")
    reports = [result for result in results if isinstance(result, Report)]
    if len(reports) < _FEWEST:
        could = f"of the {len(results)} given {len(reports) or 'none'} could be"
        raise InputError(f"A comparison takes two documents that can be read; {could}.")
    if any(report.playbook != reports[0].playbook for report in reports):
        raise OptionError("the reports rest on different playbooks, versions of one, or sides")
    way, reason = (as_, "it was asked for") if as_ else _way(reports)
    return Comparison(
        clausecheck_version=version("clausecheck"),
        way=way,
        reason=reason,
        playbook=reports[0].playbook,
        documents=_documents(reports),
        errors=[result for result in results if isinstance(result, FileError)],
        steps=_steps(reports) if way == "versions" else [],
        matrix=matrix(reports) if way == "vendors" else [],
    )


def _steps(reports: Sequence[Report]) -> list[VersionStep]:
    return [
        VersionStep(before=place, after=place + 1, changes=rule_changes(old, new))
        for place, (old, new) in enumerate(pairwise(reports))
    ]


def _way(reports: Sequence[Report]) -> tuple[Way, str]:
    """Tell versions from vendors by the parties, and by the words of the clauses found."""
    named = all(report.document.parties for report in reports)
    shares = [_share(old, new) for old, new in pairwise(reports)]
    percent = f"{int(100 * min(shares))} %"
    parties = [(_parties(old), _parties(new)) for old, new in pairwise(reports)]
    if named and any(old != new for old, new in parties):
        vendors = {_vendor(report) for report in reports}
        if len(vendors) == 1 and vendors != {""} and min(shares) >= _NEARLY_THE_SAME:
            return "versions", f"the vendor is the same and the clauses found have {percent} of their words in common"
        return "vendors", "the parties differ"
    if min(shares) >= (_ALIKE if named else _ALIKE_WITHOUT_PARTIES):
        same = "the parties are the same and " if named else ""
        return "versions", f"{same}the clauses found have {percent} of their words in common"
    same = "the parties are the same, but " if named else ""
    return "vendors", f"{same}the clauses found have only {percent} of their words in common"


def _parties(report: Report) -> set[str]:
    return {_NO_NAME.sub("", party.name.casefold()) for party in report.document.parties}


def _share(before: Report, after: Report) -> float:
    """Give the share of words that the clauses of two contracts have in common, from 0 to 1."""
    old, new = (Counter(word for clause in each.clauses for word in clause.text.split()) for each in (before, after))
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _documents(reports: Sequence[Report]) -> list[ComparedDocument]:
    best = _best_scores(reports)
    names = Counter(report.document.name for report in reports)
    return [
        ComparedDocument(
            label=_label(report, place, ambiguous=names[report.document.name] > 1),
            vendor=_vendor(report),
            document=report.document,
            summary=report.summary,
            lacking=_titles(report),
            best_score=place in best,
        )
        for place, report in enumerate(reports)
    ]


def _best_scores(reports: Sequence[Report]) -> set[int]:
    """Give the places of the highest score; none where the scores rest on different numbers of rules."""
    rules = {report.summary.coverage.rules_evaluated for report in reports}
    return best_places([report.summary.score for report in reports]) if len(rules) == 1 else set()


def _label(report: Report, place: int, *, ambiguous: bool) -> str:
    if not ambiguous:
        return report.document.name
    return report.document.path or f"{report.document.name} ({place + 1})"


def _vendor(report: Report) -> str:
    """Name the party across the table, where there is exactly one and the blank for its name is filled in."""
    across = [party.name for party in report.document.parties if party.role == _OPPOSITE[report.playbook.side]]
    return across[0] if len(across) == 1 and _NO_NAME.sub("", across[0]) else ""


def _titles(report: Report) -> list[str]:
    titles = {finding.rule: finding.title for finding in report.findings}
    return [titles.get(rule, rule) for rule in report.summary.lacking]
