"""A PDF's page as text runs and horizontal rules: what is printed where, and nothing yet of its meaning.

Coordinates are points from the top left corner of the page as it is read: a page whose text runs sideways is turned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]
TOUCH = 1.0  # points: how far apart the pieces of one rule may be


@dataclass(slots=True)
class Run:
    """A piece of a line in one font: ``base`` is its baseline, y downwards; ``size`` that of its font.

    ``x0`` and ``x1`` bound its ink; it is set from ``start`` to ``end``, where the next letter would stand
    (about: the end of a longer piece is that of its ink).
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    start: float
    end: float
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""

    x0: float
    x1: float
    y: float


@dataclass(slots=True)
class Page:
    """A page as it is read; ``number`` is 1-based.

    ``turns`` are the quarter turns, clockwise, from the page as it is read to the page as it is shown; ``sideways``
    counts runs in another direction than the page's, which are left out; ``images`` its pictures.
    """

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    turns: int = 0
    sideways: int = 0
    images: int = 0

    def shown(self, box: Box) -> Box:
        """A box (x0, top, x1, bottom) on the page as it is shown, to a tenth of a point."""
        x0, top, x1, bottom = box
        if self.turns:
            (x0, top), (x1, bottom) = self._turned(x0, top), self._turned(x1, bottom)
        return round(min(x0, x1), 1), round(min(top, bottom), 1), round(max(x0, x1), 1), round(max(top, bottom), 1)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.width, self.height
        return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[self.turns]


def joined_rules(rules: Iterable[Rule]) -> list[Rule]:
    """The rules from the top, pieces of one line that touch joined."""
    out: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y), rule.x0)):
        last = out[-1] if out else None
        if last and abs(last.y - rule.y) <= TOUCH and rule.x0 - last.x1 <= TOUCH:
            out[-1] = Rule(last.x0, max(last.x1, rule.x1), last.y)
        else:
            out.append(rule)
    return sorted(out, key=lambda rule: (rule.y, rule.x0))
