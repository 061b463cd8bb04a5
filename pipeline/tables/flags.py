"""Estimated, revised, preliminary: what flags on the cell, its row, its column or the title make of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records import Cell, Column, Row, Table

_TITLE = re.compile(r"^ESTIMATED\b|\bESTIMATED\b", re.IGNORECASE)
_ALL_ESTIMATED = re.compile(
    r"\ball (?:data|figures|quantities|values) (?:are|have been) estimate[ds]\b"
    r"|^estimate[ds]?(?:[.;]|$| (?:from|based|by|using|as|on)\b)",
    re.IGNORECASE,
)
_ALL_REPORTED = re.compile(r"\ball data are reported\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flags:
    """The booleans of an observation and where the estimate stood (cell, row, column, title, note)."""

    estimated: bool = False
    revised: bool = False
    preliminary: bool = False
    source: str | None = None


def estimate_markers(table: Table) -> frozenset[str]:
    """The marks of footnotes that tell an estimate in words."""
    notes = (note for note in table.notes if note.kind in ("footnote", "coverage") and note.marker)
    said = (n for n in notes if _ALL_ESTIMATED.search(n.text) and not _ALL_REPORTED.search(n.text))
    return frozenset(note.marker for note in said if note.marker)


def flags_of(table: Table, row: Row, column: Column, cell: Cell, estimates: frozenset[str]) -> Flags:
    """What the flags that bear on a cell say of it; ``estimates`` are the marks of notes that tell an estimate.

    A zero or a symbol is flagged as printed.
    """
    levels = (
        ("cell", cell.marks),
        ("row", row.marks),
        ("row", row.path_marks),
        ("column", column.marks),
        ("title", table.title_marks),
    )
    source = next((name for name, marks in levels if "e" in marks), None)
    source = (
        source
        or ("title" if _TITLE.search(table.title) else None)
        or ("note" if any(mark in estimates for _, marks in levels for mark in marks) else None)
    )
    flags = {mark for _, marks in levels for mark in marks}
    return Flags(source is not None, "r" in flags, "p" in flags, source)
