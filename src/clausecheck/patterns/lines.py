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
from functools import lru_cache

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
        step = _parse_step(word, gap)
        if isinstance(step, Step):
            steps.append(step)
            gap = 0
        elif not steps or gap:
            raise ValueError("a gap stands between two words, not at the start or beside another gap")
        else:
            gap = step
    if gap:
        raise ValueError("a line cannot end in a gap")
    if all(step.optional for step in steps):
        raise ValueError("a line needs at least one word that cannot be left out")
    return Line(text, tuple(steps))


@lru_cache(maxsize=1 << 15)
def _parse_step(word: str, gap: int) -> Step | int:
    """Parse what stands between two spaces, mostly known from other lines: a step after a gap, or another gap."""
    optional = word.startswith("(") and word.endswith(")")
    match = _STEP.match(word[1:-1] if optional else word)
    if match is None and ("(" in word or ")" in word):
        raise ValueError(
            f"'{word}': a bracket opens and closes around one place of the line, '(a)', '(a|b)' or '(${{fragment}})'; "
            "for several words, or alternatives of several words, write lines of their own or a fragment"
        )
    if match is None or (optional and match["gap"]):
        raise ValueError(f"'{word}' is not a word, 'a|b', '(a)', '${{fragment}}' or a gap of two or three dots")
    if match["gap"]:
        return LONG_GAP if len(match["gap"]) == 3 else SHORT_GAP
    if match["fragment"]:
        return Step(gap, fragment=match["fragment"], optional=optional)
    alternatives = tuple(match["words"].lower().split("|"))
    if not all(each.rstrip("*") for each in alternatives):
        raise ValueError(f"'{word}' has an empty alternative; no blank stands beside '|'")
    return Step(gap, words=alternatives, optional=optional)
