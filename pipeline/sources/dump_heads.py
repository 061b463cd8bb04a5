"""The head lines of a dump's table onto its columns: by count, by repetition and by what the words are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.records import GridCell, Place
from pipeline.sources.dump_columns import Shape, read_head
from pipeline.sources.dump_marks import strip_marks
from pipeline.sources.head_words import learned

_YEAR = re.compile(r"^(?:19|20)\d\d(?:[erp]|\d{1,2}|[erp]?,)?$")
SURE_BY = 2.0  # a next reading worse by this leaves no doubt
_MARK = re.compile(r"^(?:[erp],?|\d{1,2},?)$")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A head line's words."""

    words: tuple[str, ...]
    line: int | None


def units_of(words: Sequence[str]) -> list[str]:
    """Words with brackets kept together and years with the marks that follow them."""
    found: list[str] = []
    closing = _closes(words)
    until = -1
    for at, word in enumerate(words):
        if at <= until:
            found[-1] = f"{found[-1]} {word}"
            continue
        after_year = bool(found) and bool(_YEAR.match(found[-1].split()[0]))
        if (after_year and _MARK.match(word)) or (found and _MARK.match(word) and word.isdigit() and len(word) == 1):
            found[-1] = f"{found[-1]} {word}"
            continue
        found.append(word)
        until = closing.get(at, -1)
    return found


def _closes(words: Sequence[str]) -> dict[int, int]:
    """Where brackets that a word opens close, if before another opens."""
    out: dict[int, int] = {}
    opened: int | None = None
    for at, word in enumerate(words):
        if "(" in word and ")" not in word[word.rindex("(") :]:
            opened = at
        elif ")" in word and opened is not None:
            out[opened] = at
            opened = None
    return out


def pieces(units: Sequence[str]) -> list[str]:
    """The heads of one line: years, brackets and runs that start with a capital."""
    found: list[str] = []
    for unit in units:
        after_year = bool(found) and bool(_YEAR.match(found[-1].split()[0]))
        starts = unit[0].isupper() or unit[0] == "(" or bool(_YEAR.match(unit.split()[0])) or after_year
        if found and (not starts or found[-1].endswith(("-", "/")) or found[-1].endswith((" and", " or", " of"))):
            found[-1] = f"{found[-1]} {unit}"
        else:
            found.append(unit)
    return found


def head_counts(lines: Sequence[HeadLine]) -> set[int]:
    """How many figure columns the head lines allow."""
    counts: set[int] = set()
    for line in lines:
        found = pieces(units_of(line.words))
        years = sum(bool(_YEAR.match(piece.split()[0])) for piece in found)
        if line is lines[-1] and years and all(_YEAR.match(piece.split()[0]) for piece in found[-years:]):
            return {years}
        counts |= {len(found), len(found) - 1} if line is lines[-1] else {years, len(found)}
    return counts - {0, -1}


def years_last(lines: list[HeadLine], figures: int) -> list[HeadLine]:
    """The head lines, the one with a stub's head and a year over each figure column last: it stands on the body."""
    for line in lines[:-1]:
        found = pieces(units_of(line.words))
        if len(found) > figures > 1 and all(_YEAR.match(piece.split()[0]) for piece in found[-figures:]):
            return [*(other for other in lines if other is not line), line]
    return lines


def head_rows(lines: Sequence[HeadLine], shape: Shape, markers: Collection[str]) -> list[list[GridCell]]:
    """A list of grid cells a head line over columns; ``confidence`` says how sure a column's own head is.

    A column that has no head of its own has an empty cell in the last line, for its confidence.
    """
    if not lines:
        return []
    fused = tuple(with_marks(line.words, markers) for line in lines)
    found = read_head(fused, shape)
    rows: list[list[GridCell]] = [[] for _ in lines]
    for cell in found.cells:
        text = " ".join(fused[cell.line][cell.start : cell.end])
        rows[cell.line].append(_cell(text, cell.first, cell.last, lines[cell.line].line, markers))
    sure = [round(min(max(margin, 0.0) / SURE_BY, 1.0), 2) for margin in found.margins]
    for row in rows:
        for made in row:
            made.confidence = sure[made.column] if made.column == made.last else 1.0
    bare = {at for at in range(shape.columns) if not any(c.column == at == c.last for row in rows for c in row)}
    rows[-1] = sorted(
        [*rows[-1], *(GridCell(at, "", place=Place(line=lines[-1].line), confidence=sure[at]) for at in bare)],
        key=lambda made: made.column,
    )
    return rows


def twice(lines: Sequence[HeadLine], shape: Shape, markers: Collection[str]) -> list[list[GridCell]]:
    """The cells of a head that is printed again over as many columns: two tables side by side."""
    rows = head_rows(lines, replace(shape, behind=0), markers)
    by = shape.texts + shape.figures
    return [[*row, *(replace(cell, column=cell.column + by, last=cell.last + by) for cell in row)] for row in rows]


def with_marks(words: Sequence[str], markers: Collection[str]) -> tuple[str, ...]:
    """Words with the marks that stand apart behind them, unless a numeral is known to belong to the word."""
    found: list[str] = []
    for word in words:
        if found and _MARK.match(word) and word.rstrip(",") in markers and not _numbered(found[-1]):
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    return tuple(found)


def _numbered(word: str) -> bool:
    """Heads are seen to have a numeral behind the word, as "Grade 3" has."""
    words = learned()
    return bool(words.pairs.get((words.counted(word), "<mark>")))


def split_line(units: list[str], texts: int, figures: int, last: bool) -> tuple[list[str], list[str]]:
    """A line's heads over text columns and over figure columns."""
    if figures == 0:
        return pieces(units), []
    repeated = _repeated(units, figures)
    if repeated:
        stub = pieces(units[: repeated[1]])
        if len(stub) <= texts or not texts:
            return stub, repeated[0]
        return [*stub[: texts - 1], " ".join(stub[texts - 1 :])], repeated[0]
    found = pieces(units)
    years = next((i for i, piece in enumerate(found) if _YEAR.match(piece.split()[0])), None)
    if years is not None and years <= texts and figures % max(len(found) - years, 1) == 0:
        return found[:years], found[years:]
    for over in sorted(range(texts + 1), reverse=last):
        rest = len(found) - over
        if rest > 0 and figures % rest == 0 and (rest == figures or not last):
            return found[:over], found[over:]
    if last and len(found) > figures:
        return _joined_left(found[: len(found) - figures], texts), found[len(found) - figures :]
    if last and texts and len(found) > 1:
        return found[:1], found[1:]
    return ([], found) if len(found) <= figures else ([], [*found[: figures - 1], " ".join(found[figures - 1 :])])


def _joined_left(found: list[str], texts: int) -> list[str]:
    """At most ``texts`` heads: what is too much belongs to the stub's."""
    if len(found) <= texts or not texts:
        return found if texts else []
    extra = len(found) - texts
    return [" ".join(found[: extra + 1]), *found[extra + 1 :]]


def _repeated(units: Sequence[str], figures: int) -> tuple[list[str], int] | None:
    """Heads that repeat at the line's end and make up the figure columns, or equal parts of them; where they begin."""
    for times in range(figures, 1, -1):
        if figures % times:
            continue
        for length in range(len(units) // times, 0, -1):
            start = len(units) - times * length
            period = list(units[start : start + length])
            if any(list(units[start + k * length : start + (k + 1) * length]) != period for k in range(times)):
                continue
            found = _cut(period, figures // times)
            if found:
                return found * times, start
    return None


def _cut(period: list[str], columns: int) -> list[str] | None:
    """A repeated run of words as ``columns`` heads, or one for them all."""
    if len(period) == columns:
        return period
    found = pieces(period)
    return found if len(found) == columns else None


def _cell(text: str, first: int, last: int, line: int | None, markers: Collection[str]) -> GridCell:
    year = re.match(r"^((?:19|20)\d\d)\s?((?:[erp]|\d{1,2})(?:, ?(?:[erp]|\d{1,2}))*)?$", text)
    if year:
        marks = tuple(re.findall(r"[erp]|\d+", year[2] or ""))
        if all(mark in markers for mark in marks):
            return GridCell(first, year[1], marks, Place(line=line), last=last)
    if learned().knows(text.split()[-1]):
        return GridCell(first, text, (), Place(line=line), last=last)
    name, marks = strip_marks(text, markers, learned().vocabulary)
    return GridCell(first, name, marks, Place(line=line), last=last)
