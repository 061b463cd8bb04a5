"""Estimated, revised, preliminary: what flags on the cell, its row, its column or the title make of a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.records import Cell, Column, Note, Row, Table

_TITLE = re.compile(r"^ESTIMATED\b|\bESTIMATED\b", re.IGNORECASE)
_ALL_ESTIMATED = re.compile(
    r"\ball (?:data|figures|quantities|values) (?:are|have been) estimate[ds]\b|^estimated\b", re.I
)
_ALL_REPORTED = re.compile(r"\ball data are reported\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Flags:
    """The booleans of an observation and where the estimate stood (cell, row, column, title, note)."""

    estimated: bool = False
    revised: bool = False
    preliminary: bool = False
    source: str | None = None


def flags_of(table: Table, row: Row, column: Column, cell: Cell) -> Flags:
    """What the flags that bear on a cell say of it; a zero or a symbol is flagged as printed."""
    levels = (
        ("cell", cell.marks),
        ("row", row.marks),
        ("row", row.path_marks),
        ("column", column.marks),
        ("title", table.title_marks),
    )
    source = next((name for name, marks in levels if "e" in marks), None)
    source = source or ("title" if _TITLE.search(table.title) else None) or _by_note(table, row, column, cell)
    flags = {mark for _, marks in levels for mark in marks}
    return Flags(source is not None, "r" in flags, "p" in flags, source)


def _by_note(table: Table, row: Row, column: Column, cell: Cell) -> str | None:
    """An estimate told in words: a footnote on the figure, its row, column or title that says so."""
    marks = {*cell.marks, *row.marks, *row.path_marks, *column.marks, *table.title_marks}
    said = any(_ALL_ESTIMATED.search(note.text) for note in table.notes if _bears(note, marks))
    return "note" if said else None


def _bears(note: Note, marks: set[str]) -> bool:
    return note.kind != "legend" and note.marker in marks and not _ALL_REPORTED.search(note.text)
