"""Heads of a table over their columns: a spanner's reach is the rule under it, else the columns it is centred over."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.sources.pdf_columns import Column
from pipeline.sources.pdf_lines import Chunk
from pipeline.sources.pdf_page import Rule
from pipeline.sources.pdf_rows import Row

CENTRED = 0.6  # in sizes: how far apart the centres of a head and of what it heads may be

Reach = tuple[int, int]


def place_heads(rows: Sequence[Row], columns: Sequence[Column]) -> list[list[Reach]]:
    """For each head row the first and last column of each cell; lines that wrap a spanner reach as far as it."""
    placed: list[list[Reach]] = []
    below: list[tuple[Chunk, Reach]] = []
    for row in reversed(rows):
        reaches = [_reach(chunk, row, below, columns) for chunk in row.chunks]
        below = list(zip(row.chunks, reaches, strict=True))
        placed.append(reaches)
    return placed[::-1]


def _reach(chunk: Chunk, row: Row, below: list[tuple[Chunk, Reach]], columns: Sequence[Column]) -> Reach:
    for rule in row.own:
        if rule.x0 <= chunk.mid <= rule.x1 and not _shared(rule, chunk, row):
            over = [at for at, column in enumerate(columns) if rule.x0 - 1 <= column.mid <= rule.x1 + 1]
            if over and not (over[0] == 0 and len(over) > 1):
                return over[0], over[-1]
    wrapped = next((reach for other, reach in below if abs(other.mid - chunk.mid) < CENTRED * chunk.size), None)
    return wrapped or _by_place(chunk, columns)


def _shared(rule: Rule, chunk: Chunk, row: Row) -> bool:
    return any(rule.x0 <= other.mid <= rule.x1 for other in row.chunks if other is not chunk)


def _by_place(chunk: Chunk, columns: Sequence[Column]) -> Reach:
    over = [at for at, c in enumerate(columns) if min(chunk.x1, c.high) > max(chunk.x0, c.low)]
    if len(over) == 1:
        return over[0], over[0]
    if not over:
        at = min(range(len(columns)), key=lambda at: _apart(chunk, columns[at]))
        return at, at
    return min(_groups(over), key=lambda reach: _off_centre(chunk, columns, reach))


def _groups(over: list[int]) -> list[Reach]:
    """Single columns first, then runs of neighbours."""
    runs = [(over[i], over[j]) for i in range(len(over)) for j in range(i, len(over))]
    return sorted(runs, key=lambda reach: reach[1] - reach[0])


def _off_centre(chunk: Chunk, columns: Sequence[Column], reach: Reach) -> float:
    first, last = columns[reach[0]], columns[reach[1]]
    return abs((first.low + last.high) / 2 - chunk.mid) + (last.low - first.low) * 0.01


def _apart(chunk: Chunk, column: Column) -> float:
    return max(column.low - chunk.x1, chunk.x0 - column.high)
