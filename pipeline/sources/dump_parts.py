"""A plain-text dump's lines into prose and tables, whichever order a table's parts come in.

Some dumps give a table as the page does: title, units, spanners, head, body, legend, notes, source. Others give what
the typesetter wrote last first: the last lines of the head, body, source, spanners, notes, title, units, legend. Which
of the two it is shows after the last title: only the page's order has rows there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.sources.dump_rows import is_row
from pipeline.sources.paragraphs import Line

TITLE = re.compile(r"^TABLE\s+(?P<number>\d+[A-Z]?)\s*(?P<continued>[—–-]+\s*Continued)?\.?$", re.IGNORECASE)
_NOTE = re.compile(r"^\d{1,2}\s?(?=[A-ZÀ-Ý“\"(½])(?!\d)")
_SOURCE = re.compile(r"^Sources?\s*:", re.IGNORECASE)
_LEGEND = re.compile(
    r"^(?:[erp](?=[A-Z])|--\s|[–—]\s|Do\.,? do\.|[Dd]o\. Ditto|NA\s|XX\s|W\s).*"
    r"(?:Estimated|Revised|Preliminary|Zero|Ditto|Not available|Not applicable|Withheld)",
)
_SEE = re.compile(r"^See (?:foot)?notes? at end of table", re.IGNORECASE)
_FOOT = re.compile(r"[—–]\s?(?:19|20)\d\d\b.*\d+\.?\d*$|^\d+\.\d+\b.*MINERALS YEARBOOK", re.IGNORECASE)


@dataclass(slots=True)
class DumpTable:
    """One table part of a dump: its lines by what they are, in the page's order."""

    number: str
    continued: bool = False
    title: list[Line] = field(default_factory=list)
    units: list[Line] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    place: Line | None = None


def split_dump(lines: Sequence[Line]) -> tuple[list[Line], list[DumpTable]]:
    """The prose lines and the table parts, in order."""
    titles = [i for i, line in enumerate(lines) if TITLE.match(line.text.strip())]
    if not titles:
        return list(lines), []
    if any(is_row(line.text) for line in lines[titles[-1] + 1 :]):
        return list(lines[: titles[0]]), [
            _in_page_order(lines[start:end]) for start, end in zip(titles, [*titles[1:], len(lines)], strict=True)
        ]
    ends = [_tail_end(lines, at) for at in titles]
    first = _first_table_line(lines, titles[0])
    starts = [first, *ends[:-1]]
    tables = [_head_last(lines[s:t], lines[t:e]) for s, t, e in zip(starts, titles, ends, strict=True)]
    return [*lines[:first], *lines[ends[-1] :]], tables


def _tail_end(lines: Sequence[Line], at: int) -> int:
    """Past a title's own lines, its units and its legend."""
    end = at + 1
    for i in range(at + 1, len(lines)):
        text = lines[i].text.strip()
        if not text:
            continue
        if not (_is_title_line(text) or text.startswith("(") or _LEGEND.match(text)):
            break
        end = i + 1
        if _LEGEND.match(text):
            break
    return end


def _is_title_line(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    return len(letters) > 3 and sum(ch.isupper() for ch in letters) >= 0.8 * len(letters) and not is_row(text)


def _first_table_line(lines: Sequence[Line], title: int) -> int:
    """Where the first table's head begins: above the first row of the run of rows before its title."""
    row = title
    for i in range(title - 1, -1, -1):
        text = lines[i].text.strip()
        if is_row(text):
            row = i
        elif row < title and (_ends_prose(text) or _FOOT.search(text)):
            break
    if row > 1 and not lines[row - 1].text.strip() and _may_be_head(lines[row - 2].text):
        row -= 1
    while row > 0 and _may_be_head(lines[row - 1].text):
        row -= 1
    return row


def _ends_prose(text: str) -> bool:
    return len(text) > 40 and text.endswith(".") and not _is_note(text)


def _may_be_head(text: str) -> bool:
    text = text.strip()
    return bool(text) and not text.endswith((".", ".)", ",", ";", "-")) and not _FOOT.search(text) and len(text) < 160


def _is_note(text: str) -> bool:
    return bool(_NOTE.match(text) or _SOURCE.match(text) or _LEGEND.match(text) or _SEE.match(text))


def _new(title_lines: Sequence[Line]) -> DumpTable:
    match = TITLE.match(title_lines[0].text.strip())
    assert match is not None
    return DumpTable(match["number"], bool(match["continued"]), place=title_lines[0])


def _take_titles(table: DumpTable, lines: Sequence[Line]) -> list[Line]:
    """Sort title and unit lines into ``table``; the rest is returned."""
    rest = [line for line in lines if line.text.strip()]
    while rest:
        text = rest[0].text.strip()
        if text.startswith("(") or (table.units and not table.units[-1].text.rstrip().endswith(")")):
            table.units.append(rest.pop(0))
        elif _is_title_line(text) and not table.units:
            table.title.append(rest.pop(0))
        else:
            break
    return rest


def _in_page_order(lines: Sequence[Line]) -> DumpTable:
    table = _new(lines)
    rest = _take_titles(table, lines[1:])
    first = _first_row(rest)
    last = max((i for i, line in enumerate(rest) if is_row(line.text) and not _is_note(line.text)), default=first - 1)
    end = next((i for i in range(last + 1, len(rest)) if _is_note(rest[i].text.strip())), len(rest))
    table.heads, table.body, table.notes = rest[:first], rest[first:end], rest[end:]
    return table


def _first_row(lines: Sequence[Line]) -> int:
    """The first line of the body: the first row, or the groups right above it."""
    first = next((i for i, line in enumerate(lines) if is_row(line.text)), len(lines))
    while first > 0 and lines[first - 1].text.strip().endswith(":"):
        first -= 1
    return first


def _head_last(before: Sequence[Line], tail: Sequence[Line]) -> DumpTable:
    """A table whose title stands below it; spanners stand between the source and the notes."""
    table = _new(tail)
    legend = _take_titles(table, tail[1:])
    rows = [line for line in before if line.text.strip()]
    first = _first_row(rows)
    last = max((i for i, line in enumerate(rows) if is_row(line.text) and not _is_note(line.text.strip())), default=-1)
    after = rows[last + 1 :]
    spanners = list(_spanners(after))
    table.heads = [*spanners, *rows[:first]]
    table.body = rows[first : last + 1]
    table.notes = [*legend, *(line for line in after if line not in spanners)]
    return table


def _spanners(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines between body and notes that are neither: they neither begin a note nor carry one on."""
    in_note = False
    for line in lines:
        text = line.text.strip()
        if _is_note(text):
            in_note = True
        elif in_note and not _ended(lines, line):
            continue
        elif not text.endswith("."):
            yield line
            continue
        in_note = in_note and not text.endswith(".")


def _ended(lines: Sequence[Line], line: Line) -> bool:
    """Whether the note above a line is complete."""
    above = lines[lines.index(line) - 1].text.strip()
    return above.endswith((".", ".”", ".)"))
