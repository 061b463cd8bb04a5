"""Corrections of errors in the source itself: a ledger, ``corrections.yaml``, that is applied openly or not at all.

An entry says what is printed (``expect``) before it says what was meant. It applies where its row prints exactly that;
anything else is a critical finding, for then the source has changed, or the entry was wrong. A corrected observation
keeps what is ``printed`` and carries the entry's ``correction`` id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipeline.knowledge.data import read_yaml
from pipeline.records import Cell, FindingRow, ObservationRow, Row, Table, YearbookError

Place = tuple[int, int]  # row and column
REQUIRED = ("id", "doc", "table", "row", "expect", "reason", "evidence")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry: a row of a table of a chapter, by its label.

    ``expect`` are the row's printed figures from the left, ``correct`` those that were meant, None where the printed
    one stands; ``scale`` is a factor on all of them, where the source took one unit for another.
    """

    id: str
    doc: str
    table: str
    row: str
    expect: tuple[str, ...]
    reason: str
    evidence: str
    scale: float | None = None
    correct: tuple[str | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What an entry makes of one cell."""

    correction: str
    printed: str
    text: str
    scale: float


@cache
def ledger() -> tuple[Correction, ...]:
    """The entries of ``corrections.yaml``; raises YearbookError naming the entry that is not one."""
    return tuple(_entry(given) for given in read_yaml("pipeline.tables", "corrections.yaml") or ())


def _entry(given: Mapping[str, Any]) -> Correction:
    named = f"corrections.yaml: {given.get('id', 'an entry without an id')}"
    missing = [name for name in REQUIRED if not given.get(name)]
    if missing:
        raise YearbookError(f"{named}: has no {', '.join(missing)}")
    if ("scale" in given) == ("correct" in given):
        raise YearbookError(f"{named}: needs either scale or correct")
    correct = given.get("correct")
    if correct is not None and len(correct) != len(given["expect"]):
        raise YearbookError(f"{named}: expect and correct are not of one length")
    lists = {"expect": tuple(given["expect"]), "correct": None if correct is None else tuple(correct)}
    return Correction(**{**given, **lists})


def due(
    table: Table, doc_id: str, entries: Sequence[Correction] | None = None
) -> tuple[dict[Place, Change], list[FindingRow]]:
    """What the ledger changes in a table, and a finding on each entry: applied (info) or not to be applied (critical).

    ``entries`` stand for the ledger. Where several rows have the label, the entry means the one that prints what is
    expected.
    """
    changes: dict[Place, Change] = {}
    findings: list[FindingRow] = []
    for entry in ledger() if entries is None else entries:
        if entry.doc == doc_id and entry.table == table.number:
            rows = [row for row in table.rows if row.label == entry.row]
            meant = [row for row in rows if _printed(table, row) == entry.expect]
            changes |= _changes(entry, meant[0], table) if len(meant) == 1 else {}
            findings.append(_applied(entry, meant[0]) if len(meant) == 1 else _not_applied(entry, rows, table))
    return changes, findings


def without_table(
    doc_id: str, numbers: Sequence[str | None], entries: Sequence[Correction] | None = None
) -> list[FindingRow]:
    """A critical finding on each entry of a chapter whose table is not there (``numbers`` are those that are)."""
    of_chapter = [entry for entry in (ledger() if entries is None else entries) if entry.doc == doc_id]
    return [_not_applied(entry, [], None) for entry in of_chapter if entry.table not in numbers]


def _figures(table: Table, row: Row) -> list[Cell]:
    return [cell for at, cell in sorted(row.cells.items()) if at and table.columns[at].kind == "figure"]


def _printed(table: Table, row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in _figures(table, row))


def _changes(entry: Correction, row: Row, table: Table) -> dict[Place, Change]:
    meant = entry.correct or entry.expect
    return {
        (row.index, cell.column): Change(entry.id, cell.text, text or cell.text, entry.scale or 1.0)
        for cell, text in zip(_figures(table, row), meant, strict=True)
        if entry.scale is not None or text is not None
    }


def corrected(table: Table, changes: Mapping[Place, Change]) -> Table:
    """The table with the figures that were meant; itself where nothing is changed."""
    if not changes:
        return table
    return replace(table, rows=[_row(row, changes) for row in table.rows])


def _row(row: Row, changes: Mapping[Place, Change]) -> Row:
    cells = dict(row.cells)
    for at, cell in row.cells.items():
        change = changes.get((row.index, at))
        if change:
            cells[at] = replace(cell, text=change.text, resolved=change.text)
    return replace(row, cells=cells)


def sign(observations: Sequence[ObservationRow], changes: Mapping[Place, Change]) -> None:
    """Scale what is to be scaled, and put the printed figure and the entry's id on what was corrected."""
    for one in observations if changes else ():
        change = changes.get((one.row, one.column))
        if change:
            one.printed, one.correction = change.printed, change.correction
            for name in ("value", "value_si", "value_low", "value_high", "lower", "upper"):
                figure = getattr(one, name)
                setattr(one, name, figure if figure is None else figure * change.scale)


def _applied(entry: Correction, row: Row) -> FindingRow:
    message = f"correction {entry.id}: {entry.reason} {entry.evidence}"
    figures = " / ".join(text or "as printed" for text in entry.correct or ())
    meant = f"times {entry.scale:g}" if entry.scale else figures
    found = FindingRow("correction_applied", "info", message, "observations", table_number=entry.table, row=row.index)
    return replace(found, expected=meant, observed=" / ".join(entry.expect))


def _not_applied(entry: Correction, rows: Sequence[Row], table: Table | None) -> FindingRow:
    """An entry whose table or row is not there or whose row prints something else."""
    figures = [" / ".join(_printed(table, row)) for row in rows if table]
    seen = " or ".join(figures) or (f"no row {entry.row!r}" if table else f"no table {entry.table}")
    message = f"correction {entry.id} expects other figures than are printed: mend or remove it in corrections.yaml"
    found = FindingRow("correction_does_not_apply", "critical", message, "observations", table_number=entry.table)
    row = rows[0].index if len(rows) == 1 else None
    return replace(found, row=row, expected=" / ".join(entry.expect), observed=seen)
