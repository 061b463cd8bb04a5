"""Sums of intervals: rounding is no error, and nothing but rounding is forgiven."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.quality.arithmetic import COLUMNS, Sum, check_sums, counts
from pipeline.quality.frames import frame
from pipeline.quality.grids import Rates
from pipeline.schema import to_arrow
from tests.quality.conftest import observation

RATES = Rates(units="^(?:%|USD/.*)$", heads="average", measures=["price"])
UNROUNDED = st.lists(st.floats(0.01, 1e7), min_size=2, max_size=30)
DIGITS = st.integers(1, 4)


def rounded(value: float, digits: int) -> dict[str, float]:
    """A positive figure as printed, and the interval its unrounded value lies in."""
    step = 10.0 ** (math.floor(math.log10(value)) - digits + 1)
    shown = round(value / step) * step
    return {"number": shown, "value": shown, "lower": shown - step / 2, "upper": shown + step / 2}


def figure(row: int, path: str, value: float | None, column: int = 1, /, **more: Any) -> Any:
    """A figure of whole units at a row, with a path such as "Metal > Ore"; None is withheld."""
    shown = {"status": "withheld", "number": None, "value": None, "lower": None, "upper": None} if value is None else {}
    labels = path.split(" > ")
    return observation(row, column, labels[-1], value or 0.0, **{"row_path": labels, **shown, **more})


def sums(*figures: Any) -> list[Sum]:
    return check_sums(frame(to_arrow("observations", figures), COLUMNS), RATES)


def outcomes(*figures: Any) -> list[str]:
    return [found.outcome for found in sums(*figures)]


@given(UNROUNDED, DIGITS, DIGITS)
def test_a_total_of_rounded_parts_always_adds(values: list[float], digits: int, of_total: int) -> None:
    parts = [figure(i, f"place {i}", 0.0, **rounded(value, digits)) for i, value in enumerate(values)]
    total = figure(len(parts), "Total", 0.0, total_of="rows", **rounded(sum(values), of_total))
    assert outcomes(*parts, total) == ["verified"]


@given(UNROUNDED, DIGITS, st.floats(1.001, 50), st.booleans())
def test_a_total_changed_by_more_than_rounding_never_adds(
    values: list[float], digits: int, by: float, up: bool
) -> None:
    parts = [figure(i, f"place {i}", 0.0, **rounded(value, digits)) for i, value in enumerate(values)]
    printed = rounded(sum(values), 4)
    half = (printed["upper"] - printed["lower"]) / 2
    low, high = sum(part.lower for part in parts), sum(part.upper for part in parts)
    away = high + half * by if up else low - half * by
    assume(abs(away) > 1e-3)
    total = figure(len(parts), "Total", 0.0, total_of="rows", value=away, lower=away - half, upper=away + half)
    (found,) = sums(*parts, total)
    assert found.outcome == "failed"
    assert found.parts == len(parts)
    assert (found.low, found.high) == pytest.approx((low, high))


@given(UNROUNDED, st.integers(0, 29))
def test_a_part_misread_tenfold_never_adds(values: list[float], at: int) -> None:
    at %= len(values)
    assume(values[at] > sum(values) / 100)
    parts = [figure(i, f"place {i}", 0.0, **rounded(value, 4)) for i, value in enumerate(values)]
    wrong = rounded(values[at] * 10, 4)
    total = figure(len(parts), "Total", 0.0, total_of="rows", **rounded(sum(values), 4))
    assert outcomes(*parts[:at], figure(at, f"place {at}", 0.0, **wrong), *parts[at + 1 :], total) == ["failed"]


def test_with_a_part_withheld_only_known_parts_above_the_total_are_wrong() -> None:
    total = figure(3, "Total", 100.0, total_of="rows")
    known = figure(0, "Chile", 40.0), figure(1, "Peru", None)
    assert outcomes(*known, figure(2, "Spain", 30.0), total) == ["unverifiable"]
    assert outcomes(*known, figure(2, "Spain", 60.0), total) == ["verified"]
    assert outcomes(*known, figure(2, "Spain", 80.0), total) == ["failed"]


def test_a_negative_part_leaves_room_for_one_withheld() -> None:
    figures = figure(0, "Chile", 180.0), figure(1, "Peru", None), figure(2, "Spain", -20.0)
    assert outcomes(*figures, figure(3, "Total", 100.0, total_of="rows")) == ["unverifiable"]


@pytest.mark.parametrize(("line", "outcome"), [(None, "failed"), (7, "unverifiable")])
def test_a_total_in_a_guessed_group_is_in_doubt_where_the_lines_above_are_withheld(
    line: int | None, outcome: str
) -> None:
    figures = [figure(0, "Mills > A", None), figure(1, "Shops > B", 30.0), figure(2, "Shops > C", 5.0)]
    total = figure(3, "Shops > Total", 100.0, total_of="rows")
    assert outcomes(*(replace(one, line=line) for one in (*figures, total))) == [outcome]


def test_a_total_withheld_is_unverifiable() -> None:
    assert outcomes(figure(0, "A", 1.0), figure(1, "B", 2.0), figure(2, "Total", None, total_of="rows")) == [
        "unverifiable"
    ]


def test_a_total_with_one_part_that_is_not_it_is_in_doubt() -> None:
    assert outcomes(figure(0, "A", 1.0), figure(1, "Total", 9.0, total_of="rows")) == ["unverifiable"]


def test_zeros_ranges_and_bounds_have_intervals() -> None:
    zero = figure(0, "A", 0.0, status="zero", lower=None, upper=None)
    between = figure(1, "B", None, status="range", value_low=10.0, value_high=20.0)
    below = figure(2, "C", None, status="bound", value_high=5.0)
    for total, outcome in ((12.0, "verified"), (26.0, "failed"), (8.0, "failed")):
        assert outcomes(zero, between, below, figure(3, "Total", total, total_of="rows")) == [outcome]


def test_memo_figures_are_no_part() -> None:
    parts = figure(0, "A", 60.0), figure(1, "B", 40.0), figure(2, "Of which", 30.0, total_of="memo")
    assert outcomes(*parts, figure(3, "Total", 100.0, total_of="rows")) == ["verified"]


def test_figures_in_another_unit_are_left_out() -> None:
    parts = figure(0, "A", 60.0), figure(1, "B", 40.0), figure(2, "C", 900.0, unit="USD")
    assert outcomes(*parts, figure(3, "Total", 100.0, total_of="rows")) == ["verified"]
    assert outcomes(*parts, figure(3, "Total", 150.0, total_of="rows")) == ["unverifiable"]


def test_figures_of_another_measure_are_left_out_where_it_helps() -> None:
    parts = figure(0, "A", 60.0), figure(1, "B", 40.0), figure(2, "Stocks", 30.0, measure="stocks")
    assert outcomes(*parts, figure(3, "Total", 100.0, total_of="rows")) == ["verified"]
    assert outcomes(*parts, figure(3, "Total", 130.0, total_of="rows")) == ["verified"]
    assert outcomes(*parts, figure(3, "Total", 150.0, total_of="rows")) == ["unverifiable"]


@pytest.mark.parametrize(
    "more", [{"unit": "USD/kg"}, {"unit": "%"}, {"measure": "price"}, {"column_path": ["Average days"]}]
)
def test_what_does_not_add_is_passed_over(more: dict[str, str]) -> None:
    parts = figure(0, "A", 60.0, **more), figure(1, "B", 40.0, **more)
    assert outcomes(*parts, figure(2, "Total", 50.0, total_of="rows", **more)) == []


def test_an_average_is_passed_over_where_no_unit_tells_it_from_a_total() -> None:
    def table(unit: str | None) -> list[str]:
        parts = figure(0, "A", 60.0, unit=unit), figure(1, "B", 40.0, unit=unit)
        return outcomes(*parts, figure(2, "Total or average", 50.0, total_of="rows", unit=unit))

    assert (table(None), table("t")) == ([], ["failed"])


def test_without_a_unit_a_total_may_be_no_sum() -> None:
    parts = figure(0, "A", 60.0, unit=None), figure(1, "B", 40.0, unit=None)
    assert outcomes(*parts, figure(2, "Total", 100.0, total_of="rows", unit=None)) == ["verified"]
    assert outcomes(*parts, figure(2, "Total", 50.0, total_of="rows", unit=None)) == ["unverifiable"]


def test_totals_across_are_sums_of_columns() -> None:
    def across(total: float) -> list[Sum]:
        heads = ["2017", "Open"], ["2017", "Deep"], ["2017", "Total"]
        values = 60.0, 40.0, total
        cells = [figure(0, "Ore", v, i, column_path=h) for i, (v, h) in enumerate(zip(values, heads, strict=True), 1)]
        cells[-1].total_of = "columns"
        return sums(*cells)

    assert [(found.outcome, found.direction) for found in across(100.0)] == [("verified", "columns")]
    assert [(found.outcome, found.index) for found in across(90.0)] == [("failed", 2)]


def test_a_total_of_both_is_checked_both_ways() -> None:
    cells = []
    for row, label in enumerate(("A", "B", "Total")):
        for column, head in enumerate(("Open", "Deep", "Total"), 1):
            value = 10.0 * (2 if row == 2 else 1) * (2 if column == 3 else 1)
            kind = {(True, True): "both", (True, False): "rows", (False, True): "columns"}.get(
                (row == 2, column == 3), "none"
            )
            cells.append(figure(row, label, value, column, column_path=[head], total_of=kind))
    found = sums(*cells)
    assert {one.outcome for one in found} == {"verified"}
    assert sorted(one.direction for one in found if one.index == 8) == ["columns", "rows"]


def test_tables_and_sources_are_kept_apart() -> None:
    first = figure(0, "A", 60.0), figure(1, "B", 40.0), figure(2, "Total", 100.0, total_of="rows")
    others = (
        [figure(i, "C", 7.0, table_number="2") for i in range(2)],
        [figure(i, "D", 7.0, source_id="f" * 12) for i in range(2)],
    )
    assert outcomes(*others[0], *first, *others[1]) == ["verified"]


def test_the_order_of_the_rows_does_not_matter() -> None:
    figures = figure(2, "Total", 100.0, total_of="rows"), figure(1, "B", 40.0), figure(0, "A", 60.0)
    (found,) = sums(*figures)
    assert (found.outcome, found.index) == ("verified", 0)


def test_a_total_of_other_lines_than_its_group_is_misplaced() -> None:
    parts = figure(0, "Rough > A", 60.0), figure(1, "Dressed > B", 30.0), figure(2, "Dressed > C", 20.0)
    assert outcomes(*parts, figure(3, "Dressed > Total", 110.0, total_of="rows")) == ["misplaced"]
    assert outcomes(*parts, figure(3, "Dressed > Total", 50.0, total_of="rows")) == ["verified"]
    assert outcomes(*parts, figure(3, "Dressed > Total", 85.0, total_of="rows")) == ["failed"]


def test_counts_are_by_source() -> None:
    found = [Sum(0, "rows", "verified"), Sum(1, "rows", "failed"), Sum(2, "columns", "verified")]
    assert counts(found, pd.Series(["a", "b", "a"])) == {"a": {"verified": 2}, "b": {"failed": 1}}


def test_no_totals_no_sums() -> None:
    assert outcomes(figure(0, "A", 1.0)) == []


def test_a_total_whose_parts_cannot_all_be_told_is_in_doubt() -> None:
    told = [figure(0, "Brass > Smelters", 5.0), figure(1, "Bronze > Smelters", 6.0)]
    total = figure(3, "Total > Smelters", 20.0, row_path=["Total", "Smelters"], total_of="rows")
    assert outcomes(*told, total) == ["failed"]
    assert outcomes(*told, figure(2, "Other alloys, all plants", 4.0), total) == ["unverifiable"]


def test_a_line_that_says_a_total_again_is_misplaced_not_wrong() -> None:
    def line(row: int, path: str, first: float, second: float, **more: Any) -> list[Any]:
        return [figure(row, path, first, 1, **more), figure(row, path, second, 2, **more)]

    stored = [*line(0, "Stored > Sold", 9.0, 8.0), *line(1, "Stored > Kept", 3.0, 2.0)]
    net = line(2, "Stored > Total net", 12.0, 10.0, total_of="rows")
    assert outcomes(*stored, *net, *line(3, "Total stored", 12.0, 10.0, total_of="rows")).count("failed") == 0
    between = line(3, "Refined", 50.0, 40.0)
    assert outcomes(*stored, *net, *between, *line(4, "Total stored", 12.0, 10.0, total_of="rows"))[2:] == [
        "misplaced",
        "misplaced",
    ]
    assert "failed" in outcomes(*stored, *net, *between, *line(4, "Total stored", 12.0, 11.0, total_of="rows"))
