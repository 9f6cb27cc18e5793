"""Shapes drawn on a PDF page: pictures, and the straight edges that tables are made of."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from clausecheck.ingest.pdf_glyphs import Frame

Edge = tuple[float, float, float, float]
_THIN = 3.0
_SHORTEST = 3.0
_MOST_EDGES = 4_000
_MOST_SEGMENTS = 400
_DEEPEST = 4
_AS_IT_IS = pdfium.PdfMatrix()
_SMALL_PICTURE = 0.02
_DRAWING = 5
_OUTLINES = 300
_OUTLINE_SEGMENTS = 3_000  # a page of outlined text has ten times as many, a drawn signature a third


@dataclass(frozen=True, slots=True)
class Shape:
    """A path or picture on a page; `matrix` leads from its own coordinates, `bounds` are x0, y0, x1, y1 as shown."""

    kind: int
    item: Any
    matrix: pdfium.PdfMatrix
    bounds: Edge

    @property
    def is_picture(self) -> bool:
        """Tell a picture from a path."""
        return bool(self.kind == pdfium_c.FPDF_PAGEOBJ_IMAGE)

    @property
    def is_thin(self) -> bool:
        """Tell a line or bar from an area."""
        x0, y0, x1, y1 = self.bounds
        return x1 - x0 < _THIN or y1 - y0 < _THIN


def shapes(page: pdfium.PdfPage, frame: Frame) -> Iterator[Shape]:
    """Give the paths and pictures of a page that lie in its visible part."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for kind, item, matrix in _objects(page.raw, _AS_IT_IS, _DEEPEST):
        if pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            bounds = left.value, bottom.value, right.value, top.value
            x0, y0, x1, y1 = frame.shown(*(bounds if matrix is _AS_IT_IS else matrix.on_rect(*bounds)))
            if x1 >= 0 and y1 >= 0 and x0 <= frame.width and y0 <= frame.height:
                yield Shape(kind, item, matrix, (x0, y0, x1, y1))


def ruled_edges(found: Iterable[Shape], frame: Frame) -> list[Edge]:
    """Give the horizontal and vertical edges among shapes: x0, y0, x1, y1 as shown.

    A page with more edges than a table can have is a drawing, and gives none.
    """
    edges: list[Edge] = []
    for shape in found:
        if not shape.is_picture:
            edges.extend(_thin_edge(shape) if shape.is_thin else _path_edges(shape, frame))
        if len(edges) > _MOST_EDGES:
            return []
    return edges


def is_drawn_on(found: Sequence[Shape], frame: Frame) -> bool:
    """Tell a page with a picture or drawing from one with at most a few rules and a background."""
    return picture_share(found, frame) > _SMALL_PICTURE or sum(not shape.is_thin for shape in found) >= _DRAWING


def is_outlined(found: Iterable[Shape]) -> bool:
    """Tell a page whose text was turned into curves: it has many of them, or few of very many segments."""
    paths = [shape for shape in found if not shape.is_picture and not shape.is_thin]
    return len(paths) >= _OUTLINES or (
        sum(pdfium_c.FPDFPath_CountSegments(path.item) for path in paths) >= _OUTLINE_SEGMENTS
    )


def picture_share(found: Iterable[Shape], frame: Frame) -> float:
    """Give the share of the page that its pictures cover together, as a scan may be cut into strips."""
    sizes = [(s.bounds[2] - s.bounds[0]) * (s.bounds[3] - s.bounds[1]) for s in found if s.is_picture]
    return min(sum(sizes) / max(frame.width * frame.height, 1), 1.0)


def _objects(holder: Any, matrix: pdfium.PdfMatrix, depth: int) -> Iterator[tuple[int, Any, pdfium.PdfMatrix]]:
    is_page = depth == _DEEPEST
    count = (pdfium_c.FPDFPage_CountObjects if is_page else pdfium_c.FPDFFormObj_CountObjects)(holder)
    get = pdfium_c.FPDFPage_GetObject if is_page else pdfium_c.FPDFFormObj_GetObject
    for index in range(count):
        item = get(holder, index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind in (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE):
            yield kind, item, matrix
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
            yield from _objects(item, _matrix(item).multiply(matrix), depth - 1)


def _matrix(item: Any) -> pdfium.PdfMatrix:
    raw = pdfium_c.FS_MATRIX()
    found = pdfium_c.FPDFPageObj_GetMatrix(item, raw)
    return pdfium.PdfMatrix.from_raw(raw) if found else pdfium.PdfMatrix()


def _thin_edge(shape: Shape) -> Iterator[Edge]:
    x0, y0, x1, y1 = shape.bounds
    if x1 - x0 < y1 - y0 >= _SHORTEST:
        yield (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
    elif x1 - x0 >= _SHORTEST:
        yield x0, (y0 + y1) / 2, x1, (y0 + y1) / 2


def _path_edges(shape: Shape, frame: Frame) -> Iterator[Edge]:
    """Give the axis-parallel edges of a path that encloses an area."""
    points = list(_points(shape.item, _matrix(shape.item).multiply(shape.matrix)))
    for (x0, y0, _), (x1, y1, moves) in pairwise([*points, *((x, y, False) for x, y, _ in points[:1])]):
        if not moves and (abs(x1 - x0) < 1) != (abs(y1 - y0) < 1):
            yield frame.shown(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _points(path: Any, matrix: pdfium.PdfMatrix) -> Iterator[tuple[float, float, bool]]:
    count = pdfium_c.FPDFPath_CountSegments(path)
    if count > _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            moves = pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO
            yield *matrix.on_point(x.value, y.value), moves
