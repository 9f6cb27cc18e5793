"""Lines: the one-line language in which patterns are written.

${party} ${may} ... terminate|cancel (this) agreement .. for convenience

word        this word, in any case              a|b     one of these words
word*       a word that begins so               ...     up to 30 words between
${name}     any line of the fragment `name`     ..      up to 5 words between

A word, alternatives or a fragment in parentheses, (a|b), (${name}), may be left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG_GAP = 30
SHORT_GAP = 5

# A dollar sign may stand for itself, alone: "usd|$|eur".
_STEP = re.compile(r"(?P<gap>\.{2,3})$|\$\{(?P<fragment>[a-z_]+)\}$|(?P<words>(?:[^()\s${}]|(?<![^|])\$(?![^|]))+)$")


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a line: a fragment, or alternatives of one word; `gap` words may stand before it."""

    gap: int
    fragment: str | None = None
    words: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A parsed line."""

    text: str
    steps: tuple[Step, ...]

    @property
    def fragments(self) -> tuple[str, ...]:
        """List the fragments that the line uses."""
        return tuple(step.fragment for step in self.steps if step.fragment)


def parse_line(text: str) -> Line:
    """Parse a line; raise ValueError saying what is wrong with it."""
    steps: list[Step] = []
    gap = 0
    for word in text.split():
        optional = word.startswith("(") and word.endswith(")")
        match = _STEP.match(word[1:-1] if optional else word)
        if match is None or (optional and match.group("gap")):
            raise ValueError(f"'{word}' is not a word, 'a|b', '(a)', '${{fragment}}' or a gap of two or three dots")
        if match.group("gap"):
            if not steps or gap:
                raise ValueError("a gap stands between two words, not at the start or beside another gap")
            gap = LONG_GAP if len(match.group("gap")) == 3 else SHORT_GAP
            continue
        if match.group("fragment"):
            steps.append(Step(gap, fragment=match.group("fragment"), optional=optional))
        else:
            alternatives = tuple(match.group("words").lower().split("|"))
            if not all(each.rstrip("*") for each in alternatives):
                raise ValueError(f"'{word}' has an empty alternative")
            steps.append(Step(gap, words=alternatives, optional=optional))
        gap = 0
    if gap:
        raise ValueError("a line cannot end in a gap")
    if all(step.optional for step in steps):
        raise ValueError("a line needs at least one word that cannot be left out")
    return Line(text, tuple(steps))
