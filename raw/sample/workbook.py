"""A chapter as its published workbook: a cover with the prose embedded, then a sheet a table.

A printed column takes two columns of the sheet, the second for raised flags. Marks on words are rich-text runs, the
stub hierarchy is cell indent, a dash for zero is a number format, and each sheet hides what is not published: a row
and a column of workings.
"""

from __future__ import annotations

import os
import re
from io import BytesIO
from zipfile import ZipFile

from . import word
from .chapter import Chapter, Legend, Marked, Spanner, Table

os.environ["OPENPYXL_LXML"] = "False"  # the same bytes whether or not lxml is installed

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

SAVED = "2020-01-02T00:00:00Z"
RAISED = InlineFont(rFont="Times New Roman", sz=8, vertAlign="superscript")
PLAIN = InlineFont(rFont="Times New Roman", sz=8)
CENTRED, RULE = Alignment(horizontal="center"), Border(bottom=Side(style="thin"))
NUMBER = re.compile(r"\$?[\d,]+")


def render(chapter: Chapter) -> bytes:
    """The workbook's bytes, its prose embedded as a Word document."""
    book = Workbook()
    _cover(book.active, chapter)
    for table in chapter.tables:
        _Sheet(book.create_sheet(f"T{table.number}"), table).write()
    book.create_sheet("Workings").sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    return _with_prose(buffer.getvalue(), word.render(chapter))


def _cover(sheet: Worksheet, chapter: Chapter) -> None:
    sheet.title = "Text"
    lines = {
        "A5": chapter.release.capitalize(),
        "A7": f"This report will be included in the USGS Minerals Yearbook {chapter.edition}, volume I, "
        "Metals and Minerals Report",
        "A9": f"{chapter.commodity} in {chapter.edition}",
        "A10": f"This workbook includes an embedded Word document and {len(chapter.tables)} tables (see tabs below).",
        "A20": "First posted",
        "B20": chapter.posted,
    }
    for place, text in lines.items():
        sheet[place] = text
    sheet["A9"].font = Font(bold=True)


class _Sheet:
    """Writes one table from the top of its sheet down."""

    def __init__(self, sheet: Worksheet, table: Table) -> None:
        self.sheet, self.table, self.row = sheet, table, 0
        self.last = 2 * table.width - 1

    def write(self) -> None:
        self._heading()
        for spanners in self.table.spanners:
            self._spanners(spanners)
        for line in self.table.head:
            self._head(line)
        for row in filter(None, self.table.rows):
            self._body(row)
        self._hide_workings()
        self._under()

    def _heading(self) -> None:
        self._across(f"TABLE {self.table.number}", CENTRED)
        for line in self.table.title:
            self._across(_rich(line), CENTRED)
        if self.table.unit:
            self._across(self.table.unit, CENTRED)

    def _across(self, value: str | CellRichText, alignment: Alignment | None = None) -> None:
        """A line over the whole width of the table, in merged cells."""
        self.row += 1
        cell = self.sheet.cell(self.row, 1, value)
        cell.alignment = alignment or Alignment(horizontal="left", wrap_text=True)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=1, end_column=self.last)

    def _spanners(self, spanners: list[Spanner]) -> None:
        self.row += 1
        for spanner in spanners:
            first, last = 2 * spanner.first + 1, 2 * spanner.last + 1
            self.sheet.cell(self.row, first, int(spanner.text)).alignment = CENTRED
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)
            for column in range(first, last + 1):
                self.sheet.cell(self.row, column).border = RULE

    def _head(self, line: list[Marked]) -> None:
        self.row += 1
        for column, head in enumerate(line):
            year = head.text.isdigit() and not head.marks
            value = int(head.text) if year else _rich(head)
            if value:
                self.sheet.cell(self.row, 2 * column + 1, value).alignment = CENTRED

    def _body(self, row: list[Marked]) -> None:
        self.row += 1
        for column, entry in enumerate(row):
            cell = self.sheet.cell(self.row, 2 * column + 1)
            if column <= self.table.words:
                cell.value = _rich(entry)
                cell.alignment = Alignment(horizontal="left", indent=entry.indent)
            else:
                cell.value, cell.number_format = _figure(entry.text)
                cell.alignment = Alignment(horizontal="right")
                self._flag(column, entry.marks)

    def _flag(self, column: int, marks: str) -> None:
        if marks:
            self.sheet.cell(self.row, 2 * column + 2, marks).font = Font(vertAlign="superscript")

    def _hide_workings(self) -> None:
        """A row under the body and a column beside it that are in the file and not in the table."""
        self.row += 1
        self.sheet.cell(self.row, 1, "Sum of the rows above")
        for column in range(self.table.words + 1, self.table.width):
            self.sheet.cell(self.row, 2 * column + 1, 123456)
        self.sheet.row_dimensions[self.row].hidden = True
        beside = self.sheet.cell(self.row - 1, self.last + 3, 654321)
        self.sheet.column_dimensions[beside.column_letter].hidden = True

    def _under(self) -> None:
        self._across(CellRichText(*(run for entry in self.table.legend for run in _legend(entry))))
        for marker, text in self.table.notes:
            self._across(CellRichText(TextBlock(RAISED, marker), TextBlock(PLAIN, text)))
        if self.table.source:
            self._across(self.table.source)


def _rich(entry: Marked) -> str | CellRichText:
    return CellRichText(TextBlock(PLAIN, entry.text), TextBlock(RAISED, entry.marks)) if entry.marks else entry.text


def _legend(entry: Legend) -> list[TextBlock]:
    marks = [TextBlock(RAISED, entry.mark)] if entry.mark else []
    return [*marks, TextBlock(PLAIN, f"{entry.text}  ")]


def _figure(text: str) -> tuple[float | str, str]:
    """The stored value and the number format that shows it as printed."""
    if text == "--":
        return 0, '#,##0;-#,##0;"--"'
    if not NUMBER.fullmatch(text):
        return text, "@"
    return int(text.lstrip("$").replace(",", "")), '"$"#,##0' if text.startswith("$") else "#,##0"


def _with_prose(workbook: bytes, prose: bytes) -> bytes:
    """The workbook with the document embedded in its first sheet, and without the time it was saved at."""
    with ZipFile(BytesIO(workbook)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    stamp = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
    parts["docProps/core.xml"] = stamp.sub(rb"\g<1>" + SAVED.encode(), parts["docProps/core.xml"])
    default = f'<Default Extension="docx" ContentType="{word.WORD}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", default)
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = (
        f'{word.XML}<Relationships xmlns="{word.PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{word.OFFICE}/package" Target="../embeddings/Microsoft_Word_Document.docx"/></Relationships>'
    ).encode()
    return word.archive({**parts, "xl/embeddings/Microsoft_Word_Document.docx": prose})
