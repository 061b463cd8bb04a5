"""Published workbooks of the newer kind (.xlsx, XML in a zip): their visible sheets and embedded documents.

The parts are read as a stream of rows: a sheet may hold a million formatted rows without a word in them. Only cells
with content are kept; formulas count by their stored values and nothing outside the file is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from pipeline.records import UnreadableSource
from pipeline.sources.number_code import BUILT_IN
from pipeline.sources.ole import documents_of
from pipeline.sources.package import Package, local
from pipeline.sources.sheet import Book, Count, RowBuilder, Sheet, SheetCell, SheetRow, Style
from pipeline.sources.superscripts import Runs

_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DOCUMENT = re.compile(r"(?:^|/)embeddings/[^/]+\.(?:docx?|docm|bin)$", re.IGNORECASE)


def read_xlsx(name: str, data: bytes) -> Book:
    """The visible sheets of a workbook.

    Raises `UnreadableSource` where it is encrypted, too large or no workbook; damaged parts may cause any exception.
    """
    package = Package.open(name, data)
    part = next(
        (target for kind, target in package.targets("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    if not package.has(part):
        raise UnreadableSource(f"{name}: not a workbook (no {part} in it)")
    return _book(package, part)


def _book(package: Package, part: str) -> Book:
    tree = package.tree(part)
    if tree.tag != "workbook":
        raise UnreadableSource(f"{package.name}: not a workbook ({part} holds a {tree.tag})")
    targets = package.targets(part)
    by_kind = dict(targets.values())
    texts = _shared_texts(package, by_kind.get("sharedStrings", ""))
    styles = read_styles(package.tree(by_kind.get("styles", "")))
    options = tree.find("workbookPr")
    epoch_1904 = options is not None and _true(options.get("date1904"))
    sheets, count = [], Count(package.name)
    for entry in tree.iterfind("sheets/sheet"):
        link = next((value for key, value in entry.attrib.items() if local(key) == "id"), "")
        kind, target = targets.get(link, ("", ""))
        if entry.get("state", "visible") == "visible" and kind == "worksheet" and package.has(target):
            count.sheet()
            rows = SheetReader(package, target, texts, styles, RowBuilder(count=count)).rows()
            sheets.append(Sheet(entry.get("name", "").strip(), rows, epoch_1904))
    embedded = [part for part in sorted(package.archive.NameToInfo) if _DOCUMENT.search(part)]
    return Book(sheets, [found for part in embedded for found in documents_of(package.archive.read(part))])


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")


@dataclass(slots=True)
class Shared:
    """A shared text: runs whose superscript is None where the cell's own font decides."""

    runs: tuple[tuple[str, bool | None], ...]


def _shared_texts(package: Package, part: str) -> list[Shared]:
    return [read_text(item) for item in package.tree(part).iterfind("si")]


def read_text(item: ElementTree.Element) -> Shared:
    """The runs of a text item; phonetic guides are left out."""
    runs: list[tuple[str, bool | None]] = []
    for element in item:
        if element.tag == "t":
            runs.append((_unescaped(element.text or ""), None))
        elif element.tag == "r":
            text = "".join(t.text or "" for t in element.iterfind("t"))
            look = element.find("rPr")
            raised = None if look is None else _is_superscript(look)
            runs.append((_unescaped(text), raised))
    return Shared(tuple(run for run in runs if run[0]))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _is_superscript(font: ElementTree.Element) -> bool:
    script = font.find("vertAlign")
    return script is not None and script.get("val") == "superscript"


def read_styles(tree: ElementTree.Element) -> list[Style]:
    """The cell formats of a workbook's styles part, by index."""
    codes = {f.get("numFmtId"): f.get("formatCode", "General") for f in tree.iterfind("numFmts/numFmt")}
    fonts = tree.findall("fonts/font")
    borders = tree.findall("borders/border")
    return [_style(entry, codes, fonts, borders) for entry in tree.iterfind("cellXfs/xf")]


def _style(
    entry: ElementTree.Element,
    codes: Mapping[str | None, str],
    fonts: list[ElementTree.Element],
    borders: list[ElementTree.Element],
) -> Style:
    number = entry.get("numFmtId", "0")
    font, border = _at(fonts, entry.get("fontId")), _at(borders, entry.get("borderId"))
    align = entry.find("alignment")
    across = align.get("horizontal", "general") if align is not None else "general"
    indent = int(float(align.get("indent", 0))) if align is not None else 0
    bold = font.find("b") if font is not None else None
    return Style(
        number_format=codes.get(number) or BUILT_IN.get(int(number), "General"),
        superscript=font is not None and _is_superscript(font),
        bold=bold is not None and bold.get("val", "1") not in ("0", "false"),
        centred=across == "center",
        across=across == "centerContinuous",
        indent=indent if across in ("general", "left", "distributed", "justify", "fill") else 0,
        rule_above=_is_ruled(border, "top"),
        rule_below=_is_ruled(border, "bottom"),
    )


def _at(elements: list[ElementTree.Element], index: str | None) -> ElementTree.Element | None:
    at = int(index or 0)
    return elements[at] if at < len(elements) else None


def _is_ruled(border: ElementTree.Element | None, side: str) -> bool:
    edge = border.find(side) if border is not None else None
    return edge is not None and edge.get("style", "none") != "none"


@dataclass(slots=True)
class SheetReader:
    """Reads a sheet part row by row."""

    package: Package
    part: str
    texts: list[Shared]
    styles: list[Style]
    builder: RowBuilder
    hidden: list[tuple[int, int]] = field(default_factory=list)
    rows_hidden: bool = False
    merged: dict[tuple[int, int], int] = field(default_factory=dict)

    def rows(self) -> list[SheetRow]:
        """The visible rows with content."""
        with self.package.stream(self.part) as stream:
            data: ElementTree.Element | None = None
            for event, element in ElementTree.iterparse(stream, ("start", "end")):
                tag = local(element.tag)
                if event == "start":
                    data = element if tag == "sheetData" else data
                elif tag == "row" and data is not None:
                    self._row(element)
                    data.clear()
                else:
                    self._about(tag, element)
        for row in self.builder.rows:
            for cell in row.cells:
                cell.last = self.merged.get((row.index, cell.column), cell.column)
        return self.builder.rows

    def _about(self, tag: str, element: ElementTree.Element) -> None:
        """What stands before and after the rows: hidden columns and rows, merged ranges."""
        if tag == "sheetFormatPr":
            self.rows_hidden = _true(element.get("zeroHeight"))
        elif tag == "col" and (_true(element.get("hidden")) or element.get("width") == "0"):
            self.hidden.append((int(element.get("min", 1)) - 1, int(element.get("max", 1)) - 1))
        elif tag == "mergeCell":
            first, _, last = element.get("ref", "A1").partition(":")
            row, column = address(first)
            self.merged[row, column] = max(address(last or first)[1], column)

    def _row(self, element: ElementTree.Element) -> None:
        if len(element) == 0:
            return
        index = int(element.get("r", 0)) - 1
        if index < 0:
            index = self.builder.rows[-1].index + 1 if self.builder.rows else 0
        if _true(element.get("hidden", "1" if self.rows_hidden else "0")):
            return
        cells: list[SheetCell] = []
        blanks: list[tuple[int, Style]] = []
        column = -1
        for entry in element:
            at = entry.get("r")
            column = address(at)[1] if at else column + 1
            if any(first <= column <= last for first, last in self.hidden):
                continue
            style = self.styles[int(entry.get("s", 0))] if self.styles else Style()
            cell = self._cell(entry, column, style) if len(entry) else None
            if cell is None:
                blanks.append((column, style))
            else:
                cells.append(cell)
        self.builder.add(index, cells, blanks)

    def _cell(self, entry: ElementTree.Element, column: int, style: Style) -> SheetCell | None:
        """A cell with its content; None for one that has only a style (or a formula without a stored value)."""
        kind = entry.get("t", "n")
        content = {local(child.tag): child for child in entry}
        if kind == "inlineStr":
            inline = content.get("is", ElementTree.Element("is"))
            for element in inline.iter():
                element.tag = local(element.tag)
            runs = _settled(read_text(inline), style)
            return SheetCell(column, style, runs) if runs else None
        value = content["v"].text if "v" in content else None
        if not value:
            return None
        if kind == "s":
            runs = _settled(self.texts[int(value)], style)
            return SheetCell(column, style, runs) if runs else None
        if kind == "n":
            return SheetCell(column, style, number=float(value))
        text = {"1": "TRUE", "0": "FALSE"}.get(value, value) if kind == "b" else _unescaped(value)
        return SheetCell(column, style, ((text, style.superscript),))


def _settled(shared: Shared, style: Style) -> Runs:
    return tuple((text, style.superscript if raised is None else raised) for text, raised in shared.runs)


def address(name: str) -> tuple[int, int]:
    """Row and column, 0-based, of an address such as "C14"."""
    match = _ADDRESS.fullmatch(name.replace("$", ""))
    if match is None:
        raise ValueError(f"no cell address: {name!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
