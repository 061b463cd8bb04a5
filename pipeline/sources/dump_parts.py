"""A plain-text dump's lines into prose and tables, whichever order a table's parts come in.

Some dumps give a table as the page does: title, units, spanners, head, body, legend, notes, source. Others give what
the typesetter wrote last first: the last line of the head, body, source, the lines of the head above it, notes, title,
units, legend; there, a table without figures still comes in the page's order. Either way `DumpTable` holds the lines
in the page's order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.sources.dump_ends import all_but_prose, first_table_line, next_start, starts_table, tail_end
from pipeline.sources.dump_joined import waits
from pipeline.sources.dump_lines import FOOT, SOURCE, TITLE, is_legend, is_note, is_title
from pipeline.sources.dump_notes import (
    begins_notes,
    grouped,
    has_notes,
    holds_blanks,
    is_group,
    is_notes,
    last_row,
    runs,
    sort_groups,
)
from pipeline.sources.dump_values import holds_years, is_row, read_tail, row_lines
from pipeline.sources.paragraphs import RUNNING_HEAD, Line

_YEAR_OF_TITLE = re.compile(r"^(?:IN|AND|TO|THROUGH) (?:19|20)\d\d(?:[\d, ]|AND)*$")


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
    titles = _titles(lines)
    if not titles:
        return list(lines), []
    tables = [line for line in lines[titles[0] :] if not RUNNING_HEAD.fullmatch(line.text.strip())]
    lines = [*lines[: titles[0]], *tables]
    titles = _titles(lines)
    if _page_order(lines, titles):
        ends = [*titles[1:], len(lines)]
        return list(lines[: titles[0]]), [
            _in_page_order(lines[s], lines[s + 1 : e]) for s, e in zip(titles, ends, strict=True)
        ]
    return _head_last_tables(lines, titles)


def _titles(lines: Sequence[Line]) -> list[int]:
    """Where tables say their number: in capitals, or above a line of capitals; "table 1." may end a sentence."""
    out = []
    for i, line in enumerate(lines):
        text = line.text.strip()
        if TITLE.match(text):
            following = next((below.text.strip() for below in lines[i + 1 : i + 4] if below.text.strip()), "")
            if text.startswith("TABLE") or is_title(following):
                out.append(i)
    return out


def _page_order(lines: Sequence[Line], titles: list[int]) -> bool:
    """Rows after the last title and none close above the first: years over figures stand above them, not below."""
    indented = sum(starts_table(line) and bool(line.text.strip()) for line in lines[titles[0] :])
    if 0 < indented <= 1.5 * len(titles):
        return False
    votes = 0
    bounds = [max(titles[0] - 120, 0), *titles, len(lines)]
    for start, end in pairwise(bounds):
        texts = [line.text.strip() for line in lines[start + 1 : end]]
        rows = [i for i, text in enumerate(texts) if is_row(text)]
        years = [i for i, text in enumerate(texts) if holds_years(text)]
        if rows and years:
            votes += 1 if years[0] < rows[0] else -1 if years[0] > rows[-1] else 0
    below = sum(is_row(line.text.strip()) for line in lines[titles[-1] + 1 :])
    return votes > 0 if votes else below > 0


def _head_last_tables(lines: Sequence[Line], titles: list[int]) -> tuple[list[Line], list[DumpTable]]:
    first = first_table_line(lines, titles[0])
    tables: list[DumpTable] = []
    start = first
    marks = any(starts_table(line) for line in lines[titles[0] :])
    for at, title in enumerate(titles):
        limit = titles[at + 1] if at + 1 < len(titles) else len(lines)
        above = lines[start:title]
        if any(line.text.strip() for line in above) and _has_body(above):
            end = all_but_prose(lines, tail_end(lines, title, limit, marks, has_notes(above)), limit)
            tables.append(_head_last(above, lines[title], lines[title + 1 : end]))
        else:
            end = all_but_prose(lines, next_start(lines, title + 1, limit), limit)
            tables.append(_in_page_order(lines[title], [*lines[title + 1 : end], *above]))
        start = end
    return [*lines[:first], *lines[start:]], tables


def _has_body(lines: Sequence[Line]) -> bool:
    return any(line.text.strip() and not is_note(line.text.strip()) for line in lines)


def _new(title: Line) -> DumpTable:
    match = TITLE.match(title.text.strip())
    assert match is not None
    return DumpTable(match["number"], bool(match["continued"]), place=title)


def _take_titles(table: DumpTable, lines: Sequence[Line]) -> list[Line]:
    """Sort title and unit lines at the front of ``lines`` into ``table``; the rest is returned."""
    rest = [line for line in lines if line.text.strip()]
    while rest:
        text = rest[0].text.strip()
        open_units = bool(table.units) and not table.units[-1].text.rstrip().endswith(")")
        if (text.startswith("(") and not table.heads and (table.title or table.continued)) or open_units:
            table.units.append(rest.pop(0))
        elif (is_title(text) and not is_row(text) and not table.units) or (table.title and _YEAR_OF_TITLE.match(text)):
            table.title.append(rest.pop(0))
        else:
            break
    return rest


def _in_page_order(title: Line, lines: Sequence[Line]) -> DumpTable:
    table = _new(title)
    rest = [line for line in _take_titles(table, lines) if not FOOT.search(line.text.strip())]
    last = last_row(rest)
    end = next((i for i in range(last + 1, len(rest)) if begins_notes(rest, i)), len(rest))
    stray = [line for line in rest[end:] if _repeats_title(line, lines)]
    table.notes = [line for line in rest[end:] if line not in stray]
    _split_head(table, rest[:end])
    return table


def _repeats_title(line: Line, lines: Sequence[Line]) -> bool:
    return is_title(line.text.strip()) and line is not lines[0]


def _split_head(table: DumpTable, lines: list[Line]) -> None:
    """The head ends above the first row and the groups right above it; without rows, below its first line."""
    rows = row_lines([line.text for line in lines])
    first = next((i for i, line in enumerate(lines) if rows[i] and not holds_years(line.text)), None)
    if first is None:
        first = min(1, len(lines))
    if 0 < first < len(lines) and not read_tail(lines[first].text).label and waits(lines[first - 1].text.strip()):
        first -= 1
    while first > 0 and is_group(lines[first - 1].text.strip()):
        first -= 1
    table.heads, table.body = lines[:first], lines[first:]


def _head_last(above: Sequence[Line], title: Line, tail: Sequence[Line]) -> DumpTable:
    """A table whose title stands below it: the first line belongs between the other head lines and the body."""
    table = _new(title)
    rest = _take_titles(table, tail)
    if table.continued and not table.title:
        spanners, notes = _sort_tail(table, tail)
    else:
        spanners, notes = [], rest
    rows = _begun_below(above) or list(above)
    last = last_row(rows)
    end = last + 1
    while holds_blanks(rows) and end < len(rows) and rows[end].text.strip() and not begins_notes(rows, end):
        end += 1
    between, more = sort_groups(grouped(rows[end:]) if holds_blanks(rows) else runs(rows[end:]))
    body = [line for line in rows[:end] if line.text.strip()]
    if body and is_note(body[0].text.strip()):
        groups = grouped(rows[:end])
        first = next((at for at, group in enumerate(groups) if last_row(group) >= 0), len(groups))
        table.notes = [line for group in groups[:first] for line in group]
        body = [line for group in groups[first:] for line in group]
    rows_below = last_row(notes)
    table.notes += [*more, *notes[rows_below + 1 :]]
    _split_head(table, [*between, *spanners, *body, *notes[: rows_below + 1]])
    if _is_last_of_head(rows) and rows[0] in table.heads:
        table.heads.remove(rows[0])
        table.heads.append(rows[0])
    table.notes += [line for line in table.heads if SOURCE.match(line.text.strip())]
    table.heads = [line for line in table.heads if not SOURCE.match(line.text.strip())]
    return table


def _is_last_of_head(rows: Sequence[Line]) -> bool:
    """Whether a part's first line closes the head: a blank follows, or, where there are none, narrower lines of it."""
    if len(rows) < 2 or not rows[1].text.strip():
        return len(rows) > 1
    widths = [len(line.text.split()) for line in rows]
    below = next((i for i, line in enumerate(rows) if i and is_row(line.text.strip())), 1)
    return all(widths) and below > 1 and widths[0] > max(widths[1:below])


def _begun_below(above: Sequence[Line]) -> list[Line] | None:
    """The lines of a table whose head and first rows stand below its last rows, in their order; else null.

    Its first line is a row then, not a head's last line, and under a blank line stands a head with rows of its own.
    """
    flags = dict(zip(map(id, above), row_lines([line.text for line in above]), strict=True))
    groups = grouped(above)
    if not groups or not flags[id(groups[0][0])]:
        return None
    for at, group in enumerate(groups[1:], 1):
        first = next((i for i, line in enumerate(group) if flags[id(line)] and not is_note(line.text.strip())), 0)
        if first and not is_notes(group[:first]):
            others = [line for other in groups[:at] + groups[at + 1 :] for line in other]
            legends = [line for line in others if is_legend(line.text.strip())]
            return [*group, *(line for line in others if line not in legends), Line("", group[-1].line), *legends]
    return None


def _sort_tail(table: DumpTable, tail: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The head of a part that goes on stands below its "—Continued", its title below its notes."""
    spanners: list[Line] = []
    notes: list[Line] = []
    for group in grouped(tail):
        if is_title(group[0].text.strip()) and not is_row(group[0].text.strip()):
            notes += _take_titles(table, group)
        elif notes or is_notes(group):
            notes += group
        else:
            spanners += group
    return spanners, notes
