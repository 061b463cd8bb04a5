"""Strict reading of a table: each mark has its note, each note that should round is understood."""

from __future__ import annotations

from pipeline.records import FindingRow, Note, Table
from pipeline.tables import rounding
from pipeline.tables.marks import is_flag


def check_table(table: Table) -> list[FindingRow]:
    """Findings of one table."""
    return [*_marks_without_note(table), *_rounding_not_understood(table)]


def _marks_without_note(table: Table) -> list[FindingRow]:
    known = {note.marker for note in table.notes if note.marker}
    found: dict[str, FindingRow] = {}
    for row in table.rows:
        for at, cell in row.cells.items():
            for mark in cell.marks:
                if mark not in known and mark not in found:
                    found[mark] = _finding(table, mark, row.index, at)
    for mark in (*table.title_marks, *(m for column in table.columns for m in column.marks)):
        if mark not in known and mark not in found:
            found[mark] = _finding(table, mark, None, None)
    return list(found.values())


def _finding(table: Table, mark: str, row: int | None, column: int | None) -> FindingRow:
    what = "flag" if is_flag(mark) else "mark"
    return FindingRow(
        "mark_without_note",
        "warning",
        f"the {what} {mark!r} has no note under the table",
        "cells",
        table_number=table.number,
        row=row,
        column=column,
        observed=mark,
    )


def _rounding_not_understood(table: Table) -> list[FindingRow]:
    unread: list[Note] = [n for n in table.notes if n.kind == "rounding" and rounding.parse(n.text) is None]
    if not unread or rounding.read_rounding(table.notes) is not None:
        return []
    return [
        FindingRow(
            "rounding_not_understood",
            "warning",
            "no rule reads this rounding note",
            "tables",
            table_number=table.number,
            observed=unread[0].text,
        )
    ]
