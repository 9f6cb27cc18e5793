"""Trial: what a pattern makes of a contract, passage by passage, and what kept it from what came near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from clausecheck.detect.candidate import Candidate, Sighting, voiding
from clausecheck.detect.clause import Clause
from clausecheck.detect.confidence import combine
from clausecheck.detect.context import Setting
from clausecheck.detect.detector import Detector
from clausecheck.detect.survey import Survey
from clausecheck.patterns.model import ClauseType, Signal
from clausecheck.structure.contract import Contract, Party, Segment

Outcome = Literal["found", "refused", "passed over", "stopped", "near"]
"""What became of a passage: a clause, one that refuses it, evidence too weak or overruled, evidence voided by context,
a line of which little is lacking."""

_MOST_LACKING = 1 / 3  # of the words of a line, for a passage to have come near


@dataclass(frozen=True, slots=True)
class Seen:
    """A signal that a passage shows, with the words that show it.

    `voided_by` and `turned_by` are the modifiers that void it or make it a refusal, each with its own words.
    """

    signal: Signal
    words: str
    voided_by: tuple[tuple[str, str], ...] = ()
    turned_by: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """A line that a passage nearly holds: the steps that nothing in it fills, or else what is wrong with it.

    `distance` orders such lines and passages, the nearest first: by the share of steps that lack, then by their number.
    """

    signal: Signal
    line: str
    lacks: tuple[str, ...]
    distance: tuple[float, int]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage that the pattern has to do with: what was made of it, and the line that came nearest."""

    outcome: Outcome
    segment: Segment
    section: str
    seen: tuple[Seen, ...] = ()
    clause: Clause | None = None
    near: Near | None = None

    @property
    def evidence(self) -> float:
        """Add up what its signals weigh, from 0 to 1; those that are voided weigh nothing."""
        return combine(seen.signal.weight for seen in self.seen if not seen.voided_by)


@dataclass(frozen=True, slots=True)
class Trial:
    """How a pattern did on a contract: its parties, its passages and those looked at, and the ones worth showing."""

    parties: tuple[Party, ...]
    passages: int
    looked_at: int
    shown: tuple[Passage, ...]


def try_pattern(detector: Detector, kind: ClauseType, contract: Contract) -> Trial:
    """Try a clause type of a detector on a contract; the passages come in the order of the document."""
    survey = detector.survey(contract)
    clauses = {clause.span.end: clause for clause in detector.find(contract).of_type(kind.id)}
    candidates = {each.segment.index: each for each in survey.candidates if each.clause_type.id == kind.id}
    looked_at = survey.looked_at.get(kind.id, [])
    passages = (
        _passage(segment, candidates.get(segment.index), clauses.get(segment.own.end), kind, survey)
        for segment in looked_at
    )
    return Trial(contract.parties, len(contract.segments), len(looked_at), tuple(each for each in passages if each))


def _passage(
    segment: Segment, candidate: Candidate | None, clause: Clause | None, kind: ClauseType, survey: Survey
) -> Passage | None:
    section = survey.contract.citation(segment.own.start)
    if candidate is None and clause is None:
        near = _nearest(segment, kind, survey)
        return Passage("near", segment, section, near=near) if near else None
    seen = tuple(_seen(candidate, segment, survey)) if candidate else ()
    if clause is not None:
        return Passage("refused" if clause.denied else "found", segment, section, seen, clause)
    outcome: Outcome = "stopped" if all(each.voided_by for each in seen) else "passed over"
    return Passage(outcome, segment, section, seen)


def _seen(candidate: Candidate, segment: Segment, survey: Survey) -> Iterator[Seen]:
    setting = _setting(segment, survey)
    for sighting in candidate.accepted:
        yield Seen(sighting.signal, _words(sighting, setting))
    for sighting in candidate.denied:
        turned = tuple((name, setting.scan.quote(match.start, match.end)) for name, match in sighting.turned_by)
        yield Seen(sighting.signal, _words(sighting, setting), turned_by=turned)
    for sighting in candidate.rejected:
        yield Seen(sighting.signal, _words(sighting, setting), tuple(_voiding(sighting, candidate, setting)))


def _voiding(sighting: Sighting, candidate: Candidate, setting: Setting) -> Iterator[tuple[str, str]]:
    """Name the modifiers that void a sighting, each with the words by which it does."""
    context = candidate.clause_type.definition.context
    for name in (*voiding(sighting.signal, setting), *(name for name, effect in context.items() if effect == "reject")):
        words = setting.find(name, sighting.match)
        if words is not None:
            scan = setting.titles if setting.modifiers[name].scope == "heading" else setting.scan
            yield name, scan.quote(words.start, words.end) if scan else ""


def _words(sighting: Sighting, setting: Setting) -> str:
    return setting.scan.quote(sighting.match.start, sighting.match.end)


def _setting(segment: Segment, survey: Survey) -> Setting:
    return Setting(survey.scan(segment), survey.title_scan(segment.path), survey.lens.patterns.modifiers)


def _nearest(segment: Segment, kind: ClauseType, survey: Survey) -> Near | None:
    """Find the line that a passage comes nearest to holding, None where too much is lacking of all."""
    setting = _setting(segment, survey)
    best: Near | None = None
    for signal in kind.definition.signals:
        for line in signal.lines:
            steps = survey.lens.matcher.lines[line].steps
            needed = [step for step in steps if not step.optional]
            lacking = setting.scan.lacks(line)
            distance = len(lacking) / len(needed), -len(needed)
            if len(needed) < 2 or distance[0] > _MOST_LACKING or (best and distance >= best.distance):
                continue
            lacks = tuple(steps[number].key for number in lacking)
            best = Near(signal, line, lacks, distance, "" if lacks else _fault(signal, line, setting))
    return best


def _fault(signal: Signal, line: str, setting: Setting) -> str:
    """Say what is wrong with a passage that has all words of a line."""
    if not setting.scan.find(line):
        return "nothing, but its words stand in another order, or further apart than its dots allow"
    if signal.under and (setting.titles is None or setting.titles.any(signal.under) is None):
        return "no title above is one of 'under'"
    if any(not setting.scan.find(other) for other in signal.all):
        return "a line of 'all' is not there"
    return "it names one party where 'parties' wants two"
