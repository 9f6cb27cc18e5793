"""Survey: one contract looked through, which segments speak of which clause type and what they show."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from clausecheck.detect.candidate import Candidate, weigh
from clausecheck.detect.context import Setting
from clausecheck.detect.language import phrase_matcher
from clausecheck.detect.matchers.exemplar import in_order, masking
from clausecheck.detect.matchers.index import Numbers
from clausecheck.detect.matchers.line import LineMatcher, Scan
from clausecheck.detect.prefilter import Prefilter
from clausecheck.detect.reading import Sentences
from clausecheck.detect.tables import Tables
from clausecheck.ingest.source import Source
from clausecheck.patterns.model import ClauseType, PatternSet
from clausecheck.spans import Span
from clausecheck.structure.contract import Contract, Party, Role, Section, Segment, upward

_NEIGHBOURS_AFTER = 4
_NEAR = 20  # segments before and after, among which a list or an article is looked for
# Each takes up to 100 KB; all those of a long contract would take more than all the rest.
_MOST_SCANS = 500
_TERM_SHEET = 2  # columns
_AT_ONCE = 256  # segments, asked about together
# What is a party's in a contract between "you" and "us".
_POSSESSIVES = {"you": "yours", "we": "ours", "us": "ours"}
# A recital says what was, or what is wished for, and grants nothing.
_RECITAL = re.compile(r"(?:\W{0,2}\w{1,2}[.)]\s*)?WHEREAS\b(?!.*\bNOW,?\s+THEREFORE\b)", re.IGNORECASE)
# What a definition says beyond what its word means: "... means X, which Supplier shall keep confidential", or a period,
# which is agreed by it: "Initial Term means a period of three years from the Effective Date".
_LAYS_DOWN = re.compile(
    r"\b(?:shall|must|will)(?!\s+(?:mean|include|have\s+the\s+meaning|be\s+(?:construed|interpreted|deemed)))\b"
    r"|\b(?:agrees?|undertakes?|covenants?|hereby|is\s+and\s+(?:shall\s+)?remains?|required\s+to|elects?)\b"
    r"|\bperiod\s+of\s+(?:[\w-]+\s+)?(?:\(?\d+\)?\s+)?(?:consecutive\s+|calendar\s+)?(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SignalLines:
    """The lines by which a signal is seen, by number: any of these, None for raw tokens, and all of those."""

    any: frozenset[int] | None
    all: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lens:
    """What every survey looks through: the patterns, compiled."""

    patterns: PatternSet
    matcher: LineMatcher
    prefilter: Prefilter
    deciding: Mapping[str, Sequence[SignalLines]]

    def is_possible(self, kind: ClauseType, lines: Set[int]) -> bool:
        """Tell whether any signal of a clause type could be seen by lines, given by number."""
        return any(
            (signal.any is None or not signal.any.isdisjoint(lines)) and signal.all <= lines
            for signal in self.deciding[kind.id]
        )


class Survey:
    """The segments of one contract, each as it is scanned for lines, and the candidates among them."""

    def __init__(self, lens: Lens, contract: Contract) -> None:
        """Look through a contract for candidates of every clause type."""
        self.contract = contract
        self.lens = lens
        self.candidates: list[Candidate] = []
        self.looked_at: dict[str, list[Segment]] = {}
        self.defined: dict[str, list[Segment]] = {}
        self.tables = Tables(contract)
        self.roles: Mapping[str, Role] = {
            term.casefold(): party.role for party in contract.parties for term in party.terms
        }
        self._parties = phrase_matcher(lens.matcher.nlp, _terms_by_role(contract.parties))
        self._scans: OrderedDict[int, Scan] = OrderedDict()
        self._mask = masking(self.roles)
        self._masked: dict[int, str] = {}
        self._ordered: dict[int, str] = {}
        self._possible: dict[str, Numbers] = {}
        self._titles: dict[tuple[str, ...], Scan | None] = {}
        self._look()
        self._sentences = _shared(self.looked_at, self.scan)
        self._definitions = _shared(self.defined, self.scan)

    def scan(self, segment: Segment) -> Scan:
        """Make the scan of a segment, or give the one that was made not long ago."""
        known = self._scans.get(segment.index)
        if known is None:
            known = self._scans[segment.index] = self._scan_text(segment.text)
            if len(self._scans) > _MOST_SCANS:
                self._scans.popitem(last=False)
        self._scans.move_to_end(segment.index)
        return known

    def masked(self, segment: Segment) -> str:
        """Write a segment with its party terms and numbers masked, once."""
        known = self._masked.get(segment.index)
        if known is None:
            known = self._masked[segment.index] = self._mask(segment.text)
        return known

    def ordered(self, segment: Segment) -> str:
        """Write a masked segment with its words in order, once."""
        known = self._ordered.get(segment.index)
        if known is None:
            known = self._ordered[segment.index] = in_order(self.masked(segment))
        return known

    def title_scan(self, path: tuple[str, ...]) -> Scan | None:
        """Make the scan of the titles above a segment, once for each path."""
        if path not in self._titles:
            self._titles[path] = self._scan_text(_joined(path)) if path else None
        return self._titles[path]

    def neighbours(self, segment: Segment) -> list[Scan]:
        """Scan the sentences around a segment in its own section, and the item that its list adds to it by "and"."""
        around = self.contract.segments[max(segment.index - 1, 0) : segment.index + _NEIGHBOURS_AFTER + 1]
        return [
            self.scan(other)
            for other in around
            if other.index != segment.index
            and other.kind != "heading"
            and (other.section == segment.section or self._are_added(segment, other))
        ]

    def items(self, segment: Segment) -> Iterator[Scan]:
        """Scan the other items of the list that a segment is an item of, none where it is no item."""
        if len(segment.pieces) < 2:
            return
        lead_in = segment.pieces[0].span
        for other in self._near(segment):
            if len(other.pieces) > 1 and other.pieces[0].span == lead_in:
                yield self.scan(other)

    def article(self, segment: Segment) -> Iterator[Scan]:
        """Scan the other sentences of the article that a segment stands in: 12.4 reads on from 12.1."""
        outermost = self._article(segment.section)
        if outermost is None:
            return
        for other in self._near(segment):
            if other.kind != "heading" and outermost.span.overlaps(other.own):
                yield self.scan(other)

    def _near(self, segment: Segment) -> Iterator[Segment]:
        around = self.contract.segments[max(segment.index - _NEAR, 0) : segment.index + _NEAR + 1]
        return (other for other in around if other.index != segment.index)

    def _article(self, index: int | None) -> Section | None:
        """Give the outermost numbered section around a section: the article, and not the untitled part it is in."""
        sections = self.contract.sections
        around = list(upward(sections, None if index is None else sections[index]))
        return next((section for section in reversed(around) if section.label), None)

    def _are_added(self, segment: Segment, other: Segment) -> bool:
        """Tell whether two items of a list hold only together: "on notice; and" with "paying a termination fee"."""
        first, second = sorted((segment, other), key=lambda each: each.index)
        joined = len(first.pieces) > 1 and len(second.pieces) > 1 and first.pieces[0].span == second.pieces[0].span
        text = self.contract.source.text[first.own.start : first.own.end]
        return joined and second.index == first.index + 1 and text.rstrip(" ,;").endswith(" and")

    def sentences_on(self, kind: ClauseType) -> Sentences:
        """Give the sentences that speak of a clause type."""
        return self._sentences.get(kind.id) or Sentences((), self.scan)

    def definitions_on(self, kind: ClauseType) -> Sentences:
        """Give the definitions that speak of a clause type."""
        return self._definitions.get(kind.id) or Sentences((), self.scan)

    def before(self, segment: Segment) -> Scan | None:
        """Scan the sentence before a segment, if one stands there."""
        other = self.contract.segments[segment.index - 1] if segment.index else None
        return self.scan(other) if other and other.kind == "sentence" and other.zone == "body" else None

    def _scan_text(self, text: str) -> Scan:
        return Scan(self.lens.matcher, text, self._parties, self._possible.get(text))

    def _look(self) -> None:
        lead_ins = self._lead_ins() | self._titles_of_columns()
        speaking: list[tuple[Segment, set[str]]] = []
        for segment in self.contract.segments:
            if segment.zone not in ("body", "definition") or segment.kind == "heading" or segment.own in lead_ins:
                continue
            if _RECITAL.match(segment.text):
                continue
            types = self.lens.prefilter.candidates(segment.text)
            if segment.zone == "definition":
                for name in types:
                    self.defined.setdefault(name, []).append(segment)
            if types and (segment.zone == "body" or _LAYS_DOWN.search(segment.text)):
                speaking.append((segment, types))
        self._sift(segment.text for segment, _ in speaking)
        self._sift(_joined(segment.path) for segment, _ in speaking if segment.path)
        for segment, types in speaking:
            self._weigh(segment, types)

    def _sift(self, texts: Iterable[str]) -> None:
        """Note which lines each of many texts could hold; to ask about many at once costs a fraction."""
        different = list(dict.fromkeys(texts))
        for start in range(0, len(different), _AT_ONCE):
            batch = different[start : start + _AT_ONCE]
            self._possible.update(zip(batch, self.lens.matcher.lines.possible_in(batch), strict=True))

    def _weigh(self, segment: Segment, types: set[str]) -> None:
        patterns = self.lens.patterns
        possible = set(self._possible[segment.text].tolist())
        for kind in patterns.clause_types:
            if kind.id not in types:
                continue
            self.looked_at.setdefault(kind.id, []).append(segment)
            if self.lens.is_possible(kind, possible):
                setting = Setting(self.scan(segment), self.title_scan(segment.path), patterns.modifiers)
                candidate = weigh(kind, segment, setting)
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

    def _titles_of_columns(self) -> set[Span]:
        """Collect the rows that do no more than title the columns of a table; they are read with each row below them.

        The first row of a sheet of terms in two columns ("Initial term", "three years") may look like one, and is none.
        """
        source = self.contract.source
        headers = {block.header for block in source.blocks if block.header is not None}
        titles = [source.blocks[header] for header in headers]
        plain = [each.span for each in titles if len(each.cells) > _TERM_SHEET and not _has_digit(source, each.span)]
        rows = (segment.own for segment in self.contract.segments if segment.kind == "table_row")
        return {row for row in rows if any(title.contains(row) for title in plain)}


def _has_digit(source: Source, span: Span) -> bool:
    return any(mark.isdigit() for mark in source.text[span.start : span.end])


def _joined(path: tuple[str, ...]) -> str:
    return " . ".join(path)


def _shared(segments: Mapping[str, Sequence[Segment]], scan: Callable[[Segment], Scan]) -> dict[str, Sentences]:
    return {name: Sentences(found, scan) for name, found in segments.items()}


def _terms_by_role(parties: tuple[Party, ...]) -> dict[str, list[str]]:
    terms: dict[str, list[str]] = {"party:customer": [], "party:provider": [], "party:other_party": []}
    for party in parties:
        name = f"party:{party.role}" if party.role in ("customer", "provider") else "party:other_party"
        terms[name].extend(party.terms)
        # The tokenizer takes the full stop after a single letter ("Party B.") for part of the word.
        terms[name].extend(f"{term}." for term in party.terms if term[-2:-1] == " ")
        terms[name].extend(_POSSESSIVES[term.casefold()] for term in party.terms if term.casefold() in _POSSESSIVES)
    return terms
