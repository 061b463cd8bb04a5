from dataclasses import replace

import pytest

from pipeline.records import GridCell
from pipeline.tables.heads import column_heads, own_head
from tests.tables.grids import line, over


def heads(columns, *lines):
    """The paths of the heads over physical columns."""
    return [path for path, _ in column_heads([line(cells) for cells in lines], columns)]


def test_a_head_stands_over_its_column():
    assert heads([0, 1, 2], ["Country", "2016", "2017"]) == [("Country",), ("2016",), ("2017",)]


def test_a_spanner_merged_or_centred_over_columns():
    assert heads(
        [0, 1, 2, 3, 4],
        [None, over("2016", 2), None, over("2017", 2)],
        ["Country", "Quantity", "Value", "Quantity", "Value"],
    ) == [("Country",), ("2016", "Quantity"), ("2016", "Value"), ("2017", "Quantity"), ("2017", "Value")]


def test_a_spanner_reaches_as_far_as_its_rule():
    ruled_over = GridCell(0, "Imports", rule=(0, 1))
    assert heads([0, 1, 2, 3], [None, ruled_over, None, "Exports"], ["Country", "Quantity", "Value", "Quantity"]) == [
        ("Country",),
        ("Imports", "Quantity"),
        ("Imports", "Value"),
        ("Exports Quantity",),
    ]


def test_a_rule_under_several_spanners_is_none_of_theirs():
    first, second = GridCell(0, "Imports", rule=(0, 1)), GridCell(0, "Exports", rule=(-1, 0))
    assert heads([0, 1, 2], [None, first, second], ["Country", "Peru", "Chile"])[1:] == [
        ("Imports Peru",),
        ("Exports Chile",),
    ]


def test_heads_that_repeat_below_show_the_reach_of_spanners():
    assert heads(
        [0, 1, 2, 3, 4],
        [None, "2016", None, "2017", None],
        ["Country", "Quantity", "Value", "Quantity", "Value"],
    )[1:] == [("2016", "Quantity"), ("2016", "Value"), ("2017", "Quantity"), ("2017", "Value")]


def test_heads_that_do_not_repeat_show_none():
    assert heads([0, 1, 2], [None, "Mine", None], ["Country", "output", "Price"])[1:] == [("Mine output",), ("Price",)]


def test_a_head_wrapped_over_lines_is_one():
    assert heads([0, 1], [None, "Primary annual"], ["Country", "capacity"])[1] == ("Primary annual capacity",)
    assert heads([0, 1], [None, "Rare-"], ["Country", "earth oxide"])[1] == ("Rare-earth oxide",)


@pytest.mark.parametrize(
    ("above", "below", "path"),
    [
        ("2016", "Quantity", ("2016", "Quantity")),
        ("Quantity", "2016", ("Quantity", "2016")),
        ("Quantity", "(kilograms)", ("Quantity", "(kilograms)")),
        ("Quantity (thousand", "metric tons)", ("Quantity (thousand metric tons)",)),
        ("2016—Continued", "Quantity", ("2016—Continued", "Quantity")),
    ],
)
def test_years_and_units_begin_a_head_of_their_own(above, below, path):
    assert heads([0, 1], [None, above], ["Country", below])[1] == path


def test_a_head_beside_its_column_stands_over_the_nearest():
    assert heads([0, 3, 6], ["Country", None, "2016", None, None, "2017"])[1:] == [("2016",), ("2017",)]


def test_marks_of_head_and_spanner_hold_for_the_column():
    found = column_heads([line([None, over("2016^e", 2)]), line(["Country^1", "Quantity^2", "Value^e, 3"])], [0, 1, 2])
    assert [marks for _, marks in found] == [("1",), ("e", "2"), ("e", "3")]


def test_a_mark_in_a_column_of_its_own_belongs_to_the_head_on_its_left():
    found = column_heads([line(["Country", "2017", "^e"])], [0, 1])
    assert found[1] == (("2017",), ("e",))


def test_a_column_without_a_head():
    assert heads([0, 1, 2], ["Country", "2016"])[2] == ()


def test_a_spanner_over_the_whole_table():
    found = heads([0, 1, 2], [replace(over("Quantity", 3))], ["Country", "2016", "2017"])
    assert found == [("Quantity", "Country"), ("Quantity", "2016"), ("Quantity", "2017")]


@pytest.mark.parametrize(
    ("path", "head"),
    [
        (("2016", "Quantity", "(kilograms)"), "Quantity (kilograms)"),
        (("2016", "Quantity"), "Quantity"),
        (("(kilograms)",), "(kilograms)"),
        ((), ""),
    ],
)
def test_a_columns_own_head_has_its_unit(path, head):
    assert own_head(path) == head
