"""Physical columns into logical ones: flags folded into the figures on their left, strays snapped to their column."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.records import GridCell, GridRow
from pipeline.tables.marks import split_marks, unique

_FLAG_CELL = re.compile(r"^[erp](?:,?\s*[erp])*(?:,?\s*\d{1,2})*$")


def fold_flags(row: GridRow) -> GridRow:
    """Cells that hold only marks join the cell on their left; on the stub they hold for the row."""
    cells: list[GridCell] = []
    for cell in row.cells:
        marks = cell.marks if not cell.text else split_marks(cell.text) if _is_flag_text(cell, cells) else ()
        if marks and cells:
            cells[-1] = replace(cells[-1], marks=unique((*cells[-1].marks, *marks, *(cell.marks if cell.text else ()))))
        elif cell.text or cell.marks:
            cells.append(cell)
    return GridRow(cells, row.rule_below, row.confidence)


def _is_flag_text(cell: GridCell, before: list[GridCell]) -> bool:
    """A flag typed as plain text in the narrow column right of a figure."""
    if not _FLAG_CELL.match(cell.text) or not before:
        return False
    left = before[-1]
    return cell.column - left.last == 1 and bool(re.search(r"\d|^(--|W|NA)$", left.text)) and left.column > 0


def logical_columns(body: list[GridRow], head: list[GridRow]) -> tuple[list[int], dict[int, int]]:
    """The physical columns that are columns of the table, and where each other physical column snaps to.

    A column without a head of its own snaps to a neighbour with which it never shares a line, if that neighbour is
    within two columns: a cell typed one column off.
    """
    count = Counter(cell.column for row in body for cell in row.cells if cell.text)
    if not count:
        count = Counter(cell.column for row in head for cell in row.cells if cell.text)
    together = {
        (a.column, b.column) for row in body for a in row.cells for b in row.cells if a.column < b.column and a.text
    }
    headed = {cell.column for row in head for cell in row.cells if cell.text}
    main, snapped = sorted(count), {column: column for column in count}
    for column in sorted(count, key=lambda c: (c in headed, count[c])):
        target = _neighbour(column, main, together, headed, count)
        if target is not None and len(main) > 1:
            main.remove(column)
            snapped = {k: target if v == column else v for k, v in snapped.items()}
            together |= {_ordered(target, o) for a, o in _pairs(together, column) if o != target}
    return main, snapped


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _pairs(together: set[tuple[int, int]], column: int) -> list[tuple[int, int]]:
    return [(column, b if a == column else a) for a, b in together if column in (a, b)]


def _neighbour(
    column: int, main: list[int], together: set[tuple[int, int]], headed: set[int], count: Counter[int]
) -> int | None:
    if column in headed or column == main[0]:
        return None
    near = [c for c in main if c != column and abs(c - column) <= 2 and c != main[0]]
    near = [c for c in near if _ordered(c, column) not in together and count[c] >= count[column]]
    return min(near, key=lambda c: (c not in headed, abs(c - column), c > column), default=None)
