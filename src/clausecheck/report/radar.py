"""Radar: the scores of the areas as points around a centre, for a picture of a contract's strengths."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from clausecheck.report.model import AreaRecord

RADIUS = 60
_LABELS = 1.16  # where the labels stand, in radii
_FEWEST = 3  # areas that enclose a surface

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spoke:
    """One area: the end of its axis, the place of its score on it, and where its label stands.

    Coordinates count from the centre, y downwards. An area that could not be evaluated has its score at the centre.
    """

    area: AreaRecord
    end: Point
    score: Point
    label: Point

    @property
    def anchor(self) -> str:
        """Give the side of the label that stands at its place, in the word of SVG."""
        return "middle" if abs(self.label[0]) < 1 else "start" if self.label[0] > 0 else "end"

    @property
    def lines(self) -> list[str]:
        """Break the title into the lines of its label."""
        return self.area.title.rsplit(" ", 1)

    @property
    def lift(self) -> float:
        """Give how far the first line stands above the label's place, in lines, so that the label clears the axis."""
        above = len(self.lines) - 1
        beside = self.anchor != "middle"
        return above / 2 if beside else above if self.label[1] < 0 else 0.0


def spokes(areas: Sequence[AreaRecord]) -> list[Spoke]:
    """Place the areas around the centre, the first at the top; none where they are too few for a picture."""
    if len(areas) < _FEWEST:
        return []
    return [_spoke(area, 2 * math.pi * place / len(areas)) for place, area in enumerate(areas)]


def _spoke(area: AreaRecord, angle: float) -> Spoke:
    return Spoke(
        area,
        end=_point(angle, RADIUS),
        score=_point(angle, RADIUS * (area.score or 0) / 100),
        label=_point(angle, RADIUS * _LABELS),
    )


def _point(angle: float, distance: float) -> Point:
    # Adding 0.0 takes the sign from a zero, which would look odd in the picture's text.
    return round(distance * math.sin(angle), 1) + 0.0, round(-distance * math.cos(angle), 1) + 0.0
