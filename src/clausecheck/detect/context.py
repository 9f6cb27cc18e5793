"""Context: words around the evidence that change how it is to be read (negation, condition, survival, foreign scope).

The algebra follows ConText (Harkema et al., Journal of Biomedical Informatics 42, 2009): a modifier has a direction and
a reach, terminators cut it, and pseudo modifiers void it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from clausecheck.detect.amending import TakenOut, taken_out
from clausecheck.detect.boxes import answer
from clausecheck.detect.matchers.line import Match, Scan
from clausecheck.patterns.model import Modifier

_PERMISSION = ("may", "must", "is_owned")
_AFTER_PERMISSION = 2


@dataclass(frozen=True)
class Setting:
    """What the words of a passage are read in: the passage, the titles above it, and the modifiers there are."""

    scan: Scan
    titles: Scan | None
    modifiers: Mapping[str, Modifier]

    @cached_property
    def taken_out(self) -> tuple[TakenOut, ...]:
        """Collect the quoted words that the passage deletes."""
        return tuple(taken_out(self.scan.passage))

    @cached_property
    def answer(self) -> bool | None:
        """Read which of "Yes" and "No" is ticked in the passage."""
        return answer(self.scan.passage)

    def find(self, modifier: str, evidence: Match) -> Match | None:
        """Find the words by which a modifier, given by name, reaches the evidence, or None."""
        return find_modifier(self.modifiers[modifier], self.scan, evidence, self.titles)


def find_modifier(modifier: Modifier, scan: Scan, evidence: Match, titles: Scan | None) -> Match | None:
    """Find the words by which a modifier reaches the evidence, or None; `titles` are the headings above it."""
    if modifier.scope == "heading":
        return titles.any(modifier.lines) if titles else None
    if scan.possible.isdisjoint(modifier.lines):
        return None
    first, last = _window(modifier, scan, evidence)
    for line in modifier.lines:
        for match in scan.find(line):
            if match.start >= last or match.end <= first:
                continue
            void = _is_pseudo(modifier, scan, match) or _is_cut(modifier, scan, match, evidence)
            if not void and scan.is_chosen(match):
                return match
    return None


def _window(modifier: Modifier, scan: Scan, evidence: Match) -> tuple[int, int]:
    length = len(scan.lower)
    if modifier.scope == "segment":
        return 0, length
    if modifier.scope == "before":
        return max(evidence.start - modifier.reach, 0), evidence.start
    if modifier.scope == "after":
        return evidence.end, min(evidence.end + modifier.reach, length)
    if modifier.scope == "evidence":
        return evidence.start, evidence.end
    permission = evidence.captured(*_PERMISSION)
    end = permission.end + _AFTER_PERMISSION if permission else evidence.end
    return max(evidence.start - modifier.reach, 0), end


def _is_pseudo(modifier: Modifier, scan: Scan, match: Match) -> bool:
    # A contract with an insurer is not a contract of insurance: what a party is called says nothing of the sentence.
    return scan.opens_with_name(match) or any(
        pseudo.start < match.end and match.start < pseudo.end for line in modifier.pseudo for pseudo in scan.find(line)
    )


def _is_cut(modifier: Modifier, scan: Scan, match: Match, evidence: Match) -> bool:
    """Tell whether a terminator stands between the modifier and the evidence."""
    is_before = match.end <= evidence.start
    first, last = (match.end, evidence.start) if is_before else (evidence.end, match.start)
    lines = [*modifier.terminators, *modifier.shields] if is_before else modifier.terminators
    return any(first <= stop.start and stop.end <= last for line in lines for stop in scan.find(line))
