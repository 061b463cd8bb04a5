"""A dump's table parts as a grid in the page's order: from here on a dump is read like every other form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.records import FindingRow, Grid, GridCell, GridRow, Place
from pipeline.sources.dump_heads import HeadLine, head_rows, pieces, text_roles
from pipeline.sources.dump_parts import DumpTable
from pipeline.sources.dump_rows import Value, split_values, split_words, strip_marks
from pipeline.sources.paragraphs import Line

_MARKER = re.compile(r"^(\d{1,2})\s?(?=[A-ZÀ-Ý“\"(½])")
_FLAG_ENTRY = re.compile(r"(?:^|\s)([erp])\s?(?=(?:Estimated|Revised|Preliminary))")
_TITLE_MARKS = re.compile(r"(?:(?<=(?:19|20)\d\d)|(?<!\d)\s?)(?P<marks>\d{1,2}(?:, ?\d{1,2})*)$")
UNSURE = 0.6


def grid_of(table: DumpTable) -> tuple[Grid, list[FindingRow]]:
    """The grid of one table part and a finding a row whose split is unsure."""
    markers = declared(table.notes)
    figures = _figure_columns(table.body)
    heads = [HeadLine(tuple(pieces(line.text.strip())), line.line) for line in table.heads]
    roles = text_roles(heads[-1].pieces if heads else (), figures)
    rows = [_row(line, roles, figures, markers) for line in table.body]
    head = [GridRow(cells) for cells in head_rows(heads, len(roles), figures, markers) if cells]
    if head:
        head[-1].rule_below = True
    notes = [_note_row(line) for line in table.notes]
    grid = Grid([*_title_rows(table, markers), *head, *rows, *notes])
    return grid, [_unsure(table, row) for row in rows if row.confidence < UNSURE]


def declared(notes: Sequence[Line]) -> set[str]:
    """The marks that a table's notes and legend explain."""
    found = {match[1] for line in notes if (match := _MARKER.match(line.text.strip()))}
    return found | {mark for line in notes for mark in _FLAG_ENTRY.findall(line.text)}


def _figure_columns(body: Sequence[Line]) -> int:
    counts = Counter(len(split_values(line.text)[1]) for line in body)
    counts.pop(0, None)
    return counts.most_common(1)[0][0] if counts else 0


def _title_rows(table: DumpTable, markers: Collection[str]) -> list[GridRow]:
    number = f"TABLE {table.number}" + ("—Continued" if table.continued else "")
    at = table.place.line if table.place else None
    rows = [GridRow([GridCell(0, number, place=Place(line=at))])]
    for i, line in enumerate(table.title):
        text, marks = line.text.strip(), ()
        match = _TITLE_MARKS.search(text) if i == len(table.title) - 1 else None
        if match and all(mark in markers for mark in re.findall(r"\d+", match["marks"])):
            text, marks = text[: match.start()], tuple(re.findall(r"\d+", match["marks"]))
        rows.append(GridRow([GridCell(0, text, marks, Place(line=line.line), centred=True)]))
    rows += [GridRow([GridCell(0, line.text.strip(), place=Place(line=line.line))]) for line in table.units]
    return rows


def _row(line: Line, roles: Sequence[str], figures: int, markers: Collection[str]) -> GridRow:
    label, values = split_values(line.text.strip(), figures)
    place = Place(line=line.line)
    if not values:
        name, marks = strip_marks(label, markers)
        return GridRow([GridCell(0, name, marks, place)])
    words, sure = split_words(label, roles, markers) if len(roles) > 1 else ([label], 1.0)
    cells = []
    for at, text in enumerate(words):
        name, marks = strip_marks(text, markers)
        if name:
            cells.append(GridCell(at, name, marks, place))
    missing = figures - len(values)
    sure = min(sure, 0.5) if missing else sure
    cells += [_value(value, len(roles) + missing + at, place) for at, value in enumerate(values)]
    return GridRow(cells, confidence=sure)


def _value(value: Value, column: int, place: Place) -> GridCell:
    return GridCell(column, value.text, value.marks, place)


def _note_row(line: Line) -> GridRow:
    """A note's line; its leading mark is set apart as the superscript that it was."""
    text = line.text.strip()
    match = _MARKER.match(text)
    runs = ((match[1], True), (text[match.end() :], False)) if match else ()
    return GridRow([GridCell(0, text[match.end() :] if match else text, place=Place(line=line.line), runs=runs)])


def _unsure(table: DumpTable, row: GridRow) -> FindingRow:
    text = " | ".join(cell.text for cell in row.cells)
    return FindingRow(
        "row_split_unsure",
        "warning",
        f"line {row.cells[0].place.line}: columns told apart by guesswork",
        "cells",
        table_number=table.number,
        observed=text,
    )
