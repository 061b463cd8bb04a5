from dataclasses import replace
from typing import Any

import pytest

from pipeline.records import ObservationRow
from pipeline.schema import to_arrow
from pipeline.settle.salient import compare, salient_findings
from tests.fakes import row_of
from tests.settle.test_settle import document, settled


def line(table: str, row: int, figures: dict[int, float], **more: Any) -> list[dict[str, Any]]:
    """A row of a table, a figure a year; of salient statistics, or else the total of a detailed table."""
    salient = table == "1"
    return [
        {
            "source_id": "s", "doc_id": "myb1-2018-indium", "table_number": table,
            "table_kind": "salient" if salient else "trade", "row": row, "column": at, "row_label": "Imports",
            "row_path": ["Imports"] if salient else ["Total"], "column_path": [str(year)], "printed": f"{value:,.0f}",
            "number": value, "unit": "t", "measure": "imports", "year": year, "period": "year", "geo_level": "country",
            "status": "reported", "total_of": "none" if salient else "rows", "lower": value - 0.5, "upper": value + 0.5,
            **more,
        }
        for at, (year, value) in enumerate(figures.items())
    ]  # fmt: skip


def apart(*rows: list[dict[str, Any]]) -> list[list[int]]:
    return [one.apart for one in compare([row for found in rows for row in found])]


SALIENT = line("1", 0, {2016: 120.0, 2017: 130.0, 2018: 140.0})


def test_a_row_is_the_total_of_a_detailed_table():
    assert apart(SALIENT, line("5", 9, {2017: 130.0, 2018: 140.0})) == [[]]


def test_the_year_in_which_it_is_not():
    assert apart(SALIENT, line("5", 9, {2017: 130.0, 2018: 150.0})) == [[2018]]


def test_a_total_that_agrees_is_taken_before_one_that_does_in_part():
    other = line("6", 9, {2017: 130.0, 2018: 150.0})
    assert apart(SALIENT, other, line("5", 9, {2017: 130.0, 2018: 140.0})) == [[]]


@pytest.mark.parametrize(
    "total",
    [
        line("5", 9, {2017: 13.0, 2018: 14.0}),
        line("5", 9, {2018: 140.0}),
        line("5", 9, {2017: 130.0, 2018: 140.0}, unit="kg"),
        line("5", 9, {2017: 130.0, 2018: 140.0}, measure="exports"),
        line("5", 9, {2016: 1.0, 2017: 2.0, 2018: 140.0}),
    ],
)
def test_what_is_no_total_of_it(total):
    assert apart(SALIENT, total) == []


def test_one_digit_that_is_equal_says_nothing():
    assert apart(line("1", 0, {2017: 100.0, 2018: 140.0}), line("5", 9, {2017: 100.0, 2018: 150.0})) == []


def test_findings_are_of_preferred_figures_of_whole_years():
    rows = [
        row_of(ObservationRow, preferred=True, **row) for row in [*SALIENT, *line("5", 9, {2017: 130.0, 2018: 150.0})]
    ]
    told = {found.rule: found for found in salient_findings(to_arrow("observations", rows))}
    assert (told["salient_disagrees"].expected, told["salient_disagrees"].observed) == ("150", "140")
    assert told["salient_disagrees"].message.startswith("“Imports” in 2018 is 140, but table 5, “Total”")
    assert told["salient_agreement"].message.startswith("0 of 1 salient rows")
    for other in ({"period": "month"}, {"preferred": False}, {"lower": None}, {"year": None}):
        changed = to_arrow("observations", [replace(row, **other) for row in rows])
        assert salient_findings(changed) == []


def test_a_run_has_them():
    rows = [row_of(ObservationRow, **row) for row in [*SALIENT, *line("5", 9, {2017: 130.0, 2018: 140.0})]]
    found = settled([document("s", "myb1-2018-indium", "text")], observations=rows)["findings"].to_pylist()
    assert [row["message"] for row in found if row["rule"] == "salient_agreement"] == [
        "1 of 1 salient rows are the totals of a detailed table in every year."
    ]
