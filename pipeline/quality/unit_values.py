"""Is a unit value what its value divided by its quantity is? Asked of intervals, so that rounding is no error.

A unit value stands beside one value and one quantity: in the columns under its spanner ("2016": "Quantity", "Value",
"Unit value"), or in the rows of its group ("Sales": "Quantity", "Value", "Average value"). Where more than one value
or quantity stands there, or they are not known, nothing is said of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pipeline.quality.frames import split

if TYPE_CHECKING:
    import pandas as pd

Outcome = Literal["verified", "unverifiable", "failed"]
COLUMNS = (
    "source_id", "table_number", "row", "column", "row_path", "column_path", "unit", "measure", "status", "lower",
    "upper",
)  # fmt: skip
MEASURE = "unit_value"
MONEY = "USD"
TOLERANCE = 1e-9  # relative: binary fractions do not hold tenths exactly


@dataclass(frozen=True, slots=True)
class UnitValue:
    """A unit value looked at: its row number in the frame, and the interval of value divided by quantity."""

    index: int
    outcome: Outcome
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class _Figure:
    """``low`` and ``high`` are the interval, None where the figure is no number."""

    index: int
    unit: str | None
    rate: bool
    low: float | None
    high: float | None


def check_unit_values(observations: pd.DataFrame, quantities: Collection[str]) -> list[UnitValue]:
    """Every unit value of the observations (`COLUMNS`); ``quantities`` are the units of what a value is divided by."""
    found: dict[int, UnitValue] = {}
    for figures in _groups(observations.reset_index(drop=True)):
        for checked in _check(figures, quantities):
            if checked.index not in found or checked.outcome != "unverifiable":
                found[checked.index] = checked
    return [found[index] for index in sorted(found)]


def counts(checked: Sequence[UnitValue], sources: pd.Series[Any]) -> dict[str, Counter[str]]:
    """How many unit values of each source came to each outcome."""
    names = sources.to_numpy(object)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in checked:
        counted[names[one.index]][one.outcome] += 1
    return counted


def _groups(observations: pd.DataFrame) -> Iterator[list[_Figure]]:
    """The figures of each row under one spanner, and those of each column in one group, of tables with unit values."""
    keys = observations["source_id"].astype(str) + "\x1f" + observations["table_number"].astype(str)
    rates = (observations["measure"] == MEASURE).to_numpy(bool)
    chosen = observations[keys.isin(keys[rates].unique())]
    named = [keys[chosen.index], *(chosen[name].astype(object) for name in COLUMNS[2:])]
    groups: dict[tuple[Any, ...], list[_Figure]] = defaultdict(list)
    for index, key, row, column, row_path, column_path, unit, measure, status, low, high in zip(
        chosen.index, *named, strict=True
    ):
        known = status == "reported" and low == low  # a null is not equal to itself
        interval = (float(low), float(high)) if known else (None, None)
        figure = _Figure(int(index), unit if isinstance(unit, str) else None, measure == MEASURE, *interval)
        groups[key, "row", row, _spanner(split(column_path))].append(figure)
        groups[key, "column", column, split(row_path)[:-1]].append(figure)
    yield from groups.values()


def _spanner(path: tuple[str, ...]) -> tuple[str, ...]:
    """What stands over a column's own head; a unit in brackets is part of the head."""
    head = path[:-1] if path and path[-1].startswith("(") else path
    return head[:-1]


def _check(figures: Sequence[_Figure], quantities: Collection[str]) -> Iterator[UnitValue]:
    rates = [figure for figure in figures if figure.rate]
    values = [figure for figure in figures if not figure.rate and figure.unit == MONEY]
    amounts = [figure for figure in figures if not figure.rate and figure.unit in quantities]
    alone = len(rates) == len(values) == len(amounts) == 1
    for rate in rates:
        divided = _divided(values[0], amounts[0]) if alone and _per(rate, amounts[0]) else None
        if divided is None or rate.low is None or rate.high is None:
            yield UnitValue(rate.index, "unverifiable")
            continue
        low, high = divided
        slack = TOLERANCE * max(abs(high), abs(rate.high))
        holds = low <= rate.high + slack and high >= rate.low - slack
        yield UnitValue(rate.index, "verified" if holds else "failed", low, high)


def _per(rate: _Figure, amount: _Figure) -> bool:
    """Whether a unit value is in dollars a unit of this quantity; one that does not say so is taken for it."""
    return rate.unit in (None, MONEY, f"{MONEY}/{amount.unit}")


def _divided(value: _Figure, amount: _Figure) -> tuple[float, float] | None:
    if value.low is None or value.high is None or amount.low is None or amount.high is None or amount.low <= 0:
        return None
    return value.low / amount.high, value.high / amount.low
