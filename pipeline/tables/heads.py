"""Heads and spanners over a table's columns.

A spanner's reach is, in this order of evidence: the cells it is merged or centred over, the unbroken rule under it,
or, where the sheet gives neither, the columns up to the next cell of its line if the heads below repeat from spanner to
spanner. Pieces over the same columns are one head wrapped over lines, unless a year or a unit in parentheses begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import GridCell, GridRow
from pipeline.tables import figures
from pipeline.tables.marks import unique


@dataclass(slots=True)
class Piece:
    """A head cell and the logical columns it stands over (positions in the list of physical columns)."""

    text: str
    marks: tuple[str, ...]
    first: int
    last: int
    line: int


def column_heads(head: list[GridRow], columns: list[int]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each physical column in ``columns`` its path from the top (texts) and the marks on that path."""
    lines = [[cell for cell in row.cells if cell.text or cell.marks] for row in head]
    stated = any(cell.last > cell.column or _spans(cell, columns) for cells in lines for cell in cells)
    pieces = [
        piece
        for i, cells in enumerate(lines)
        for piece in _line_pieces(i, cells, [] if stated else lines[i + 1 :], columns)
    ]
    paths = []
    for position in range(len(columns)):
        over = [piece for piece in pieces if piece.first <= position <= piece.last]
        paths.append((_path(over), unique(mark for piece in over for mark in piece.marks)))
    return paths


def _spans(cell: GridCell, columns: list[int]) -> bool:
    """A rule under several columns, but not under all of them, is a spanner's."""
    return cell.rule is not None and columns[0] < cell.rule[0] < cell.rule[1]


def _line_pieces(line: int, cells: list[GridCell], below: list[list[GridCell]], columns: list[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for at, cell in enumerate(cells):
        if not cell.text:
            if pieces:
                pieces[-1].marks += cell.marks
            continue
        limit = cells[at + 1].column - 1 if at + 1 < len(cells) else max(columns[-1], cell.last)
        first, last = _reach(cell, limit, cells, below)
        inside = [i for i, column in enumerate(columns) if first <= column <= last]
        if not inside:
            inside = [_nearest(cell.column, columns)]
        pieces.append(Piece(cell.text, cell.marks, inside[0], inside[-1], line))
    return pieces


def _nearest(column: int, columns: list[int]) -> int:
    """The position of the logical column nearest to a head that stands over none; the left one of two."""
    return min(range(len(columns)), key=lambda i: (abs(columns[i] - column), columns[i]))


def _reach(cell: GridCell, limit: int, cells: list[GridCell], below: list[list[GridCell]]) -> tuple[int, int]:
    if cell.last > cell.column:
        return cell.column, cell.last
    if cell.rule and cell.rule[1] > cell.rule[0] and cell.rule[0] > 0:
        others = [c for c in cells if c is not cell and c.text and cell.rule[0] <= c.column <= cell.rule[1]]
        if not others:
            return cell.rule
    if cell.column > 0 and below and _heads_repeat(cell, limit, cells, below[0]):
        return cell.column, limit
    return cell.column, cell.column


def _heads_repeat(cell: GridCell, limit: int, cells: list[GridCell], below: list[GridCell]) -> bool:
    """The heads under this cell stand again under another cell of its line: it is a spanner."""
    if any(c.last > c.column or c.rule for c in cells):
        return False
    under = next((c.text for c in below if c.column == cell.column), "")
    if under[:1].islower() or under.startswith("(") or cell.text.endswith((",", "-")):
        return False
    starts = [c.column for c in cells if c.text]
    ends = [*(start - 1 for start in starts[1:]), limit if cell is cells[-1] else 10**6]
    groups = [tuple(c.text for c in below if start <= c.column <= end) for start, end in zip(starts, ends, strict=True)]
    mine = groups[starts.index(cell.column)]
    return len(mine) > 1 and groups.count(mine) > 1


def _path(pieces: list[Piece]) -> tuple[str, ...]:
    """Texts from the top, pieces that wrap one head joined."""
    path: list[str] = []
    previous: Piece | None = None
    for piece in pieces:
        if previous and _continues(previous, path[-1], piece):
            path[-1] = _join(path[-1], piece.text)
        else:
            path.append(piece.text)
        previous = piece
    return tuple(path)


def _continues(above: Piece, text: str, piece: Piece) -> bool:
    if text.count("(") > text.count(")"):
        return True
    if (above.first, above.last) != (piece.first, piece.last):
        return False
    if figures.is_year(text.removesuffix("—Continued")) or figures.is_year(piece.text):
        return False
    return not piece.text.startswith("(") and not text.endswith(")")


def _join(left: str, right: str) -> str:
    """Wrapped lines with a space between; a hyphen or dash at the end takes none."""
    return left + right if left.endswith(("-", "—", "–", "/")) else f"{left} {right}"


def own_head(path: tuple[str, ...]) -> str:
    """A column's own head: its last element, with the unit in parentheses that follows it."""
    if len(path) > 1 and path[-1].startswith("("):
        return f"{path[-2]} {path[-1]}"
    return path[-1] if path else ""
