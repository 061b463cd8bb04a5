"""A unit value is a quotient of intervals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.quality.frames import frame
from pipeline.quality.unit_values import COLUMNS, UnitValue, check_unit_values, counts
from pipeline.schema import to_arrow
from tests.quality.conftest import observation

QUANTITIES = ("t", "kg")
SIZES = st.integers(10, 10**7)


def figures(quantity: float, value: float, rate: float, half: float = 0.5, spanner: str = "2017") -> list[Any]:
    """A row of a quantity in tons, a value in dollars and a unit value in dollars a ton, under a spanner."""
    dollars: dict[str, Any] = {"unit": "USD", "column_path": [spanner, "Value", "(thousands)"]}
    per_ton: dict[str, Any] = {"unit": "USD/t", "column_path": [spanner, "Unit value"], "measure": "unit_value"}
    return [
        observation(0, 1, "Chile", quantity, column_path=[spanner, "Quantity", "(metric tons)"]),
        observation(0, 2, "Chile", value, **dollars),
        observation(0, 3, "Chile", rate, lower=rate - half, upper=rate + half, **per_ton),
    ]


def check(found: list[Any]) -> list[UnitValue]:
    return check_unit_values(frame(to_arrow("observations", found), COLUMNS), QUANTITIES)


def outcomes(found: list[Any]) -> list[str]:
    return [one.outcome for one in check(found)]


@given(SIZES, SIZES)
def test_a_rounded_quotient_always_holds(quantity: int, value: int) -> None:
    assert outcomes(figures(quantity, value, round(value / quantity, 2), 0.005)) == ["verified"]


@given(st.integers(1000, 10**7), st.integers(1000, 10**7), st.sampled_from([1000.0, 0.001, 2.0]))
def test_a_value_in_another_scale_never_holds(quantity: int, value: int, by: float) -> None:
    rate = value / quantity
    assert outcomes(figures(quantity, value, rate * by, rate * by / 100)) == ["failed"]


def test_says_what_the_quotient_is() -> None:
    (found,) = check(figures(100.0, 500.0, 9.0))
    assert (found.index, found.outcome) == (2, "failed")
    assert (round(found.low, 3), round(found.high, 3)) == (4.97, 5.03)


def test_a_unit_value_without_a_unit_is_one_of_the_quantity_beside_it() -> None:
    quantity, value, rate = figures(100.0, 500.0, 9.0)
    assert outcomes([quantity, value, replace(rate, unit=None)]) == ["failed"]
    assert outcomes([quantity, value, replace(rate, unit="USD/lb")]) == ["unverifiable"]


def test_in_the_rows_of_a_group() -> None:
    paths = (["Sales", "Quantity"], ["Sales", "Value"], ["Sales", "Average value"])
    rows = [
        replace(one, row=at, column=1, row_path=path, column_path=["2017"])
        for at, (one, path) in enumerate(zip(figures(100.0, 500.0, 9.0), paths, strict=True))
    ]
    assert outcomes(rows) == ["failed"]
    assert outcomes([*rows[:2], replace(rows[2], row_path=["Price", "Average value"])]) == ["unverifiable"]


def test_other_spanners_are_kept_apart() -> None:
    other = [replace(one, column=one.column + 3) for one in figures(100.0, 900.0, 9.0, spanner="2018")]
    assert outcomes([*figures(100.0, 500.0, 5.0), *other]) == ["verified", "verified"]


def test_nothing_is_said_where_it_cannot_be_known() -> None:
    quantity, value, rate = figures(100.0, 500.0, 9.0)
    withheld = {"status": "withheld", "number": None, "value": None, "lower": None, "upper": None}
    assert outcomes([replace(quantity, **withheld), value, rate]) == ["unverifiable"]
    assert outcomes([quantity, value, replace(rate, status="less_than_half_unit")]) == ["unverifiable"]
    assert outcomes([quantity, replace(quantity, column=4), value, rate]) == ["unverifiable"]
    assert outcomes([replace(quantity, lower=0.0), value, rate]) == ["unverifiable"]
    assert outcomes([quantity, value]) == []
    assert outcomes([]) == []


def test_counts_are_by_source() -> None:
    table = frame(to_arrow("observations", figures(100.0, 500.0, 9.0)), COLUMNS)
    (source,) = table["source_id"].unique()
    assert counts(check_unit_values(table, QUANTITIES), table["source_id"]) == {source: {"failed": 1}}
