"""Do the parts add to their total? Asked of intervals, so that rounding is no error.

A printed figure stands for any unrounded value between its ``lower`` and ``upper``. Parts add to a total where the sum
of the lowers is not above the total's upper and the sum of the uppers not below its lower. A part that is withheld or
not available can be anything from 0 up: then only known parts that exceed their total are wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pipeline.quality.frames import split
from pipeline.quality.parts import Line, readings

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Array = npt.NDArray[Any]

Outcome = Literal["verified", "unverifiable", "failed"]
Direction = Literal["rows", "columns"]
_BETTER: tuple[Outcome, ...] = ("failed", "unverifiable", "verified")
TOLERANCE = 1e-9  # relative: binary fractions do not hold tenths exactly
COLUMNS = (
    "source_id", "table_number", "row", "column", "row_path", "column_path", "total_of", "status", "unit", "lower",
    "upper", "value_low", "value_high",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sum:
    """A total looked at: its row number in the frame, and the interval from ``low`` to ``high`` of its parts' sum."""

    index: int
    direction: Direction
    outcome: Outcome
    parts: int = 0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table's figures, a line a row (all arrays have that shape); ``at`` is the row number in the frame, -1: none.

    ``unit`` is a code; ``total`` marks the cells to check. A figure that is not known has ``high`` infinite.
    """

    direction: Direction
    lines: list[Line]
    at: Array
    low: Array
    high: Array
    unit: Array
    total: Array


def check_sums(observations: pd.DataFrame, rates: str) -> list[Sum]:
    """Every total of the observations (`COLUMNS`), down and across, with what came of adding its parts.

    ``rates`` is a regular expression of units that do not add (prices, percentages): their totals are passed over.
    """
    figures = _figures(observations.reset_index(drop=True), rates)
    return [
        found for table in _tables_with_totals(figures) for grid in _grids(figures, table) for found in _check(grid)
    ]


def counts(sums: list[Sum], sources: pd.Series[Any]) -> dict[str, Counter[str]]:
    """How many totals of each source were verified, unverifiable, failed."""
    names = sources.to_numpy(object)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for checked in sums:
        counted[names[checked.index]][checked.outcome] += 1
    return counted


def _figures(observations: pd.DataFrame, rates: str) -> dict[str, Array]:
    """The columns as arrays: tables, units and paths as codes, intervals filled in."""
    import numpy as np
    import pandas as pd

    def codes(name: str) -> Array:
        return pd.factorize(observations[name], use_na_sentinel=False)[0].astype(np.int64)

    number = codes("table_number")
    low, high = _intervals(observations)
    return {
        "table": codes("source_id") * (number.max(initial=0) + 1) + number,
        "rows": observations["row"].to_numpy(),
        "columns": observations["column"].to_numpy(),
        "rows_path": observations["row_path"].to_numpy(object),
        "columns_path": observations["column_path"].to_numpy(object),
        "total_of": observations["total_of"].to_numpy(object),
        "unit": codes("unit"),
        "additive": ~observations["unit"].astype("str").str.match(rates).fillna(False).to_numpy(bool),
        "low": low,
        "high": high,
    }


def _intervals(observations: pd.DataFrame) -> tuple[Array, Array]:
    """The lowest and the highest value of each figure; 0 to infinity where nothing is known of it."""
    import numpy as np

    low = observations["lower"].fillna(observations["value_low"]).to_numpy(float, copy=True)
    high = observations["upper"].fillna(observations["value_high"]).to_numpy(float, copy=True)
    zero = (observations["status"] == "zero").to_numpy(bool)
    low[zero] = high[zero] = 0.0
    return np.nan_to_num(low, nan=0.0), np.nan_to_num(high, nan=np.inf)


def _tables_with_totals(figures: dict[str, Array]) -> Iterator[Array]:
    """The row numbers of the figures of each table that has a total."""
    import numpy as np

    table = figures["table"]
    totals = np.isin(figures["total_of"], ["rows", "columns", "both"])
    chosen = np.flatnonzero(np.isin(table, table[totals]))
    chosen = chosen[np.argsort(table[chosen], kind="stable")]
    ends = np.flatnonzero(np.diff(table[chosen])) + 1
    yield from np.split(chosen, ends) if len(chosen) else ()


def _grids(figures: dict[str, Array], table: Array) -> Iterator[_Grid]:
    """A table as lines of rows and as lines of columns, where it has totals of them."""
    directions: tuple[Direction, Direction] = ("rows", "columns")
    for direction, across in (directions, directions[::-1]):
        if {direction, "both"} & set(figures["total_of"][table]):
            yield _grid(figures, table, direction, across)


def _grid(figures: dict[str, Array], table: Array, direction: Direction, across: Direction) -> _Grid:
    import numpy as np

    _, first, line = np.unique(figures[direction][table], return_index=True, return_inverse=True)
    _, column = np.unique(figures[across][table], return_inverse=True)
    at = np.full((len(first), int(column.max()) + 1), -1)
    at[line, column] = table
    total_of = figures["total_of"][at]
    memo = (total_of == "memo") & (at >= 0)
    total = np.isin(total_of, [direction, "both"]) & figures["additive"][at] & (at >= 0)
    all_memo = memo.sum(axis=1) == (at >= 0).sum(axis=1)
    paths = [split(path) for path in figures[f"{direction}_path"][table[first]]]
    lines = [Line(path, bool(t), bool(m)) for path, t, m in zip(paths, total.any(axis=1), all_memo, strict=True)]
    at = np.where(memo, -1, at)
    return _Grid(direction, lines, at, figures["low"][at], figures["high"][at], figures["unit"][at], total)


def _check(grid: _Grid) -> Iterator[Sum]:
    for line in range(len(grid.lines)):
        if grid.total[line].any():
            yield from _check_line(grid, line)


def _check_line(grid: _Grid, line: int) -> Iterator[Sum]:
    """The totals of one line; the first reading of the layout that verifies a total settles it."""
    import numpy as np

    cells = np.flatnonzero(grid.total[line])
    known = np.isfinite(grid.high[line, cells])
    best = {cell: Sum(int(grid.at[line, cell]), grid.direction, "unverifiable") for cell in cells[~known]}
    left = cells[known]
    for parts in readings(grid.lines, line):
        for cell, found in _add(grid, line, left, parts):
            if cell not in best or _BETTER.index(found.outcome) > _BETTER.index(best[cell].outcome):
                best[cell] = found
        left = np.array([cell for cell in left if best[cell].outcome != "verified"], dtype=int)
        if not len(left):
            break
    for cell in left:
        best.setdefault(cell, Sum(int(grid.at[line, cell]), grid.direction, "unverifiable"))
    yield from best.values()


def _add(grid: _Grid, line: int, cells: Array, parts: list[int]) -> Iterator[tuple[int, Sum]]:
    """One reading: the parts of the total line added up in the given cells of it, those in other units left out."""
    import numpy as np

    block = np.ix_(np.array(parts), cells)
    there = grid.at[block] >= 0
    alike = there & (grid.unit[block] == grid.unit[line, cells])
    low = np.where(alike, grid.low[block], 0.0)
    high = np.where(alike, grid.high[block], 0.0)
    unknown = np.isinf(high)
    least, most = low.sum(axis=0), np.where(unknown, low, high).sum(axis=0)
    slack = TOLERANCE * np.maximum(np.abs(most), np.abs(grid.high[line, cells]))
    fits = least <= grid.high[line, cells] + slack
    reaches = most >= grid.low[line, cells] - slack
    doubtful = (
        (there & ~alike).any(axis=0) | ~alike.any(axis=0) | (unknown.any(axis=0) & (fits | (low < 0).any(axis=0)))
    )
    for i, cell in enumerate(cells):
        outcome: Outcome = "verified" if fits[i] and reaches[i] and alike[:, i].any() else "failed"
        if outcome == "failed" and doubtful[i]:
            outcome = "unverifiable"
        n = int(alike[:, i].sum())
        yield cell, Sum(int(grid.at[line, cell]), grid.direction, outcome, n, float(least[i]), float(most[i]))
