"""Where a grid's tables begin and end, and which of its lines are title, units, head, body and notes.

A part starts at a line "TABLE 4A" or "TABLE 4—Continued"; title lines are set in capitals; a line in parentheses
states the units; the head ends at the first rule under the stub or above the first figures; notes start where single
cells led by a mark, a legend or a source follow the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.records import Grid, GridCell, GridRow
from pipeline.tables import figures
from pipeline.tables.notes import looks_like_note

TITLE = re.compile(r"^TABLE\s*(?P<number>\d+\s?[A-Z]?)\b\.?\s*(?P<rest>.*)$", re.IGNORECASE)
_CONTINUED = re.compile(r"[—–-]+\s*Continued\b\.?", re.IGNORECASE)
_PASSED_OVER = re.compile(r"^\(?see (?:foot)?notes? at end of table", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One part of a numbered table: its lines sorted by what they are."""

    number: str
    continued: bool
    title: list[GridCell] = field(default_factory=list)
    units: list[GridCell] = field(default_factory=list)
    head: list[GridRow] = field(default_factory=list)
    body: list[GridRow] = field(default_factory=list)
    notes: list[GridRow] = field(default_factory=list)
    strays: list[GridRow] = field(default_factory=list)
    sheet: str | None = None
    page: int | None = None


def parts(grid: Grid) -> Iterator[Part]:
    """The table parts of a grid in order; lines before the first title are not part of any."""
    starts = [i for i, row in enumerate(grid.rows) if _title_match(row)]
    for start, end in pairwise([*starts, len(grid.rows)]):
        yield _part(grid, grid.rows[start:end])


def _title_match(row: GridRow) -> re.Match[str] | None:
    if not row.cells or len(row.cells) > 2:
        return None
    text = row.cells[0].text
    match = TITLE.match(text)
    return match if match and (text.isupper() or text.startswith("TABLE") or len(text) < 20) else None


def _part(grid: Grid, rows: list[GridRow]) -> Part:
    match = _title_match(rows[0])
    assert match is not None
    rest = match["rest"]
    part = Part(match["number"].replace(" ", ""), bool(_CONTINUED.search(rest)), sheet=grid.sheet, page=grid.page)
    tail = _CONTINUED.sub("", rest).strip(" .—–-")
    if tail:
        first = rows[0].cells[0]
        part.title.append(GridCell(first.column, tail, first.marks, first.place))
    lines = [row for row in rows[1:] if row.cells]
    lines = _take_title(part, lines)
    lines = _take_notes(part, lines)
    _split_head(part, lines)
    return part


def _is_capitals(text: str) -> bool:
    """True for a title line; a "Mc" or a unit in it ("MgO", "TiO2") does not matter."""
    letters = [ch for ch in text if ch.isalpha()]
    return bool(letters) and sum(ch.isupper() for ch in letters) >= 0.8 * len(letters)


def _take_title(part: Part, lines: list[GridRow]) -> list[GridRow]:
    """Move title and unit lines from the front of ``lines`` into ``part``."""
    at = 0
    while at < len(lines) and len(lines[at].cells) == 1:
        cell = lines[at].cells[0]
        text = cell.text
        open_unit = part.units and not part.units[-1].text.endswith(")")
        if (text.startswith("(") and (text.endswith(")") or cell.column == 0)) or open_unit:
            part.units.append(cell)
        elif not text and cell.marks and part.title and not part.units:
            part.title[-1].marks += cell.marks
        elif part.units or (part.title and not _is_capitals(text)) or (cell.column > 0 and not _is_capitals(text)):
            break
        elif not part.title or _is_capitals(text):
            part.title.append(cell)
        else:
            break
        at += 1
    return lines[at:]


def _take_notes(part: Part, lines: list[GridRow]) -> list[GridRow]:
    """Move the notes from the end of ``lines`` into ``part``."""
    lines = _without_strays(part, lines)
    last_body = max((i for i, row in enumerate(lines) if _is_body(row)), default=-1)
    at = next((i for i in range(last_body + 1, len(lines)) if looks_like_note(lines[i].cells[0])), len(lines))
    part.notes = [row for row in lines[at:] if not _PASSED_OVER.match(row.cells[0].text)]
    return [row for row in lines[:at] if not _PASSED_OVER.match(row.cells[0].text)]


def _without_strays(part: Part, lines: list[GridRow]) -> list[GridRow]:
    """Cells left below the notes with nothing in the stub are no row of the table: they are kept aside."""
    end = len(lines)
    while end and _is_body(lines[end - 1]) and lines[end - 1].cells[0].column > 0:
        end -= 1
    if end == len(lines) or not end or not looks_like_note(lines[end - 1].cells[0]):
        return lines
    part.strays = lines[end:]
    return lines[:end]


def _is_body(row: GridRow) -> bool:
    """A line with cells beyond the stub; words beside a mark alone in the stub are a note, not a cell."""
    texts = [cell for cell in row.cells if cell.text]
    if len(texts) != 1 or texts[0].column == 0:
        return len(texts) > 1
    return row.cells[0] is texts[0] or figures.read(texts[0].text).kind != "words"


def _has_figures(row: GridRow) -> bool:
    """A line of the body: it states a figure; years, printed without a separator, head columns."""
    beyond = [cell.text for cell in row.cells[1:] if cell.text]
    kinds = [figures.read(text).kind for text in beyond if not figures.is_year(text)]
    return any(kind in ("figure", "symbol", "range", "bound", "ditto") for kind in kinds)


def _heads_years(row: GridRow) -> bool:
    beyond = [cell.text for cell in row.cells[1:] if cell.text]
    return bool(beyond) and all(figures.is_year(text) for text in beyond)


def _split_head(part: Part, lines: list[GridRow]) -> None:
    first = next((i for i, row in enumerate(lines) if _has_figures(row)), len(lines))
    heads = [i for i in range(min(first, len(lines))) if _is_body(lines[i])]
    end = _ruled_off(lines, heads[0] if heads else 0, first)
    if end is None:
        end = (heads[0] if first == len(lines) else heads[-1]) + 1 if heads else 0
    while heads and end < first and _heads_years(lines[end]):
        end += 1
    part.head, part.body = lines[:end], lines[end:]


def _ruled_off(lines: list[GridRow], start: int, first: int) -> int | None:
    """Past the line under which the first rule runs over the whole table; it may hold "50%" or a grade, as heads do."""
    right = max((cell.column for row in lines for cell in row.cells if cell.text), default=0)
    left = min((cell.column for row in lines for cell in row.cells if cell.text), default=0)
    for i in range(start, min(first + 1, len(lines) - 1)):
        if i == first and all(_is_plain_figure(cell.text) for cell in lines[i].cells[1:] if cell.text):
            return None
        if _is_body(lines[i]) and _is_ruled(lines[i], lines[i + 1], left, right):
            return i + 1
    return None


def _is_plain_figure(text: str) -> bool:
    """A figure as bodies print it: neither words nor a percentage with its sign, which heads print too."""
    return figures.read(text).kind != "words" and not text.endswith("%")


def _is_ruled(row: GridRow, following: GridRow, left: int, right: int) -> bool:
    """A rule to the last column from the stub, or under several heads with no head below them.

    Where a source knows no columns of rules, its word counts.
    """
    rules = [cell.rule for cell in row.cells if cell.rule]
    if not rules:
        return row.rule_below and all(cell.place.sheet is None for cell in row.cells)
    reaching = [rule for rule in rules if rule[1] >= right - 1]
    if any(rule[0] <= left for rule in reaching):
        return True
    heads_below = _is_body(following) and not _has_figures(following)
    return not heads_below and any(sum(rule[0] <= c.column <= rule[1] for c in row.cells) > 1 for rule in reaching)
