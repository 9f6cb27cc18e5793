"""Ruled lines of a PDF page: the straight edges of the shapes drawn on it, the raw material of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
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


def ruled_edges(page: pdfium.PdfPage, frame: Frame) -> list[Edge]:
    """Give the horizontal and vertical edges drawn on a page: x0, y0, x1, y1 as shown.

    A page with more edges than a table can have is a drawing, and gives none.
    """
    edges: list[Edge] = []
    for left, bottom, right, top in _edges(page.raw, pdfium.PdfMatrix(), _DEEPEST):
        edges.append(frame.shown(left, bottom, right, top))
        if len(edges) > _MOST_EDGES:
            return []
    return edges


def _edges(holder: Any, matrix: pdfium.PdfMatrix, depth: int) -> Iterator[Edge]:
    is_page = depth == _DEEPEST
    count = (pdfium_c.FPDFPage_CountObjects if is_page else pdfium_c.FPDFFormObj_CountObjects)(holder)
    get = pdfium_c.FPDFPage_GetObject if is_page else pdfium_c.FPDFFormObj_GetObject
    for index in range(count):
        item = get(holder, index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield from _path_edges(item, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth:
            yield from _edges(item, _matrix(item).multiply(matrix), depth - 1)


def _matrix(item: Any) -> pdfium.PdfMatrix:
    raw = pdfium_c.FS_MATRIX()
    found = pdfium_c.FPDFPageObj_GetMatrix(item, raw)
    return pdfium.PdfMatrix.from_raw(raw) if found else pdfium.PdfMatrix()


def _path_edges(path: Any, matrix: pdfium.PdfMatrix) -> Iterator[Edge]:
    """Give the axis-parallel edges of one path; a bar thinner than its text counts as one edge."""
    bounds = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(path, *bounds):
        return
    left, bottom, right, top = matrix.on_rect(*(bound.value for bound in bounds))
    if right - left < _THIN or top - bottom < _THIN:
        if right - left < _THIN and top - bottom >= _SHORTEST:
            yield (left + right) / 2, bottom, (left + right) / 2, top
        elif right - left >= _SHORTEST:
            yield left, (bottom + top) / 2, right, (bottom + top) / 2
        return
    points = list(_points(path, _matrix(path).multiply(matrix)))
    for (x0, y0, _), (x1, y1, moves) in pairwise([*points, *((x, y, False) for x, y, _ in points[:1])]):
        if not moves and (abs(x1 - x0) < 1) != (abs(y1 - y0) < 1):
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


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
