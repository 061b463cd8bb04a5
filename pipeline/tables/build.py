"""The parts of a table into one `Table`: heads over columns, wrapped lines joined, hierarchy and dittos resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.records import Cell, Column, ColumnKind, FindingRow, Grid, GridCell, GridRow, Row, Table
from pipeline.tables import figures, units
from pipeline.tables.blocks import blocks
from pipeline.tables.columns import fold_flags, logical_columns
from pipeline.tables.ditto import Antecedents
from pipeline.tables.find import Part, parts
from pipeline.tables.heads import column_heads
from pipeline.tables.lines import Line, is_stated, logical_lines
from pipeline.tables.marks import unique
from pipeline.tables.notes import read_notes
from pipeline.tables.stub import Hierarchy, indents, is_continued, plain_label, totals_in_line

UNSURE = 0.6
_CODE_HEAD = re.compile(r"\b(?:codes?|NAICS|HTS|Rank|CAS|SIC|Schedule B)\b", re.IGNORECASE)


@dataclass(slots=True)
class Builder:
    """A table while its parts are read."""

    table: Table
    hierarchy: Hierarchy = field(default_factory=Hierarchy)
    antecedents: Antecedents = field(default_factory=Antecedents)
    note_rows: list[GridRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)


def build_tables(grids: Iterable[Grid]) -> tuple[list[Table], list[FindingRow]]:
    """All tables of a document and what was found amiss while they were built."""
    builders: list[Builder] = []
    for part in (part for grid in grids for part in parts(grid)):
        same = next((b for b in reversed(builders) if b.table.number == part.number), None)
        if same is None or (not part.continued and same.table.sheet != part.sheet):
            same = Builder(_new_table(part))
            builders.append(same)
        _add_part(same, part)
    for builder in builders:
        builder.table.notes = read_notes(builder.note_rows)
        _check_empty(builder)
    return [b.table for b in builders], [finding for b in builders for finding in b.findings]


def _new_table(part: Part) -> Table:
    title = " ".join(cell.text for cell in part.title if cell.text)
    unit_note = " ".join(cell.text for cell in part.units) or None
    marks = unique(mark for cell in (*part.title, *part.units) for mark in cell.marks)
    return Table(part.number, title, marks, unit_note, [], [], [], sheet=part.sheet)


def _check_empty(builder: Builder) -> None:
    if not builder.table.rows:
        builder.findings.append(
            FindingRow(
                "table_without_rows",
                "warning",
                "no row was read under this table's title",
                "tables",
                table_number=builder.table.number,
            )
        )


def _add_part(builder: Builder, part: Part) -> None:
    table = builder.table
    if part.page is not None:
        table.pages = unique_pages(table.pages, part.page)
    builder.note_rows += part.notes
    builder.findings += [*_figures_in_head(part), *_strays(part)]
    body = [fold_flags(row) for row in part.body]
    for head, rows in blocks(part.head, body):
        _add_block(builder, head, rows)


def _figures_in_head(part: Part) -> list[FindingRow]:
    """A figure among the heads may be a row of the body taken for a head: it must not vanish silently."""
    texts = [cell.text for row in part.head for cell in row.cells[1:] if is_stated(cell.text)]
    odd = [text for text in texts if not figures.is_year(text) and not text.endswith("%")]
    if not odd:
        return []
    message = "the head holds what reads as figures: they are published as heads only"
    return [FindingRow("figure_in_head", "warning", message, "tables", table_number=part.number, observed=odd[0])]


def _strays(part: Part) -> list[FindingRow]:
    """Cells below the notes are not published; each line of them is a finding."""
    message = "cells stand below the table's notes, with nothing in the stub: they are not published"
    said = [" | ".join(cell.text for cell in row.cells) for row in part.strays]
    return [
        FindingRow("cells_below_notes", "warning", message, "tables", table_number=part.number, observed=text)
        for text in said
    ]


def unique_pages(pages: tuple[int, ...], page: int) -> tuple[int, ...]:
    """The pages in order, each once."""
    return pages if page in pages else (*pages, page)


def _add_block(builder: Builder, head: list[GridRow], body: list[GridRow]) -> None:
    columns, snapped = logical_columns(body, head)
    if not columns:
        return
    made = _columns(head, body, columns, snapped)
    table = builder.table
    if not table.columns:
        table.columns = made
    text_columns = {i for i, column in enumerate(made) if i and column.kind != "figure"}
    lines = logical_lines(body, snapped, columns, text_columns)
    known = len(table.columns)
    at = _same_columns(table.columns, made)
    if _goes_on_sideways(table, lines, at, known):
        _add_sideways(builder, lines, at)
        return
    levels = indents(lines)
    builder.hierarchy.in_line = totals_in_line(lines, levels)
    for line, indent in zip(lines, levels, strict=True):
        _add_line(builder, line, indent, at)


def _goes_on_sideways(table: Table, lines: list[Line], at: dict[int, int], known: int) -> bool:
    """A part with the rows of the part before it and further columns: "Total" may stand over the columns of both."""
    if not table.rows or not lines or any(column < known for i, column in at.items() if i):
        return False
    rows = [row.label for row in table.rows]
    labels = [_label(line) for line in lines]
    return len(labels) > 1 and len(rows) == len(labels) and rows == labels


def _add_sideways(builder: Builder, lines: list[Line], at: dict[int, int]) -> None:
    """Add the cells of further columns to the rows they go on; the stub, printed again, is not published twice."""
    for row, line in zip(builder.table.rows, lines, strict=True):
        for i, cell in sorted(line.cells.items()):
            if i == 0:
                continue
            row.cells[at[i]] = made = _cell(row.index, at[i], cell, line.confidence)
            builder.antecedents.resolve(made)


def _same_columns(known: list[Column], made: list[Column]) -> dict[int, int]:
    """Where a later block's columns stand in the table: at the column of the same path, else as new ones."""
    if [c.path for c in known] == [c.path for c in made] or not known:
        return {i: i for i in range(len(made))}
    at: dict[int, int] = {0: 0}
    for i, column in enumerate(made):
        if i == 0:
            continue
        taken = set(at.values())
        same = next((k for k, c in enumerate(known) if k not in taken and k and c.path == column.path), None)
        if same is None:
            known.append(column)
            same = len(known) - 1
        at[i] = same
    return at


def _columns(head: list[GridRow], body: list[GridRow], columns: list[int], snapped: dict[int, int]) -> list[Column]:
    paths = column_heads(head, columns)
    texts: dict[int, list[str]] = {column: [] for column in columns}
    for row in body:
        for cell in row.cells:
            if cell.text:
                texts[snapped.get(cell.column, cell.column)].append(cell.text)
    out = []
    for i, column in enumerate(columns):
        path, marks = paths[i]
        kind: ColumnKind = "stub" if i == 0 else _column_kind(path, texts[column])
        out.append(Column(path, marks, kind, _is_sure(head, column)))
    return out


def _is_sure(head: list[GridRow], column: int) -> bool:
    """No head cell over a physical column stands there by guesswork."""
    return all(cell.confidence >= UNSURE for row in head for cell in row.cells if cell.column <= column <= cell.last)


def _column_kind(path: tuple[str, ...], texts: list[str]) -> ColumnKind:
    own = path[-1] if path else ""
    if _CODE_HEAD.search(own):
        return "text"
    said = [text for text in texts if figures.read(text).kind != "ditto"]
    known = sum(units.parse(text) is not None for text in said)
    if said and (known == len(said) or (not own and known >= 0.5 * len(said))):
        return "unit"
    stated = sum(is_stated(text) for text in said)
    return "figure" if said and stated >= 0.5 * len(said) else "text"


def _add_line(builder: Builder, line: Line, indent: int, at: dict[int, int]) -> None:
    table, hierarchy = builder.table, builder.hierarchy
    label = plain_label(line.stub)
    if line.group and is_continued(line.stub) and hierarchy.reopen(label):
        return
    index = len(table.rows)
    cells = {at[i]: _cell(index, at[i], cell, line.confidence) for i, cell in sorted(line.cells.items())}
    for cell in cells.values():
        if line.group and cell.column == 0:
            cell.resolved = cell.text
        else:
            builder.antecedents.resolve(cell)
    resolved = plain_label(cells[line.name].resolved) if line.name in cells else ""
    ditto = line.name in cells and cells[line.name].kind == "ditto"
    above = hierarchy.repeat(resolved) if ditto else hierarchy.place(line, indent, resolved)
    table.rows.append(
        Row(
            index,
            _label(line),
            cells,
            marks=_row_marks(line),
            path=tuple(a.label for a in above if a.label) + ((resolved,) if resolved else ()),
            path_marks=unique(mark for a in above for mark in a.marks),
            indent=indent,
            confidence=line.confidence,
            group=line.group,
        )
    )


def _label(line: Line) -> str:
    """The stub as printed; where it is blank, the first words of the row stand for it."""
    first = next((cell for at, cell in sorted(line.cells.items()) if at == 0 or not is_stated(cell.text)), None)
    return first.text if first else ""


def _row_marks(line: Line) -> tuple[str, ...]:
    return unique(mark for at in {0, line.name} if at in line.cells for mark in line.cells[at].marks)


def _cell(row: int, column: int, cell: GridCell, confidence: float) -> Cell:
    kind = figures.read(cell.text).kind
    sure = min(confidence, cell.confidence)
    return Cell(row, column, cell.text, cell.marks, kind, place=cell.place, confidence=sure, parts=cell.parts)
