"""Mutation: which wordings of a pattern its examples prove, told by taking each away.

A wording that no example misses is one that nothing proves: it may never match, or match what it should not. The ranker
was trained on the examples and knows many of them by heart, so a wording is taken from the rules alone as well.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from clausecheck._yaml import Key
from clausecheck.detect.detector import Detector
from clausecheck.detect.selfcheck import Proof, check_proof, proofs_of
from clausecheck.patterns.model import ClauseType, Signal


@dataclass(frozen=True, slots=True)
class Survivor:
    """A signal, or a line of one, that can be taken away and no example fails; `exercised` by one all the same.

    `key` is its place in the clause file.
    """

    clause_type: str
    signal: str
    line: str | None
    exercised: bool
    key: Key


def mutate(detector: Detector, kind: ClauseType, copied: Collection[str] = ()) -> Iterator[Survivor]:
    """Take every wording of a clause type away in turn, first whole signals, then lines; give those no example misses.

    Only signals made of lines; raw token patterns are left alone, and so is what is `copied` as a whole from elsewhere.
    Of a signal with one line the line is the signal.
    """
    signals = kind.definition.signals
    whole = [each for each in _signals(kind) if not set(signals[each[0]].lines).issubset(copied)]
    yield from _survivors(detector, kind, [*whole, *(each for each in _lines(kind) if each[1] not in copied)])


def mutate_signals(detector: Detector, kind: ClauseType) -> Iterator[Survivor]:
    """Take only whole signals away, which takes a fraction of the time."""
    yield from _survivors(detector, kind, _signals(kind))


def _signals(kind: ClauseType) -> list[tuple[int, None]]:
    return [(position, None) for position, signal in enumerate(kind.definition.signals) if not signal.tokens]


def _lines(kind: ClauseType) -> list[tuple[int, str]]:
    return [
        (position, line)
        for position, signal in enumerate(kind.definition.signals)
        for line in (signal.lines if len(signal.lines) > 1 and not signal.tokens else ())
    ]


def _survivors(detector: Detector, kind: ClauseType, taken: Iterable[tuple[int, str | None]]) -> Iterator[Survivor]:
    """Take wordings away in turn: a line of the signal at a position, or where it is None, the signal itself."""
    proofs = list(proofs_of(kind))
    readers = (detector.by_rules(), detector)
    showing = {id(proof): _shown(detector, kind, proof) for proof in proofs}
    for position, line in taken:
        signal = kind.definition.signals[position]
        concerned = [each for each in proofs if _concerns(showing[id(each)], signal, line)]
        without = _without(kind, position, line)
        others = (reader.varied(without) for reader in readers)
        if not any(check_proof(other, kind, proof) for other in others for proof in concerned):
            yield Survivor(kind.id, signal.id, line, bool(concerned), _key(position, signal, line))


def _key(position: int, signal: Signal, line: str | None) -> Key:
    return ("signals", position) if line is None else ("signals", position, "lines", signal.lines.index(line))


def _shown(detector: Detector, kind: ClauseType, proof: Proof) -> set[str]:
    """Collect the lines of a clause type that an example holds."""
    survey = detector.survey(proof.contract)
    scans = [survey.scan(segment) for segment in survey.looked_at.get(kind.id, ())]
    return {
        line for signal in kind.definition.signals for line in signal.lines if any(scan.find(line) for scan in scans)
    }


def _concerns(shown: set[str], signal: Signal, line: str | None) -> bool:
    return line in shown if line is not None else not shown.isdisjoint(signal.lines)


def _without(kind: ClauseType, position: int, line: str | None) -> ClauseType:
    """Give a clause type without one of its signals, or without a line of it."""
    signals: Sequence[Signal] = kind.definition.signals
    kept = [] if line is None else [each for each in signals[position].lines if each != line]
    changed = [signals[position].model_copy(update={"lines": kept})] if kept else []
    definition = kind.definition.model_copy(
        update={"signals": [*signals[:position], *changed, *signals[position + 1 :]]}
    )
    return ClauseType(kind.id, kind.family, kind.path, definition)
