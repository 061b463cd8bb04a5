"""The printed rows of a table on its pages: its lines in chunks, the rules under each, and where its parts begin.

A table stands as title and unit lines, a rule, its heads, a rule over the whole width, its body, a last rule, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.sources.pdf_lines import Chunk, Line, chunks_of
from pipeline.sources.pdf_page import Page, Rule

WIDE = 0.6  # of the table's width, from which on rules on one line part the table
UNDER = 1.2  # in sizes: how far below a baseline a cell's own rule is
COLUMN_GAP = 1.5  # in sizes
ASIDE = 2.0  # in sizes: how far a head's centre is from the title's
ABOVE = 0.5  # in sizes: how far above a baseline a rule still belongs to the line before
FIGURE = re.compile(r"[$<>]?\s?[-–−]?\$?[\d.,]+%?|--|–|W|NA|XX|\(\d+\)|[\d.,]+[–-][\d.,]+|#+|[Dd]o\.")
YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(slots=True)
class Row:
    """A line of a table with the rules under it; ``own`` are those close enough to be a cell's."""

    page: Page
    line: Line
    chunks: list[Chunk]
    rules: list[Rule] = field(default_factory=list)

    @property
    def own(self) -> list[Rule]:
        """The rules straight under the line."""
        return [rule for rule in self.rules if rule.y - self.line.base <= UNDER * self.line.size]


@dataclass(frozen=True, slots=True)
class Sections:
    """Where a table's heads, body and notes begin: ordinals of its rows."""

    head: int
    body: int
    notes: int


def rows_of(page: Page, lines: Sequence[Line], rules: Sequence[Rule]) -> list[Row]:
    """The rows of a page's lines; a rule belongs to the line over it."""
    rows = [Row(page, line, chunks_of(line)) for line in lines]
    at = 0
    for rule in rules:
        while at + 1 < len(rows) and rows[at + 1].line.base - ABOVE * rows[at + 1].line.size < rule.y:
            at += 1
        if rows and rule.y > rows[at].line.base - ABOVE * rows[at].line.size:
            rows[at].rules.append(rule)
    return rows


def sections(rows: Sequence[Row]) -> Sections:
    """The parts of a table that begins with its title; a line of figures under the notes is none of its body."""
    left, right = extent(rows)
    wide = [_is_wide(row.rules, left, right) for row in rows]
    head = _first_head(rows, wide)
    ruled = max((at for at in range(head, len(rows)) if wide[at]), default=head - 1)
    end = next((at for at in range(ruled + 1, len(rows)) if _is_note(rows[at])), len(rows))
    stated = [at for at in range(head, len(rows)) if states_figures(rows[at]) and (at < end or _is_named(rows[at]))]
    first = stated[0] if stated else end
    headed = max((at + 1 for at in range(head, first) if len(rows[at].chunks) > 1), default=first)
    body = next((at + 1 for at in range(head, min(first + (len(stated) > 1), end)) if wide[at]), headed)
    while body < first and _heads_years(rows[body]):
        body += 1
    last = max([ruled, *stated])
    return Sections(head, body, max(last + 1, body))


def _first_head(rows: Sequence[Row], wide: Sequence[bool]) -> int:
    """The first line under the first rule; else the first of several pieces, or not set as the title is."""
    title = rows[0].chunks[0]
    for at, row in enumerate(rows[1:], 1):
        if wide[at]:
            return at + 1
        one = row.chunks[0]
        aside = min(abs(one.centre - title.centre), abs(one.x0 - title.x0)) > ASIDE * title.size
        if len(row.chunks) > 1 or (aside and not any(wide)):
            return at
    return len(rows)


def _is_named(row: Row) -> bool:
    return not FIGURE.fullmatch(row.chunks[0].text)


def _is_note(row: Row) -> bool:
    """A line led by a mark (a raised numerator is none), without gaps as wide as those between columns."""
    runs = row.line.runs
    if not runs[0].raised or len(runs) == 1 or runs[1].text.startswith(("/", "⁄")):
        return False
    return all(right.x0 - left.x1 < COLUMN_GAP * row.line.size for left, right in pairwise(row.chunks))


def extent(rows: Sequence[Row]) -> tuple[float, float]:
    """The left and right edge of a table: of its rules, else of its lines."""
    rules = [rule for row in rows for rule in row.rules]
    if rules:
        return min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    return min((row.line.x0 for row in rows), default=0.0), max((row.line.x1 for row in rows), default=0.0)


def states_figures(row: Row) -> bool:
    """Does a line state figures right of its first cell (years, which head columns, aside)?"""
    beyond = [chunk.text for chunk in row.chunks[1:]]
    return any(FIGURE.fullmatch(text) and not YEAR.fullmatch(text) for text in beyond)


def _heads_years(row: Row) -> bool:
    beyond = [chunk.text for chunk in row.chunks[1:]]
    return bool(beyond) and all(YEAR.fullmatch(text) for text in beyond)


def _is_wide(rules: Sequence[Rule], left: float, right: float) -> bool:
    """Do rules on one line run from the left edge over most of the width?"""
    return any(
        min(r.x0 for r in level) - left < 0.05 * (right - left)
        and sum(r.x1 - r.x0 for r in level) >= WIDE * (right - left)
        for level in _levels(rules)
    )


def _levels(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    level: list[Rule] = []
    for rule in rules:
        if level and rule.y - level[0].y > 1.5:
            yield level
            level = []
        level.append(rule)
    if level:
        yield level
