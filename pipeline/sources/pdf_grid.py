"""A table's printed rows as a grid: every cell in its column, heads over theirs, notes and titles whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.records import FindingRow, Grid, GridCell, GridRow, Place
from pipeline.sources import superscripts
from pipeline.sources.pdf_columns import Column, find_columns, place
from pipeline.sources.pdf_flags import FLAG, fold_columns, markers_of, raise_fused
from pipeline.sources.pdf_heads import place_heads
from pipeline.sources.pdf_indents import Stub
from pipeline.sources.pdf_lines import Chunk, spaced
from pipeline.sources.pdf_notes import wrapped
from pipeline.sources.pdf_page import Page, Rule, Run
from pipeline.sources.pdf_rows import FIGURE, Row, extent, sections

STEP = 3  # physical columns a column: neighbours are never taken for one column typed a cell off
TITLED = re.compile(r"(?P<number>Table\s+\d+\s?[A-Z]?)\.?\s*[—–-]+\s*(?![Cc]ontinued)(?P<title>\S.*)")
OVERFLOW = re.compile(r"#{2,}")


@dataclass(slots=True)
class Read:
    """A table's grid, its stub cells with their indents still as distances, and what was amiss."""

    grid: Grid
    stubs: list[Stub] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)


def markers(rows: Sequence[Row]) -> frozenset[str]:
    """The markers of the notes under a table's rows."""
    return markers_of(rows[sections(rows).notes :])


def grid_of(rows: Sequence[Row], markers: Collection[str]) -> Read:
    """The grid of a table, title line first; ``rows`` may stand on several pages.

    ``markers`` are those of the table's notes, which may stand under a later part of it.
    """
    parts = sections(rows)
    body, heads = rows[parts.body : parts.notes], rows[parts.head : parts.body]
    raise_fused(body, markers)
    columns = find_columns([row.chunks for row in body])
    fold_columns(body, columns, heads, markers)
    if not columns:
        columns = [Column.of(chunk) for row in rows[parts.head : parts.body] for chunk in row.chunks][:1]
    printed = [*_titled(_whole([rows[0]])), *(_whole([row]) for row in rows[1 : parts.head])]
    for row, reaches in zip(heads, place_heads(heads, columns), strict=True):
        cells = [_cell(row, chunk, first, last) for chunk, (first, last) in zip(row.chunks, reaches, strict=True)]
        printed.append(_ruled(row, cells, columns))
    stubs: list[Stub] = []
    left = extent(rows)[0]
    owners = {id(chunk): at for at, column in enumerate(columns) for chunk in column.chunks}
    for row in body:
        cells = _body_cells(row, columns, owners)
        printed.append(_ruled(row, cells, columns))
        if cells and cells[0].column == 0:
            chunk = row.chunks[0]
            stubs.append(Stub(cells[0], (chunk.runs[0].start - left) / chunk.size, (chunk.x1 - left) / chunk.size))
    printed += [_whole(lines) for lines in wrapped(rows[parts.notes :], extent(rows)[1])]
    grid = Grid([row for row in printed if row.cells], page=rows[0].page.number)
    return Read(grid, stubs, _overflows(grid))


def _titled(row: GridRow) -> Iterator[GridRow]:
    """A title on the line of its number ("Table 2.—Salient statistics") as two lines."""
    for cell in row.cells:
        match = TITLED.fullmatch(cell.text)
        if match:
            yield GridRow([replace(cell, text=match["number"], marks=())])
            yield GridRow([replace(cell, text=match["title"])], rule_below=row.rule_below)
        else:
            yield row


def _whole(rows: Sequence[Row]) -> GridRow:
    """A cell that is all of a line, or of the lines it is wrapped over: a title, a unit line, a note."""
    cell = _printed(rows[0].page, [row.line.runs for row in rows])
    cell.centred = True
    return GridRow([cell] if cell.text or cell.marks else [], rule_below=bool(rows[-1].rules))


def _printed(page: Page, lines: Sequence[list[Run]]) -> GridCell:
    if len(lines) == 1 and len(lines[0]) == 1 and not lines[0][0].raised:
        run = lines[0][0]
        place = Place(page=page.number, bbox=page.shown((run.x0, run.top, run.x1, run.bottom)))
        return GridCell(0, superscripts.squeezed(run.text), place=place)
    runs: list[tuple[str, bool]] = []
    for line in lines:
        glue = "" if not runs or runs[-1][0].endswith(("-", "—", "–", "/")) else " "
        runs += [(glue, False), *spaced(line)]
    read = superscripts.read(tuple(runs))
    every = [run for line in lines for run in line]
    box = min(r.x0 for r in every), min(r.top for r in every), max(r.x1 for r in every), max(r.bottom for r in every)
    return GridCell(0, read.text, read.marks, Place(page=page.number, bbox=page.shown(box)), runs=read.runs)


def _cell(row: Row, chunk: Chunk, first: int, last: int) -> GridCell:
    cell = _printed(row.page, [chunk.runs])
    cell.column, cell.last = first * STEP, last * STEP
    return cell


def _body_cells(row: Row, columns: Sequence[Column], owners: Mapping[int, int]) -> list[GridCell]:
    cells: list[GridCell] = []
    for chunk, at in zip(row.chunks, _positions(row, columns, owners), strict=True):
        cell = _cell(row, chunk, at, at)
        if cells and FLAG.fullmatch(cell.text) and FIGURE.fullmatch(cells[-1].text):
            marks = (*cells[-1].marks, *superscripts.split_marks(cell.text), *cell.marks)
            cells[-1] = replace(cells[-1], marks=marks)
        elif cell.text or cell.marks:
            cells.append(cell)
    return cells


def _positions(row: Row, columns: Sequence[Column], owners: Mapping[int, int]) -> list[int]:
    """The column of each cell of a body row; one that no column takes goes to the nearest."""
    if not columns:
        return [0] * len(row.chunks)
    if len(row.chunks) == 1:
        return [_alone(row.chunks[0], columns)]
    order = {id(column): at for at, column in enumerate(columns)}
    if all(id(chunk) in owners for chunk in row.chunks):
        return [owners[id(chunk)] for chunk in row.chunks]
    return [
        order[id(column)] if column is not None else _beside(chunk, columns)
        for chunk, column in zip(row.chunks, place(row.chunks, columns), strict=True)
    ]


def _alone(chunk: Chunk, columns: Sequence[Column]) -> int:
    """The column of a row's only cell: the stub where it begins before the next column, however long it is."""
    if len(columns) == 1 or (chunk.x0 < columns[1].low - chunk.size and chunk.x0 <= columns[0].high):
        return 0
    column = place([chunk], columns)[0]
    return next(at for at, c in enumerate(columns) if c is column) if column is not None else _beside(chunk, columns)


def _beside(chunk: Chunk, columns: Sequence[Column]) -> int:
    return min(range(len(columns)), key=lambda at: abs(columns[at].mid - chunk.mid))


def _ruled(row: Row, cells: list[GridCell], columns: Sequence[Column]) -> GridRow:
    """The row with the rule under each cell as the columns it runs under."""
    reaches = [reach for rule in row.own if (reach := _reach(rule, columns))]
    for cell in cells:
        cell.rule = next((r for r in reaches if r[0] <= cell.last and cell.column <= r[1]), None)
    return GridRow(cells, rule_below=any(reach[0] == 0 for reach in reaches))


def _reach(rule: Rule, columns: Sequence[Column]) -> tuple[int, int] | None:
    """The first and last physical column over a rule."""
    over = [at for at, column in enumerate(columns) if rule.x0 - 1 <= column.mid <= rule.x1 + 1]
    return (over[0] * STEP, over[-1] * STEP) if over else None


def _overflows(grid: Grid) -> list[FindingRow]:
    """A finding for each figure that a too narrow column shows as "###"."""
    cells = (cell for row in grid.rows for cell in row.cells if OVERFLOW.fullmatch(cell.text))
    return [
        FindingRow(
            "overflow",
            "warning",
            f"page {cell.place.page}: a column is too narrow for its figure, which is printed as {cell.text}",
            dataset="cells",
            observed=cell.text,
        )
        for cell in cells
    ]
