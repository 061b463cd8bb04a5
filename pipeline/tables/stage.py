"""The tables stage: a document's grids into everything that is published of its tables."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from pipeline.records import (
    CapacityRow,
    Cell,
    CellRow,
    Document,
    FindingRow,
    GridCell,
    NoteRow,
    ObservationRow,
    Row,
    Table,
    TableRow,
)
from pipeline.tables import dimensions, rounding, units
from pipeline.tables.build import build_tables
from pipeline.tables.capacity import capacity_rows
from pipeline.tables.checks import check_table
from pipeline.tables.corrections import corrected, due, sign, without_table
from pipeline.tables.heads import own_head
from pipeline.tables.observe import observe

_THROUGH = re.compile(r"data available through (?P<month>[A-Z][a-z]+)\.? (?P<day>\d{1,2}), ?(?P<year>\d{4})")
_MONTHS = {dt.date(2000, m, 1).strftime("%B"): m for m in range(1, 13)}


@dataclass(slots=True)
class Tables:
    """What the tables of a document give; rows have no source yet."""

    tables: list[Table] = field(default_factory=list)
    table_rows: list[TableRow] = field(default_factory=list)
    cells: list[CellRow] = field(default_factory=list)
    observations: list[ObservationRow] = field(default_factory=list)
    capacity: list[CapacityRow] = field(default_factory=list)
    notes: list[NoteRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)


def read_tables(document: Document) -> Tables:
    """Read all tables of a document."""
    out = Tables()
    out.tables, out.findings = build_tables(document.grids)
    out.findings += without_table(document.identity.doc_id, [table.number for table in out.tables])
    for table in out.tables:
        changes, corrections = due(table, document.identity.doc_id)
        observations, findings = observe(corrected(table, changes), document.identity)
        sign(observations, changes)
        out.table_rows.append(table_row(table))
        out.cells += cell_rows(table)
        out.observations += observations
        out.capacity += capacity_rows(table, observations)
        out.notes += [NoteRow("", "", False, table.number, n.marker, n.kind, n.text) for n in table.notes]
        out.findings += [*corrections, *findings, *check_table(table)]
    return out


def table_row(table: Table) -> TableRow:
    """The published row of a table."""
    note = rounding.read_rounding(table.notes)
    stated = units.find_basis(table.unit_note) if table.unit_note else None
    return TableRow(
        "",
        "",
        False,
        table.number,
        table.title,
        dimensions.table_kind(table.title),
        table.unit_note,
        stated,
        list(table.pages) or None,
        table.sheet,
        len(table.rows),
        len(table.columns),
        data_through(table),
        note.digits if note else None,
        note.scope if note else None,
        list(note.exceptions) if note else None,
        note.note if note else None,
    )


def data_through(table: Table) -> dt.date | None:
    """The date in "Table includes data available through August 9, 2018."."""
    for note in table.notes:
        match = _THROUGH.search(note.text)
        if match and match["month"] in _MONTHS:
            try:
                return dt.date(int(match["year"]), _MONTHS[match["month"]], int(match["day"]))
            except ValueError:
                return None
    return None


def cell_rows(table: Table) -> list[CellRow]:
    """Every printed body cell of a table; a cell wrapped over lines is a row a line, ``resolved`` the whole of it."""
    heads = [own_head(column.path) or None for column in table.columns]
    return [
        _cell_row(table, row, cell, heads[at], part, printed)
        for row in table.rows
        for at, cell in sorted(row.cells.items())
        for part, printed in enumerate(_printed(cell))
    ]


def _cell_row(table: Table, row: Row, cell: Cell, head: str | None, part: int, printed: Cell | GridCell) -> CellRow:
    place = printed.place
    return CellRow(
        "",
        "",
        False,
        table.number,
        row.index,
        cell.column,
        part,
        row.label or None,
        head,
        printed.text,
        list(printed.marks),
        cell.kind,
        cell.resolved or cell.text,
        place.page,
        list(place.bbox) if place.bbox else None,
        place.sheet,
        place.cell,
        place.line,
        cell.confidence,
    )


def _printed(cell: Cell) -> tuple[Cell | GridCell, ...]:
    """The printed cells of a cell: itself, or the lines it was joined from."""
    return cell.parts or (cell,)
