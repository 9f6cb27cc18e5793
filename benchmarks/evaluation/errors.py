"""Errors: every contract that was misread, with the words on both sides, for whoever tunes the patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evaluation.result import Trial


def errors(trials: Iterable[Trial], clause_type: str) -> Iterator[str]:
    """Describe every trial of a clause type in which something is read otherwise than labelled."""
    for trial in trials:
        if trial.clause_type == clause_type:
            yield from _errors(trial)


def _errors(trial: Trial) -> Iterator[str]:
    name = trial.contract
    if trial.misled:
        yield f"IMITATION TAKEN {name}\n    {trial.wanted}\n    {trial.excerpt}\n"
    if trial.found and not trial.present:
        yield f"FALSE POSITIVE {name}\n    {', '.join(trial.patterns)}\n    {trial.excerpt}\n"
    elif trial.present and not trial.found:
        yield f"FALSE NEGATIVE {name}\n    {trial.wanted}\n"
    wrong = {key: pair for key, pair in trial.attributes.items() if trial.found and pair[0] != pair[1]}
    if trial.right and (wrong or trial.located is False):
        terms = "".join(f"    {key}: {read!r} instead of {wanted!r}\n" for key, (wanted, read) in wrong.items())
        place = f"    elsewhere than labelled: {trial.wanted}\n" if trial.located is False else ""
        yield f"READ OTHERWISE {name}\n{terms}{place}    {trial.excerpt}\n"
