"""A dump's table parts as a grid in the page's order: from here on a dump is read like every other form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.records import FindingRow, Grid, GridCell, GridRow, Place
from pipeline.sources.dump_behind import Behind, behind, figures_behind
from pipeline.sources.dump_between import between, half_heads
from pipeline.sources.dump_bounds import bounded, without_notes
from pipeline.sources.dump_columns import Shape
from pipeline.sources.dump_doubts import Doubt, is_cut, is_doubtful
from pipeline.sources.dump_fit import Fitted, column_count, fit
from pipeline.sources.dump_heads import HeadLine, head_counts, head_rows, twice, with_marks, years_last
from pipeline.sources.dump_joined import joined_lines
from pipeline.sources.dump_marks import (
    NO_WORDS,
    Vocabulary,
    declared,
    fused,
    mended,
    note_parts,
    strip_inner,
    strip_marks,
)
from pipeline.sources.dump_parts import DumpTable
from pipeline.sources.dump_several import doubtful_rows, spread
from pipeline.sources.dump_shape import named_columns
from pipeline.sources.dump_stub import split_stubs
from pipeline.sources.dump_torn import torn_rows
from pipeline.sources.dump_values import Tail, read_lines
from pipeline.sources.paragraphs import Line

_TITLE_MARKS = re.compile(r"(?:(?<=(?:19|20)\d\d)|(?<!\d))\s?(?P<marks>\d{1,2}(?:, ?\d{1,2})*)$")
_GRADE = re.compile(r"^[A-Z]{1,3}\d$")
UNSURE = 0.6
SURE = 0.95  # of the rows that are less sure one in four is wrong, of the others one in three hundred
DOUBTFUL = 0.5  # the most that a row is sure whose words look wrongly split


def grid_of(
    table: DumpTable, markers: Collection[str] = (), words: Vocabulary = NO_WORDS
) -> tuple[Grid, list[FindingRow]]:
    """The grid of one table part and a finding a row whose split is unsure; ``markers`` are its other parts' too."""
    lines, strays = without_notes(table.heads)
    notes = mended([*strays, *table.notes])
    known = {*markers, *declared(notes)}
    body = joined_lines(table.body)
    measured = _measured(lines, body)
    head_lines, rest = bounded(lines, table.body, measured.figures, known)
    if len(head_lines) != len(lines):
        body = joined_lines(rest)
        measured = _measured(head_lines, body)
    heads = years_last(measured.heads, measured.figures)
    rows, shape = _rows(body, measured, heads, known, words)
    doubts = _doubt_rows(rows, heads, shape)
    cells = twice(heads, shape, known) if measured.twice else head_rows(heads, shape, known)
    head = [GridRow(line) for line in cells if line]
    if head:
        head[-1].rule_below = True
    grid = Grid([*_title_rows(table, known), *head, *rows, *map(_note_row, notes)])
    findings = [_unsure(table, row, doubts[at]) for at, row in enumerate(rows) if at in doubts]
    return grid, [*_unsure_head(table, head, shape), *findings]


def _rows(
    body: Sequence[Line], measured: _Measured, heads: Sequence[HeadLine], known: set[str], words: Vocabulary
) -> tuple[list[GridRow], Shape]:
    """The body's rows in their columns; marks that its words show are added to those ``known``."""
    tails, figures, more = measured.tails, measured.figures, measured.behind
    known |= fused([tail.label for tail in tails])
    fitted = fit(tails, figures, known)
    head_words = tuple(with_marks(line.words, known) for line in heads)
    named = named_columns(head_words, figures, more)
    labels, figured = [line.label for line in fitted], [bool(line.values) for line in fitted]
    right = figures + (more is not None and not measured.twice)
    stubs = split_stubs(labels, figured, heads, right, known, named.texts)
    if more is not None and stubs.columns != len(named.texts):
        named = named_columns(head_words, figures, more, stubs.columns)
    known |= fused([text for row in stubs.rows for _, text in row])
    rows = [
        _row(line, replace(fitting, confidence=min(fitting.confidence, sure)), stub, stubs.columns, known, words)
        for line, fitting, stub, sure in zip(body, fitted, stubs.rows, stubs.confidences, strict=True)
    ]
    if more is None:
        return rows, Shape(stubs.columns, figures)
    back = behind(tails, named.behind, more, known)
    _add_behind(rows, back, stubs.columns + figures, known, words)
    return rows, Shape(stubs.columns, figures, back.columns)


def _doubt_rows(rows: Sequence[GridRow], heads: Sequence[HeadLine], shape: Shape) -> dict[int, Doubt]:
    """The doubts on rows whose split is less than sure, or that look wrongly split; their confidence is lowered."""
    torn = {id(row) for row in torn_rows(rows, shape.texts)}
    whole = {id(row) for row in doubtful_rows(rows, {word for line in heads for word in line.words})}
    found: dict[int, Doubt] = {}
    for at, row in enumerate(rows):
        words = _words_of(row, shape)
        if words is not None and is_cut(words):
            found[at] = Doubt.CUT
        elif words is not None and is_doubtful(words):
            found[at] = Doubt.LOOKS_CUT
        elif id(row) in torn:
            found[at] = Doubt.TORN
        elif id(row) in whole:
            found[at] = Doubt.TABLE
        elif row.confidence < SURE:
            found[at] = Doubt.CLOSE
    places = {id(row): at for at, row in enumerate(rows)}
    for row in spread(rows, [rows[at] for at in found]):
        found.setdefault(places[id(row)], Doubt.TABLE)
    for at in found:
        rows[at].confidence = min(rows[at].confidence, DOUBTFUL)
    return found


def _words_of(row: GridRow, shape: Shape) -> list[str] | None:
    """The words of a row with figures; None for one without."""
    over = range(shape.texts, shape.texts + shape.figures)
    words = [cell.text for cell in row.cells if cell.column not in over]
    return words if len(words) < len(row.cells) else None


@dataclass(frozen=True, slots=True)
class _Measured:
    """The head's lines, the body's values and how many figure columns both make likely.

    ``behind``: how many figures stand behind words behind the first figures, null where no words stand there;
    ``twice``: two tables stand side by side, and the head's lines are those of the left one.
    """

    heads: list[HeadLine]
    tails: list[Tail]
    figures: int
    behind: int | None
    twice: bool


def _measured(lines: Sequence[Line], body: Sequence[Line]) -> _Measured:
    heads = [HeadLine(tuple(line.text.split()), line.line) for line in lines]
    texts = [line.text.strip() for line in body]
    tails, halves = read_lines(texts), half_heads(heads)
    parted = between(texts, 1) if halves else between(texts)
    if parted:
        tails, heads = parted, halves or heads
    figures = column_count(tails, sorted(head_counts(heads)) if heads else ())
    more = figures_behind(tails) if parted else 0 if any(tail.after for tail in tails) else None
    return _Measured(heads, tails, figures, more, bool(parted and halves))


def _unsure_head(table: DumpTable, head: Sequence[GridRow], shape: Shape) -> list[FindingRow]:
    """Findings where head words may belong to other figure columns, and where several have the same head."""
    said = " / ".join(line.text.strip() for line in table.heads)
    if shape.figures and not head:
        return [_about_head(table, "head_missing", "figures stand under no head at all", said)]
    cells = [cell for row in head for cell in row.cells]
    doubted = {cell.column for cell in cells if cell.confidence < UNSURE}
    figures = range(shape.texts, shape.texts + shape.figures)
    paths = {at: tuple(c.text for c in cells if c.text and c.column <= at <= c.last) for at in figures}
    times = Counter(paths.values())
    alike = {at for at, path in paths.items() if path and times[path] > 1}
    guessed = "head words of columns {} told apart by guesswork: no unit or measure is read from them"
    found = [("head_split_unsure", guessed, doubted & set(figures))]
    found.append(("heads_alike", "columns {} have one and the same head: a line over them may be lost", alike))
    return [
        _about_head(table, rule, message.format(", ".join(map(str, sorted(columns)))), said)
        for rule, message, columns in found
        if columns
    ]


def _about_head(table: DumpTable, rule: str, message: str, said: str) -> FindingRow:
    return FindingRow(rule, "warning", message, "tables", table_number=table.number, observed=said or None)


def _add_behind(
    rows: Sequence[GridRow], back: Behind, column: int, markers: Collection[str], words: Vocabulary
) -> None:
    """The cells behind the first figures; a line that carries words on has none but these."""
    for row, said, values, sure, on in zip(rows, back.words, back.values, back.confidences, back.carried, strict=True):
        if not row.cells:
            continue
        place = row.cells[0].place
        cells = [_words(column + at, text, place, markers, words) for at, text in said]
        cells += [GridCell(column + at, value.text, value.marks, place) for at, value in values]
        row.cells = cells if on else [*row.cells, *cells]
        row.confidence = min(row.confidence, sure)


def _title_rows(table: DumpTable, markers: Collection[str]) -> list[GridRow]:
    number = f"TABLE {table.number}" + ("—Continued" if table.continued else "")
    at = table.place.line if table.place else None
    rows = [GridRow([GridCell(0, number, place=Place(line=at))])]
    for i, line in enumerate(table.title):
        text, marks = line.text.strip(), ()
        match = _TITLE_MARKS.search(text) if i == len(table.title) - 1 else None
        if match and all(mark in markers for mark in re.findall(r"\d+", match["marks"])):
            text, marks = text[: match.start()].rstrip(), tuple(re.findall(r"\d+", match["marks"]))
        rows.append(GridRow([GridCell(0, text, marks, Place(line=line.line), centred=True)]))
    rows += [GridRow([GridCell(0, line.text.strip(), place=Place(line=line.line))]) for line in table.units]
    return rows


def _row(
    line: Line,
    fitted: Fitted,
    stub: tuple[tuple[int, str], ...],
    texts: int,
    markers: Collection[str],
    words: Vocabulary,
) -> GridRow:
    place = Place(line=line.line)
    cells = [_words(at, text, place, markers, words) for at, text in stub]
    cells += [GridCell(texts + at, value.text, value.marks, place) for at, value in fitted.values]
    return GridRow(cells, confidence=fitted.confidence)


def _words(column: int, text: str, place: Place, markers: Collection[str], words: Vocabulary) -> GridCell:
    """A cell of words, its marks apart; a grade such as "VS2" beside the stub is a name as it stands."""
    if column and _GRADE.match(text):
        return GridCell(column, text, place=place)
    name, marks = strip_marks(text, markers, words)
    name, inner = strip_inner(name, markers)
    return GridCell(column, name, (*inner, *marks), place)


def _note_row(line: Line) -> GridRow:
    """A note's line; its leading mark is set apart as the superscript that it was."""
    mark, text = note_parts(line.text.strip())
    runs = ((mark, True), (text, False)) if mark else ()
    return GridRow([GridCell(0, text, place=Place(line=line.line), runs=runs)])


def _unsure(table: DumpTable, row: GridRow, doubt: Doubt) -> FindingRow:
    text = " | ".join(cell.text for cell in row.cells)
    return FindingRow(
        "row_split_unsure",
        doubt.severity,
        f"line {row.cells[0].place.line if row.cells else None}: {doubt.value}",
        "cells",
        table_number=table.number,
        observed=text,
    )
