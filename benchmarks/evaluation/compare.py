"""Compare: the clauses gained and lost between two runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.result import Result, Trial

_EXCERPT = 200


@dataclass(frozen=True)
class Change:
    """One thing that is read otherwise than before; `lost` when it was right and no longer is."""

    run: str
    trial: Trial
    before: Trial | None
    what: str
    lost: bool | None
    """None when both readings are wrong, or when there is no label to tell."""

    def __str__(self) -> str:
        """Describe the change in two lines; the words of a contract that is held back stay unread."""
        sign = {True: "LOST   ", False: "GAINED ", None: "CHANGED"}[self.lost]
        head = f"{sign} {self.run}  {self.trial.clause_type}  {self.trial.contract}: {self.what}"
        if self.trial.part == "held-back":
            return head
        shown = self.trial.excerpt or (self.before.excerpt if self.before else "") or self.trial.wanted
        return f"{head}\n        {shown[:_EXCERPT]}" if shown else head


def compare(old: Result, new: Result) -> list[Change]:
    """List what changed in the trials that both results have, and what became of trials that one of them lacks."""
    changes: list[Change] = []
    for name, run in new.runs.items():
        if name not in old.runs:
            continue
        before = {(trial.contract, trial.clause_type): trial for trial in old.runs[name].trials}
        for trial in run.trials:
            known = before.pop((trial.contract, trial.clause_type), None)
            changes += _changes(name, known, trial) if known else []
        # A document that can no longer be read takes its clauses with it; a type that was not measured does not.
        measured = {trial.clause_type for trial in run.trials}
        gone = [trial for trial in before.values() if trial.clause_type in measured and _unread(trial, run.unreadable)]
        changes += [Change(name, trial, trial, "no longer readable", True) for trial in gone if trial.right]
    return changes


def _unread(trial: Trial, unreadable: tuple[str, ...]) -> bool:
    return any(failure.startswith(f"{trial.contract}: ") for failure in unreadable)


def _changes(run: str, before: Trial, after: Trial) -> Iterator[Change]:
    if before.present != after.present:
        yield Change(run, after, before, "labelled otherwise", None)
        return
    if before.found != after.found:
        what = "found" if after.found else "no longer found"
        yield Change(run, after, before, what if after.present else f"{what}, labelled absent", not after.right)
        return
    if before.located != after.located:
        places = {True: "where labelled", False: "elsewhere than labelled", None: "nowhere"}
        lost = _lost(before.located is True, after.located is True)
        yield Change(run, after, before, f"stands {places[after.located]}, before {places[before.located]}", lost)
    if not after.found:
        return
    for name in sorted({*before.attributes, *after.attributes}):
        wanted, now = after.attributes.get(name, (None, None))
        was_wanted, was = before.attributes.get(name, (None, None))
        if wanted == was_wanted and now != was:
            lost = _lost(was == wanted, now == wanted)
            yield Change(run, after, before, f"{name} {now!r}, before {was!r}, labelled {wanted!r}", lost)


def _lost(was_right: bool, is_right: bool) -> bool | None:
    return None if was_right == is_right else was_right


def summary(changes: list[Change]) -> str:
    """Say in one line how many were gained and lost."""
    gained = sum(change.lost is False for change in changes)
    lost = sum(change.lost is True for change in changes)
    return f"{gained} gained, {lost} lost, {len(changes) - gained - lost} changed otherwise"
