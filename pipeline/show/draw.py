"""Sheets as lines of text, columns aligned, marks raised."""

from __future__ import annotations

import shutil
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from pipeline.show.sheet import Drawn, Sheet

GAP = "  "
TEXT_WIDTH = 34  # of a column of words on a terminal, before its lines are broken
PAPER = 100  # of notes and titles where there is no terminal
PLAIN = "0123456789abcdefghijklmnoprstuvwxyz"
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
UP = str.maketrans(PLAIN, RAISED)


@dataclass(frozen=True, slots=True)
class Style:
    """What the output can show: ``width`` of a terminal (None: a file or a pipe) and whether it has raised letters."""

    width: int | None = None
    raised: bool = True

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """The style of an output stream."""
        try:
            RAISED.encode(stream.encoding or "ascii")
            raised = True
        except UnicodeEncodeError:
            raised = False
        return cls(shutil.get_terminal_size().columns if stream.isatty() else None, raised)

    def marks(self, marks: Sequence[str]) -> str:
        """Marks as they are set behind a figure: "ʳ˒³", or "^r,3" where letters cannot be raised."""
        if not marks:
            return ""
        if self.raised and all(character in PLAIN for mark in marks for character in mark):
            return "˒".join(mark.translate(UP) for mark in marks)
        return "^" + ",".join(marks)


def draw(sheet: Sheet, style: Style) -> Iterator[str]:
    """The lines of a sheet: title, unit, heads, body, notes; control characters of the source are not passed on."""
    for line in _lines(sheet, style):
        yield "".join("\ufffd" if unicodedata.category(character) == "Cc" else character for character in line)


def _lines(sheet: Sheet, style: Style) -> Iterator[str]:
    paper = style.width or PAPER
    title = f"Table {sheet.number}. {sheet.title}" if sheet.number else sheet.title
    yield from textwrap.wrap(title, paper)
    if sheet.unit_note:
        yield from textwrap.wrap(sheet.unit_note, paper)
    body = [list(_broken(row, style)) for row in sheet.rows]
    columns = [_Column(place, [row for lines in body for row in lines], style) for place in range(len(sheet.heads))]
    heads = list(_head_lines(sheet.heads, columns))
    rule = "─" * _width(GAP.join(" " * column.width for column in columns))
    yield rule if style.raised else "-" * len(rule)
    yield from heads
    yield rule if style.raised else "-" * len(rule)
    for lines in body:
        for row in lines:
            yield GAP.join(column.cell(row.get(place)) for place, column in enumerate(columns)).rstrip()
    yield rule if style.raised else "-" * len(rule)
    for marker, text in sheet.notes:
        yield from textwrap.wrap(f"{_marker(marker, style)} {text}" if marker else text, paper, subsequent_indent=GAP)


def _marker(marker: str, style: Style) -> str:
    """A note's marker as it is set: raised where it is a mark, on the line where it is a symbol ("--", "NA")."""
    return style.marks([marker]) if marker.isdigit() or len(marker) == 1 else marker


class _Column:
    """A column's widths: figures end, and their marks begin, at the same place in every line."""

    def __init__(self, place: int, rows: Sequence[dict[int, Drawn]], style: Style) -> None:
        cells = [row[place] for row in rows if place in row]
        self.style = style
        self.marks = max((_width(style.marks(cell.marks)) for cell in cells if cell.right), default=0)
        figures = max((_width(cell.text) for cell in cells if cell.right), default=0)
        words = max((_width(cell.text + style.marks(cell.marks)) for cell in cells if not cell.right), default=0)
        self.width = max(figures + self.marks, words, 1)

    def cell(self, cell: Drawn | None) -> str:
        if cell is None:
            return " " * self.width
        marks = self.style.marks(cell.marks)
        if not cell.right:
            return _pad(cell.text + marks, self.width)
        marks = _pad(marks, self.marks)
        return " " * (self.width - _width(cell.text) - _width(marks)) + cell.text + marks


def _broken(row: dict[int, Drawn], style: Style) -> Iterator[dict[int, Drawn]]:
    """A row as one line or, on a terminal, as many as its longest words need."""
    if style.width is None:
        yield row
        return
    pieces = {place: _pieces(cell) for place, cell in row.items()}
    for number in range(max((len(lines) for lines in pieces.values()), default=0)):
        yield {place: lines[number] for place, lines in pieces.items() if number < len(lines)}


def _pieces(cell: Drawn) -> list[Drawn]:
    if cell.right or _width(cell.text) <= TEXT_WIDTH:
        return [cell]
    indent = " " * (len(cell.text) - len(cell.text.lstrip()) + 1)
    lines = textwrap.wrap(cell.text, TEXT_WIDTH, subsequent_indent=indent, drop_whitespace=True)
    return [Drawn(line) for line in lines[:-1]] + [Drawn(lines[-1], cell.marks)]


def _head_lines(heads: list[list[str]], columns: list[_Column]) -> Iterator[str]:
    """Heads stand on the bottom line, spanners centred over their columns; columns are widened to hold them."""
    depth = max((len(path) for path in heads), default=0)
    levels = [[*path[:-1], *[None] * (depth - len(path)), *path[-1:]] for path in heads]
    spans = [_spans(levels, level) for level in range(depth)]
    for span in (span for level in spans for span in level):
        lacking = _width(span[2]) - _span_width(columns, span)
        columns[span[1] - 1].width += max(lacking, 0)
    for level in spans:
        yield GAP.join(_centred(span[2], _span_width(columns, span)) for span in level).rstrip()


def _spans(levels: Sequence[Sequence[str | None]], level: int) -> list[tuple[int, int, str]]:
    """First column, column after the last, and text of each head of a level."""
    spans = []
    for _, group in groupby(enumerate(levels), key=lambda item: _span_key(item[0], item[1], level)):
        places = list(group)
        spans.append((places[0][0], places[-1][0] + 1, places[0][1][level] or ""))
    return spans


def _span_key(place: int, path: Sequence[str | None], level: int) -> tuple[object, ...]:
    """Columns share a head where they share all from the top to it; a column's own head is its alone."""
    own = level == len(path) - 1 or path[level] is None
    return (*path[: level + 1], place if own else None)


def _span_width(columns: Sequence[_Column], span: tuple[int, int, str]) -> int:
    return sum(column.width for column in columns[span[0] : span[1]]) + len(GAP) * (span[1] - span[0] - 1)


def _centred(text: str, width: int) -> str:
    left = max(width - _width(text), 0) // 2
    return _pad(" " * left + text, width)


def _pad(text: str, width: int) -> str:
    return text + " " * max(width - _width(text), 0)


def _width(text: str) -> int:
    """Columns a text takes on a terminal: two for wide East Asian characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
