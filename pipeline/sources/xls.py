"""Published workbooks of the older kind (.xls, BIFF in an OLE container): their visible sheets."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.records import UnreadableSource
from pipeline.sources.sheet import Book, Count, RowBuilder, Sheet, SheetCell, Style
from pipeline.sources.superscripts import Runs

SUPERSCRIPT = 1
BOLD_FROM = 600  # font weight
RIGHT = 3
CENTRED, ACROSS = 2, 6
EMPTY, TEXT, NUMBER, DATE, BOOLEAN, ERROR, BLANK = range(7)
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def read_xls(name: str, data: bytes) -> Book:
    """The visible sheets of a workbook; formulas by their stored values, nothing outside the file is looked at.

    ``name`` is the source's, for messages. Raises `UnreadableSource` where it is encrypted or no workbook; a damaged
    record may cause any other exception of xlrd's.
    """
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        cause = "encrypted workbook" if "encrypt" in str(error).lower() else f"damaged workbook ({error})"
        raise UnreadableSource(f"{name}: {cause}") from error
    count = Count(name)
    return Book([_sheet(book, sheet, count) for sheet in book.sheets() if sheet.visibility == 0])


def _sheet(book: Any, sheet: Any, count: Count) -> Sheet:
    count.sheet()
    styles = Styles(book)
    hidden = {column for column, info in sheet.colinfo_map.items() if info.hidden}
    merged = {(top, left): right - 1 for top, _, left, right in sheet.merged_cells}
    builder = RowBuilder(count=count)
    for row in range(sheet.nrows):
        if row in sheet.rowinfo_map and sheet.rowinfo_map[row].hidden:
            continue
        cells = [cell for cell in _cells(sheet, row, styles, merged) if cell.column not in hidden]
        blanks = ((column, styles[sheet.cell_xf_index(row, column)]) for column in _blanks(sheet, row))
        builder.add(row, cells, blanks)
    return Sheet(sheet.name.strip(), builder.rows, epoch_1904=book.datemode == 1)


def _cells(sheet: Any, row: int, styles: Styles, merged: dict[tuple[int, int], int]) -> Iterator[SheetCell]:
    for column, kind in enumerate(sheet.row_types(row)):
        value = sheet.cell_value(row, column)
        if kind in (EMPTY, BLANK) or value == "":
            continue
        index = sheet.cell_xf_index(row, column)
        cell = SheetCell(column, styles[index], last=merged.get((row, column), column))
        if kind in (NUMBER, DATE):
            cell.number = float(value)
        elif kind == TEXT:
            cell.runs = styles.runs(value, index, sheet.rich_text_runlist_map.get((row, column), ()))
        else:
            cell.runs = ((_ERRORS.get(value, "#N/A") if kind == ERROR else str(bool(value)).upper(), False),)
        yield cell


def _blanks(sheet: Any, row: int) -> Iterator[int]:
    for column, kind in enumerate(sheet.row_types(row)):
        if kind in (EMPTY, BLANK) or sheet.cell_value(row, column) == "":
            yield column


@dataclass(slots=True)
class Styles:
    """The styles of a workbook by cell format index, each read once."""

    book: Any
    known: dict[int, Style] = field(default_factory=dict)

    def __getitem__(self, index: int) -> Style:
        if index not in self.known:
            self.known[index] = self._read(index)
        return self.known[index]

    def _read(self, index: int) -> Style:
        cell_format = self.book.xf_list[index]
        font = self.book.font_list[cell_format.font_index]
        code = self.book.format_map.get(cell_format.format_key)
        across = cell_format.alignment.hor_align
        return Style(
            number_format=code.format_str if code else "General",
            superscript=font.escapement == SUPERSCRIPT,
            bold=bool(font.bold or font.weight >= BOLD_FROM),
            centred=across == CENTRED,
            across=across == ACROSS,
            indent=cell_format.alignment.indent_level if across not in (CENTRED, ACROSS, RIGHT) else 0,
            rule_above=cell_format.border.top_line_style > 0,
            rule_below=cell_format.border.bottom_line_style > 0,
        )

    def runs(self, text: str, index: int, changes: Any) -> Runs:
        """A text in runs of one kind; ``changes`` are (offset, font) and the cell's own font comes before the first."""
        starts = [(0, self[index].superscript)]
        starts += [(at, self.book.font_list[font].escapement == SUPERSCRIPT) for at, font in changes]
        ends = [*(at for at, _ in starts[1:]), len(text)]
        return tuple((text[at:end], up) for (at, up), end in zip(starts, ends, strict=True) if at < end)
