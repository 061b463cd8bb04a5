"""The head lines of a dump's table onto its columns: by count, by kind of column and by what the words are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.records import GridCell, Place
from pipeline.sources.dump_rows import strip_marks

_YEAR = re.compile(r"^(?:19|20)\d\d\D?\d?$")
_ROLES = (
    ("country", re.compile(r"^countr", re.IGNORECASE)),
    ("company", re.compile(r"compan|operator|producer|owner", re.IGNORECASE)),
    ("location", re.compile(r"^location|county|city", re.IGNORECASE)),
    ("facility", re.compile(r"^(?:plant|mine|facilit|operation|project)", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A head line's pieces."""

    pieces: tuple[str, ...]
    line: int | None


def pieces(text: str) -> list[str]:
    """The heads of one line: years, parentheses and runs that start with a capital."""
    found: list[str] = []
    for word in text.split():
        inside = bool(found) and found[-1].count("(") > found[-1].count(")")
        after_year = bool(found) and bool(_YEAR.match(found[-1]))
        starts = word[0].isupper() or word[0] == "(" or bool(_YEAR.match(word))
        if inside or (after_year and word in ("e", "r", "p")) or (found and not starts and not after_year):
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    return found


def role_of(head: str) -> str | None:
    """Whether a head stands over countries, companies, locations or facilities."""
    return next((role for role, pattern in _ROLES if pattern.search(head)), None)


def text_roles(last: Sequence[str], figures: int) -> list[str]:
    """What the text columns hold, from the pieces of the last head line; the stub alone where heads do not tell."""
    roles = [role for piece in last[: max(len(last) - figures + 1, 1)] if (role := role_of(piece))]
    named = [role_of(piece) for piece in last]
    if len(last) - figures <= 1 and len([r for r in named if r]) < 2:
        return [roles[0] if roles else "stub"]
    return [role for role in named if role] or ["stub"]


def head_rows(lines: Sequence[HeadLine], texts: int, figures: int, markers: Collection[str]) -> list[list[GridCell]]:
    """A list of grid cells a head line, over ``texts`` text columns and ``figures`` figure columns."""
    rows = []
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        found = list(line.pieces)
        if last and texts > 1 and len(found) == texts and figures == 1:
            found = _split_last_word(found)
        rows.append(_placed(found, texts, figures, last, line.line, markers))
    return rows


def _split_last_word(found: list[str]) -> list[str]:
    """ "Location of main facilities capacity": the last word stands over the figures."""
    head, _, word = found[-1].rpartition(" ")
    return [*found[:-1], head, word] if head else found


def _placed(
    found: list[str], texts: int, figures: int, last: bool, line: int | None, markers: Collection[str]
) -> list[GridCell]:
    over_text = min(len(found) - figures, texts) if last or len(found) > figures else 0
    cells = [_cell(found[at], at, at, line, markers) for at in range(max(over_text, 0))]
    rest = found[max(over_text, 0) :]
    if not rest:
        return cells
    width = figures / len(rest)
    for at, piece in enumerate(rest):
        first = texts + round(at * width)
        cells.append(_cell(piece, first, max(texts + round((at + 1) * width) - 1, first), line, markers))
    return cells


def _cell(text: str, first: int, last: int, line: int | None, markers: Collection[str]) -> GridCell:
    marks: tuple[str, ...]
    year = re.match(r"^((?:19|20)\d\d)(\d|(?: ?[erp]))?$", text)
    if year and (year[2] is None or year[2].strip() in markers):
        marks = (year[2].strip(),) if year[2] else ()
        return GridCell(first, year[1], marks, Place(line=line), last=last)
    name, marks = strip_marks(text, markers)
    return GridCell(first, name, marks, Place(line=line), last=last)
