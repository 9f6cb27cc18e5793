"""Scans of one sentence with patterns made in a test."""

from __future__ import annotations

from collections.abc import Mapping

from clausecheck.detect.language import make_language, phrase_matcher
from clausecheck.detect.matchers.line import LineMatcher, Match, Scan
from clausecheck.patterns.model import PatternSet
from tests.support.patterns import clause_file, patterns_of

NLP = make_language()
PARTIES = {"party:customer": ["Client"], "party:provider": ["Vendor"], "party:other_party": ["Guarantor"]}


def scan_of(text: str, patterns: PatternSet, parties: Mapping[str, list[str]] = PARTIES) -> Scan:
    """Scan a sentence of a contract between Client and Vendor."""
    return Scan(LineMatcher(NLP, patterns), text, phrase_matcher(NLP, dict(parties)))


def lines_of(*lines: str, fragments: Mapping[str, list[str]] | None = None) -> PatternSet:
    """Make a pattern set whose only signal has some lines."""
    signal = {"id": "line", "weight": 0.5, "lines": list(lines)}
    return patterns_of({"exit": clause_file(signals=[signal])}, fragments=fragments)


def words_of(scan: Scan, match: Match) -> str:
    start, end = scan.characters(match)
    return scan.passage[start:end]


def found(line: str, text: str, *, fragments: Mapping[str, list[str]] | None = None) -> list[str]:
    """Find a line in a text; give the words of each match."""
    scan = scan_of(text, lines_of(line, fragments=fragments))
    return [words_of(scan, match) for match in scan.find(line)]
