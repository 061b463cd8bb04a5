"""Marks printed like figures: a note's number in the narrow column right of a figure, in the figures' own type.

Such a number is told by its place, close behind a figure in a column that no head stands over, and by the table's
notes, one of which it is the marker of.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.sources import superscripts
from pipeline.sources.pdf_columns import Column
from pipeline.sources.pdf_lines import Chunk, chunk_of
from pipeline.sources.pdf_rows import FIGURE, Row

NEAR = 1.5  # in sizes: how far behind a figure its mark may be
FLAG = re.compile(r"[erp](?:, ?[erp])*(?:, ?\d{1,2})*|[*†‡§]{1,3}")
_NUMBERS = re.compile(r"\d{1,2}(?:, ?\d{1,2})*")
_LEADING = re.compile(r"(\d{1,2}|[a-z])(?=[A-Z(“\"])")


def markers_of(notes: Iterable[Row]) -> frozenset[str]:
    """The markers that lead the lines of a table's notes."""
    found: set[str] = set()
    for row in notes:
        first = row.line.runs[0]
        if first.raised:
            found.update(superscripts.split_marks(first.text))
        elif match := _LEADING.match(first.text):
            found.add(match[1])
    return frozenset(found)


def raise_fused(rows: Iterable[Row], markers: Collection[str]) -> None:
    """Raise the mark in chunks like "12,500 5", a figure and a number set apart from it."""
    for row in rows:
        for at, chunk in enumerate(row.chunks):
            figure, _, mark = chunk.text.rpartition(" ")
            if figure and (_is_mark(mark, markers) or FLAG.fullmatch(mark)) and FIGURE.fullmatch(figure):
                row.chunks[at] = _parted(chunk, figure, mark)


def _parted(chunk: Chunk, figure: str, mark: str) -> Chunk:
    """A figure and its mark, which may be one run."""
    runs = [run for run in chunk.runs if not run.raised]
    if len(runs) > 1:
        return _marked(chunk_of(runs[:-1], chunk.size), chunk_of(runs[-1:], chunk.size))
    whole = runs[0]
    letter = (whole.x1 - whole.x0) / len(whole.text)
    end, start = whole.x0 + letter * len(figure), whole.x1 - letter * len(mark)
    left = replace(whole, text=figure, x1=end, end=end)
    return _marked(
        Chunk([left], left.x0, end, chunk.size, figure), chunk_of([replace(whole, text=mark, x0=start)], chunk.size)
    )


def fold_columns(rows: Sequence[Row], columns: list[Column], heads: Sequence[Row], markers: Collection[str]) -> None:
    """Take columns of marks out of ``columns`` and raise their cells behind the figures left of them."""
    for left, column in pairwise(columns[:]):
        if _holds_marks(left, column, markers) and not _is_headed(column, columns, heads):
            flags = {id(chunk) for chunk in column.chunks}
            if all(_behind_figure(row, flags) for row in rows):
                for row in rows:
                    _fold(row, flags)
                columns.remove(column)


def _is_mark(text: str, markers: Collection[str]) -> bool:
    return bool(_NUMBERS.fullmatch(text)) and all(mark in markers for mark in superscripts.split_marks(text))


def _holds_marks(left: Column, column: Column, markers: Collection[str]) -> bool:
    near = column.low - left.right <= NEAR * column.chunks[0].size
    return near and all(_is_mark(chunk.text, markers) for chunk in column.chunks)


def _is_headed(column: Column, others: Sequence[Column], heads: Sequence[Row]) -> bool:
    """Does a head of the lowest line stand over this column alone, while each other column has its own?"""
    return any(len(row.chunks) >= len(others) for row in heads[-1:]) and any(
        chunk.x0 < column.high
        and column.low < chunk.x1
        and not any(chunk.x0 < other.high and other.low < chunk.x1 for other in others if other is not column)
        for row in heads[-1:]
        for chunk in row.chunks
    )


def _behind_figure(row: Row, flags: Collection[int]) -> bool:
    return all(
        at > 0 and bool(FIGURE.fullmatch(row.chunks[at - 1].text))
        for at, chunk in enumerate(row.chunks)
        if id(chunk) in flags
    )


def _fold(row: Row, flags: Collection[int]) -> None:
    chunks: list[Chunk] = []
    for chunk in row.chunks:
        if id(chunk) in flags:
            chunks[-1] = _marked(chunks[-1], chunk)
        else:
            chunks.append(chunk)
    row.chunks = chunks


def _marked(figure: Chunk, mark: Chunk) -> Chunk:
    """A figure with the last run of another chunk as its mark."""
    run = mark.runs[-1]
    run.raised = True
    return Chunk([*figure.runs, run], figure.x0, figure.x1, figure.size, figure.text)
