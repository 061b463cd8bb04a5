"""The published rows of a table put together again as a sheet of columns and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A printed cell: its text, its marks, and whether it is set right, as figures and their symbols are."""

    text: str
    marks: tuple[str, ...] = ()
    right: bool = False


@dataclass(slots=True)
class Sheet:
    """A table: ``heads`` are the columns' spanners and heads from the top, ``rows`` the cells by column."""

    number: str | None
    title: str
    unit_note: str | None
    heads: list[list[str]] = field(default_factory=list)
    rows: list[dict[int, Drawn]] = field(default_factory=list)
    notes: list[tuple[str | None, str]] = field(default_factory=list)


def sheets(datasets: Mapping[str, pa.Table]) -> Iterator[Sheet]:
    """The sheets of one source's ``tables``, ``cells``, ``observations`` and ``notes``, in the order of the tables."""
    cells = _by_table(datasets["cells"], ["row", "column", "printed", "marks", "kind", "head", "row_label"])
    figures = _by_table(datasets["observations"], ["row", "column", "row_path", "column_path"])
    notes = _by_table(datasets["notes"], ["marker", "text"])
    for table in datasets["tables"].select(["table_number", "title", "unit_note", "n_columns"]).to_pylist():
        number = table["table_number"]
        sheet = Sheet(number, table["title"], table["unit_note"])
        sheet.heads = _heads(table["n_columns"], cells.get(number, []), figures.get(number, []))
        sheet.rows = _rows(cells.get(number, []), figures.get(number, []))
        sheet.notes = [(note["marker"], note["text"]) for note in notes.get(number, [])]
        yield sheet


def _by_table(table: pa.Table, columns: list[str]) -> dict[str | None, list[Row]]:
    rows: dict[str | None, list[Row]] = {}
    for row in table.select(["table_number", *columns]).to_pylist():
        rows.setdefault(row["table_number"], []).append(row)
    return rows


def _heads(columns: int, cells: list[Row], figures: list[Row]) -> list[list[str]]:
    """Each column's path; a column without figures has only its own head."""
    width = max([columns, *(cell["column"] + 1 for cell in cells)])
    heads: list[list[str]] = [[] for _ in range(width)]
    for cell in cells:
        heads[cell["column"]] = heads[cell["column"]] or [cell["head"]] * bool(cell["head"])
    for figure in reversed(figures):
        heads[figure["column"]] = list(figure["column_path"])
    return heads


def _rows(cells: list[Row], figures: list[Row]) -> list[dict[int, Drawn]]:
    depths = _depths(cells, figures)
    return [_line(list(line), depths.get(number, 0)) for number, line in groupby(cells, key=lambda cell: cell["row"])]


def _line(cells: list[Row], depth: int) -> dict[int, Drawn]:
    """A row's cells by column; one that was wrapped by hand stands there in parts, which are joined."""
    by_column = groupby(cells, key=lambda cell: cell["column"])
    return {column: _drawn(list(parts), depth) for column, parts in by_column}


def _drawn(parts: list[Row], depth: int) -> Drawn:
    stub = parts[0]["column"] == 0
    right = not stub and parts[0]["kind"] in ("figure", "symbol", "range", "bound")
    text = " ".join(part["printed"] for part in parts)
    return Drawn("  " * depth * stub + text, tuple(mark for part in parts for mark in part["marks"]), right)


def _depths(cells: list[Row], figures: list[Row]) -> dict[int, int]:
    """How far each row's stub is set in: the number of its ancestors, for a heading as the rows under it name it."""
    paths = {figure["row"]: figure["row_path"] for figure in figures}
    depths = {row: max(len(path) - 1, 0) for row, path in paths.items()}
    below: list[str] = []
    for cell in reversed(cells):
        below = paths.get(cell["row"], below)
        label = (cell["row_label"] or "").rstrip(":")
        if cell["row"] not in depths and label in below:
            depths[cell["row"]] = below.index(label)
    return depths
