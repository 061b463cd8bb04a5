"""A table's figures as a grid of intervals, a line a row or, for totals across, a line a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pipeline.quality.frames import split
from pipeline.quality.parts import Line

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    Array = npt.NDArray[Any]

Direction = Literal["rows", "columns"]


@dataclass(frozen=True, slots=True)
class Rates:
    """What does not add: prices, shares, averages. ``units`` and ``heads`` are regular expressions, ``measures`` names.

    A row "Total or average" is an average where no unit says that it is a quantity.
    """

    units: str
    heads: str
    measures: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """Figures, a line a row of each array; ``at`` is the row number in the frame, -1 where there is no figure.

    ``low`` to ``high`` is the interval of the figure, 0 to infinity where it is not known. ``unit`` and ``kind`` (unit,
    basis and measure) are codes; ``total`` marks the totals to check, ``memo`` the figures that are no part of a sum
    in a line that is otherwise part of one. ``guessed``: the source, a plain-text dump, shows no indents, and the rows'
    groups are inferred from colons and totals.
    """

    direction: Direction
    lines: list[Line]
    at: Array
    low: Array
    high: Array
    unit: Array
    unitless: Array
    kind: Array
    total: Array
    memo: Array
    guessed: bool

    def lines_with_totals(self) -> list[int]:
        """The lines that have a total to check."""
        import numpy as np

        return [int(line) for line in np.flatnonzero(self.total.any(axis=1))]


def grids(observations: pd.DataFrame, rates: Rates) -> Iterator[Grid]:
    """The grids of every table that has totals, down and across; ``observations`` has `arithmetic.COLUMNS`."""
    figures = _figures(observations, rates)
    directions: tuple[Direction, Direction] = ("rows", "columns")
    for table in _tables_with_totals(figures):
        for direction, across in (directions, directions[::-1]):
            if {direction, "both"} & set(figures["total_of"][table]):
                yield _grid(figures, table, direction, across)


def _figures(observations: pd.DataFrame, rates: Rates) -> dict[str, Array]:
    """The columns as arrays: tables, units and kinds as codes, intervals filled in."""
    low, high = _intervals(observations)
    return {
        "table": _codes(observations, "source_id", "table_number"),
        "rows": observations["row"].to_numpy(),
        "columns": observations["column"].to_numpy(),
        "rows_path": observations["row_path"].to_numpy(object),
        "columns_path": observations["column_path"].to_numpy(object),
        "total_of": observations["total_of"].to_numpy(object),
        "unit": _codes(observations, "unit"),
        "unitless": observations["unit"].isna().to_numpy(bool),
        "kind": _codes(observations, "unit", "basis", "measure"),
        "rate": _rate(observations, rates),
        "dumped": observations["line"].notna().to_numpy(bool),
        "low": low,
        "high": high,
    }


def _codes(observations: pd.DataFrame, *names: str) -> Array:
    """A number for each distinct combination of the columns."""
    import numpy as np
    import pandas as pd

    codes = np.zeros(len(observations), dtype=np.int64)
    for name in names:
        code = pd.factorize(observations[name], use_na_sentinel=False)[0]
        codes = codes * (code.max(initial=0) + 1) + code
    return codes


def _rate(observations: pd.DataFrame, rates: Rates) -> Array:
    units = _matching(observations["unit"], f"^(?:{rates.units})")
    heads = _matching(observations["column_path"], rates.heads)
    average = observations["unit"].isna().to_numpy(bool) & _matching(observations["row_path"], "average")
    found: Array = units | heads | average | observations["measure"].isin(rates.measures).to_numpy(bool)
    return found


def _matching(texts: pd.Series[Any], pattern: str) -> Array:
    """Which rows have text that the pattern is found in, whatever its case; each distinct text is looked at once."""
    import numpy as np
    import pandas as pd

    codes, distinct = pd.factorize(texts)
    search = re.compile(pattern, re.IGNORECASE).search
    return np.array([*(search(str(text)) is not None for text in distinct), False])[codes]


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


def _grid(figures: dict[str, Array], table: Array, direction: Direction, across: Direction) -> Grid:
    import numpy as np

    _, first, line = np.unique(figures[direction][table], return_index=True, return_inverse=True)
    _, column = np.unique(figures[across][table], return_inverse=True)
    at = np.full((len(first), int(column.max()) + 1), -1)
    at[line, column] = table
    there, total_of = at >= 0, figures["total_of"][at]
    memo = there & (total_of == "memo")
    total = there & np.isin(total_of, [direction, "both"]) & ~figures["rate"][at]
    all_memo = memo.sum(axis=1) == there.sum(axis=1)
    paths = [split(path) for path in figures[f"{direction}_path"][table[first]]]
    lines = [Line(path, bool(t), bool(m)) for path, t, m in zip(paths, total.any(axis=1), all_memo, strict=True)]
    low, high, unit, unitless, kind = (figures[name][at] for name in ("low", "high", "unit", "unitless", "kind"))
    guessed = direction == "rows" and bool(figures["dumped"][table].any())
    return Grid(direction, lines, at, low, high, unit, unitless, kind, total, memo & ~all_memo[:, None], guessed)
