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

from pipeline.sources.dump_joined import waits
from pipeline.sources.dump_lines import BARE_MARK, FOOT, NOTE, SEE, SOURCE, TITLE, ended, is_legend, is_note, is_title
from pipeline.sources.dump_ranks import last_ranked
from pipeline.sources.dump_values import holds_row, holds_years, is_row, is_year, read_tail, row_lines
from pipeline.sources.paragraphs import RUNNING_HEAD, Line

Group = list[Line]
LONGEST_HEAD = 8  # lines with the title: more of them above rows of figures are a table of words
PROSE = 20  # lines without a note, below the last table: no notes of a table are so long
FULL = 80  # characters of a note's line that is as wide as its table: it may go on in the next
_YEAR_OF_TITLE = re.compile(r"^(?:IN|AND|TO|THROUGH) (?:19|20)\d\d(?:[\d, ]|AND)*$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Co|Cos|Corp|Inc|Ltd|No|Nos)\.$")
_BRACKETED = re.compile(r"^\(.*\)(?: ?\d{1,2}(?:, ?\d{1,2})*)?$")
_GROUP = re.compile(r":\s?(?:[erp\d]{1,2}(?:, ?[erp\d]{1,2})*)?(?:[—–-]+Continued)?$|: \d{4}\.\d\d[\d.]*$")


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
    indented = sum(_starts_table(line) and bool(line.text.strip()) for line in lines[titles[0] :])
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
    first = _first_table_line(lines, titles[0])
    tables: list[DumpTable] = []
    start = first
    marks = any(_starts_table(line) for line in lines[titles[0] :])
    for at, title in enumerate(titles):
        limit = titles[at + 1] if at + 1 < len(titles) else len(lines)
        above = lines[start:title]
        if any(line.text.strip() for line in above) and _has_body(above):
            end = _all_but_prose(lines, _tail_end(lines, title, limit, marks, _has_notes(above)), limit)
            tables.append(_head_last(above, lines[title], lines[title + 1 : end]))
        else:
            end = _all_but_prose(lines, _next_start(lines, title + 1, limit), limit)
            tables.append(_in_page_order(lines[title], [*lines[title + 1 : end], *above]))
        start = end
    return [*lines[:first], *lines[start:]], tables


def _has_body(lines: Sequence[Line]) -> bool:
    return any(line.text.strip() and not is_note(line.text.strip()) for line in lines)


def _starts_table(line: Line) -> bool:
    """The last line of a head is printed a blank to the right, where a dump keeps such blanks."""
    return line.text.startswith(" ")


def _next_start(lines: Sequence[Line], start: int, limit: int) -> int:
    """Past a table in the page's order: at the next one that is not, or at the next title."""
    marked = next((i for i in range(start, limit) if _starts_table(lines[i])), None)
    if marked is not None:
        return marked
    end, noted, above = _above_rows(lines, start, limit), False, ""
    for i in range(start, end):
        text = lines[i].text.strip()
        if not text:
            continue
        if _begins_notes(lines, i):
            noted = True
        elif noted and not is_title(text) and _is_past_notes(lines, i, above):
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


def _all_but_prose(lines: Sequence[Line], end: int, limit: int) -> int:
    """No table begins below the last one's end: what stands there is its own too, unless it is a page of prose."""
    rest = [line.text.strip() for line in lines[end:] if line.text.strip()]
    prose = len(rest) > PROSE and not any(is_note(text) for text in rest)
    return limit if limit == len(lines) and not prose else end


def _is_past_notes(lines: Sequence[Line], at: int, above: str) -> bool:
    """Whether a line behind notes is none of them: the one above is ended, and no note with a mark follows it.

    "U.S." does not end a note that goes on in lower case.
    """
    text = lines[at].text.strip()
    below = [line.text.strip() for line in lines[at + 1 : at + (3 if len(text) > FULL and not ended(text) else 2)]]
    ends = bool(BARE_MARK.match(above)) or (ended(above) and not (_ABBREVIATED.search(above) and text[0].islower()))
    return holds_years(text) or (ends and not BARE_MARK.match(text) and not any(map(NOTE.match, below)))


def _has_notes(lines: Sequence[Line]) -> bool:
    """Whether a table's notes stand here; "See footnotes at end of table." says that more of it follows."""
    return any(is_note(line.text.strip()) and not SEE.match(line.text.strip()) for line in lines)


def _tail_end(lines: Sequence[Line], at: int, limit: int, marks: bool, noted: bool) -> int:
    """Past a title's own lines, its units and its legend: up to the next table where its begin shows.

    ``noted``: the table's notes stand above its title, so that no more of its rows stand below. Where the next title
    says "—Continued", they do if they end in "See footnotes at end of table.".
    """
    marked = next((i for i in range(at + 1, limit) if _starts_table(lines[i])), None)
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
        if _begins_notes(lines, i):
            noted = True
        elif _ends_in_years(text) or (noted and _is_past_notes(lines, i, above)):
            return i
        above = text
    return limit if noted else start


def _carries_on(text: str) -> bool:
    return _is_group(text) or (is_row(text) and not _ends_in_years(text))


def _ends_in_years(text: str) -> bool:
    """A head's line: years, perhaps behind words."""
    values = read_tail(text).values
    return len(values) > 1 and all(is_year(value.text) for value in values)


def _first_table_line(lines: Sequence[Line], title: int) -> int:
    """Where the first table begins: below the prose and its footer, above the first row of those over its title."""
    marked = [i for i in range(title) if _starts_table(lines[i]) and _reaches(lines, i, title)]
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
    last = _last_row(rest)
    end = next((i for i in range(last + 1, len(rest)) if _begins_notes(rest, i)), len(rest))
    stray = [line for line in rest[end:] if _repeats_title(line, lines)]
    table.notes = [line for line in rest[end:] if line not in stray]
    _split_head(table, rest[:end])
    return table


def _last_row(lines: Sequence[Line]) -> int:
    """Where the last row of figures stands, notes aside; -1 where there is none."""
    first = next((i for i, line in enumerate(lines) if is_note(line.text.strip())), len(lines))
    rows = [*row_lines([line.text for line in lines[:first]]), *(holds_row(line.text) for line in lines[first:])]
    wrapped = _wrapped_notes(lines)
    last = max((i for i, row in enumerate(rows) if row and i not in wrapped), default=-1)
    return max(last, last_ranked([line.text.strip() for line in lines]))


def _wrapped_notes(lines: Sequence[Line]) -> set[int]:
    """The lines that begin a note, and those that a full line of a note goes on in, though they end in a figure."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        above = lines[i - 1].text.strip() if i else ""
        if is_note(line.text.strip()) or (i - 1 in found and len(above) > FULL and not ended(above)):
            found.add(i)
    return found


def _begins_notes(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text.strip()
    following = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    if BARE_MARK.match(text):
        return is_note(following)  # a mark of the note below, which slipped above it
    return is_note(text) or (bool(BARE_MARK.match(following)) and len(text) > 20)


def _repeats_title(line: Line, lines: Sequence[Line]) -> bool:
    return is_title(line.text.strip()) and line is not lines[0]


def _split_head(table: DumpTable, lines: list[Line]) -> None:
    """The head ends above the first row and the groups right above it; without rows, below its first line."""
    rows = row_lines([line.text for line in lines])
    first = next((i for i, line in enumerate(lines) if rows[i] and not holds_years(line.text)), None)
    if first is None:
        first = min(_first_words(lines), len(lines))
    if 0 < first < len(lines) and not read_tail(lines[first].text).label and waits(lines[first - 1].text.strip()):
        first -= 1
    while first > 0 and _is_group(lines[first - 1].text.strip()):
        first -= 1
    table.heads, table.body = lines[:first], lines[first:]


def _first_words(lines: Sequence[Line]) -> int:
    return 1


def _is_group(text: str) -> bool:
    """A group's label over rows: it ends in a colon, perhaps with a note's numeral, "—Continued" or a tariff code."""
    return bool(_GROUP.search(text))


def _groups(lines: Sequence[Line]) -> list[Group]:
    """Runs of lines between blank ones."""
    out: list[Group] = []
    blank = True
    for line in lines:
        if not line.text.strip():
            blank = True
            continue
        if blank:
            out.append([])
        out[-1].append(line)
        blank = False
    return out


def _head_last(above: Sequence[Line], title: Line, tail: Sequence[Line]) -> DumpTable:
    """A table whose title stands below it: the first line belongs between the other head lines and the body."""
    table = _new(title)
    rest = _take_titles(table, tail)
    if table.continued and not table.title:
        spanners, notes = _sort_tail(table, tail)
    else:
        spanners, notes = [], rest
    rows = _begun_below(above) or list(above)
    last = _last_row(rows)
    end = last + 1
    while _holds_blanks(rows) and end < len(rows) and rows[end].text.strip() and not _begins_notes(rows, end):
        end += 1
    between, more = _sort_groups(_groups(rows[end:]) if _holds_blanks(rows) else _runs(rows[end:]))
    body = [line for line in rows[:end] if line.text.strip()]
    if body and is_note(body[0].text.strip()):
        groups = _groups(rows[:end])
        first = next((at for at, group in enumerate(groups) if _last_row(group) >= 0), len(groups))
        table.notes = [line for group in groups[:first] for line in group]
        body = [line for group in groups[first:] for line in group]
    rows_below = _last_row(notes)
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
    groups = _groups(above)
    if not groups or not flags[id(groups[0][0])]:
        return None
    for at, group in enumerate(groups[1:], 1):
        first = next((i for i, line in enumerate(group) if flags[id(line)] and not is_note(line.text.strip())), 0)
        if first and not _is_notes(group[:first]):
            others = [line for other in groups[:at] + groups[at + 1 :] for line in other]
            legends = [line for line in others if is_legend(line.text.strip())]
            return [*group, *(line for line in others if line not in legends), Line("", group[-1].line), *legends]
    return None


def _sort_tail(table: DumpTable, tail: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The head of a part that goes on stands below its "—Continued", its title below its notes."""
    spanners: list[Line] = []
    notes: list[Line] = []
    for group in _groups(tail):
        if is_title(group[0].text.strip()) and not is_row(group[0].text.strip()):
            notes += _take_titles(table, group)
        elif notes or _is_notes(group):
            notes += group
        else:
            spanners += group
    return spanners, notes


def _sort_groups(groups: Sequence[Group]) -> tuple[list[Line], list[Line]]:
    """Lines between body and title: those of the head, and those of notes."""
    heads: list[Line] = []
    notes: list[Line] = []
    for group in groups:
        (notes if _is_notes(group) or (notes and not _reads_on(notes)) else heads).extend(group)
    return heads, notes


def _holds_blanks(lines: Sequence[Line]) -> bool:
    return not all(line.text.strip() for line in lines)


def _runs(lines: Sequence[Line]) -> list[Group]:
    """Notes and other lines by turns, where no blank lines part them."""
    out: list[Group] = []
    noted, above = False, ""
    for i, line in enumerate(lines):
        noted_before, noted = noted, _begins_notes(lines, i) or (noted and not _is_past_notes(lines, i, above))
        if not out or noted != noted_before:
            out.append([])
        out[-1].append(line)
        above = line.text.strip()
    return out


def _reads_on(notes: Sequence[Line]) -> bool:
    """The notes so far are complete: what comes may be something else."""
    return ended(notes[-1].text.strip()) or bool(BARE_MARK.match(notes[-1].text.strip()))


def _is_notes(group: Group) -> bool:
    texts = [line.text.strip() for line in group]
    return (
        is_note(texts[0])
        or bool(SOURCE.match(texts[0]))
        or any(is_note(text) and ended(text) for text in texts[1:3])
        or (bool(BARE_MARK.match(texts[0])) and len(texts) > 1 and is_note(texts[1]))
        or (ended(texts[-1]) and len(" ".join(texts)) > 60)
        or (len(texts) == 1 and bool(BARE_MARK.match(texts[0])))
    )
