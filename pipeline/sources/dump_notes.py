"""Which lines of a table part are rows and which are notes: single lines, and groups of them between blank ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.sources.dump_lines import BARE_MARK, NOTE, SEE, SOURCE, ended, is_note
from pipeline.sources.dump_ranks import last_ranked
from pipeline.sources.dump_values import holds_row, holds_years, row_lines
from pipeline.sources.paragraphs import Line

Group = list[Line]
FULL = 80  # characters of a note's line that is as wide as its table: it may go on in the next
_ABBREVIATED = re.compile(r"\b(?:[A-Z]|Co|Cos|Corp|Inc|Ltd|No|Nos)\.$")
_GROUP = re.compile(r":\s?(?:[erp\d]{1,2}(?:, ?[erp\d]{1,2})*)?(?:[—–-]+Continued)?$|: \d{4}\.\d\d[\d.]*$")


def has_notes(lines: Sequence[Line]) -> bool:
    """Whether a table's notes stand here; "See footnotes at end of table." says that more of it follows."""
    return any(is_note(line.text.strip()) and not SEE.match(line.text.strip()) for line in lines)


def begins_notes(lines: Sequence[Line], at: int) -> bool:
    """Whether a line begins a note; the note's mark may have slipped onto the line below, or above."""
    text = lines[at].text.strip()
    following = lines[at + 1].text.strip() if at + 1 < len(lines) else ""
    if BARE_MARK.match(text):
        return is_note(following)  # a mark of the note below, which slipped above it
    return is_note(text) or (bool(BARE_MARK.match(following)) and len(text) > 20)


def is_past_notes(lines: Sequence[Line], at: int, above: str) -> bool:
    """Whether a line behind notes is none of them: the one above is ended, and no note with a mark follows it.

    "U.S." does not end a note that goes on in lower case.
    """
    text = lines[at].text.strip()
    below = [line.text.strip() for line in lines[at + 1 : at + (3 if len(text) > FULL and not ended(text) else 2)]]
    ends = bool(BARE_MARK.match(above)) or (ended(above) and not (_ABBREVIATED.search(above) and text[0].islower()))
    return holds_years(text) or (ends and not BARE_MARK.match(text) and not any(map(NOTE.match, below)))


def last_row(lines: Sequence[Line]) -> int:
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


def is_group(text: str) -> bool:
    """A group's label over rows: it ends in a colon, perhaps with a note's numeral, "—Continued" or a tariff code."""
    return bool(_GROUP.search(text))


def holds_blanks(lines: Sequence[Line]) -> bool:
    """Whether blank lines are among these: some tools leave them out."""
    return not all(line.text.strip() for line in lines)


def grouped(lines: Sequence[Line]) -> list[Group]:
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


def runs(lines: Sequence[Line]) -> list[Group]:
    """Notes and other lines by turns, where no blank lines part them."""
    out: list[Group] = []
    noted, above = False, ""
    for i, line in enumerate(lines):
        noted_before, noted = noted, begins_notes(lines, i) or (noted and not is_past_notes(lines, i, above))
        if not out or noted != noted_before:
            out.append([])
        out[-1].append(line)
        above = line.text.strip()
    return out


def sort_groups(groups: Sequence[Group]) -> tuple[list[Line], list[Line]]:
    """Lines between body and title: those of the head, and those of notes."""
    heads: list[Line] = []
    notes: list[Line] = []
    for group in groups:
        (notes if is_notes(group) or (notes and not _reads_on(notes)) else heads).extend(group)
    return heads, notes


def _reads_on(notes: Sequence[Line]) -> bool:
    """The notes so far are complete: what comes may be something else."""
    return ended(notes[-1].text.strip()) or bool(BARE_MARK.match(notes[-1].text.strip()))


def is_notes(group: Group) -> bool:
    """Whether a group of lines is of notes, and not of a head."""
    texts = [line.text.strip() for line in group]
    return (
        is_note(texts[0])
        or bool(SOURCE.match(texts[0]))
        or any(is_note(text) and ended(text) for text in texts[1:3])
        or (bool(BARE_MARK.match(texts[0])) and len(texts) > 1 and is_note(texts[1]))
        or (ended(texts[-1]) and len(" ".join(texts)) > 60)
        or (len(texts) == 1 and bool(BARE_MARK.match(texts[0])))
    )
