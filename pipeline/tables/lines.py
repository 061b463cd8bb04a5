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
_FIGURE_KINDS = ("figure", "symbol", "range", "bound")


@dataclass(slots=True)
class Line:
    """A body line: its cells by logical column, the stub at 0; ``group``: it heads the lines below it."""

    cells: dict[int, GridCell]
    group: bool = False
    confidence: float = 1.0

    @property
    def stub(self) -> str:
        """The stub's text, "" where the line has none."""
        return self.cells[0].text if 0 in self.cells else ""

    @property
    def indent(self) -> int:
        """The stub's indent level."""
        return self.cells[0].indent if 0 in self.cells else 0


def logical_lines(
    body: list[GridRow], snapped: dict[int, int], columns: list[int], text_columns: set[int]
) -> list[Line]:
    """The data and group lines of a part; ``text_columns`` are the logical columns of words."""
    lines = [_line(row, snapped, columns) for row in body if any(cell.text for cell in row.cells)]
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
    return replace(left, text=f"{left.text}{glue}{right.text}", marks=marks)


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
            line.cells[0] = _joined(held.cells[0], line.cells[0]) if 0 in line.cells else held.cells[0]
            held = None
        if set(line.cells) != {0}:
            out.append(line)
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        if not line.stub.endswith(":") and out and not out[-1].group and _label_goes_on(out[-1], line, following):
            out[-1].cells[0] = _joined(out[-1].cells[0], line.cells[0])
        elif following is not None and _wraps_into(line, following):
            held = line
        else:
            line.group = True
            out.append(line)
    if held is not None:
        out.append(held)
    return out


def _label_goes_on(above: Line, line: Line, following: Line | None) -> bool:
    """A stub-only line that finishes the label above it, which has its figures on its first line."""
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
