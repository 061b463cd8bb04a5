"""Rows of a dump whose label may be torn or hold too much, by the lines beside them.

Chosen, as the signs of `dump_doubts`, on rows whose workbooks tell how they are split: of the rows that one of these
signs points to, far more are wrong than of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.records import GridRow
from pipeline.sources.dump_values import is_value

_GROUP_END = re.compile(r"(?::|Continued|: \d{4}\.[\d.]+)$")
_UNIT = re.compile(r"\b(?:metrics? tons|kilograms|carats|dollars|cents|short tons|pounds)\b", re.IGNORECASE)
_UNIT_CELL = re.compile(r"^(?:metric tons|kilograms|do\.)$")
_NUMERAL = re.compile(r"^\d{1,2}[A-Z][a-z]")


def torn_rows(rows: Sequence[GridRow], texts: int) -> Iterator[GridRow]:
    """Rows with figures whose label is none, ends in a unit, or stands beside words that may be a part of it.

    Rows with fewer figures than the table's others are among them: which columns are blank is guesswork.
    ``texts`` is how many columns of words stand left of the figures.
    """
    counts = [sum(is_value(cell.text) for cell in row.cells[1:]) for row in rows]
    units = texts == 2 and any(_UNIT_CELL.match(cell.text) for row in rows for cell in row.cells if cell.column == 1)
    for at, row in enumerate(rows):
        if not counts[at]:
            continue
        above = _alone(rows[at - 1]) if at else ""
        below = _alone(rows[at + 1]) if at + 1 < len(rows) else ""
        stub = row.cells[0].text if row.cells[0].column == 0 else ""
        beside = (above and not _GROUP_END.search(above)) or below[:1].islower()
        if (
            counts[at] < max(counts)
            or beside
            or (not stub and texts == 1)
            or _holds_unit(stub, units)
            or _NUMERAL.match(stub)
        ):
            yield row


def _alone(row: GridRow) -> str:
    """The words of a line that holds nothing but its stub."""
    lone = len(row.cells) == 1 and row.cells[0].column == 0 and not is_value(row.cells[0].text)
    return row.cells[0].text if lone else ""


def _holds_unit(stub: str, units: bool) -> bool:
    """A unit that its own column should hold, or at the label's end without a comma before it."""
    match = _UNIT.search(stub)
    if not match:
        return False
    return units or (match.end() == len(stub) and not re.search(r"[,(]|\bper\b", stub))
