"""A workbook's sheet as its file states it, whichever the file format, and the grid of printed cells it makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pipeline.limits import in_force
from pipeline.records import FindingRow, Grid, GridCell, GridRow, Place
from pipeline.sources import superscripts
from pipeline.sources.number_format import shown
from pipeline.sources.ole import Streams

TITLE = re.compile(r"^\s*TABLE\s+\d+\s?[A-Z]?\b", re.IGNORECASE)
TITLE_WITHIN = 12  # printed rows from the top in which a table's title must start
CENTRED_FROM = 12  # leading blanks beyond which a line was centred by hand, not indented
_NOTE_MARK = re.compile(r"-?\(?(\d{1,2})\)?")
_FLAG = re.compile(r"[erp](?:, ?[erp])*(?:, ?\d{1,2})*")
_FIGURE = re.compile(r"^(?:[$<>]?\s?-?[\d.,]+%?|--|W|NA|XX|\(\d+\)|[\d.,]+[–-][\d.,]+)$")


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is shown; ``across``: centred over itself and the empty cells right of it that are styled so too."""

    number_format: str = "General"
    superscript: bool = False
    bold: bool = False
    centred: bool = False
    across: bool = False
    indent: int = 0
    rule_above: bool = False
    rule_below: bool = False


@dataclass(slots=True)
class SheetCell:
    """A cell with content: runs of text (text, is superscript) or a number; columns are 0-based, ``last`` if merged."""

    column: int
    style: Style
    runs: superscripts.Runs = ()
    number: float | None = None
    last: int = -1


@dataclass(slots=True)
class SheetRow:
    """A visible row with content; ``across``: empty cells that prolong a cell centred over them.

    ``ruled`` are the columns with a rule straight under the row; ``rule_follows`` when only a blank row stands between.
    """

    index: int
    cells: list[SheetCell]
    across: frozenset[int] = frozenset()
    ruled: frozenset[int] = frozenset()
    rule_follows: frozenset[int] = frozenset()


@dataclass(slots=True)
class Sheet:
    """A visible sheet: its rows with content, hidden rows and columns left out."""

    name: str
    rows: list[SheetRow]
    epoch_1904: bool = False


@dataclass(slots=True)
class Book:
    """A workbook's visible sheets in order and the streams of the Word documents embedded in it."""

    sheets: list[Sheet]
    documents: list[Streams] = field(default_factory=list)


@dataclass(slots=True)
class Count:
    """How many sheets and cells a workbook has so far; ``name`` is its file's."""

    name: str = ""
    sheets: int = 0
    cells: int = 0

    def sheet(self) -> None:
        """One more sheet; `UnreadableSource` where that is one too many."""
        self.sheets += 1
        in_force().check("sheets", self.name, self.sheets, "sheets")

    def add(self, cells: int) -> None:
        """So many more cells; `UnreadableSource` where they are too many."""
        self.cells += cells
        in_force().check("cells", self.name, self.cells, "cells")


@dataclass(slots=True)
class RowBuilder:
    """Collects a sheet's rows from the top: empty ones leave only their rules to the row above them."""

    rows: list[SheetRow] = field(default_factory=list)
    count: Count = field(default_factory=Count)

    def add(self, index: int, cells: list[SheetCell], blanks: Iterable[tuple[int, Style]]) -> None:
        """Take the row at ``index`` (0-based): its cells with content, and the style of each empty cell."""
        self.count.add(len(cells))
        styles = [*((cell.column, cell.style) for cell in cells), *blanks]
        self._rule_above(index, frozenset(column for column, style in styles if style.rule_above))
        below = frozenset(column for column, style in styles if style.rule_below)
        if cells:
            filled = {cell.column for cell in cells}
            across = frozenset(column for column, style in styles if style.across and column not in filled)
            self.rows.append(SheetRow(index, cells, across, ruled=below))
        elif self.rows:
            self.rows[-1].rule_follows |= below

    def _rule_above(self, index: int, columns: frozenset[int]) -> None:
        if self.rows and columns:
            above = self.rows[-1]
            if above.index == index - 1:
                above.ruled |= columns
            else:
                above.rule_follows |= columns


def cell_name(row: int, column: int) -> str:
    """The published address of a cell, "C14" for row 13 and column 2."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"


def to_grid(sheet: Sheet) -> tuple[Grid | None, list[FindingRow]]:
    """The grid of a sheet from its table's title on, with what was amiss; None for a sheet without a table."""
    start = next((at for at, row in enumerate(sheet.rows[:TITLE_WITHIN]) if TITLE.match(_text(row.cells[0]))), None)
    if start is None:
        return None, []
    rows = sheet.rows[start:]
    stub = min(row.cells[0].column for row in rows)
    negatives = Negatives.of(sheet)
    printed = [_printed_row(row, sheet, stub, negatives) for row in rows]
    return Grid([row for row in printed if row.cells], sheet=sheet.name), negatives.findings


def lines(sheet: Sheet) -> Iterator[str]:
    """The sheet's rows as lines of text, cells joined by a blank, superscripts too."""
    for row in sheet.rows:
        yield " ".join(_text(cell, sheet.epoch_1904) for cell in row.cells)


def _text(cell: SheetCell, epoch_1904: bool = False) -> str:
    if cell.number is not None:
        return shown(cell.number, cell.style.number_format, epoch_1904)
    return superscripts.squeezed("".join(text for text, _ in cell.runs))


@dataclass(slots=True)
class Negatives:
    """Tells a note mark that a spreadsheet made a negative number, "(2)" typed in, from a true negative.

    It is a mark where the sheet has a note with that number and no negative number that could not be a mark.
    """

    markers: frozenset[str]
    findings: list[FindingRow] = field(default_factory=list)

    @classmethod
    def of(cls, sheet: Sheet) -> Negatives:
        """Read the sheet's note markers and whether its negative numbers all name one."""
        cells = [cell for row in sheet.rows for cell in row.cells]
        markers = {mark for row in sheet.rows for mark in _leading_marks(row.cells[0])}
        negatives = [cell.number for cell in cells if cell.number is not None and cell.number < 0]
        ambiguous = all(n.is_integer() and str(-int(n)) in markers for n in negatives)
        return cls(frozenset(markers) if ambiguous else frozenset())

    def read(self, cell: SheetCell, place: Place, text: str) -> str:
        """The text of a number: ``text``, or "(2)" or "-2" where the sheet's format shows the other."""
        number = cell.number
        if number is None or number >= 0 or not re.search(r"[1-9]", text):
            return text
        as_mark = _NOTE_MARK.fullmatch(text)
        if as_mark and as_mark[1] in self.markers:
            self._report(place, text, f"({as_mark[1]})")
            return f"({as_mark[1]})"
        return "-" + text.strip("()-") if not text.startswith("-") else text

    def _report(self, place: Place, text: str, mark: str) -> None:
        message = f"{place.sheet} {place.cell}: a negative number is read as the note mark {mark}"
        self.findings.append(
            FindingRow("note_mark_as_number", "warning", message, dataset="cells", expected=mark, observed=text)
        )


def _leading_marks(cell: SheetCell) -> tuple[str, ...]:
    return superscripts.split_marks(cell.runs[0][0]) if len(cell.runs) > 1 and cell.runs[0][1] else ()


def _printed_row(row: SheetRow, sheet: Sheet, stub: int, negatives: Negatives) -> GridRow:
    cells: list[GridCell] = []
    for cell in row.cells:
        printed = _printed_cell(cell, row, sheet, negatives)
        if printed.text or printed.marks:
            cells.append(_as_flag(printed, cells))
    return GridRow(cells, rule_below=stub in row.ruled | row.rule_follows)


def _printed_cell(cell: SheetCell, row: SheetRow, sheet: Sheet, negatives: Negatives) -> GridCell:
    place = Place(sheet=sheet.name, cell=cell_name(row.index, cell.column))
    last = _last(cell, row)
    printed = GridCell(cell.column, "", place=place, last=last, rule=_rule(row.ruled, cell.column, last))
    printed.bold, printed.centred = cell.style.bold, cell.style.centred or cell.style.across
    if cell.number is not None:
        return _number(printed, cell, sheet, negatives)
    read = superscripts.read(cell.runs)
    blanks = _leading_blanks(cell.runs)
    printed.text, printed.marks, printed.runs = read.text, read.marks, read.runs
    printed.centred |= blanks > CENTRED_FROM
    printed.indent = cell.style.indent + (blanks // 2 if blanks <= CENTRED_FROM else 0)
    return printed


def _number(printed: GridCell, cell: SheetCell, sheet: Sheet, negatives: Negatives) -> GridCell:
    text = superscripts.squeezed(_text(cell, sheet.epoch_1904))
    if cell.style.superscript and superscripts.is_marks(text):
        printed.marks = superscripts.split_marks(text)
    else:
        printed.text = negatives.read(cell, printed.place, text)
    return printed


def _as_flag(cell: GridCell, before: list[GridCell]) -> GridCell:
    """A flag that lost its superscript, alone in the cell right of a figure, is still a flag."""
    if not before or before[-1].last + 1 != cell.column or not _FLAG.fullmatch(cell.text):
        return cell
    return replace(cell, text="", marks=superscripts.split_marks(cell.text)) if _FIGURE.match(before[-1].text) else cell


def _last(cell: SheetCell, row: SheetRow) -> int:
    last = max(cell.last, cell.column)
    while cell.style.across and last + 1 in row.across:
        last += 1
    return last


def _rule(ruled: frozenset[int], column: int, last: int) -> tuple[int, int] | None:
    """The unbroken rule under a cell, from its first to its last column."""
    start = next((at for at in range(column, last + 1) if at in ruled), None) if ruled else None
    if start is None:
        return None
    first = end = start
    while first - 1 in ruled:
        first -= 1
    while end + 1 in ruled:
        end += 1
    return first, end


def _leading_blanks(runs: superscripts.Runs) -> int:
    """Blanks before the text: two or three are a level of indent, a single one a slip."""
    text = "".join(text for text, _ in runs).replace("\u00a0", " ")
    return len(text) - len(text.lstrip(" "))
