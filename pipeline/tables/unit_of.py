"""Which unit a figure is in: unit column, stub, heads, groups, the line under the title, the title, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.records import Cell, ObservationRow, Row, Table
from pipeline.tables import units
from pipeline.tables.units import Unit

_MONEY = re.compile(r"\bvalues?\b|\bcosts?\b|\brevenue|\$", re.IGNORECASE)
_PRICE = re.compile(
    r"\bunit value|\bprices?\b|\baverage (?:annual )?value|\bper (?:metric )?(?:ton|pound|kilogram|carat)", re.I
)
_QUANTITY = re.compile(r"\bquantit(?:y|ies)\b|\bweight\b|\bcontent\b|\bvolume\b", re.IGNORECASE)
_PERCENT = re.compile(r"\bpercent(?:age)?s?\b", re.IGNORECASE)
_COUNTED = ("employment", "operations")


class UnitFinder:
    """Finds units over one table; ``last_scale`` is the scale of the unit last found (1 where none)."""

    def __init__(self, table: Table) -> None:
        """Work out once what the table as a whole says."""
        self._table = table
        self._note = units.parse_note(table.unit_note)
        self._title = [unit for unit in units.in_parentheses(table.title) if not unit.bare]
        self._unit_column = next((i for i, c in enumerate(table.columns) if c.kind == "unit"), None)
        cells = [cell for row in table.rows for cell in row.cells.values()]
        self._dollar_columns = {cell.column for cell in cells if cell.text.startswith("$")}
        self._dollar_rows = {row.index for row in table.rows if _first_figure(row).startswith("$")}
        self.last_scale = 1.0

    def find(self, row: Row, cell: Cell, out: ObservationRow) -> Unit | None:
        """The figure's unit, its scale a factor on the printed number; None where nothing states one.

        Under a head read by guesswork only the row's own unit column or stub states one.
        """
        if not self._table.columns[cell.column].sure:
            return self._of_row(row)
        words = " ".join((*out.row_path[-1:], *out.column_path))
        want = self._wanted(words, row, cell)
        own, table = self._near(row, cell), [*self._note, *self._title]
        unit = next((self._settle(u, want) for u in own if self._fits(u, want)), None)
        unit = unit or next((self._settle(u, want) for u in table if self._fits(u, want, whole_table=True)), None)
        if unit is None:
            unit = self._fallback(words, want, out)
        self.last_scale = unit.scale if unit else 1.0
        return unit

    def _wanted(self, words: str, row: Row, cell: Cell) -> str | None:
        """The kind of unit that the words near the figure call for."""
        head = " ".join(self._table.columns[cell.column].path)
        if _PRICE.search(words):
            return "price"
        if _PERCENT.search(head):
            return "share"
        in_dollars = cell.column in self._dollar_columns and not re.fullmatch(r"\D*(?:19|20)\d\d\D*", head)
        if _MONEY.search(words) or cell.text.startswith("$") or row.index in self._dollar_rows or in_dollars:
            return "money"
        return "quantity" if _QUANTITY.search(words) else None

    def _of_row(self, row: Row) -> Unit | None:
        """What the row's unit column or its stub says of every column."""
        in_column = units.parse(row.cells[self._unit_column].resolved) if self._unit_column in row.cells else None
        unit = in_column or next(_stated_in(row.path[-1] if row.path else row.label), None)
        unit = None if unit is None or unit.bare else unit
        self.last_scale = unit.scale if unit else 1.0
        return unit

    def _near(self, row: Row, cell: Cell) -> Iterator[Unit]:
        if self._unit_column is not None and self._unit_column in row.cells:
            yield from _some(units.parse(row.cells[self._unit_column].resolved))
        column = self._table.columns[cell.column]
        yield from _stated_in(row.path[-1] if row.path else row.label)
        for head in reversed(column.path):
            yield from _stated_in(head)
        for label in reversed(row.path[:-1]):
            yield from _stated_in(label)

    def _fits(self, unit: Unit, want: str | None, whole_table: bool = False) -> bool:
        """Whether a unit is of the kind called for; a table's "thousand dollars" are those of values, not of prices."""
        if unit.bare:
            return want in ("money", None)
        if want == "price":
            return unit.kind == "price" or (unit.kind in ("money", "share") and not whole_table)
        if want == "money":
            return unit.kind in ("money", "share", "price")
        if want == "share":
            return unit.kind == "share"
        return unit.kind not in ("money",) or (want is None and self._only_money())

    def _only_money(self) -> bool:
        return all(unit.kind == "money" for unit in self._note)

    def _settle(self, unit: Unit, want: str | None) -> Unit:
        """A bare scale takes dollars where a value is called for."""
        if unit.bare and want == "money":
            return Unit("USD", unit.scale, "money", unit.basis)
        return unit

    def _fallback(self, words: str, want: str | None, out: ObservationRow) -> Unit | None:
        if out.measure in _COUNTED and want is None:
            return Unit("count", 1.0, "count")
        if want == "share":
            return Unit("%", 1.0, "share")
        if want == "money" and (self._dollar_columns or self._dollar_rows):
            return Unit("USD", 1.0, "money")
        return None

    def basis(self, row: Row, cell: Cell, unit: Unit | None) -> str | None:
        """Gross weight or content, from the narrowest words that say it; no basis for money."""
        if unit is not None and unit.kind in ("money", "share", "count", "index"):
            return None
        column = self._table.columns[cell.column]
        unit_text = row.cells[self._unit_column].resolved if self._unit_column in row.cells else ""
        near = (unit_text, *reversed(row.path), *reversed(column.path))
        found = next((basis for text in near if text and (basis := units.find_basis(text))), None)
        stated = unit.basis if unit is not None else None
        return found or stated or units.find_basis(self._table.unit_note or "")


def _first_figure(row: Row) -> str:
    cells = [cell for at, cell in sorted(row.cells.items()) if at > 0 and cell.kind in ("figure", "symbol", "range")]
    return cells[0].text if cells else ""


def _some(unit: Unit | None) -> Iterator[Unit]:
    if unit is not None:
        yield unit


def _stated_in(text: str) -> Iterator[Unit]:
    """The units a stub or a head states: whole ("Percent"), in parentheses, or after its last comma."""
    whole = units.parse(text)
    if whole is not None:
        yield whole
        return
    yield from units.in_parentheses(text)
    yield from _some(units.trailing(text))
