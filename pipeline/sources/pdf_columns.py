"""The columns of a table from where its cells stand: figures' right edges, words' left edges, centres.

The rows with most cells show the columns; each further row joins its cells to them by edge or overlap, two cells of a
row never to one column, and opens a column where it has a cell that no column takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from pipeline.sources.pdf_lines import Chunk

# In sizes of the font.
OUTSIDE = 0.3  # how far a cell may stand beside a column's cells and still be in it
EXACT = 0.35  # edges this close are the same
SHARED = 0.5  # of the narrower column: how much two columns that no row has both of must overlap to be one


@dataclass(slots=True)
class Column:
    """A column while its cells are collected: its reach, its edges (those of its cells' median), its cells."""

    low: float
    high: float
    left: float
    right: float
    chunks: list[Chunk] = field(default_factory=list)

    @classmethod
    def of(cls, chunk: Chunk) -> Column:
        """A column of one cell."""
        return cls(chunk.x0, chunk.x1, chunk.x0, chunk.x1, [chunk])

    @property
    def mid(self) -> float:
        """The centre of its median cell."""
        return (self.left + self.right) / 2

    def take(self, chunk: Chunk) -> None:
        """Add a cell."""
        self.chunks.append(chunk)
        self.low, self.high = min(self.low, chunk.x0), max(self.high, chunk.x1)

    def settle(self) -> None:
        """Set the edges to the median of the cells'."""
        self.left = median(chunk.x0 for chunk in self.chunks)
        self.right = median(chunk.x1 for chunk in self.chunks)

    def distance(self, chunk: Chunk) -> float:
        """How far the nearest of a cell's edges and centre is from the column's; infinite where it is elsewhere."""
        if min(chunk.x1, self.high) - max(chunk.x0, self.low) < -OUTSIDE * chunk.size:
            return float("inf")
        return min(abs(chunk.x0 - self.left), abs(chunk.x1 - self.right), abs(chunk.mid - self.mid))


def find_columns(rows: Iterable[Sequence[Chunk]]) -> list[Column]:
    """The columns of a table's body rows, from left to right; rows of one cell say nothing and are passed over."""
    rows = sorted((row for row in rows if len(row) > 1), key=len, reverse=True)
    columns: list[Column] = []
    for row in rows:
        for chunk, column in zip(row, place(row, columns), strict=True):
            if column is None:
                columns.append(Column.of(chunk))
            else:
                column.take(chunk)
        columns.sort(key=lambda column: column.mid)
    for column in columns:
        column.settle()
    return _merged(columns, rows)


def place(row: Sequence[Chunk], columns: Sequence[Column]) -> list[Column | None]:
    """The column of each cell of a row, None for a cell that needs one of its own."""
    chosen = [_nearest(chunk, columns) for chunk in row]
    for at in range(1, len(chosen)):
        rival = next((i for i in range(at) if chosen[i] is not None and chosen[i] is chosen[at]), None)
        if rival is not None:
            _part(row, chosen, rival, at, columns)
    return chosen


def _part(
    row: Sequence[Chunk], chosen: list[Column | None], first: int, second: int, columns: Sequence[Column]
) -> None:
    """Of two cells that want one column the nearer gets it, the other the next best that is free."""
    column = chosen[first]
    assert column is not None
    loser = first if column.distance(row[first]) > column.distance(row[second]) else second
    free = [c for c in columns if not any(c is taken for taken in chosen)]
    free = [c for c in free if (c.mid < column.mid) == (loser == first)]
    chosen[loser] = _nearest(row[loser], free)


def _nearest(chunk: Chunk, columns: Sequence[Column]) -> Column | None:
    best, least = None, float("inf")
    for column in columns:
        if column.low > chunk.x1 + chunk.size:
            break
        distance = column.distance(chunk)
        if distance < least:
            best, least = column, distance
    return best


def _merged(columns: list[Column], rows: Sequence[Sequence[Chunk]]) -> list[Column]:
    """Neighbours that no row has both of and that overlap are one column."""
    out: list[Column] = []
    owners = {id(chunk): column for column in columns for chunk in column.chunks}
    together = {
        (id(a), id(b))
        for row in rows
        for a, b in zip((owners[id(c)] for c in row), (owners[id(c)] for c in row[1:]), strict=False)
    }
    for column in columns:
        if out and (id(out[-1]), id(column)) not in together and _overlap(out[-1], column):
            for chunk in column.chunks:
                out[-1].take(chunk)
            out[-1].settle()
        else:
            out.append(column)
    return out


def _overlap(a: Column, b: Column) -> bool:
    shared = min(a.high, b.high) - max(a.low, b.low)
    return shared > SHARED * min(a.high - a.low, b.high - b.low)
