"""Heads of a table over their columns.

The lowest line heads single columns, in their order. A head above it reaches as far as the rule under it, which heads
side by side may share; else it wraps the head below it, with which it is centred; else it is centred over its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, pairwise

from pipeline.sources.pdf_columns import Column
from pipeline.sources.pdf_lines import Chunk
from pipeline.sources.pdf_page import Rule
from pipeline.sources.pdf_rows import Row

# In sizes of the font.
CENTRED = 0.6  # how far apart the centres of a head and of what it heads may be
GAP = 1.5  # in the rule under one spanner
OFF = 0.25  # what a head off its column's centre costs, where one beside the column costs 1

Reach = tuple[int, int]
Span = tuple[float, float]


def place_heads(rows: Sequence[Row], columns: Sequence[Column]) -> list[list[Reach]]:
    """For each head row the first and last column of each of its cells."""
    if not rows:
        return []
    lowest = _in_order(rows[-1].chunks, columns)
    placed = [[(at, at) for at in lowest]]
    centres = [column.mid for column in columns]
    for chunk, at in zip(rows[-1].chunks, lowest, strict=True):
        centres[at] = chunk.centre
    for row, under in zip(rows[-2::-1], rows[:0:-1], strict=True):
        below = list(zip(under.chunks, placed[-1], strict=True))
        placed.append([_reach(chunk, row, below, columns, centres) for chunk in row.chunks])
    return placed[::-1]


def _in_order(chunks: Sequence[Chunk], columns: Sequence[Column]) -> list[int]:
    """The column of each head of the lowest line: each another one, from left to right, as near as can be."""
    if len(chunks) > len(columns):
        return [min(range(len(columns)), key=lambda at: _apart(chunk, columns[at])) for chunk in chunks]
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (len(columns) + 1)
    for done, chunk in enumerate(chunks):
        row: list[tuple[float, list[int]]] = [(float("inf"), [])] * (len(columns) + 1)
        for at in range(done, len(columns)):
            cost, taken = best[at]
            here = (cost + _apart(chunk, columns[at]), [*taken, at])
            row[at + 1] = min(row[at], here, key=lambda choice: choice[0])
        best = row
    return best[-1][1]


def _apart(chunk: Chunk, column: Column) -> float:
    beside = max(column.left - chunk.x1, chunk.x0 - column.right, 0.0)
    return beside + OFF * abs(chunk.mid - column.mid)


def _reach(
    chunk: Chunk, row: Row, below: Sequence[tuple[Chunk, Reach]], columns: Sequence[Column], centres: Sequence[float]
) -> Reach:
    if ruled := _ruled(chunk, row, columns):
        return ruled
    wrapped = [reach for other, reach in below if abs(other.centre - chunk.centre) < CENTRED * chunk.size]
    wrapped = wrapped or [reach for other, reach in below if other.x0 < chunk.x1 and chunk.x0 < other.x1]
    return wrapped[0] if len(wrapped) == 1 else _centred(chunk, columns, centres)


def _ruled(chunk: Chunk, row: Row, columns: Sequence[Column]) -> Reach | None:
    """The columns over the rule under a spanner."""
    for start, end in _spans(row, chunk):
        over = _over(start, end, columns)
        sharing = [other for other in row.chunks if start <= other.centre <= end]
        if not over or (over[0] == 0 and over[-1] > 0) or (len(sharing) > 1 and len(over) <= len(sharing)):
            continue
        if len(sharing) > 1:
            over = _over(*_share(chunk, sharing, start, end), columns)
        if over:
            return over[0], over[-1]
    return None


def _over(start: float, end: float, columns: Sequence[Column]) -> list[int]:
    return [at for at, column in enumerate(columns) if start - 1 <= column.mid <= end + 1]


def _spans(row: Row, chunk: Chunk) -> list[Span]:
    """The rule straight under a head, its pieces joined where the head stands over several."""
    under = [rule for rule in row.own if rule.x0 < chunk.x1 and chunk.x0 < rule.x1]
    if len(under) > 1 and _is_one(under, chunk):
        return [(under[0].x0, under[-1].x1)]
    return [(rule.x0, rule.x1) for rule in under if rule.x0 <= chunk.centre <= rule.x1]


def _is_one(rules: Sequence[Rule], chunk: Chunk) -> bool:
    """Are rules side by side the broken rule of a head that is centred over them all?"""
    close = all(b.x0 - a.x1 < GAP * chunk.size for a, b in pairwise(rules))
    return close and abs((rules[0].x0 + rules[-1].x1) / 2 - chunk.centre) < CENTRED * chunk.size


def _share(chunk: Chunk, sharing: Sequence[Chunk], start: float, end: float) -> Span:
    """A head's share of a rule that several stand over, each in the middle of its own."""
    bounds = [start]
    for one in sharing[:-1]:
        bounds.append(2 * one.centre - bounds[-1])
    bounds.append(end)
    if abs((bounds[-2] + end) / 2 - sharing[-1].centre) > CENTRED * chunk.size or bounds != sorted(bounds):
        between = [(a.centre + b.centre) / 2 for a, b in pairwise(sharing)]
        bounds = [start, *between, end]
    at = next(i for i, one in enumerate(sharing) if one is chunk)
    return bounds[at], bounds[at + 1]


def _centred(chunk: Chunk, columns: Sequence[Column], centres: Sequence[float]) -> Reach:
    """The column or the neighbouring columns that a head is centred over, the fewest; else those it overlaps."""
    reaches = [(0, 0), *combinations_with_replacement(range(1, len(columns)), 2)]
    reaches.sort(key=lambda reach: reach[1] - reach[0])
    off = [abs((centres[first] + centres[last]) / 2 - chunk.centre) for first, last in reaches]
    best = min(range(len(reaches)), key=lambda at: off[at] + 0.01 * at)
    if off[best] < CENTRED * chunk.size:
        return reaches[best]
    over = [at for at, column in enumerate(columns) if chunk.x0 < column.high and column.low < chunk.x1]
    if over:
        return over[0], over[-1]
    nearest = min(range(len(columns)), key=lambda at: _apart(chunk, columns[at]))
    return nearest, nearest
