"""For each expectation of the suites, rows that it is there to find: made of good rows by changing one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.quality.conftest import Rows

Break = Callable[[Rows], None]


def change(dataset: str, index: int = 0, /, **values: Any) -> Break:
    """Change the fields of one row of a dataset."""

    def run(rows: Rows) -> None:
        rows[dataset][index] = replace(rows[dataset][index], **values)

    return run


def without(dataset: str) -> Break:
    """Take all rows of a dataset away."""

    def run(rows: Rows) -> None:
        rows[dataset] = []

    return run


def twice(dataset: str) -> Break:
    """Repeat the first row of a dataset."""

    def run(rows: Rows) -> None:
        rows[dataset].append(rows[dataset][0])

    return run


def misplaced_total(rows: Rows) -> None:
    """A third row, so that the total is the sum of all three, but its path says it is that of the last two."""
    first, second, total = rows["observations"]
    rows["observations"] = [
        replace(first, row_path=["Old world", "Belgium"]),
        replace(second, row_path=["New world", "Chile"], value=50.0, lower=49.5, upper=50.5, number=50.0),
        replace(
            second, row=2, cell="B7", row_path=["New world", "Peru"], value=30.0, lower=29.5, upper=30.5, number=30.0
        ),
        replace(total, row=3, cell="B8", row_path=["New world", "Total"]),
    ]


def wrong_unit_value(rows: Rows) -> None:
    """A fourth and fifth figure of the first row: its value, and a unit value ten times what it should be."""
    quantity = replace(rows["observations"][0], column_path=["2017", "Quantity"])
    value = replace(
        quantity, column=2, cell="C5", column_path=["2017", "Value"], printed="$240", number=240.0, value=240.0,
        unit="USD", value_si=240.0, unit_si="USD", lower=239.5, upper=240.5, marks=[], notes=[],
    )  # fmt: skip
    rate = replace(
        value, column=3, cell="D5", column_path=["2017", "Unit value"], printed="$20", number=20.0, value=20.0,
        unit="USD/t", value_si=20.0, unit_si="USD/t", lower=19.5, upper=20.5, measure="unit_value",
    )  # fmt: skip
    rows["observations"] = [quantity, value, rate, *rows["observations"][1:]]


# By dataset and rule; what a rule's arguments alone show how to break is worked out by `breaks`.
CUSTOM: dict[tuple[str, str], list[Break]] = {
    ("cells", "unresolved_ditto"): [
        change("cells", printed="Do.", kind="ditto", resolved="Do."),
        change("cells", printed="do.", kind="ditto", resolved=""),
    ],
    ("cells", "mark_without_note"): [
        change("cells", marks=["e", "7"]),
        change("cells", printed="(2)"),
        without("notes"),
    ],
    ("cells", "no_position"): [change("cells", cell=None), change("cells", sheet=None, page=3)],
    ("observations", "no_position"): [
        change("observations", sheet=None),
        change("observations", cell=None, bbox=[1.0]),
    ],
    ("observations", "status_contradicts_printed"): [
        change("observations", printed="W"),
        change("observations", printed="--"),
        change("observations", status="withheld"),
        change("observations", printed="--", status="zero"),
        change("observations", status="withheld", number=None, value=None),
        change("observations", printed="(2)"),
        change("observations", number=None, value=None),
        change("observations", printed="NA", status="not_applicable", number=None, value=None),
    ],
    ("observations", "value_not_number_scaled"): [
        change("observations", value=121.0),
        change("observations", value=None),
        change("observations", value=240.0),
    ],
    ("observations", "interval"): [
        change("observations", lower=120.5, upper=121.0),
        change("observations", lower=121.0, upper=119.0),
        change("observations", lower=None, upper=None),
        change("observations", upper=None),
    ],
    ("observations", "year_out_of_range"): [change("observations", year=1200), change("observations", year=2048)],
    ("observations", "unknown_country"): [
        change("observations", country="Atlantis", country_code=None),
        change("observations", country=None, country_code=None),
    ],
    ("observations", "inherited_mark_without_note"): [change("observations", notes=["e", "5"])],
    ("observations", "symbol_without_legend"): [
        change("observations", printed="W", status="withheld", number=None, value=None, lower=None, upper=None)
    ],
    ("observations", "total_does_not_add"): [
        change("observations", 2, value=210.0, number=210.0, lower=209.5, upper=210.5),
        change("observations", 0, value=420.0, number=420.0, lower=419.5, upper=420.5),
    ],
    ("observations", "total_in_wrong_group"): [misplaced_total],
    ("observations", "unit_value_does_not_divide"): [wrong_unit_value],
    ("world_production", "interval"): [change("world_production", lower=125.0, upper=130.0)],
    ("world_production", "year_out_of_range"): [change("world_production", year=20)],
    ("world_production", "unknown_country"): [change("world_production", country_code=None)],
    ("capacity", "year_out_of_range"): [change("capacity", year=3017), change("capacity", projected_year=2090)],
    ("capacity", "unknown_country"): [change("capacity", country_code=None)],
    ("capacity", "value_order"): [change("capacity", value_high=20.0)],
    ("capacity", "no_evidence"): [
        change("capacity", paragraph=None),
        change("capacity", start=20),
        change("capacity", origin="table"),
    ],
    ("paragraphs", "ordinals"): [change("paragraphs", paragraph=1), twice("paragraphs")],
    ("mentions", "text_not_in_paragraph"): [
        change("mentions", end=12),
        change("mentions", paragraph=4),
        change("mentions", 1, text="Chile"),
    ],
    ("revisions", "edition_order"): [change("revisions", edition_new=2016)],
}


def breaks(dataset: str, expectation: dict[str, Any]) -> list[Break]:
    """How to break rows of a dataset so that an expectation (as its suite gives it) must find them."""
    custom = CUSTOM.get((dataset, expectation["meta"]["rule"]))
    return custom if custom is not None else list(_by_type(dataset, expectation["type"], expectation["kwargs"]))


def _by_type(dataset: str, kind: str, kwargs: dict[str, Any]) -> list[Break]:
    column = kwargs.get("column", "")
    if kind == "expect_columns_to_be_filled":
        return [change(dataset, **{name: None}) for name in (kwargs["column_list"][0], kwargs["column_list"][-1])]
    if kind in ("expect_column_values_to_be_unique", "expect_compound_columns_to_be_unique"):
        return [twice(dataset)]
    if kind == "expect_column_values_to_be_between":
        low, high = kwargs["min_value"], kwargs.get("max_value")
        return [change(dataset, **{column: value}) for value in (low - 1, high and high + 1) if value is not None]
    wrong = {
        "expect_column_values_to_be_in_set": "tinsel",
        "expect_column_values_to_match_regex": " ",
        "expect_column_values_to_not_match_regex": "Do.",
    }
    return [change(dataset, **{column: wrong[kind]})]
