"""Tables: figures as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evaluation.labels import CLAUSE_TYPES
from evaluation.result import Trial
from evaluation.scoring import Figure, Score, score


def grid(head: Sequence[str], rows: Iterable[Sequence[object]], *, words: int = 1) -> str:
    """Write a Markdown table; the first `words` columns hold words, the others figures."""
    rules = [":--" if position < words else "--:" for position in range(len(head))]
    lines = [head, rules, *rows]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def cell(figure: Figure | None) -> str:
    """Write a figure with its interval, or a hyphen where there is none."""
    return "-" if figure is None else str(figure)


def scores(trials: Sequence[Trial]) -> list[Score]:
    """Score every clause type that has trials, in their usual order."""
    known = {trial.clause_type for trial in trials}
    return [score(trials, name) for name in CLAUSE_TYPES if name in known]


def figures(trials: Sequence[Trial]) -> str:
    """Write presence and evidence by clause type."""
    head = ("clause", "contracts", "positives", "F1", "precision", "recall", "evidence")
    rows = [
        (s.clause_type, s.contracts, s.positives, cell(s.f1), cell(s.precision), cell(s.recall), cell(s.evidence))
        for s in scores(trials)
    ]
    return grid(head, rows)


def attributes(by_part: Mapping[str, Sequence[Trial]]) -> str:
    """Write how exactly terms are read, a column a part."""
    read = {part: {s.clause_type: s.attributes for s in scores(trials)} for part, trials in by_part.items()}
    names = {(kind, name): None for kinds in read.values() for kind, found in kinds.items() for name in found}
    rows = [
        (kind, name, *(_counted(read[part].get(kind, {}).get(name)) for part in by_part))
        for kind, name in sorted(names, key=lambda pair: (CLAUSE_TYPES.index(pair[0]), pair[1]))
    ]
    return grid(("clause", "attribute", *by_part), rows, words=2)


def _counted(figure: Figure | None) -> str:
    return "-" if figure is None else f"{figure} of {figure.of}"


def minis(trials: Sequence[Trial]) -> str:
    """Write the table of mini contracts: presence, refusals that were recognised as such, and terms."""
    rows = []
    for s in scores(trials):
        mine = [trial for trial in trials if trial.clause_type == s.clause_type and not trial.present]
        refusals = [trial.located for trial in mine if trial.located is not None]
        found = map(cell, (s.f1, s.precision, s.recall))
        rows.append((s.clause_type, s.contracts, s.positives, *found, _of(sum(refusals), len(refusals)), _terms(s)))
    return grid(("clause", "contracts", "positives", "F1", "precision", "recall", "refusals", "terms"), rows)


def agreements(trials: Sequence[Trial]) -> str:
    """Write the table of a small folder of agreements: counts say more there than shares."""
    rows = []
    for s in scores(trials):
        mine = [trial for trial in trials if trial.clause_type == s.clause_type]
        wrong = sum(trial.found and not trial.present for trial in mine)
        taken, offered = s.imitations
        rows.append(
            (
                s.clause_type,
                s.contracts,
                _of(sum(trial.found and trial.present for trial in mine), s.positives),
                wrong,
                _of(sum(trial.located is True for trial in mine), sum(trial.located is not None for trial in mine)),
                _of(offered - taken, offered),
                _terms(s),
            )
        )
    head = ("clause", "agreements", "found", "found wrongly", "evidence", "imitations recognised", "attributes")
    return grid(head, rows)


def _terms(s: Score) -> str:
    return ", ".join(f"{name} {_of(round(f.value * f.of), f.of)}" for name, f in s.attributes.items()) or "-"


def _of(hits: int, of: int) -> str:
    return f"{hits} of {of}" if of else "-"
