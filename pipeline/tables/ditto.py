"""Ditto marks: "Do." and "do." repeat the cell above in their own column, marks aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.records import Cell


@dataclass(slots=True)
class Antecedents:
    """The last cell that said something in each logical column; it lives on over "—Continued" parts."""

    last: dict[int, str] = field(default_factory=dict)

    def resolve(self, cell: Cell) -> None:
        """Set ``cell.resolved``; a ditto with nothing above it stays as printed."""
        if cell.kind == "ditto":
            cell.resolved = self.last.get(cell.column, cell.text)
            return
        cell.resolved = cell.text
        if cell.text:
            self.last[cell.column] = cell.text
