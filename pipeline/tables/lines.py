"""Printed body lines into logical ones: cells by logical column, long cells wrapped by hand over lines joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.records import GridCell, GridRow
from pipeline.tables import figures
from pipeline.tables.marks import unique

_UNFINISHED = re.compile(
    r"(?:[,(–—-]|\b(?:and|or|of|the|for|to|in|by|with|from|on|at|per|than|including|excluding|other))$"
)
_GOES_ON = re.compile(r"^(?:[a-zà-ÿ(&]|\d{4}\)|or\b|and\b)")
_CODE = re.compile(r"^(?:[\d.,–-]+(?:(?:,| and) ?[\d.,–-]+)*|XX|NA|\(\d+\)|[Dd]o\.)$")
_FIGURE_KINDS = ("figure", "symbol", "range", "bound")


@dataclass(slots=True)
class Line:
    """A body line: its cells by logical column; ``group``: it heads the lines below it.

    ``name`` is the column of the row's name: the stub at 0, or the one beside it where the stub holds codes or ranks.
    """

    cells: dict[int, GridCell]
    name: int = 0
    group: bool = False
    confidence: float = 1.0

    @property
    def stub(self) -> str:
        """The row's name, "" where the line has none."""
        return self.cells[self.name].text if self.name in self.cells else ""

    @property
    def indent(self) -> int:
        """The name's indent level."""
        return self.cells[self.name].indent if self.name in self.cells else 0


def logical_lines(
    body: list[GridRow], snapped: dict[int, int], columns: list[int], text_columns: set[int]
) -> list[Line]:
    """The data and group lines of a part; ``text_columns`` are the logical columns of words."""
    lines = [_line(row, snapped, columns) for row in body if any(cell.text for cell in row.cells)]
    name = 1 if _is_coded(lines) and 1 in text_columns else 0
    for line in lines:
        line.name = name
    lines = _join_texts(lines, text_columns)
    return _join_stubs(lines)


def _line(row: GridRow, snapped: dict[int, int], columns: list[int]) -> Line:
    cells: dict[int, GridCell] = {}
    for cell in row.cells:
        at = columns.index(snapped.get(cell.column, cell.column)) if cell.text else None
        if at is None:
            continue
        cells[at] = _joined(cells[at], cell) if at in cells else cell
    return Line(cells, confidence=row.confidence)


def _joined(left: GridCell, right: GridCell) -> GridCell:
    """Two lines of one cell; the first line's place and indent stay."""
    glue = "" if left.text.endswith(("-", "—", "–")) and not left.text.endswith(" –") else " "
    marks = unique((*left.marks, *right.marks))
    parts = (*(left.parts or (left,)), *(right.parts or (right,)))
    return replace(left, text=f"{left.text}{glue}{right.text}", marks=marks, parts=parts)


def _is_coded(lines: list[Line]) -> bool:
    """True for a stub of codes or ranks: digits, blanks and symbols only."""
    stubs = [line.cells[0].text for line in lines if 0 in line.cells]
    years = sum(figures.is_year(text) for text in stubs)
    return bool(stubs) and all(_CODE.match(text) for text in stubs) and years < 0.5 * len(stubs)


def is_stated(text: str) -> bool:
    """True for a figure or a symbol for one."""
    return figures.read(text).kind in _FIGURE_KINDS


def _stated(line: Line) -> bool:
    return any(is_stated(cell.text) for at, cell in line.cells.items() if at > 0)


def _join_texts(lines: list[Line], text_columns: set[int]) -> list[Line]:
    """Lines that only carry on the words of the line above."""
    out: list[Line] = []
    for line in lines:
        if out and _carries_on(line, out[-1], text_columns):
            for at, cell in line.cells.items():
                out[-1].cells[at] = _joined(out[-1].cells[at], cell) if at in out[-1].cells else cell
        else:
            out.append(line)
    return out


def _carries_on(line: Line, above: Line, text_columns: set[int]) -> bool:
    beyond = {at for at in line.cells if at > 0}
    if _stated(line) or not beyond or not beyond <= text_columns:
        return False
    if line.stub:
        ditto = figures.read(line.stub).kind == "ditto"
        return bool(_GOES_ON.match(line.stub)) and not ditto and len(above.cells) > 1
    full = len(text_columns) > 1 and beyond == text_columns
    return not full or any(_unfinished(above.cells[at].text) for at in beyond if at in above.cells)


def _unfinished(text: str) -> bool:
    return bool(_UNFINISHED.search(text)) or text.count("(") > text.count(")") or text.count("[") > text.count("]")


def _join_stubs(lines: list[Line]) -> list[Line]:
    """Stub-only lines: groups, or a label wrapped over lines."""
    out: list[Line] = []
    held: Line | None = None
    for at, line in enumerate(lines):
        if held is not None:
            at_name = line.name
            held_cell = held.cells[at_name]
            line.cells[at_name] = _joined(held_cell, line.cells[at_name]) if at_name in line.cells else held_cell
            held = None
        if not _is_label(line):
            line.group = line.stub.endswith(":") and not _stated(line)
            out.append(line)
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        if not line.stub.endswith(":") and out and not out[-1].group and _label_goes_on(out[-1], line, following):
            out[-1].cells[line.name] = _joined(out[-1].cells[line.name], line.cells[line.name])
        elif following is not None and _wraps_into(line, following):
            held = line
        else:
            line.group = True
            out.append(line)
    if held is not None:
        out.append(held)
    return out


def _is_label(line: Line) -> bool:
    """A line of its name alone, a code beside it aside."""
    return line.name in line.cells and set(line.cells) <= {0, line.name}


def _label_goes_on(above: Line, line: Line, following: Line | None) -> bool:
    """A stub-only line that finishes the label above it, which has its figures on its first line."""
    if line.name not in above.cells:
        return False
    if _unfinished(above.stub):
        return not (following and _GOES_ON.match(following.stub) and _stated(following))
    return bool(_GOES_ON.match(line.stub)) and not (
        following and _wraps_into(line, following) and _unfinished(line.stub)
    )


def _wraps_into(line: Line, following: Line) -> bool:
    if line.stub.endswith(":") or not following.stub:
        return False
    if figures.read(following.stub).kind == "ditto":
        return False
    return _unfinished(line.stub) or bool(_GOES_ON.match(following.stub))
