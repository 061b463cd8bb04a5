"""A body whose heads change on the way: a second head, or a spanner over the rows that follow, starts a new block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.records import GridCell, GridRow
from pipeline.tables import figures
from pipeline.tables.lines import is_stated

FIGURES_SEEN = 3  # how many figures make a column one of figures
FIGURES_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class BodyColumns:
    """The stub's physical column, and of each other how many cells it has and how many state a figure."""

    stub: int
    cells: Counter[int]
    stated: Counter[int]

    @classmethod
    def of(cls, body: list[GridRow]) -> BodyColumns:
        """Count over a body."""
        printed = [cell for row in body for cell in row.cells if cell.text]
        stub = min((cell.column for cell in printed), default=0)
        stated = Counter(cell.column for cell in printed if cell.column > stub and is_stated(cell.text))
        return cls(stub, Counter(cell.column for cell in printed), stated)

    def over_figures(self, cell: GridCell) -> bool:
        """True for a cell of words in columns that otherwise hold figures."""
        inside = [column for column in self.cells if cell.column <= column <= cell.last]
        stated = sum(self.stated[column] for column in inside)
        others = sum(self.cells[column] for column in inside) - 1
        return stated >= FIGURES_SEEN and stated > FIGURES_SHARE * others

    def is_head(self, row: GridRow) -> bool:
        """True for years, or words over figure columns, with nothing in the stub."""
        cells = [cell for cell in row.cells if cell.text]
        if not cells or cells[0].column == self.stub:
            return False
        if all(figures.is_year(cell.text) for cell in cells):
            return len(cells) > 1
        return not any(is_stated(cell.text) for cell in cells) and all(self.over_figures(cell) for cell in cells)

    def goes_on(self, row: GridRow) -> bool:
        """True for a further head line: words over figure columns, the stub's head perhaps beside them."""
        beyond = [cell for cell in row.cells if cell.text and cell.column > self.stub]
        words = [cell for cell in beyond if not figures.is_year(cell.text)]
        return len(beyond) > 1 and not any(is_stated(c.text) for c in words) and all(map(self.over_figures, words))


def blocks(head: list[GridRow], body: list[GridRow]) -> Iterator[tuple[list[GridRow], list[GridRow]]]:
    """Each block's head lines and body lines."""
    facts = BodyColumns.of(body)
    starts = [i for i, row in enumerate(body) if facts.is_head(row)]
    if not starts:
        yield head, body
        return
    if starts[0] > 0:
        yield head, body[: starts[0]]
    start = starts[0]
    while start < len(body):
        end = start + 1
        while end < len(body) and (end in starts or facts.goes_on(body[end])):
            end += 1
        stop = next((i for i in starts if i >= end), len(body))
        yield _joined_head(head, body[start:end], facts.stub), body[end:stop]
        start = stop


def _joined_head(head: list[GridRow], inner: list[GridRow], stub: int) -> list[GridRow]:
    """A whole head replaces the first one, years replace its years, a spanner comes over its lines."""
    if any(cell.column == stub and cell.text for row in inner for cell in row.cells):
        return inner
    years = any(figures.is_year(cell.text) for row in inner for cell in row.cells)
    if not years:
        return [*inner, *head]
    return [*(row for row in head if not any(figures.is_year(cell.text) for cell in row.cells)), *inner]
