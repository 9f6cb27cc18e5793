"""Trials on the terminal: what a pattern made of a contract, passage by passage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clausecheck._counted import counted
from clausecheck.cli.words import entry, spoken

if TYPE_CHECKING:
    from clausecheck.detect.trial import Outcome, Passage, Trial

_LONGEST = 200  # characters of a passage that only came near
_TOLD: dict[Outcome, str] = {
    "found": "FOUND",
    "refused": "REFUSED",
    "passed over": "PASSED OVER",
    "stopped": "STOPPED",
    "near": "NEAR",
}


def trial_lines(name: str, trial: Trial, most_near: int) -> Iterator[str]:
    """Tell a trial on the contract called `name`; of the passages that came near, the nearest `most_near`."""
    nearest = sorted((each for each in trial.shown if each.near), key=_distance)[:most_near]
    shown = [each for each in trial.shown if not each.near or each in nearest]
    counts = Counter(each.outcome for each in shown)
    told = ", ".join(f"{count} {outcome}" for outcome in _TOLD if (count := counts[outcome])) or "nothing found"
    yield f"{name}: {counted(trial.passages, 'passage')}, {trial.looked_at} with an anchor: {told}"
    parties = "; ".join(f"{', '.join(party.terms)} ({party.role})" for party in trial.parties)
    yield entry("parties", parties or "none told, so ${customer} and ${provider} stand for nobody")
    for passage in shown:
        yield ""
        yield from _passage_lines(passage)


def _distance(passage: Passage) -> tuple[float, int]:
    assert passage.near is not None
    return passage.near.distance


def _passage_lines(passage: Passage) -> Iterator[str]:
    yield f"{_TOLD[passage.outcome]}{_reason(passage)}" + (f" in {passage.section}" if passage.section else "")
    text = passage.segment.text
    yield entry("passage", text if passage.near is None or len(text) <= _LONGEST else f"{text[:_LONGEST]} ...")
    for seen in passage.seen:
        yield entry("signal", f'{seen.signal.id}, weight {seen.signal.weight:g}: "{seen.words}"')
        for modifier, words in seen.voided_by:
            yield entry("stopped by", f'{modifier}: "{words}"')
        for modifier, words in seen.turned_by:
            yield entry("refused by", f'{modifier}: "{words}"')
    if passage.clause is not None:
        if not passage.seen:
            yield entry("signal", "none; " + ", ".join(sorted({each.kind for each in passage.clause.evidence})))
        for attribute, value in passage.clause.attributes.items():
            yield entry("reads", f"{attribute.replace('_', ' ')}: {spoken(value)}")
    if passage.near is not None:
        yield entry("line", f"{passage.near.line} [{passage.near.signal.id}]")
        yield entry("lacks", ", ".join(passage.near.lacks) or passage.near.fault)


def _reason(passage: Passage) -> str:
    """Say how sure a clause is, or why a passage with signals is none."""
    from clausecheck.detect.confidence import FLOOR  # noqa: PLC0415 - needs pydantic, --help does not

    if passage.clause:
        return f", sure to {passage.clause.confidence:.2f}"
    if passage.outcome != "passed over":
        return ""
    if passage.evidence < FLOOR:
        return f", its signals make {passage.evidence:.2f} and a clause takes {FLOOR}"
    return ", another passage prevails or the ranker doubts it"
