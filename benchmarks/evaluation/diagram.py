"""Diagram: stated confidence against the share that is right, as SVG for light and dark pages."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from evaluation.calibration import Bin

_SIDE = 360
_LEFT, _TOP, _WIDTH, _HEIGHT = 70, 54, 480, 480
_MARKS = ("a", "b")

_STYLE = """
  .page { fill: #ffffff } .ink { fill: #1f2328 } .faint { stroke: #d0d7de } .ideal { stroke: #6e7781 }
  .a { fill: #0b62c4; stroke: #0b62c4 } .b { fill: none; stroke: #b35900 }
  text { font: 13px system-ui, sans-serif }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } .ink { fill: #e6edf3 } .faint { stroke: #30363d } .ideal { stroke: #8d96a0 }
    .a { fill: #58a6ff; stroke: #58a6ff } .b { fill: none; stroke: #ffa657 }
  }
"""


def diagram(series: Mapping[str, Sequence[Bin]]) -> str:
    """Draw up to two series of bins: filled circles and rings whose area grows with the number of clauses."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="title desc">',
        '<title id="title">Reliability of confidence</title>',
        f'<desc id="desc">{escape(_description(series))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{_WIDTH}" height="{_HEIGHT}"/>',
        *_axes(),
        *(_dots(mark, bins) for mark, bins in zip(_MARKS, series.values(), strict=False)),
        *_legend(list(series)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _description(series: Mapping[str, Sequence[Bin]]) -> str:
    rows = [
        f"{name}: " + "; ".join(f"stated {b.confidence:.2f}, right {b.right:.2f} of {b.count}" for b in bins)
        for name, bins in series.items()
    ]
    return "Stated confidence against the share of clauses that are right. " + ". ".join(rows) + "."


def _place(confidence: float, right: float) -> tuple[float, float]:
    return round(_LEFT + confidence * _SIDE, 1), round(_TOP + (1 - right) * _SIDE, 1)


def _line(kind: str, start: tuple[float, float], end: tuple[float, float], dashes: str = "") -> str:
    (x1, y1), (x2, y2) = _place(*start), _place(*end)
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{dashes}/>'


def _text(words: str, x: float, y: float, anchor: str = "middle", turn: str = "") -> str:
    return f'<text class="ink" x="{x:g}" y="{y:g}" text-anchor="{anchor}"{turn}>{escape(words)}</text>'


def _axes() -> list[str]:
    parts = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts += [_line("faint", (tick, 0), (tick, 1)), _line("faint", (0, tick), (1, tick))]
        x, y = _place(tick, tick)
        parts += [_text(f"{tick:g}", x, _TOP + _SIDE + 20), _text(f"{tick:g}", _LEFT - 10, y + 4, "end")]
    parts.append(_line("ideal", (0, 0), (1, 1), ' stroke-dasharray="5 4"'))
    middle = _TOP + _SIDE / 2
    parts.append(_text("confidence stated", _LEFT + _SIDE / 2, _TOP + _SIDE + 44))
    parts.append(_text("share right", 22, middle, turn=f' transform="rotate(-90 22 {middle:g})"'))
    return parts


def _dots(mark: str, bins: Sequence[Bin]) -> str:
    most = max((group.count for group in bins), default=1)
    circles = []
    for group in bins:
        x, y = _place(group.confidence, group.right)
        radius = 3 + 11 * math.sqrt(group.count / most)
        circles.append(f'<circle cx="{x}" cy="{y}" r="{radius:.1f}"/>')
    return f'<g class="{mark}" fill-opacity="0.55" stroke-width="2">' + "".join(circles) + "</g>"


def _legend(names: Sequence[str]) -> list[str]:
    parts = []
    for position, (mark, name) in enumerate(zip(_MARKS, names, strict=False)):
        x = _LEFT + position * 180
        parts.append(f'<g class="{mark}" fill-opacity="0.55" stroke-width="2"><circle cx="{x + 7}" cy="26" r="7"/></g>')
        parts.append(_text(name, x + 22, 31, "start"))
    return parts
