"""Third stage: Contract + patterns -> Detection. What the contract says, clause by clause, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from clausecheck.detect.attributes import Reading, read_attributes
from clausecheck.detect.candidate import Candidate, token_name, weigh
from clausecheck.detect.clause import Clause, Deferral, Detection, Evidence
from clausecheck.detect.confidence import EXEMPLAR_WEIGHT, FLOOR, HEADING_WEIGHT, combine
from clausecheck.detect.language import make_language, phrase_matcher
from clausecheck.detect.matchers.exemplar import exemplar_agreement, mask
from clausecheck.detect.matchers.heading import heading_agreement
from clausecheck.detect.matchers.line import LineMatcher, Scan
from clausecheck.detect.prefilter import Prefilter
from clausecheck.detect.resolve import resolve
from clausecheck.detect.tables import Row, rows_of
from clausecheck.errors import Fault, PatternError
from clausecheck.patterns.model import ClauseType, PatternSet
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Role, Segment
from clausecheck.structure.segments import locate

_NEIGHBOURS_AFTER = 4
_MAX_CONSIDERED = 3
_SET_OUT_IN = "set_out_in"


class Detector:
    """A compiled pattern set; one serves any number of contracts."""

    def __init__(self, patterns: PatternSet) -> None:
        """Compile the patterns; raise PatternError for raw token patterns that spaCy refuses."""
        self.patterns = patterns
        self.nlp = make_language()
        self.lines = LineMatcher(self.nlp, patterns)
        self.prefilter = Prefilter({kind.id: kind.definition.anchors for kind in patterns.clause_types})
        self.exemplars = {
            kind.id: [mask(example.text, _EXAMPLE_PARTIES) for example in kind.definition.examples.match]
            for kind in patterns.clause_types
        }
        self.shared = frozenset(
            kind.id
            for kind in patterns.clause_types
            if (holder := kind.definition.attributes.get("holder")) is not None and holder.shared
        )
        for kind in patterns.clause_types:
            for signal in kind.definition.signals:
                if signal.tokens:
                    self._add_tokens(kind, token_name(kind.id, signal), signal.tokens)

    def find(self, contract: Contract) -> Detection:
        """Find the clauses of a contract, each with its evidence and terms, in the order of the document."""
        run = _Run(self, contract)
        clauses = resolve(run.clauses(), contract, self.shared)
        found = {clause.type for clause in clauses if not clause.denied}
        wanted = [kind for kind in self.patterns.clause_types if kind.id not in found]
        return Detection(
            clauses=clauses,
            deferrals=tuple(run.deferrals(wanted)),
            considered={kind.id: run.considered(kind) for kind in wanted},
        )

    def _add_tokens(self, kind: ClauseType, name: str, tokens: list[list[dict[str, object]]]) -> None:
        try:
            self.lines.add_tokens(name, tokens)
        except ValueError as error:
            raise PatternError([Fault(kind.path, 1, 1, f"{name}: {error}")]) from error


_EXAMPLE_PARTIES = ("Customer", "Client", "Supplier", "Provider", "Vendor")


@dataclass(slots=True)
class _Run:
    """The work on one contract: which segments were looked at, and what they showed."""

    detector: Detector
    contract: Contract
    candidates: list[Candidate] = field(default_factory=list)
    looked_at: dict[str, list[Segment]] = field(default_factory=dict)
    defined: dict[str, list[Segment]] = field(default_factory=dict)
    scans: dict[int, Scan] = field(default_factory=dict)
    titles: dict[tuple[str, ...], Scan | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        terms: dict[str, list[str]] = {"party:customer": [], "party:provider": [], "party:other_party": []}
        for party in self.contract.parties:
            name = f"party:{party.role}" if party.role in ("customer", "provider") else "party:other_party"
            terms[name].extend(party.terms)
            # The tokenizer takes the full stop after a single letter ("Party B.") for part of the word.
            terms[name].extend(f"{term}." for term in party.terms if term[-2:-1] == " ")
        self.parties = phrase_matcher(self.detector.nlp, terms)
        self.roles: dict[str, Role] = {
            term.casefold(): party.role for party in self.contract.parties for term in party.terms
        }
        self.rows = rows_of(self.contract)
        self._look()

    parties: object = None
    rows: tuple[Row, ...] = ()
    roles: dict[str, Role] = field(default_factory=dict)

    def _look(self) -> None:
        modifiers = self.detector.patterns.modifiers
        lead_ins = self._lead_ins()
        for segment in self.contract.segments:
            if segment.zone not in ("body", "definition") or segment.kind == "heading" or segment.own in lead_ins:
                continue
            types = self.detector.prefilter.candidates(segment.text)
            if segment.zone == "definition":
                for name in types:
                    self.defined.setdefault(name, []).append(segment)
                continue
            for kind in self.detector.patterns.clause_types:
                if kind.id not in types:
                    continue
                self.looked_at.setdefault(kind.id, []).append(segment)
                candidate = weigh(kind, segment, self.scan(segment), self.title_scan(segment.path), modifiers)
                if candidate:
                    self.candidates.append(candidate)

    def _lead_ins(self) -> set[Span]:
        """Collect the openings of lists; half a sentence is read with each of its items, never by itself."""
        return {
            piece.span
            for segment in self.contract.segments
            if segment.kind == "list_item" and segment.zone == "body"
            for piece in segment.pieces[:-1]
        }

    def scan(self, segment: Segment) -> Scan:
        """Tokenise a segment, once."""
        known = self.scans.get(segment.index)
        if known is None:
            doc = self.detector.nlp.make_doc(segment.text)
            known = self.scans[segment.index] = Scan(self.detector.lines, doc, self.parties)
        return known

    def title_scan(self, path: tuple[str, ...]) -> Scan | None:
        """Tokenise the titles above a segment, once for each path."""
        if path not in self.titles:
            text = " . ".join(path)
            self.titles[path] = (
                Scan(self.detector.lines, self.detector.nlp.make_doc(text), self.parties) if text else None
            )
        return self.titles[path]

    def clauses(self) -> Iterator[Clause]:
        """Turn the candidates that are sure enough into clauses."""
        for candidate in self.candidates:
            clause = self._clause(candidate)
            if clause and clause.confidence >= FLOOR:
                yield clause

    def _clause(self, candidate: Candidate) -> Clause | None:
        sightings = candidate.sightings
        if not sightings:
            return None
        kind, segment, scan = candidate.clause_type, candidate.segment, candidate.scan
        weights = [sighting.signal.weight for sighting in sightings]
        evidence = [
            Evidence(f"{kind.id}.{sighting.signal.id}", "line", span, sighting.signal.weight)
            for sighting in sightings
            for span in locate(self.contract.source, segment, *scan.text(sighting.match.start, sighting.match.end))
        ]
        own = segment.own
        if heading_agreement(segment.path, kind.definition.headings):
            weights.append(HEADING_WEIGHT)
            evidence.append(Evidence(f"{kind.id}.heading", "heading", self._heading_span(segment), HEADING_WEIGHT))
        masked = mask(segment.text, self.roles)
        if exemplar_agreement(masked, self.detector.exemplars[kind.id], cutoff=0.9):
            weights.append(EXEMPLAR_WEIGHT)
            evidence.append(Evidence(f"{kind.id}.exemplar", "exemplar", own, EXEMPLAR_WEIGHT))
        elsewhere = [self.scan(other) for other in self.looked_at[kind.id] if other.index != segment.index]
        evidenced = [sighting.match for sighting in sightings]
        repeated = [match for sighting in sightings for match in sighting.again]
        reading = Reading(
            scan,
            evidenced,
            repeated,
            self._neighbours(segment),
            elsewhere,
            definitions=[self.scan(other) for other in self.defined.get(kind.id, ())],
            rows=self.rows,
            place=own.start,
            roles=self.roles,
        )
        attributes = read_attributes(kind.definition.attributes, reading)
        if candidate.partial and "scope" in attributes:
            attributes["scope"] = "partial"
        if candidate.is_denial:
            attributes["denied"] = True
        return Clause(
            type=kind.id,
            confidence=round(combine(weights), 4),
            pieces=tuple(piece.span for piece in segment.pieces),
            section=self.contract.citation(own.start),
            attributes=attributes,
            evidence=tuple(evidence),
        )

    def _heading_span(self, segment: Segment) -> Span:
        section = self.contract.sections[segment.section] if segment.section is not None else None
        while section is not None and not section.title and section.parent is not None:
            section = self.contract.sections[section.parent]
        start = section.span.start if section else segment.own.start
        return Span(start, start + len(section.label) if section else start)

    def _neighbours(self, segment: Segment) -> list[Scan]:
        around = self.contract.segments[max(segment.index - 1, 0) : segment.index + _NEIGHBOURS_AFTER + 1]
        return [
            self.scan(other)
            for other in around
            if other.index != segment.index and other.section == segment.section and other.kind != "heading"
        ]

    def deferrals(self, wanted: list[ClauseType]) -> Iterator[Deferral]:
        """Find the passages that leave a clause type to an attachment or an amended agreement, not supplied."""
        if self.contract.amended:
            for kind in wanted:
                yield Deferral(kind.id, self.contract.amended.span, self.contract.amended.label)
        absent = [reference for reference in self.contract.references if not reference.supplied]
        if not absent:
            return
        for segment in self.contract.segments:
            if segment.zone != "body" or segment.kind == "heading":
                continue
            reference = next((r for r in absent if segment.own.contains(r.span)), None)
            if reference is None or not self.scan(segment).fragment(_SET_OUT_IN):
                continue
            for kind in wanted:
                if self.scan(segment).any(kind.definition.subject):
                    yield Deferral(kind.id, segment.own, reference.label)

    def considered(self, kind: ClauseType) -> tuple[Span, ...]:
        """Name the passages that came nearest to a clause type without being one, best first."""
        scores: dict[int, float] = {}
        for candidate in self.candidates:
            if candidate.clause_type.id == kind.id and not candidate.accepted:
                scores[candidate.segment.index] = max(candidate.rejected_weight, candidate.weight)
        for segment in self.looked_at.get(kind.id, ()):
            agreement = exemplar_agreement(mask(segment.text, self.roles), self.detector.exemplars[kind.id])
            titled = HEADING_WEIGHT if heading_agreement(segment.path, kind.definition.headings) else 0.0
            scores[segment.index] = scores.get(segment.index, 0.0) + agreement / 2 + titled
        best = sorted(scores, key=lambda index: (-scores[index], index))[:_MAX_CONSIDERED]
        return tuple(self.contract.segments[index].own for index in best)
