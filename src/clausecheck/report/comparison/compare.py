"""compare(): reports -> Comparison. The only place that knows both ways to compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import get_args

from clausecheck.errors import InputError, OptionError, expect
from clausecheck.playbook.mirror import OTHER_SIDE
from clausecheck.report.build import own_version
from clausecheck.report.comparison.model import ComparedDocument, Comparison, VersionStep, Way
from clausecheck.report.comparison.vendors import best_places, matrix
from clausecheck.report.comparison.versions import rule_changes
from clausecheck.report.model import FileError, Report
from clausecheck.structure.party_terms import is_only_a_term

_FEWEST = 2

_ALIKE = 0.6  # the share of words in common from which on texts between the same parties are versions of one
_ALIKE_WITHOUT_PARTIES = 0.8
_NEARLY_THE_SAME = 0.9  # from here on the same vendor is enough: the customer may have changed its name
_NO_NAME = re.compile(r"[\W_]+")


def compare(results: Iterable[Report | FileError], as_: Way | None = None) -> Comparison:
    """Compare contracts as "versions" of one, each with the one before it, or as "vendors" side by side.

    Without `as_` contracts whose parties are the same and whose clauses are alike are versions. What could not be read
    stays in the comparison as an error.

    Raises:
        InputError: Fewer than two of the documents could be read.
        OptionError: There is no such way to compare, or the reports rest on different playbooks.
    """
    results = list(results)
    for each in results:
        expect("a report, as analyze() gives it,", each, Report, FileError)
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
        clausecheck_version=own_version(),
        way=way,
        reason=reason,
        playbook=reports[0].playbook,
        documents=_documents(reports, [n for n, each in enumerate(results, start=1) if isinstance(each, Report)]),
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
    if all(_holds(new, old) for old, new in pairwise(reports)):
        return "versions", "each is the contract before it, read with what amends it"
    share = min(_share(old, new) for old, new in pairwise(reports))
    alike = f"{int(100 * share)} % of their words in common"
    named = all(_is_named(report) for report in reports)
    vendors = {_key(_vendor(report)) for report in reports}
    is_one_vendor = len(vendors) == 1 and vendors != {""}
    if any(_are_others(old, new) for old, new in pairwise(reports)):
        if is_one_vendor and share >= _NEARLY_THE_SAME:
            return "versions", f"the vendor is the same and the clauses found have {alike}"
        return "vendors", "the parties differ"
    same = "the parties are the same" if named else "the vendor is the same" if is_one_vendor else ""
    if not all(report.clauses for report in reports):
        where = "one of them" if any(report.clauses for report in reports) else "them"
        return "vendors", f"{same and f'{same}, but '}no clause was found in {where}"
    if share >= (_ALIKE if same else _ALIKE_WITHOUT_PARTIES):
        return "versions", f"{same and f'{same} and '}the clauses found have {alike}"
    return "vendors", f"{same and f'{same}, but '}the clauses found have only {alike}"


def _holds(deal: Report, contract: Report) -> bool:
    """Tell whether a deal has another contract among its documents, or all of another deal."""
    return deal.deal is not None and _hashes(contract) < _hashes(deal)


def _hashes(report: Report) -> set[str | None]:
    documents = report.deal.documents if report.deal else [report.document]
    return {each.sha256 for each in documents}


def _are_others(before: Report, after: Report) -> bool:
    """Tell whether the contracts name parties that differ; one that is not named may be any."""
    old, new = _parties(before), _parties(after)
    if _is_named(before) and _is_named(after):
        return old != new
    return not (old <= new or new <= old)


def are_amended(reports: Sequence[Report]) -> bool:
    """Tell whether the first of several reports is on a contract and all others on amendments by its parties."""
    first, *others = reports
    amending = [each.document.type == "amendment" and _parties(each) == _parties(first) for each in others]
    return first.document.type != "amendment" and bool(_parties(first)) and all(amending)


def amends_another(documents: Sequence[ComparedDocument]) -> bool:
    """Tell whether one of the documents is an amendment and another, by the same parties, is none."""
    amending = [_parties(each) for each in documents if each.document.type == "amendment"]
    return any(_parties(each) in amending for each in documents if each.document.type != "amendment" and _parties(each))


def _is_named(report: Report) -> bool:
    """Tell whether every party goes by a name of its own."""
    return bool(report.document.parties) and all(_key(party.name) for party in report.document.parties)


def _parties(report: Report | ComparedDocument) -> set[str]:
    return {_key(party.name) for party in report.document.parties} - {""}


def _key(name: str) -> str:
    """Write a name so that only its letters tell; a blank and a mere "Customer" are no name."""
    return "" if is_only_a_term(name) else _NO_NAME.sub("", name.casefold())


def _share(before: Report, after: Report) -> float:
    """Give the share of words that the clauses of two contracts have in common, from 0 to 1."""
    old, new = (Counter(word for clause in each.clauses for word in clause.text.split()) for each in (before, after))
    return 2 * (old & new).total() / max(old.total() + new.total(), 1)


def _documents(reports: Sequence[Report], numbers: Sequence[int]) -> list[ComparedDocument]:
    best = _best_scores(reports)
    names = Counter(report.document.name for report in reports)
    return [
        ComparedDocument(
            number=number,
            label=_label(report, number, ambiguous=names[report.document.name] > 1),
            vendor=_vendor(report),
            document=report.document,
            summary=report.summary,
            lacking=_titles(report),
            best_score=place in best,
        )
        for place, (report, number) in enumerate(zip(reports, numbers, strict=True))
    ]


def _best_scores(reports: Sequence[Report]) -> set[int]:
    """Give the places of the highest score; none where the scores rest on different numbers of rules."""
    rules = {report.summary.coverage.rules_evaluated for report in reports}
    return best_places([report.summary.score for report in reports]) if len(rules) == 1 else set()


def _label(report: Report, number: int, *, ambiguous: bool) -> str:
    if not ambiguous:
        return report.document.name
    return report.document.path or f"{report.document.name} ({number})"


def _vendor(report: Report) -> str:
    """Name the party across the table, where there is exactly one and it goes by a name."""
    across = [party.name for party in report.document.parties if party.role == OTHER_SIDE[report.playbook.side]]
    return across[0] if len(across) == 1 and _key(across[0]) else ""


def _titles(report: Report) -> list[str]:
    titles = {finding.rule: finding.title for finding in report.findings}
    return [titles.get(rule, rule) for rule in report.summary.lacking]
