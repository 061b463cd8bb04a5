"""The thin marks of a path object: a rule by itself, or the strokes and bars of a path that draws many at once."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.sources.pdf_page import Box
from pipeline.sources.pdf_upright import Matrix, moved

MAX_SEGMENTS = 4000  # more is a drawing
Point = tuple[float, float]


def strokes(path: Any, matrix: Matrix) -> Iterator[Box]:
    """The boxes (left, bottom, right, top) of a path's lines where it is stroked, of its shapes where it is filled.

    ``matrix`` sets the path's own coordinates on the page. A path of more than `MAX_SEGMENTS` gives nothing.
    """
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, mode, stroked)
    if not (mode.value or stroked.value):
        return
    for points in _shapes(path):
        pieces = pairwise(points) if stroked.value else [points]
        for piece in pieces:
            xs, ys = [x for x, _ in piece], [y for _, y in piece]
            yield moved((min(xs), min(ys), max(xs), max(ys)), matrix)


def _shapes(path: Any) -> Iterator[list[Point]]:
    """The corners of each part of a path that is drawn without lifting the pen."""
    count = pdfium.FPDFPath_CountSegments(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for at in range(count if count <= MAX_SEGMENTS else 0):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points
