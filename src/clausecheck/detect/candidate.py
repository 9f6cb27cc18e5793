"""Candidate: one segment weighed as one clause type; evidence for, evidence of denial, and what context voided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clausecheck.detect.amending import TakenOut
from clausecheck.detect.confidence import combine
from clausecheck.detect.context import Setting
from clausecheck.detect.holders import binds_another, names_two_parties
from clausecheck.detect.matchers.line import Match, Scan
from clausecheck.patterns.model import ClauseType, Effect, Signal
from clausecheck.structure.contract import Segment

_UNTICKED = "unticked"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One signal found in a segment: the place that shows it, those that show it again, and what turned it round."""

    signal: Signal
    match: Match
    again: tuple[Match, ...] = ()
    turned_by: tuple[tuple[str, Match], ...] = ()


@dataclass(slots=True)
class Candidate:
    """A segment that shows at least one signal of a clause type, as context lets it be read."""

    clause_type: ClauseType
    segment: Segment
    accepted: list[Sighting] = field(default_factory=list)
    denied: list[Sighting] = field(default_factory=list)
    rejected: list[Sighting] = field(default_factory=list)
    partial: bool = False

    @property
    def is_denial(self) -> bool:
        """Tell whether the segment refuses the right rather than grants it."""
        return bool(self.denied) and _weight(self.denied) >= _weight(self.accepted)

    @property
    def sightings(self) -> list[Sighting]:
        """List the sightings that decide, the weightiest first."""
        decisive = self.denied if self.is_denial else self.accepted
        return sorted(decisive, key=lambda sighting: (-sighting.signal.weight, sighting.match.start))

    @property
    def weight(self) -> float:
        """Give the confidence that the words of the segment alone support."""
        return _weight(self.sightings)

    @property
    def rejected_weight(self) -> float:
        """Give the confidence that the segment would have had but for its context."""
        return _weight(self.rejected)


def _weight(sightings: list[Sighting]) -> float:
    return combine(sighting.signal.weight for sighting in sightings)


def weigh(clause_type: ClauseType, segment: Segment, setting: Setting) -> Candidate | None:
    """Weigh a segment as a clause type; None when no signal is found in it."""
    candidate = _weigh(clause_type, segment, setting, replaced="reject")
    nothing_left = candidate is not None and not candidate.accepted and not candidate.denied
    if nothing_left and any(gone.replaced for gone in setting.taken_out):
        # The new words are of another kind: the old ones are gone, as if nothing were put in their place.
        return _weigh(clause_type, segment, setting, replaced="deny")
    return candidate


def _weigh(clause_type: ClauseType, segment: Segment, setting: Setting, *, replaced: Effect) -> Candidate | None:
    candidate = Candidate(clause_type, segment)
    for signal in clause_type.definition.signals:
        found = list(_matches(signal, clause_type, setting))
        if not found:
            continue
        readings = [(match, _as_left(signal, match, clause_type, setting, replaced)) for match in found]
        for wanted, sightings in (
            ("accept", candidate.accepted),
            ("partial", candidate.accepted),
            ("deny", candidate.denied),
            ("reject", candidate.rejected),
        ):
            chosen = [match for match, reading in readings if reading == wanted]
            if chosen:
                turned_by = tuple(_denying(chosen[0], clause_type, setting)) if wanted == "deny" else ()
                sightings.append(Sighting(signal, chosen[0], tuple(chosen[1:]), turned_by))
                candidate.partial |= wanted == "partial"
                break
    return candidate if candidate.accepted or candidate.denied or candidate.rejected else None


def _matches(signal: Signal, clause_type: ClauseType, setting: Setting) -> Iterator[Match]:
    scan, titles = setting.scan, setting.titles
    if scan.possible.isdisjoint(signal.lines) and not signal.tokens:
        return
    if signal.under and (titles is None or titles.any(signal.under) is None):
        return
    if not all(scan.find(line) for line in signal.all):
        return
    for line in signal.lines:
        yield from (match for match in scan.find(line) if signal.parties is None or names_two_parties(match, scan))
    if signal.tokens:
        yield from scan.find_tokens(token_name(clause_type.id, signal))


def _read(signal: Signal, match: Match, clause_type: ClauseType, setting: Setting) -> Effect:
    """Decide how context lets a match be read: the severest reading of any modifier that reaches it.

    A modifier that accepts gives back what others refuse ("Neither party may ..., save that Customer may do so"), and
    leaves wording that is a refusal in itself without effect.
    """
    void = signal.unless if setting.answer else voiding(signal, setting)
    if setting.answer is False or any(setting.find(name, match) for name in void):
        return "reject"
    reading: Effect = "deny" if signal.denies else "accept"
    given_back = False
    for name, effect in clause_type.definition.context.items():
        if effect == "deny" and signal.denies:
            continue
        words = setting.find(name, match)
        if words and not (setting.modifiers[name].scope == "after" and binds_another(words, match, setting.scan)):
            if effect == "reject":
                return "reject"
            given_back |= effect == "accept"
            reading = "deny" if "deny" in (effect, reading) else effect if effect == "partial" else reading
    if given_back and reading == "deny":
        return "reject" if signal.denies else "accept"
    return reading


def _as_left(signal: Signal, match: Match, clause_type: ClauseType, setting: Setting, replaced: Effect) -> Effect:
    """Read words that are quoted to be deleted as refused, a refusal that is as nothing; `replaced` reads the rest."""
    reading, scan = _read(signal, match, clause_type, setting), setting.scan
    gone = next((each for each in setting.taken_out if _lies_in(each, match, scan)), None)
    if gone is None or reading == "reject":
        return reading
    # "Is deleted" may itself be what refuses; a refusal that is deleted has its words within the quotation marks.
    refusing = any(_lies_in(gone, words, scan) for _, words in _denying(match, clause_type, setting))
    return "reject" if signal.denies or refusing else replaced if gone.replaced else "deny"


def _lies_in(gone: TakenOut, match: Match, scan: Scan) -> bool:
    start, end = scan.characters(match)
    return gone.start <= start and end <= gone.end


def voiding(signal: Signal, setting: Setting) -> Iterator[str]:
    """Name the modifiers that void a signal: its own, and the box of an option that nobody has chosen."""
    yield from signal.unless
    if _UNTICKED in setting.modifiers:
        yield _UNTICKED


def _denying(match: Match, clause_type: ClauseType, setting: Setting) -> Iterator[tuple[str, Match]]:
    """Find the words that make a refusal of a match, each with the name of its modifier."""
    for name, effect in clause_type.definition.context.items():
        words = setting.find(name, match) if effect == "deny" else None
        if words and setting.modifiers[name].scope != "heading":
            yield name, words


def token_name(clause_type: str, signal: Signal) -> str:
    """Name the raw token patterns of a signal."""
    return f"tokens:{clause_type}.{signal.id}"
