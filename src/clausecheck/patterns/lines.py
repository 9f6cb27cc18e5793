"""Lines: the one-line language in which patterns are written.

${party} ${may} ... terminate|cancel (this) agreement .. for convenience

word        this word, in any case              a|b     one of these words
word*       a word that begins so               (a|b)   the same, but it may be left out
${name}     any line of the fragment `name`     ...     up to 30 words between
..      up to 5 words between
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG_GAP = 30
SHORT_GAP = 5

# A dollar sign may stand for itself, alone: "usd|$|eur".
_STEP = re.compile(
    r"(?P<gap>\.{2,3})$|\$\{(?P<fragment>[a-z_]+)\}$|\((?P<optional>[^()\s]+)\)$"
    r"|(?P<words>(?:[^()\s${}]|(?<![^|])\$(?![^|]))+)$"
)


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
        match = _STEP.match(word)
        if match is None:
            raise ValueError(f"'{word}' is not a word, 'a|b', '(a)', '${{fragment}}' or a gap of two or three dots")
        if match.group("gap"):
            if not steps or gap:
                raise ValueError("a gap stands between two words, not at the start or beside another gap")
            gap = LONG_GAP if len(match.group("gap")) == 3 else SHORT_GAP
            continue
        if match.group("fragment"):
            steps.append(Step(gap, fragment=match.group("fragment")))
        else:
            alternatives = tuple((match.group("optional") or match.group("words")).lower().split("|"))
            if not all(each.rstrip("*") for each in alternatives):
                raise ValueError(f"'{word}' has an empty alternative")
            steps.append(Step(gap, words=alternatives, optional=match.group("optional") is not None))
        gap = 0
    if gap:
        raise ValueError("a line cannot end in a gap")
    if all(step.optional for step in steps):
        raise ValueError("a line needs at least one word that cannot be left out")
    return Line(text, tuple(steps))
