import pytest

from pipeline.records import GridCell, GridRow
from pipeline.sources.dump_several import doubtful_rows, holds_several, spread


@pytest.mark.parametrize(
    "text",
    [
        "Hibbing Mine do. do.",
        "Rhenium kilograms 50,900",
        "193 W New Mexico",
        "Cloth (8) $7,250 Italy",
        "Opal 1.5–2.0 Low",
    ],
)
def test_several_cells_in_one(text):
    assert holds_several(text)


@pytest.mark.parametrize(
    "text",
    ["do.", "Less than 25,000", "25,000 to 49,999", "Over 1,000,000", "Korea, Republic of", "47–55% chromium", "1,200"],
)
def test_one_cell(text):
    assert not holds_several(text)


def row(*texts):
    return GridRow([GridCell(at, text) for at, text in enumerate(texts)])


def test_a_row_that_shows_it_says_nothing_of_the_others():
    assert doubtful_rows([row("Peru do.", "1"), row("Chile", "2"), row("China", "3"), row("India", "4")]) == []


def test_where_many_rows_show_it_all_are_doubted():
    rows = [row("Peru do.", "1"), row("Chile do.", "2"), row("China", "3"), row("Group:")]
    assert doubtful_rows(rows) == rows[:3]


def test_a_head_among_the_rows_makes_them_all_doubtful():
    rows = [row("Peru", "1"), row("Size range Number of plants"), row("Chile", "2"), row("Size range:")]
    assert doubtful_rows(rows, {"Size", "range", "Number", "of", "plants"}) == [rows[0], rows[2]]
    assert doubtful_rows(rows, {"Country"}) == []


def test_where_half_of_the_rows_are_doubted_all_are():
    rows = [row("Peru", "1"), row("Chile", "2"), row("Exports:"), row("Mali", "3")]
    assert list(spread(rows, [rows[0]])) == [rows[0]]
    assert {id(each) for each in spread(rows, [rows[0], rows[1]])} == {id(rows[0]), id(rows[1]), id(rows[3])}
