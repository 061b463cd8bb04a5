"""Strict reading of a table: each figure parses, each note that should round is understood."""

from __future__ import annotations

import re

from pipeline.records import FindingRow, Note, Table
from pipeline.tables import rounding

_LOOKS_LIKE_A_FIGURE = re.compile(r"^(?=.*\d)[\d\s$%.,+<>≤≥()–—−-]+$")


def check_table(table: Table) -> list[FindingRow]:
    """Findings of one table."""
    return [*_figures_not_parsed(table), *_rounding_not_understood(table)]


def _figures_not_parsed(table: Table) -> list[FindingRow]:
    """Cells of digits and signs alone, in columns of figures, that no rule reads ("2,25")."""
    return [
        FindingRow(
            "figure_not_parsed",
            "warning",
            "a cell that looks like a figure does not parse: it is published as words",
            "cells",
            table_number=table.number,
            row=row.index,
            column=at,
            observed=cell.text,
        )
        for row in table.rows
        for at, cell in row.cells.items()
        if table.columns[at].kind == "figure" and cell.kind == "words" and _LOOKS_LIKE_A_FIGURE.match(cell.text)
    ]


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
