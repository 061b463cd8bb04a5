"""Where the tables of a dump begin and end whose title stands below their rows: blanks, notes and rows tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.sources.dump_lines import BARE_MARK, FOOT, SEE, TITLE, is_legend, is_note, is_title
from pipeline.sources.dump_notes import begins_notes, is_group, is_past_notes
from pipeline.sources.dump_values import is_row, is_year, read_tail
from pipeline.sources.paragraphs import Line

LONGEST_HEAD = 8  # lines with the title: more of them above rows of figures are a table of words
PROSE = 20  # lines without a note, below the last table: no notes of a table are so long
_BRACKETED = re.compile(r"^\(.*\)(?: ?\d{1,2}(?:, ?\d{1,2})*)?$")


def starts_table(line: Line) -> bool:
    """The last line of a head is printed a blank to the right, where a dump keeps such blanks."""
    return line.text.startswith(" ")


def first_table_line(lines: Sequence[Line], title: int) -> int:
    """Where the first table begins: below the prose and its footer, above the first row of those over its title."""
    marked = [i for i in range(title) if starts_table(lines[i]) and _reaches(lines, i, title)]
    if marked:
        return marked[-1]
    row = title
    for i in range(title - 1, -1, -1):
        text = lines[i].text.strip()
        if is_row(text) and not FOOT.search(text):
            row = i
        elif FOOT.search(text) or (row < title and _ends_prose(text)):
            break
    if row > 1 and not lines[row - 1].text.strip() and _may_be_head(lines[row - 2].text):
        row -= 1
    while row > 0 and _may_be_head(lines[row - 1].text):
        row -= 1
    return row


def _reaches(lines: Sequence[Line], start: int, title: int) -> bool:
    """No prose stands between a line that could begin a table and the table's title."""
    return not any(FOOT.search(line.text.strip()) for line in lines[start + 1 : title]) and any(
        is_row(line.text.strip()) for line in lines[start + 1 : min(start + 60, title)]
    )


def _ends_prose(text: str) -> bool:
    return len(text) > 40 and text.endswith(".") and not is_note(text)


def _may_be_head(text: str) -> bool:
    text = text.strip()
    return bool(text) and not text.endswith((".", ".)", ",", ";", "-")) and not FOOT.search(text) and len(text) < 160


def next_start(lines: Sequence[Line], start: int, limit: int) -> int:
    """Past a table in the page's order: at the next one that is not, or at the next title."""
    marked = next((i for i in range(start, limit) if starts_table(lines[i])), None)
    if marked is not None:
        return marked
    end, noted, above = _above_rows(lines, start, limit), False, ""
    for i in range(start, end):
        text = lines[i].text.strip()
        if not text:
            continue
        if begins_notes(lines, i):
            noted = True
        elif noted and not is_title(text) and is_past_notes(lines, i, above):
            return i
        above = text
    return end


def _above_rows(lines: Sequence[Line], start: int, limit: int) -> int:
    """Where rows of figures follow lines of words that are no head: they are the next table's, and so is its head."""
    rows = [is_row(line.text.strip()) and not is_note(line.text.strip()) for line in lines[start:limit]]
    first = next((i for i, (one, other) in enumerate(pairwise(rows)) if one and other), None)
    words = [line for line in lines[start : start + (first or 0)] if line.text.strip()]
    if first is None or len(words) < LONGEST_HEAD:
        return limit
    at = start + first - 1
    while at > start and not lines[at].text.strip():
        at -= 1
    return at


def all_but_prose(lines: Sequence[Line], end: int, limit: int) -> int:
    """No table begins below the last one's end: what stands there is its own too, unless it is a page of prose."""
    rest = [line.text.strip() for line in lines[end:] if line.text.strip()]
    prose = len(rest) > PROSE and not any(is_note(text) for text in rest)
    return limit if limit == len(lines) and not prose else end


def tail_end(lines: Sequence[Line], at: int, limit: int, marks: bool, noted: bool) -> int:
    """Past a title's own lines, its units and its legend: up to the next table where its begin shows.

    ``noted``: the table's notes stand above its title, so that no more of its rows stand below. Where the next title
    says "—Continued", they do if they end in "See footnotes at end of table.".
    """
    marked = next((i for i in range(at + 1, limit) if starts_table(lines[i])), None)
    if marked is not None or marks:
        return limit if marked is None else marked
    first = _title_below(lines, at, limit)
    end, open_units = first, False
    for i in range(first, limit):
        text = lines[i].text.strip()
        if not text:
            continue
        if not (is_title(text) or _is_unit(text) or open_units or is_legend(text) or BARE_MARK.match(text)):
            break
        open_units = (text.startswith("(") or open_units) and not text.endswith(")")
        end = i + 1
        if is_legend(text):
            return end
    following = TITLE.match(lines[limit].text.strip()) if limit < len(lines) else None
    if following and following["continued"]:
        below = [line.text.strip() for line in lines[end:limit] if line.text.strip()]
        return limit if below and SEE.match(below[-1]) and _carries_on(below[0]) else end
    return end if noted else _past_rows(lines, end, limit)


def _title_below(lines: Sequence[Line], at: int, limit: int) -> int:
    """Where a title's words are looked for: below "—Continued" lines of the head and notes may stand before them."""
    match = TITLE.match(lines[at].text.strip())
    if match and match["continued"]:
        for i in range(at + 1, limit):
            text = lines[i].text.strip()
            if is_row(text) and not is_note(text):
                break
            if is_title(text):
                return i
    return at + 1


def _is_unit(text: str) -> bool:
    """A line of units is in brackets, or opens them; "(metric tons) operations of total" is a head's last line."""
    return text.startswith("(") and (text.count("(") > text.count(")") or bool(_BRACKETED.match(text)))


def _past_rows(lines: Sequence[Line], start: int, limit: int) -> int:
    """Past rows right below a title, which carry its table on: up to a line of years, or to words below its notes."""
    first = next((i for i in range(start, limit) if lines[i].text.strip()), limit)
    if first == limit or not _carries_on(lines[first].text.strip()):
        return start
    noted, above = False, ""
    for i in range(first, limit):
        text = lines[i].text.strip()
        if not text:
            continue
        if begins_notes(lines, i):
            noted = True
        elif _ends_in_years(text) or (noted and is_past_notes(lines, i, above)):
            return i
        above = text
    return limit if noted else start


def _carries_on(text: str) -> bool:
    return is_group(text) or (is_row(text) and not _ends_in_years(text))


def _ends_in_years(text: str) -> bool:
    """A head's line: years, perhaps behind words."""
    values = read_tail(text).values
    return len(values) > 1 and all(is_year(value.text) for value in values)
