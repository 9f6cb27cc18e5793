"""Third stage: Contract + patterns -> Detection. What the contract says, clause by clause, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import partial

from clausecheck._garbage import uncollected
from clausecheck.detect.absence import considered, deferrals
from clausecheck.detect.attributes import read_attributes
from clausecheck.detect.candidate import Candidate, token_name
from clausecheck.detect.cited_titles import read_with_titles
from clausecheck.detect.clause import AttributeValue, Clause, Detection, Evidence
from clausecheck.detect.confidence import EXEMPLAR_WEIGHT, FLOOR, HEADING_WEIGHT, calibrate, strength
from clausecheck.detect.language import make_language
from clausecheck.detect.matchers.exemplar import exemplar_agreement, in_order, mask
from clausecheck.detect.matchers.heading import heading_agreement
from clausecheck.detect.matchers.line import LineMatcher
from clausecheck.detect.ordering import as_ordered_within, as_revalued_within
from clausecheck.detect.prefilter import Prefilter
from clausecheck.detect.ranker import Ranker
from clausecheck.detect.reading import Reading
from clausecheck.detect.resolve import resolve, without_presumed
from clausecheck.detect.substitution import marked, read_as_amended
from clausecheck.detect.survey import Lens, SignalLines, Survey
from clausecheck.detect.withdrawal import settle
from clausecheck.errors import Fault, PatternError
from clausecheck.patterns.model import ClauseType, PatternSet
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Segment, upward
from clausecheck.structure.parts import find_parts
from clausecheck.structure.segments import locate

_EXEMPLAR_CUTOFF = 0.9
_MOST_WORDS = 100_000  # to be remembered by the tokenizer, those of some thousand contracts
_EXAMPLE_PARTIES = ("Customer", "Client", "Supplier", "Provider", "Vendor")


class Detector:
    """A compiled pattern set; one serves any number of contracts."""

    @uncollected()
    def __init__(self, patterns: PatternSet) -> None:
        """Compile the patterns; raise PatternError for raw token patterns that spaCy refuses."""
        self.patterns = patterns
        kinds = patterns.clause_types
        matcher = LineMatcher(make_language(), patterns)
        prefilter = Prefilter({kind.id: kind.definition.anchors for kind in kinds})
        self._lens = Lens(patterns, matcher, prefilter, {kind.id: _deciding_lines(kind, matcher) for kind in kinds})
        self._exemplars = {
            kind.id: [in_order(mask(example.text, _EXAMPLE_PARTIES)) for example in kind.definition.examples.match]
            for kind in kinds
        }
        self._ranker = Ranker(patterns.ranker) if patterns.ranker else None
        self._shared = frozenset(kind.id for kind in kinds if _is_shared(kind))
        self._presuming = frozenset(
            f"{kind.id}.{signal.id}" for kind in kinds for signal in kind.definition.signals if signal.presumes
        )
        for kind in kinds:
            _add_tokens(matcher, kind)

    def find(self, contract: Contract) -> Detection:
        """Find the clauses of a contract, each with its evidence and terms, in the order of the document."""
        contract, changes = read_as_amended(contract)
        survey = self.survey(read_with_titles(contract))
        resolved = resolve(settle(self._clauses(survey), survey), contract, self._shared)
        standing = without_presumed(resolved, self._presuming, contract.source)
        parts = find_parts(contract)
        clauses, rulings = as_ordered_within(list(marked(map(self._calibrated, standing), changes)), parts)
        clauses, more = as_revalued_within(clauses, parts)
        found = {clause.type for clause in clauses if not clause.denied}
        wanted = [kind for kind in self.patterns.clause_types if kind.id not in found]
        return Detection(
            clauses=tuple(clauses),
            rulings=tuple(dict.fromkeys((*rulings, *more))),
            notes=tuple(parts.orders()) if parts else (),
            deferrals=tuple(deferrals(survey, self.patterns.clause_types)),
            considered={kind.id: considered(survey, kind, self._exemplars[kind.id]) for kind in wanted},
        )

    def survey(self, contract: Contract) -> Survey:
        """Look a contract through for candidates, without deciding what they are."""
        self._lens = replace(self._lens, matcher=self._lens.matcher.refreshed(_MOST_WORDS))
        return Survey(self._lens, contract)

    def by_rules(self) -> Detector:
        """Give a detector like this one without the ranker, which was trained on the examples that prove the rules."""
        other = copy(self)
        other._ranker = None
        return other

    def varied(self, kind: ClauseType) -> Detector:
        """Give a detector like this one that takes a clause type in another form, made of the same lines."""
        other = copy(self)
        kinds = tuple(kind if each.id == kind.id else each for each in self.patterns.clause_types)
        other.patterns = replace(self.patterns, clause_types=kinds)
        deciding = {**self._lens.deciding, kind.id: _deciding_lines(kind, self._lens.matcher)}
        other._lens = replace(self._lens, patterns=other.patterns, deciding=deciding)
        return other

    def _clauses(self, survey: Survey) -> Iterator[tuple[Candidate, Clause]]:
        """Turn the candidates that are sure enough into clauses, and then what the rules passed over."""
        for candidate in survey.candidates:
            if not candidate.sightings:
                continue
            evidence = list(self._evidence(candidate, survey))
            confidence = strength(evidence)
            if confidence >= FLOOR and not self._is_doubted(candidate, confidence, survey):
                yield candidate, _clause(candidate, survey, confidence, evidence)
        for candidate, confidence in self._ranker.proposals(survey) if self._ranker else ():
            evidence = [Evidence(f"{candidate.clause_type.id}.ranker", "ranker", candidate.segment.own, confidence)]
            yield candidate, _clause(candidate, survey, confidence, evidence)

    def _is_doubted(self, candidate: Candidate, confidence: float, survey: Survey) -> bool:
        if self._ranker is None or candidate.is_denial:
            return False
        return self._ranker.doubts(candidate, confidence, survey)

    def _calibrated(self, clause: Clause) -> Clause:
        """Say how often so much evidence proves right; a refusal keeps its evidence, as no corpus labels refusals."""
        knots = () if clause.denied else self.patterns.calibration.get(clause.type, ())
        return replace(clause, confidence=round(calibrate(clause.confidence, knots), 4)) if knots else clause

    def _evidence(self, candidate: Candidate, survey: Survey) -> Iterator[Evidence]:
        kind, segment, scan = candidate.clause_type, candidate.segment, survey.scan(candidate.segment)
        for sighting in candidate.sightings:
            words = scan.characters(sighting.match)
            for span in locate(survey.contract.source, segment, *words):
                yield Evidence(f"{kind.id}.{sighting.signal.id}", "line", span, sighting.signal.weight)
            for name, match in sighting.turned_by:
                for span in locate(survey.contract.source, segment, *scan.characters(match)):
                    yield Evidence(f"context.{name}", "context", span, 0.0)
        if heading_agreement(segment.path, kind.definition.headings):
            yield Evidence(f"{kind.id}.heading", "heading", _heading_span(survey.contract, segment), HEADING_WEIGHT)
        if exemplar_agreement(survey.ordered(segment), self._exemplars[kind.id], cutoff=_EXEMPLAR_CUTOFF):
            yield Evidence(f"{kind.id}.exemplar", "exemplar", segment.own, EXEMPLAR_WEIGHT)


def _clause(candidate: Candidate, survey: Survey, confidence: float, evidence: Sequence[Evidence]) -> Clause:
    pieces = _pieces(candidate.segment, survey.contract.source.text)
    reading = _reading(candidate, survey)
    return Clause(
        type=candidate.clause_type.id,
        confidence=round(confidence, 4),
        pieces=pieces,
        section=survey.contract.citation(pieces[-1].start),
        attributes=_terms(candidate, reading),
        evidence=tuple(evidence),
        attachments=_attachments(survey.contract, pieces),
        told_by=_told_by(candidate, reading, survey),
    )


def _attachments(contract: Contract, pieces: Sequence[Span]) -> tuple[str, ...]:
    """Name the attachments of a contract that a passage outside them points to."""
    here = contract.citation(pieces[-1].start)
    pointing = (each for each in contract.references if any(piece.contains(each.span) for piece in pieces))
    return tuple(dict.fromkeys(each.label for each in pointing if each.supplied and not here.startswith(each.label)))


def _pieces(segment: Segment, text: str) -> tuple[Span, ...]:
    """List the passages of a segment; two that only a line or page break parts are one."""
    pieces: list[Span] = []
    for piece in segment.pieces:
        if pieces and piece.span.start >= pieces[-1].end and not text[pieces[-1].end : piece.span.start].strip():
            pieces[-1] = Span(pieces[-1].start, piece.span.end)
        else:
            pieces.append(piece.span)
    return tuple(pieces)


def _reading(candidate: Candidate, survey: Survey) -> Reading:
    """Lay open the words of a candidate, those around it and those on its subject."""
    kind, segment = candidate.clause_type, candidate.segment
    return Reading(
        segment,
        survey.scan(segment),
        evidence=[sighting.match for sighting in candidate.sightings],
        repeated=[match for sighting in candidate.sightings for match in sighting.again],
        neighbours=survey.neighbours(segment),
        items=partial(survey.items, segment),
        article=partial(survey.article, segment),
        elsewhere=survey.sentences_on(kind),
        definitions=survey.definitions_on(kind),
        tables=survey.tables,
        before=survey.before(segment),
        roles=survey.roles,
    )


def _terms(candidate: Candidate, reading: Reading) -> dict[str, AttributeValue]:
    attributes = read_attributes(candidate.clause_type.definition.readers, reading)
    if candidate.partial and "scope" in attributes:
        attributes["scope"] = "partial"
    if candidate.is_denial:
        attributes["denied"] = True
    return attributes


def _told_by(candidate: Candidate, reading: Reading, survey: Survey) -> dict[str, Span]:
    """Find the sentences that gave what a candidate does not state itself; where words repeat, the nearest."""
    here, segments = candidate.segment.index, survey.contract.segments
    found = {}
    for name, reader in candidate.clause_type.definition.readers.items():
        words = reading.told_by.get(id(reader))
        alike = [each for each in segments if each.text == words] if words else []
        if alike:
            found[name] = min(alike, key=lambda each: abs(each.index - here)).own
    return found


def _heading_span(contract: Contract, segment: Segment) -> Span:
    innermost = contract.sections[segment.section] if segment.section is not None else None
    around = list(upward(contract.sections, innermost))
    section = next((each for each in around if each.title), around[-1] if around else None)
    start = section.span.start if section else segment.own.start
    return Span(start, start + len(section.label) if section else start)


def _deciding_lines(kind: ClauseType, matcher: LineMatcher) -> list[SignalLines]:
    """Collect the lines by which each signal of a clause type is seen."""
    numbers = matcher.lines.numbers
    return [
        SignalLines(None if signal.tokens else numbers(signal.lines), numbers(signal.all))
        for signal in kind.definition.signals
    ]


def _is_shared(kind: ClauseType) -> bool:
    holder = kind.definition.attributes.get("holder")
    return holder is not None and holder.shared


def _add_tokens(matcher: LineMatcher, kind: ClauseType) -> None:
    for signal in kind.definition.signals:
        if signal.tokens:
            name = token_name(kind.id, signal)
            try:
                matcher.add_tokens(name, signal.tokens)
            except ValueError as error:
                raise PatternError([Fault(kind.path, 1, 1, f"{name}: {error}")]) from error
