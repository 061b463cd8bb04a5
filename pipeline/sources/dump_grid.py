"""A dump's table parts as a grid in the page's order: from here on a dump is read like every other form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.records import FindingRow, Grid, GridCell, GridRow, Place
from pipeline.sources.dump_bounds import bounded, without_notes
from pipeline.sources.dump_columns import Shape
from pipeline.sources.dump_doubts import is_doubtful
from pipeline.sources.dump_fit import Fitted, column_count, fit
from pipeline.sources.dump_heads import HeadLine, head_counts, head_rows, years_last
from pipeline.sources.dump_marks import (
    NO_WORDS,
    Vocabulary,
    ascending,
    declared,
    mended,
    note_parts,
    on_places,
    strip_marks,
)
from pipeline.sources.dump_parts import DumpTable
from pipeline.sources.dump_several import doubtful_rows
from pipeline.sources.dump_stub import split_stubs
from pipeline.sources.dump_values import Tail, holds_years, is_year, read_lines, read_tail
from pipeline.sources.paragraphs import Line

_TITLE_MARKS = re.compile(r"(?:(?<=(?:19|20)\d\d)|(?<!\d))\s?(?P<marks>\d{1,2}(?:, ?\d{1,2})*)$")
_GRADE = re.compile(r"^[A-Z]{1,3}\d$")
UNSURE = 0.6
DOUBTFUL = 0.5  # the most that a row is sure whose words look wrongly split


def grid_of(
    table: DumpTable, markers: Collection[str] = (), words: Vocabulary = NO_WORDS
) -> tuple[Grid, list[FindingRow]]:
    """The grid of one table part and a finding a row whose split is unsure; ``markers`` are its other parts' too."""
    lines, strays = without_notes(table.heads)
    notes = mended([*strays, *table.notes])
    known = {*markers, *declared(notes)}
    body = joined_lines(table.body)
    heads, tails, figures = _measured(lines, body)
    head_lines, rest = bounded(lines, table.body, figures, known)
    if len(head_lines) != len(lines):
        body = joined_lines(rest)
        heads, tails, figures = _measured(head_lines, body)
    behind = int(any(tail.after for tail in tails))
    known |= ascending([tail.label for tail in tails])
    heads = years_last(heads, figures)
    fitted = fit(tails, figures, known)
    known |= on_places([line.label for line in fitted])
    stubs = split_stubs(
        [line.label for line in fitted], [bool(line.values) for line in fitted], heads, figures + behind, known
    )
    rows = [
        _row(line, replace(fitting, confidence=min(fitting.confidence, sure)), stub, stubs.columns, known, words)
        for line, fitting, stub, sure in zip(body, fitted, stubs.rows, stubs.confidences, strict=True)
    ]
    if behind:
        _add_words_behind(rows, tails, stubs.columns + figures, known, words)
    shape = Shape(stubs.columns, figures, behind)
    for row in rows:
        _doubt(row, shape)
    for row in doubtful_rows(rows, {word for line in heads for word in line.words}):
        row.confidence = min(row.confidence, DOUBTFUL)
    head = [GridRow(cells) for cells in head_rows(heads, shape, known) if cells]
    if head:
        head[-1].rule_below = True
    grid = Grid([*_title_rows(table, known), *head, *rows, *map(_note_row, notes)])
    findings = [_unsure(table, row) for row in rows if row.confidence < UNSURE]
    return grid, [*_unsure_head(table, head, shape), *findings]


def _doubt(row: GridRow, shape: Shape) -> None:
    """Lower the confidence of a row with figures whose words look cut or run together."""
    over = range(shape.texts, shape.texts + shape.figures)
    words = [cell.text for cell in row.cells if cell.column not in over]
    if len(words) < len(row.cells) and is_doubtful(words):
        row.confidence = min(row.confidence, DOUBTFUL)


def _measured(lines: Sequence[Line], body: Sequence[Line]) -> tuple[list[HeadLine], list[Tail], int]:
    """The head's lines, the body's values and how many figure columns both make likely."""
    heads = [HeadLine(tuple(line.text.split()), line.line) for line in lines]
    tails = read_lines([line.text.strip() for line in body])
    return heads, tails, column_count(tails, sorted(head_counts(heads)) if heads else ())


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


def _add_words_behind(
    rows: Sequence[GridRow], tails: Sequence[Tail], column: int, markers: Collection[str], words: Vocabulary
) -> None:
    """The last column's words; a line without figures carries them on until they end in a full stop."""
    unfinished = False
    for row, tail in zip(rows, tails, strict=True):
        text = tail.after or (tail.label if unfinished and not tail.values and not tail.label.endswith(":") else "")
        if not text or not row.cells:
            unfinished = False
            continue
        cell = _words(column, text, row.cells[0].place, markers, words)
        row.cells = [*row.cells, cell] if tail.after else [cell]
        unfinished = not text.endswith(".")


def joined_lines(body: Sequence[Line]) -> list[Line]:
    """Body lines with those of values alone joined to the line above, whose row they carry on."""
    out: list[Line] = []
    widest = max((len(read_tail(line.text).values) for line in body), default=0)
    for line in body:
        text = line.text.strip()
        if not text:
            continue
        tail = read_tail(text)
        above = read_tail(out[-1].text) if out else None
        alone = not tail.label and not holds_years(text) and not (tail.values and is_year(tail.values[0].text))
        joins = above and alone and above.label and len(above.values) + len(tail.values) <= widest
        if joins and above and (above.values or (len(tail.values) > 1 and not above.label.endswith(":"))):
            out[-1] = replace(out[-1], text=f"{out[-1].text} {text}")
        else:
            out.append(replace(line, text=text))
    return out


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
    return GridCell(column, name, marks, place)


def _note_row(line: Line) -> GridRow:
    """A note's line; its leading mark is set apart as the superscript that it was."""
    mark, text = note_parts(line.text.strip())
    runs = ((mark, True), (text, False)) if mark else ()
    return GridRow([GridCell(0, text, place=Place(line=line.line), runs=runs)])


def _unsure(table: DumpTable, row: GridRow) -> FindingRow:
    text = " | ".join(cell.text for cell in row.cells)
    return FindingRow(
        "row_split_unsure",
        "warning",
        f"line {row.cells[0].place.line if row.cells else None}: columns told apart by guesswork",
        "cells",
        table_number=table.number,
        observed=text,
    )
