"""PDF's own coordinates (y upwards, from anywhere) into those of the page as it is read (y downwards, text upright)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.sources.pdf_page import Box, Rule, Run
from pipeline.sources.pdf_pieces import Piece

RULE_HEIGHT = 2.5  # points: what is thicker is a bar or a shade
RULE_LENGTH = 3.0
SHORT = 2  # letters; over longer texts what fonts tell of widths adds up to no better than the ink

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Upright:
    """The turn that sets a page's text upright; ``frame``: the page's left, bottom, right, top in PDF's coordinates."""

    frame: Box
    turn: int = 0

    @property
    def width(self) -> float:
        """Width of the page as it is read."""
        left, bottom, right, top = self.frame
        return top - bottom if self.turn % 2 else right - left

    @property
    def height(self) -> float:
        """Height of the page as it is read."""
        left, bottom, right, top = self.frame
        return right - left if self.turn % 2 else top - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it is read."""
        left, bottom, right, top = self.frame
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[self.turn]

    def box(self, box: Box) -> Box:
        """x0, top, x1, bottom of the page as it is read."""
        if self.turn == 0:
            left, _, _, top = self.frame
            return box[0] - left, top - box[3], box[2] - left, top - box[1]
        x0, y0 = self.point(box[0], box[1])
        x1, y1 = self.point(box[2], box[3])
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def run(self, piece: Piece) -> Run:
        """A text object of the page's direction as a run; blanks before it move its start."""
        x0, top, x1, bottom = self.box(piece.box)
        x, base = self.point(piece.x, piece.y)
        start, end = x + piece.blank, x + piece.width if len(piece.text) <= SHORT else x1
        return Run(piece.text, max(x0, start), x1, top, bottom, base, piece.size, start, end, piece.bold)

    def rule(self, box: Box) -> Rule | None:
        """The horizontal rule that a thin mark is, None for any other mark."""
        x0, top, x1, bottom = self.box(box)
        thin = bottom - top <= RULE_HEIGHT and x1 - x0 >= max(RULE_LENGTH, 3 * (bottom - top))
        return Rule(x0, x1, (top + bottom) / 2) if thin else None


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """What a matrix within a form is on the page."""
    if outer is PLAIN:
        return inner
    a, b, c, d, e, f = inner
    x, y, z, w, u, v = outer
    return a * x + b * z, a * y + b * w, c * x + d * z, c * y + d * w, e * x + f * z + u, e * y + f * w + v


def moved(box: Box, matrix: Matrix) -> Box:
    """A box within a form as one on the page: left, bottom, right, top."""
    if matrix is PLAIN:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
