"""Small grids for tests of the tables stage, written as the page shows them.

A line is a list of cells, a cell a physical column. "Russia^e, 9" is a text and its marks, two leading spaces are a
level of indent, None is a blank cell, `over` a spanner merged over columns, `ruled` a line with a rule under all of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.records import Document, Grid, GridCell, GridRow, Identity, ObservationRow, Place, Table
from pipeline.tables import Tables, read_tables
from pipeline.tables.build import build_tables

INDIUM = Identity(commodity="indium", edition=2017)
LEGEND = "^eEstimated. ^rRevised. -- Zero."


def cell(column: int, text: str, row: int = 0) -> GridCell:
    """A cell from its notation; its address stands for its place."""
    body, _, marks = text.partition("^")
    indent = (len(body) - len(body.lstrip(" "))) // 2
    found = tuple(re.findall(r"\d{1,2}|[a-z]", marks))
    return GridCell(column, body.strip(), found, Place(sheet="T1", cell=f"{chr(65 + column)}{row}"), indent=indent)


def over(text: str, columns: int) -> GridCell:
    """A spanner merged over so many columns; its own column is where it stands in the line."""
    made = cell(0, text)
    return replace(made, last=columns - 1)


def line(cells: Sequence[str | GridCell | None], row: int = 0, rule: bool = False) -> GridRow:
    """A line of cells from the left."""
    made = []
    for column, given in enumerate(cells):
        if isinstance(given, GridCell):
            shift = column - given.column
            span = given.rule and (given.rule[0] + shift, given.rule[1] + shift)
            made.append(replace(given, column=column, last=given.last + shift, rule=span))
        elif given is not None:
            made.append(cell(column, given, row))
    if rule:
        made = [replace(one, rule=(0, len(cells) - 1)) for one in made]
    return GridRow(made, rule)


def ruled(cells: Sequence[str | GridCell | None]) -> GridRow:
    """A line with a rule under the whole of it: the end of a head."""
    return line(cells, rule=True)


def note(text: str) -> GridRow:
    """A note's line, "^1Data are rounded." or a legend "^eEstimated. -- Zero.": each mark before its words."""
    runs: list[tuple[str, bool]] = []
    for piece in re.findall(r"\^(?:\d{1,2}|[a-z])|[^^]+", text):
        runs.append((piece[1:], True) if piece[0] == "^" else (piece, False))
    plain = "".join(said for said, raised in runs if not raised)
    return GridRow([GridCell(0, plain, runs=tuple(runs) if any(raised for _, raised in runs) else ())])


def grid(
    *lines: Sequence[str | GridCell | None] | GridRow | str, sheet: str | None = "T1", page: int | None = None
) -> Grid:
    """A grid of lines; a plain string is a note's line."""
    made = []
    for at, given in enumerate(lines, 1):
        made.append(given if isinstance(given, GridRow) else note(given) if isinstance(given, str) else line(given, at))
    return Grid(made, sheet=sheet, page=page)


def build(*grids: Grid) -> Table:
    """The only table of the grids."""
    (table,), _ = build_tables(grids)
    return table


def read(*grids: Grid, identity: Identity = INDIUM) -> Tables:
    """What the stage makes of the grids."""
    return read_tables(Document("workbook", identity, grids=list(grids)))


def production(
    *rows: Sequence[str | GridCell | None],
    notes: Sequence[str] = (LEGEND,),
    title: str = "INDIUM: WORLD REFINERY PRODUCTION, BY COUNTRY OR LOCALITY",
    units: str | None = "(Kilograms)",
    heads: Sequence[str] = ("Country or locality", "2016", "2017"),
) -> Grid:
    """A table of countries over years."""
    stated = [[units]] if units else []
    return grid(["TABLE 3"], [title], *stated, ruled(heads), *rows, *notes)


def observed(*grids: Grid, identity: Identity = INDIUM) -> list[ObservationRow]:
    """The observations of the grids' tables."""
    return read(*grids, identity=identity).observations


def cells_of(*grids: Grid, identity: Identity = INDIUM) -> dict[tuple[str, str], ObservationRow]:
    """Observations by the last words of their row and of their column."""
    found = observed(*grids, identity=identity)
    return {((o.row_path or [""])[-1], (o.column_path or [""])[-1]): o for o in found}


def only(*grids: Grid, identity: Identity = INDIUM) -> ObservationRow:
    """The one observation of the grids."""
    (found,) = observed(*grids, identity=identity)
    return found
