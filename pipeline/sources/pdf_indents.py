"""Indent levels of the stubs: how far a line of a table's first column is set in, ranked over the whole table."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.records import GridCell

SAME = 0.3  # in sizes: indents this close are one level
SHIFTING = 3  # distinct left edges
CENTRED = 0.25  # in sizes: the centres of stubs that are set centred are this close


@dataclass(frozen=True, slots=True)
class Stub:
    """A stub cell of a body row: its edges in sizes of the font, from the left edge of the table."""

    cell: GridCell
    x0: float
    x1: float


def set_indents(stubs: Sequence[Stub]) -> None:
    """Set each stub cell's level; a column of centred stubs has none."""
    if not stubs or _is_centred(stubs):
        return
    levels = _levels(stub.x0 for stub in stubs)
    for stub in stubs:
        stub.cell.indent = bisect_right(levels, stub.x0) - 1


def _levels(indents: Iterable[float]) -> list[float]:
    """The distinct indents, each the least of those that are near it."""
    levels: list[float] = []
    for indent in sorted(indents):
        if not levels or indent - levels[-1] > SAME:
            levels.append(indent)
    return levels


def _is_centred(stubs: Sequence[Stub]) -> bool:
    mids = [stub.x0 + stub.x1 for stub in stubs]
    lefts = [stub.x0 for stub in stubs]
    differing = len({round(left / SAME) for left in lefts})
    return differing >= SHIFTING and (max(mids) - min(mids)) / 2 < CENTRED
